"""How much should be done by a day, and since when somebody is behind: a choice of this product, never of the law.

The law asks hours of PVT and MAP (PVT-01, MAP-01), has a PIP say how many, and sets a term (T-08). It sets no pace and no
day by which the PVT must be over, and a PIP names none. To see who stands still all the same, the hours of the PIP are
spread evenly over the inburgeringstermijn. That somebody is behind this line breaks no rule.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from wegwijs.stages.participatie.models import NEVER

HOUR = 60


@dataclass(frozen=True, slots=True)
class Span:
    """The inburgeringstermijn: from a day up to and including another."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it counts; at least one."""
        return max((self.last - self.first).days + 1, 1)


def due(planned: int, span: Span, today: date) -> int:
    """Minutes that should be made at the end of ``today``, in whole hours rounded down: nobody is behind by minutes.

    ``planned`` are minutes too, of whole hours. None before the term and all of them after it.
    """
    passed = min(max((today - span.first).days + 1, 0), span.days)
    return planned // HOUR * passed // span.days * HOUR


def behind_from(planned: int, made: int, span: Span) -> date:
    """The first day on which more is due than is made; NEVER once all that is planned is made.

    It doesn't move with today, so a list can keep it and order by it.
    """
    wanted = max(made, 0) // HOUR + 1
    if wanted * HOUR > planned:
        return NEVER
    passed = -(-wanted * span.days // (planned // HOUR))
    return span.first + timedelta(days=passed - 1)
