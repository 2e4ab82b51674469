"""Costs in words: what one trajectory cost, and what one result did."""

from collections.abc import Iterable
from dataclasses import dataclass

from wegwijs.reporting.queries.costs import FEWEST, Costs
from wegwijs.ui.format import euros, number
from wi2021.geld.ronden import heel

TOO_FEW = f"minder dan {FEWEST}"


@dataclass(frozen=True, slots=True)
class Line:
    """One part: how many began, run, finished, stopped, have a result; what each that is over cost, and each result."""

    name: str
    begun: str
    running: str
    finished: str
    stopped: str
    results: str
    spent: str
    each: str
    result: str


HEADER = ("Deel", "Begonnen", "Loopt nog", "Afgerond", "Gestopt", "Resultaat", "Kosten van wat voorbij is", "Per traject", "Per resultaat")  # fmt: skip


def line(one: Costs) -> Line:
    """Amounts only where they tell nothing of one person."""
    if one.withheld:
        return Line(
            one.name, number(one.begun), number(one.running), TOO_FEW, TOO_FEW, TOO_FEW, "–", "–", "–"
        )
    return Line(
        one.name, number(one.begun), number(one.running), number(one.finished), number(one.stopped), number(one.results),
        euros(one.spent), _each(one.spent, one.over), _each(one.spent, one.results),
    )  # fmt: skip


def _each(cents: int, among: int) -> str:
    return euros(heel(cents, among)) if among else "–"


def file_row(one: Line) -> tuple[object, ...]:
    """As a row of a file."""
    return (
        one.name, one.begun, one.running, one.finished, one.stopped, one.results,
        *(cell.removeprefix("€ ") for cell in (one.spent, one.each, one.result)),
    )  # fmt: skip


def lines(found: Iterable[Costs]) -> list[Line]:
    """In the order that they came."""
    return [line(one) for one in found]
