"""A budget in words: what there is, what it will cost, and what that rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wegwijs.contracts.queries.funding import Beside, Means
from wegwijs.contracts.queries.money import Sums
from wegwijs.reporting.queries.budget import Spent, Waiting
from wegwijs.reporting.queries.trajectories import ROUTES
from wegwijs.ui import bars
from wegwijs.ui.bars import Picture
from wegwijs.ui.format import day, euros, number
from wegwijs.ui.parts import Why

NOTHING_BESIDE, NO_MEANS = Beside(), Means({})
EURO = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the budget; amounts in euros. ``left``: what there is, less what is expected; "" where no money was told."""

    name: str
    note: str
    means: str
    committed: str
    delivered: str
    invoiced: str
    paid: str
    beside: str
    expected: str
    left: str
    severity: str
    cells: tuple[int, ...] = ()


HEADER = ("Deel", "Trajecten", "Te besteden", "Verplicht", "Geleverd", "Gefactureerd", "Betaald", "Buiten contracten", "Verwacht", "Over")  # fmt: skip


def lines(
    found: Iterable[Spent], means: Mapping[str, Means], beside: Mapping[str, Beside], names: Mapping[str, str]
) -> tuple[list[Line], Line | None]:
    """A line for each gemeente with money or costs, and all together (None for fewer than two)."""
    spent = {one.name: one for one in found}
    known = [
        (name, spent.get(name) or Spent(name, name, 0, Sums(), 0), means.get(code), beside.get(code, NOTHING_BESIDE))
        for code, name in names.items()
        if name in spent or code in means or code in beside
    ]  # fmt: skip
    made = [_line(name, one, has, other) for name, one, has, other in known]
    if len(known) < 2:
        return made, None
    whole = Spent(
        "", "Samen", sum(one.trajectories for _, one, _, _ in known),
        sum((one.sums for _, one, _, _ in known), Sums()), sum(one.to_come for _, one, _, _ in known),
    )  # fmt: skip
    others = [one for _, _, _, one in known]
    has = [one.total for _, _, one, _ in known if one]
    other = Beside(sum(one.provisions for one in others), sum(one.execution for one in others))
    # A sum with a part that isn't known says nothing of what is left.
    complete = len(has) == len(known)
    return made, _numbers("Samen", whole, sum(has) if complete else None, other)


def _line(name: str, one: Spent, has: Means | None, other: Beside) -> Line:
    return _numbers(name, one, has.total if has else None, other)


def _numbers(name: str, one: Spent, has: int | None, other: Beside) -> Line:
    beside = other.provisions + other.execution
    expected = one.expected + beside
    left = None if has is None else has - expected
    count = f"{number(one.trajectories)} {'traject' if one.trajectories == 1 else 'trajecten'}"
    return Line(
        name, count, "nog niet vastgelegd" if has is None else euros(has), euros(one.sums.committed), euros(one.sums.delivered),
        euros(one.sums.invoiced), euros(one.sums.paid), euros(beside), euros(expected), "" if left is None else euros(left),
        "late" if left is not None and left < 0 else "in-time",
        (one.trajectories, has or 0, one.sums.committed, one.sums.delivered, one.sums.invoiced, one.sums.paid, beside, expected, left or 0),
    )  # fmt: skip


def parts(found: Iterable[Spent]) -> tuple[list[Line], Line | None]:
    """The same by route, provider or cohort: money is told to a gemeente, so nothing can be left of it here."""
    rows = list(found)
    made = [_numbers(one.name, one, None, NOTHING_BESIDE) for one in rows]
    if len(rows) < 2:
        return made, None
    whole = Spent("", "Samen", sum(one.trajectories for one in rows), sum((one.sums for one in rows), Sums()), sum(one.to_come for one in rows))  # fmt: skip
    return made, _numbers("Samen", whole, None, NOTHING_BESIDE)


def picture(made: Iterable[Line], *, told: bool) -> Picture | None:
    """What is expected, within what there is (``told``), or within what is committed."""
    if told:
        rows = [
            (one.name, one.cells[1], one.cells[7], f"{_short(one.cells[7])} van {_short(one.cells[1])}")
            for one in made
        ]
        key = "Gevuld: verwacht tot en met het eind van het jaar. Omlijnd: te besteden."
    else:
        rows = [
            (one.name, one.cells[7], one.cells[3], f"{_short(one.cells[3])} van {_short(one.cells[7])}")
            for one in made
        ]
        key = "Gevuld: geleverd tot nu. Omlijnd: verwacht tot en met het eind van het jaar."
    return bars.picture(rows, key=key)


def _short(cents: int) -> str:
    """Whole euros: a picture needs no cents."""
    return euros(cents // EURO * EURO).removesuffix(",00")


def file_row(one: Line) -> tuple[object, ...]:
    """As a row of a file, amounts as numbers."""
    count, *amounts = one.cells
    return (one.name, count, *(euros(cents).removeprefix("€ ") for cents in amounts))


@dataclass(frozen=True, slots=True)
class ToPlace:
    """People who still need a place, and what that will ask."""

    route: str
    persons: str
    each: str
    whole: str


def to_place(found: Iterable[Waiting]) -> list[ToPlace]:
    """By route; without a price when nobody was placed there in a year."""
    return [
        ToPlace(
            ROUTES.get(one.route, "onbekend"), number(one.persons), euros(one.each) if one.each else "onbekend",
            euros(one.each * one.persons) if one.each else "onbekend",
        )
        for one in found
    ]  # fmt: skip


def why(year: int, today: date) -> Why:
    """How the expectation is made."""
    last = date(year, 12, 31)
    if today > last:
        return Why("Hoe komt ‘verwacht’ tot stand?", (f"{year} is voorbij: verwacht is wat is geleverd, met wat nog in {year} geboekt wordt.",))  # fmt: skip
    return Why(
        "Hoe komt ‘verwacht’ tot stand?",
        (
            f"Wat tot en met **{day(today)}** is geleverd telt helemaal mee.",
            "Van wie nu les volgt is een bedrag verplicht en nog niet geleverd. Dat verdeelt Wegwijs gelijk over de dagen tot de geplande "
            f"laatste les; het deel tot en met **{day(last)}** telt mee.",
            "Is die laatste les al voorbij of niet bekend, dan telt het hele bedrag nu.",
            "Kosten buiten contracten tellen mee zoals ze zijn vastgelegd. Wie nog geen plek heeft, telt niet mee: dat staat apart.",
        ),
        (
            "Wie stopt: dan valt de rest vrij.",
            "Een bonus of resultaat dat niemand nu verwacht.",
        ),
        source="Eigen rekenwijze van Wegwijs; de wet schrijft er geen voor. Geld per gemeente: F-13 · Wi 18, 40, 42",
    )  # fmt: skip
