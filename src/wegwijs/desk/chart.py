"""A small line chart as SVG, drawn by a template: no script, no style of its own, and always a table beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijs.ui.format import day

WIDTH, HEIGHT = 640, 180
LEFT, TOP, BOTTOM = 36, 12, 24


@dataclass(frozen=True, slots=True)
class Series:
    """One line. ``mark`` (1, 2, 3) chooses colour and dashes, so that colour alone never tells lines apart."""

    label: str
    points: str
    mark: int
    last: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """What ``desk/chart.html`` draws."""

    series: tuple[Series, ...]
    ticks: tuple[tuple[int, int], ...]
    first: str
    last: str
    described: str


def lines(days: Sequence[date], values: Mapping[str, Sequence[int]]) -> Chart | None:
    """A line for each name over the same days; None for fewer than two days, which make no line."""
    if len(days) < 2:
        return None
    most = max(max(numbers) for numbers in values.values()) or 1
    step = (WIDTH - LEFT - 12) / (len(days) - 1)

    def y(number: int) -> int:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * number / most)

    found = []
    for mark, (label, numbers) in enumerate(values.items(), start=1):
        points = [(round(LEFT + step * place), y(number)) for place, number in enumerate(numbers)]
        text = " ".join(f"{a},{b}" for a, b in points)
        found.append(Series(label, text, mark, str(numbers[-1]), *points[-1]))
    told = "; ".join(f"{label}: van {numbers[0]} naar {numbers[-1]}" for label, numbers in values.items())
    ticks = tuple(sorted({(y(number), number) for number in (0, most // 2, most)}))
    return Chart(
        tuple(found), ticks, day(days[0]), day(days[-1]), f"Van {day(days[0])} tot {day(days[-1])}. {told}."
    )
