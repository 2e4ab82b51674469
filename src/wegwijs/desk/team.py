"""How the work of a team stands: today by regisseur, and each Monday of the last half year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Sum

from wegwijs.access.actor import Actor
from wegwijs.desk.models import TeamWeek
from wegwijs.desk.worklist.filters import NOBODY, Filters
from wegwijs.desk.worklist.norms import Norms
from wegwijs.desk.worklist.statement import BUCKETS, Statement, open_dossiers

WEEKS = 26
COUNTED = {"late": "laat", "this_week": "week", "at_risk": "gevaar", "silent": "stil"}
LABELS = {
    "open": "open",
    "late": "te laat",
    "this_week": "deze week",
    "at_risk": "PIP dreigt te laat",
    "silent": "lang niets gehoord",
}
SUMS = ", ".join(f"count(*) FILTER (WHERE {BUCKETS[bucket]})" for bucket in COUNTED.values())


@dataclass(frozen=True, slots=True)
class Cell:
    """A number that leads to the dossiers it counts, with the name of its column."""

    label: str
    number: int
    url: str
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One regisseur (or nobody) with what waits there; ``leaves``: the last day of who leaves or left."""

    name: str
    cells: tuple[Cell, ...]
    key: int | None = None
    leaves: date | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """The totals of one Monday."""

    monday: date
    open: int
    late: int
    this_week: int
    at_risk: int
    silent: int


def stands(rows: Statement, norms: Norms, by: str) -> list[tuple[Any, ...]]:
    """The counts by the columns ``by`` of a dossier: those columns, open, and then as ``COUNTED``."""
    sql = f"SELECT {by}, count(*), {SUMS} FROM dossiers_dossier d WHERE {rows.where} GROUP BY {by}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, {**rows.params, **norms.params()})
        return list(cursor.fetchall())


Colleagues = Mapping[int, tuple[str, date | None]]


def table(actor: Actor, norms: Norms, names: Colleagues) -> list[Row]:
    """By name, ``names`` with the last day of each; dossiers without a regisseur come first, since nobody acts on them."""
    rows = stands(open_dossiers(actor, today=norms.today), norms, "d.regisseur_id")
    found = [_row(key, counts, names) for key, *counts in rows]
    return sorted(found, key=lambda row: (row.name != WITHOUT, row.name))


WITHOUT = "zonder regisseur"


def _row(key: int | None, counts: list[int], names: Colleagues) -> Row:
    chosen = Filters(who=str(key) if key else NOBODY)
    cells = [Cell(LABELS["open"], counts[0], f"/{chosen.address()}")]
    for number, (name, bucket) in zip(counts[1:], COUNTED.items(), strict=True):
        severity = {"laat": "late"}.get(bucket, "soon") if number else ""
        cells.append(Cell(LABELS[name], number, f"/{chosen.address(wanneer=bucket)}", severity))
    name, leaves = names.get(key, ("onbekend", None)) if key else (WITHOUT, None)
    return Row(name, tuple(cells), key if key in names else None, leaves)


def history(actor: Actor, today: date) -> list[Week]:
    """The kept Mondays of the last half year, oldest first, summed over the actor's gemeenten."""
    kept = TeamWeek.objects.filter(gemeente__in=actor.gemeenten(), monday__gt=today - timedelta(weeks=WEEKS))
    sums = {name: Sum(name) for name in LABELS}
    rows = kept.values("monday").annotate(**sums).order_by("monday").values_list("monday", *LABELS)
    return [Week(*row) for row in rows]


def weeks_of(rows: Iterable[tuple[Any, ...]], monday: date) -> list[TeamWeek]:
    """Rows by gemeente and regisseur, to keep as one Monday."""
    return [
        TeamWeek(
            monday=monday,
            gemeente_id=gemeente,
            regisseur_id=regisseur,
            open=total,
            **dict(zip(COUNTED, counts, strict=True)),
        )
        for gemeente, regisseur, total, *counts in rows
    ]
