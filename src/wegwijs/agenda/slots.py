"""A stretch of a day by the Dutch clock, and the instants it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from wegwijs.agenda.calendar import exists, instant
from wegwijs.clock import AMSTERDAM

# When people are asked to come, for what is offered instead of a moment that is taken.
FIRST, LAST, STEP = time(8, 30), time(17), timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Slot:
    """``minutes`` that pass from ``at`` on; in the night in which an hour comes twice the clock shows less at its end."""

    on: date
    at: time
    minutes: int

    @property
    def starts(self) -> datetime:
        """The first instant."""
        return instant(self.on, self.at)

    @property
    def ends(self) -> datetime:
        """The first instant after it."""
        # In UTC: a Dutch time with minutes added is told by the clock, also where the clock jumps between.
        return (self.starts.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(AMSTERDAM)

    @property
    def until(self) -> time:
        """What the clock shows at its end."""
        return self.ends.astimezone(AMSTERDAM).time()

    @property
    def exists(self) -> bool:
        """Whether the clock shows its beginning."""
        return exists(self.on, self.at)


def others_that_day(slot: Slot) -> Iterator[Slot]:
    """As long, on the same day, each half hour of the working day."""
    day = datetime.combine(slot.on, FIRST)
    last = datetime.combine(slot.on, LAST) - timedelta(minutes=slot.minutes)
    while day <= last:
        yield Slot(slot.on, day.time(), slot.minutes)
        day += STEP
