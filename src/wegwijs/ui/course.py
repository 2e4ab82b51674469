"""A picture of an amount that goes up and down through weeks: what it was, what is expected, and the least; below zero is marked.

The table beside it says the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijs.ui.format import MONTHS, euros

LEFT, WIDTH, TOP, HEIGHT = 74, 576, 14, 190
STEPS = (50_00, 100_00, 250_00, 500_00, 1_000_00, 2_500_00, 5_000_00, 10_000_00, 50_000_00, 250_000_00)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across with its amount, or a mark below with its month; ``minor`` when a small screen leaves it out."""

    at: int
    label: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """What ``ui/course.html`` draws: three lines as points (empty: not drawn), the zero, the stretch below it, and the day of today."""

    was: str
    expected: str
    least: str
    zero: int
    amounts: tuple[Tick, ...]
    months: tuple[Tick, ...]
    hole_x: int
    hole_width: int
    hole_label_x: int
    now: int
    height: int
    described: str


def course(
    was: Sequence[int],
    expected: Sequence[int],
    least: Sequence[int],
    *,
    hole: tuple[int, int] | None,
    described: str,
    mondays: Sequence[date],
) -> Course:
    """Amounts in cents at the end of each week: of the weeks that ``was``, then what is ``expected`` and the ``least`` of those to come.

    The last of ``was`` is where the others begin. ``hole``: the first and the last week to come in which it is below zero, from 0.
    """
    values = [*was, *expected, *least, 0]
    low, high, step = _scale(min(values), max(values))
    count = max(len(was) + len(expected) - 1, 1)

    def x(place: float) -> int:
        return round(LEFT + WIDTH * place / count)

    def y(cents: int) -> int:
        return round(TOP + HEIGHT * (high - cents) / (high - low))

    def line(numbers: Sequence[int], begin: int) -> str:
        return " ".join(f"{x(begin + place)},{y(cents)}" for place, cents in enumerate(numbers))

    joined = len(was) - 1
    hole_x = x(joined + hole[0]) if hole else 0
    hole_end = x(joined + hole[1] + 1) if hole else 0
    return Course(
        was=line(was, 0) if len(was) > 1 else "",
        expected=line([was[-1], *expected], joined),
        least=line([was[-1], *least], joined) if tuple(least) != tuple(expected) else "",
        zero=y(0),
        amounts=tuple(
            Tick(y(cents), euros(cents).removesuffix(",00"), minor=place % 2 == 1)
            for place, cents in enumerate(range(low, high + 1, step))
        ),
        months=tuple(_months(mondays, x)),
        hole_x=hole_x,
        hole_width=hole_end - hole_x,
        hole_label_x=min(max(round((hole_x + hole_end) / 2), LEFT + 24), LEFT + WIDTH - 24),
        now=x(joined),
        height=TOP + HEIGHT,
        described=described,
    )


def _scale(least: int, most: int) -> tuple[int, int, int]:
    """From where to where in round steps, at most six of them."""
    span = max(most - least, 100_00)
    step = next((one for one in STEPS if span / one <= 5), STEPS[-1])
    return least // step * step, -(-most // step) * step or step, step


def _months(mondays: Sequence[date], x: Callable[[float], int]) -> list[Tick]:
    found: list[Tick] = []
    for place, monday in enumerate(mondays):
        if place and monday.month != mondays[place - 1].month:
            found.append(Tick(x(place), MONTHS[monday.month - 1][:3], minor=len(found) % 2 == 1))
    return found
