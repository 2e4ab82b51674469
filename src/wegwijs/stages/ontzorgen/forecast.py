"""Half a year of somebody's money ahead, week by week: what comes in, what goes out, and whether there is a hole. Pure arithmetic on cents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wegwijs.stages.ontzorgen.models.plan import Interval
from wegwijs.stages.ontzorgen.moments import moments

WEEKS = 26
WEEK = timedelta(days=7)
# A bridge that takes longer to pay back than this carries no plan.
MOST_MONTHS = 12
EURO = 100


@dataclass(frozen=True, slots=True)
class In:
    """Money that is expected on a day: between ``low`` and ``high``. ``what`` names it; ``first``: it never came before."""

    on: date
    low: int
    cents: int
    high: int
    what: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Out:
    """Money that goes on a day. ``leefgeld``: to the client; ``repays``: a part of an advance."""

    on: date
    cents: int
    what: str = ""
    leefgeld: bool = False
    repays: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """One week, from ``monday``; amounts in cents. ``least`` and ``least_low``: the lowest that the balance gets within it, when what
    goes out on a day goes before what comes in."""

    monday: date
    low: int
    cents: int
    high: int
    costs: int
    leefgeld: int
    repaid: int
    end: int
    end_low: int
    end_high: int
    least: int
    least_low: int

    @property
    def out(self) -> int:
        """All that goes out."""
        return self.costs + self.leefgeld + self.repaid

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)


def monday_of(on: date) -> date:
    """The Monday of the week of a day."""
    return on - timedelta(days=on.weekday())


def weeks_ahead(
    start: int, incomes: Iterable[In], costs: Iterable[Out], *, monday: date, weeks: int = WEEKS
) -> list[Week]:
    """From a balance at the beginning of ``monday`` on; what falls outside of these weeks isn't counted."""
    first, last = monday, monday + weeks * WEEK
    came: list[list[In]] = [[] for _ in range(weeks)]
    went: list[list[Out]] = [[] for _ in range(weeks)]
    for income in incomes:
        if first <= income.on < last:
            came[(income.on - first).days // 7].append(income)
    for cost in costs:
        if first <= cost.on < last:
            went[(cost.on - first).days // 7].append(cost)
    found, at = [], (start, start, start)
    for place in range(weeks):
        week = _week(first + place * WEEK, at, came[place], went[place])
        found.append(week)
        at = week.end_low, week.end, week.end_high
    return found


def _week(monday: date, at: tuple[int, int, int], came: Sequence[In], went: Sequence[Out]) -> Week:
    low, cents, high = (sum(getattr(one, name) for one in came) for name in ("low", "cents", "high"))
    leefgeld = sum(one.cents for one in went if one.leefgeld)
    repaid = sum(one.cents for one in went if one.repays)
    costs = sum(one.cents for one in went) - leefgeld - repaid
    out = costs + leefgeld + repaid
    return Week(
        monday, low, cents, high, costs, leefgeld, repaid, at[1] + cents - out, at[0] + low - out, at[2] + high - out,
        _least(at[1], [(one.on, one.cents) for one in came], went), _least(at[0], [(one.on, one.low) for one in came], went),
    )  # fmt: skip


def _least(start: int, came: Sequence[tuple[date, int]], went: Sequence[Out]) -> int:
    # Out before in on the same day: False sorts first.
    steps = sorted(
        [*((one.on, False, -one.cents) for one in went), *((on, True, cents) for on, cents in came)]
    )
    least = at = start
    for _, _, cents in steps:
        at += cents
        least = min(least, at)
    return least


@dataclass(frozen=True, slots=True)
class Hole:
    """The balance is below zero from the week of ``since`` up to and including that of ``until``; None: it doesn't come back within what
    was looked at. ``deep``: how far at most, in cents; ``weeks``: how many weeks it lasts."""

    since: date
    until: date | None
    deep: int
    weeks: int


def holes_in(weeks: Sequence[Week], *, low: bool = False) -> list[Hole]:
    """Each time that the balance falls below zero; with ``low`` when of all income the least comes."""
    found: list[Hole] = []
    place = 0
    while place < len(weeks):
        if _depth(weeks[place], low=low) >= 0:
            place += 1
            continue
        after = next((at for at in range(place, len(weeks)) if _depth(weeks[at], low=low) >= 0), len(weeks))
        inside = weeks[place:after]
        deep = -min(_depth(week, low=low) for week in inside)
        until = inside[-1].sunday if after < len(weeks) else None
        found.append(Hole(inside[0].monday, until, deep, len(inside)))
        place = after
    return found


def hole_in(weeks: Sequence[Week], *, low: bool = False) -> Hole | None:
    """The first time; None when it never does."""
    return next(iter(holes_in(weeks, low=low)), None)


def _depth(week: Week, *, low: bool) -> int:
    return week.least_low if low else week.least


def cause_of(hole: Hole, incomes: Sequence[In], costs: Sequence[Out]) -> str:
    """What makes the hole: income that comes for the first time only when it has begun; else the largest bill around its beginning."""
    late = [one for one in incomes if one.first and one.on >= hole.since]
    if late:
        return max(late, key=lambda one: (one.cents, one.what)).what
    around = [one for one in costs if hole.since - WEEK <= one.on < hole.since + WEEK and not one.leefgeld]
    return max(around, key=lambda one: (one.cents, one.what)).what if around else ""


@dataclass(frozen=True, slots=True)
class Bridge:
    """An advance of ``cents`` today closes the hole; it is paid back with ``repay_cents`` a month from ``repay_from`` on, ``months`` times
    (the last may be less)."""

    cents: int
    repay_from: date
    repay_cents: int
    months: int


def bridge_over(
    start: int,
    incomes: Sequence[In],
    costs: Sequence[Out],
    *,
    monday: date,
    today: date,
    most: int,
    weeks: int = WEEKS,
) -> Bridge | None:
    """What closes every hole in these weeks, in whole euros, with the shortest repayment that leaves none; None when there is no hole,
    the last doesn't close by itself, more than ``most`` is asked, or no repayment can be carried."""
    holes = holes_in(weeks_ahead(start, incomes, costs, monday=monday, weeks=weeks))
    if not holes or holes[-1].until is None:
        return None
    cents = -(-max(hole.deep for hole in holes) // EURO) * EURO
    if cents > most:
        return None
    begins = max(holes[-1].until, today) + timedelta(days=1)
    for months in range(1, MOST_MONTHS + 1):
        each = -(-cents // (months * EURO)) * EURO
        back = repayments(cents, each, begins)
        if _carries(start + cents, incomes, [*costs, *back], monday, weeks):
            return Bridge(cents, begins, each, len(back))
    return None


def _carries(start: int, incomes: Sequence[In], costs: Sequence[Out], monday: date, weeks: int) -> bool:
    return hole_in(weeks_ahead(start, incomes, costs, monday=monday, weeks=weeks)) is None


def repayments(cents: int, each: int, begins: date, *, done: frozenset[date] = frozenset()) -> list[Out]:
    """Of what is owed so much each month from ``begins`` on, and the rest the last time; months in ``done`` were paid."""
    left, found = cents, []
    for on in moments(begins, Interval.MAAND, since=begins, until=date(9998, 12, 31)):
        if left <= 0:
            break
        if on in done:
            continue
        found.append(Out(on, min(each, left), "terugbetaling van het voorschot", repays=True))
        left -= each
    return found


def moved_to(one: Out, on: date) -> Out:
    """The same on another day: what should have gone already goes today."""
    return replace(one, on=max(one.on, on))
