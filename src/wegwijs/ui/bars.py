"""A picture of bars, one below the other: how much there is, and in it how much of that. The table beside it says the same."""

from collections.abc import Iterable
from dataclasses import dataclass

ROW, LEFT, WIDTH = 26, 150, 360


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; lengths and places in units of the picture."""

    name: str
    y: int
    text_y: int
    whole: int
    done: int
    label_x: int
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What ``ui/bars.html`` draws. ``described`` says it in words; ``key`` what filled and outlined mean."""

    bars: tuple[Bar, ...]
    height: int
    left: int
    described: str
    key: str


def picture(rows: Iterable[tuple[str, int, int, str]], *, key: str, each: str = "") -> Picture | None:
    """Of each row its name, how much there is (outlined), how much of that (filled), and a label; None without rows.

    ``each`` is said after the label of each row in the words for who doesn't see the picture. Below zero draws nothing.
    """
    known = [(name, max(whole, 0), max(done, 0), label) for name, whole, done, label in rows]
    if not known:
        return None
    most = max(*(max(whole, done) for _, whole, done, _ in known), 1)
    bars = tuple(
        Bar(
            name, place * ROW + 4, place * ROW + 13, round(WIDTH * whole / most), round(WIDTH * done / most),
            LEFT + round(WIDTH * max(whole, done) / most) + 6, label,
        )
        for place, (name, whole, done, label) in enumerate(known)
    )  # fmt: skip
    told = "; ".join(f"{bar.name}: {bar.label}{each}" for bar in bars)
    return Picture(bars, len(bars) * ROW + 8, LEFT, f"{told}.", key)
