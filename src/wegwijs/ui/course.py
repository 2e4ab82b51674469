"""A picture of an amount that goes up and down through weeks: what it was, what is expected, and the least; below zero is marked.

The table beside it says the same.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijs.ui.format import MONTHS, euros

LEFT, WIDTH, TOP, HEIGHT = 74, 576, 14, 190
SHORT = tuple("mrt" if name == "maart" else name[:3] for name in MONTHS)
STEPS = (50_00, 100_00, 250_00, 500_00, 1_000_00, 2_500_00, 5_000_00, 10_000_00, 50_000_00, 250_000_00)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across with its amount, or a mark below with its month; ``minor`` when a small screen leaves it out."""

    at: int
    label: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Weeks below zero, from ``x`` on; ``label_x``: where its word stands, 0 for none."""

    x: int
    width: int
    label_x: int


@dataclass(frozen=True, slots=True)
class Course:
    """What ``ui/course.html`` draws: three lines as points (empty: not drawn), the zero, stretches below it, and the day of today."""

    was: str
    expected: str
    least: str
    zero: int
    amounts: tuple[Tick, ...]
    months: tuple[Tick, ...]
    below: tuple[Stretch, ...]
    now: int
    height: int
    described: str


Week = tuple[int, int]
"""The lowest that the amount gets within a week, and what it is at the end."""


def course(
    was: Sequence[int],
    expected: Sequence[Week],
    least: Sequence[Week],
    *,
    below: Sequence[tuple[int, int]],
    described: str,
    mondays: Sequence[date],
) -> Course:
    """Amounts in cents: at the end of each week that ``was``, and of each week to come what is ``expected`` and the ``least``.

    The last of ``was`` is where the others begin. ``below``: first and last week to come of each stretch below zero, counted from 0.
    """
    ahead = [cents for week in (*expected, *least) for cents in week]
    low, high, step = _scale(min([*was, *ahead, 0]), max([*was, *ahead, 0]))
    joined = len(was) - 1
    count = max(joined + len(expected), 1)

    def x(place: float) -> int:
        return round(LEFT + WIDTH * place / count)

    def y(cents: int) -> int:
        return round(TOP + HEIGHT * (high - cents) / (high - low))

    def line(points: Iterable[tuple[float, int]]) -> str:
        return " ".join(f"{x(place)},{y(cents)}" for place, cents in points)

    def to_come(weeks: Sequence[Week]) -> str:
        steps = [
            (joined + place + part, week[at])
            for place, week in enumerate(weeks)
            for at, part in ((0, 0.6), (1, 1))
        ]
        return line([(joined, was[-1]), *steps])

    return Course(
        was=line(enumerate(was)) if len(was) > 1 else "",
        expected=to_come(expected),
        least=to_come(least) if tuple(least) != tuple(expected) else "",
        zero=y(0),
        amounts=tuple(
            Tick(y(cents), euros(cents).removesuffix(",00"), minor=place % 2 == 1)
            for place, cents in enumerate(range(low, high + 1, step))
        ),
        months=tuple(_months(mondays, x)),
        below=tuple(
            _stretch(x(joined + first), x(joined + last + 1), labelled=place == 0)
            for place, (first, last) in enumerate(below)
        ),
        now=x(joined),
        height=TOP + HEIGHT,
        described=described,
    )


def _stretch(begin: int, end: int, *, labelled: bool) -> Stretch:
    middle = min(max(round((begin + end) / 2), LEFT + 24), LEFT + WIDTH - 24)
    return Stretch(begin, end - begin, middle if labelled else 0)


def _scale(least: int, most: int) -> tuple[int, int, int]:
    """From where to where in round steps, at most six of them."""
    span = max(most - least, 100_00)
    step = next((one for one in STEPS if span / one <= 5), STEPS[-1])
    return least // step * step, -(-most // step) * step or step, step


def _months(mondays: Sequence[date], x: Callable[[float], int]) -> list[Tick]:
    found: list[Tick] = []
    for place, monday in enumerate(mondays):
        if place and monday.month != mondays[place - 1].month:
            found.append(Tick(x(place), SHORT[monday.month - 1], minor=len(found) % 2 == 1))
    return found
