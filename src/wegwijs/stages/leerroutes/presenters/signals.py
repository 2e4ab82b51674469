"""Signals about lessons, as the regisseur and as the school read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from wegwijs.stages.leerroutes.models import Lessignaal, Opvolging, Signaalbron, Signaalsoort
from wegwijs.ui.format import capital, day


@dataclass(frozen=True, slots=True)
class Line:
    """One signal. ``answer``: what was done with it, "" where that isn't told."""

    pk: str
    aanbod: str
    title: str
    note: str
    explained: str
    stand: str
    severity: str
    answer: str
    open: bool


def for_regisseur(rows: Iterable[Lessignaal]) -> list[Line]:
    """With what was done."""
    return [_line(row, _answer(row)) for row in rows]


def for_school(rows: Iterable[Lessignaal]) -> list[Line]:
    """Only that it was taken up."""
    return [_line(row, "") for row in rows]


def _line(row: Lessignaal, answer: str) -> Line:
    if row.taken_up_on:
        stand, severity = f"opgepakt op {day(row.taken_up_on)}", "done"
    elif row.passed_on:
        stand, severity = f"speelt niet meer sinds {day(row.passed_on)}", "neutral"
    else:
        stand, severity = "nog niet opgepakt", "soon"
    source = Signaalbron(row.source).label if row.source != Signaalbron.SCHOOL else row.label
    return Line(
        str(row.pk), str(row.aanbod_id), capital(Signaalsoort(row.soort).label), f"{day(row.on)}, {source}", row.explained,
        stand, severity, answer, row.is_open,
    )  # fmt: skip


def _answer(row: Lessignaal) -> str:
    found = getattr(row, "antwoord", None)
    if found is None:
        return ""
    words = Opvolging(found.what).label
    return f"{capital(words)}{f': {found.why}' if found.why else ''} ({found.label})"
