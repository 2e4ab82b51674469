"""What the benefits administration said of each month, and how that differs from the plan."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wegwijs.stages.ontzorgen.models import (
    Betaalwijze,
    Inkomensoort,
    Inkomstenpost,
    Kostenpost,
    Kostensoort,
    Ontzorging,
    Uitkeringsmaand,
)
from wegwijs.stages.ontzorgen.moments import moments
from wegwijs.ui.format import euros


def last_of(month: date) -> date:
    """The last day of the month that begins on this day."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def months_of(row: Ontzorging) -> list[Uitkeringsmaand]:
    """Every row, the newest month first and of a month the one that counts first. One statement."""
    return list(row.maanden.all())


def counting(rows: Iterable[Uitkeringsmaand]) -> dict[date, Uitkeringsmaand]:
    """Of each month the row that counts: the one that was recorded last."""
    found: dict[date, Uitkeringsmaand] = {}
    for one in sorted(rows, key=lambda each: each.recorded_at):
        found[one.month] = one
    return found


def newest(row: Ontzorging, month: date) -> Uitkeringsmaand | None:
    """The row of a month that counts. One statement."""
    return row.maanden.filter(month=month).order_by("-recorded_at").first()


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that a month says otherwise than the plan, as a sentence; ``serious``: a bill may stay unpaid or be paid twice."""

    words: str
    serious: bool = False


def differences(
    month: Uitkeringsmaand, incomes: Iterable[Inkomstenpost], costs: Iterable[Kostenpost]
) -> list[Difference]:
    """What isn't as the plan has it. Pure."""
    first, last = month.month, last_of(month.month)
    found = []
    expected = sum(
        one.cents
        for one in incomes
        if one.soort == Inkomensoort.BIJSTAND and one.here
        for _ in moments(one.first_on, one.interval, since=first, until=last, last=one.last_on)
    )
    if expected != month.net:
        apart = month.net - expected
        found.append(
            Difference(
                f"Naar de rekening van de SDD gaat {euros(month.net)}; het plan verwacht {euros(expected)} bijstand: "
                f"{euros(abs(apart))} {'meer' if apart > 0 else 'minder'}.",
                serious=apart < 0,
            )
        )
    return [*found, *_of_costs(month.withheld, list(costs), first, last)]


def _of_costs(
    withheld: Mapping[str, int], costs: list[Kostenpost], first: date, last: date
) -> Iterable[Difference]:
    falls: dict[tuple[str, str], int] = {}
    for cost in costs:
        times = sum(
            1 for _ in moments(cost.first_on, cost.interval, since=first, until=last, last=cost.last_on)
        )
        if times:
            key = (cost.soort, cost.wijze)
            falls[key] = falls.get(key, 0) + times * cost.cents
    for soort in Kostensoort:
        taken = withheld.get(soort, 0)
        planned = falls.get((soort, Betaalwijze.BRON), 0)
        ours = falls.get((soort, Betaalwijze.WIJ), 0)
        name = soort.label.capitalize()
        if planned > taken:
            yield Difference(
                f"{name}: volgens het plan wordt {euros(planned)} ingehouden en betaald, maar er is {euros(taken)} ingehouden.", serious=True
            )  # fmt: skip
        elif taken > planned and ours:
            yield Difference(
                f"{name}: al {euros(taken - planned)} ingehouden en betaald. Wij betalen dat niet nog een keer."
            )
        elif taken > planned:
            yield Difference(
                f"{name}: {euros(taken)} ingehouden en betaald; in het plan staat daarvoor {euros(planned)}."
            )
