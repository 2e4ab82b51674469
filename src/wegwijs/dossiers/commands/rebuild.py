"""Derive every open dossier anew: read by the hundreds, computed in memory, written only where something differs."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from wegwijs import clock
from wegwijs.dossiers import facts, outlook, projection
from wegwijs.dossiers.commands.termijnen import COLUMNS, derived, ordering, projected, refresh
from wegwijs.dossiers.models import Dossier, State

BATCH = 500
KEYS = 1 << 128


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How far a rebuild has come: dossiers seen, and those whose termijnen were not as stored."""

    seen: int
    changed: int


class _Event(NamedTuple):
    pk: int
    kind: str
    on: date
    payload: dict[str, Any]


class _Stored(NamedTuple):
    pk: int
    plicht: bool
    state: str
    last_day: date
    soort: str


def rebuild_termijnen(*, on: date | None = None, part: tuple[int, int] = (0, 1)) -> Iterator[Rebuilt]:
    """Yields progress a batch; can be stopped anywhere and begun again. ``part`` (2, 8) is the third of eight equal parts.

    A dossier that differs is written in a transaction of its own, from its timeline as it is then.
    """
    day = on or clock.today()
    place, parts = part
    low, high = KEYS * place // parts, KEYS * (place + 1) // parts - 1
    rows = (
        Dossier.objects.exclude(state=State.GESLOTEN)
        .filter(pk__range=(UUID(int=low), UUID(int=high)))
        .order_by("pk")
    )
    seen = changed = 0
    last: UUID | None = None
    while batch := list((rows.filter(pk__gt=last) if last else rows)[:BATCH]):
        last = batch[-1].pk
        for dossier in _differing(batch, day):
            with transaction.atomic():
                refresh(Dossier.objects.select_for_update().get(pk=dossier.pk), on=day)
            changed += 1
        seen += len(batch)
        yield Rebuilt(seen, changed)


# Only what is folded, and of that the payloads that are read: fetching everything as objects took longer than deriving.
_FOLDED = sorted(facts.READ | projection.FOLDED | outlook.FOLDED)
_READ = sorted(facts.READ | projection.READ | outlook.READ)
_EVENTS = """SELECT e.dossier_id, e.id, e.kind, e."on", CASE WHEN e.kind = ANY(%(read)s) THEN e.payload END
FROM dossiers_gebeurtenis e WHERE e.dossier_id = ANY(%(keys)s)
AND e.kind = ANY(%(folded)s) AND NOT EXISTS (SELECT 1 FROM dossiers_gebeurtenis later WHERE later.supersedes_id = e.id)"""
_STORED = f"SELECT dossier_id, key, id, {', '.join(COLUMNS)} FROM dossiers_termijnrow WHERE dossier_id = ANY(%(keys)s)"  # noqa: S608
_WHY = COLUMNS.index("why")
_parsed = json.JSONDecoder().raw_decode


def _differing(batch: list[Dossier], on: date) -> list[Dossier]:
    params: dict[str, Any] = {"keys": [dossier.pk for dossier in batch], "folded": _FOLDED, "read": _READ}
    events: dict[UUID, list[_Event]] = defaultdict(list)
    stored: dict[UUID, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, params)
        for dossier, pk, kind, day, payload in cursor.fetchall():
            events[dossier].append(_Event(pk, kind, day, _parsed(payload)[0] if payload else {}))
        cursor.execute(_STORED, params)
        for dossier, key, *row in cursor.fetchall():
            row[1 + _WHY] = _parsed(row[1 + _WHY])[0]
            stored[dossier][key] = tuple(row)
    return [d for d in batch if _differs(d, events[d.pk], stored[d.pk], on)]


_PLACES = [1 + COLUMNS.index(name) for name in ("plicht", "state", "last_day", "soort")]


def _differs(dossier: Dossier, events: list[_Event], stored: dict[str, tuple[Any, ...]], on: date) -> bool:
    columns = projected(events)
    wanted = derived(dossier, columns["state"], events, on)
    if wanted.keys() != stored.keys() or any(
        tuple(row.values()) != stored[key][1:] for key, row in wanted.items()
    ):
        return True
    rows = [_Stored(row[0], *(row[place] for place in _PLACES)) for row in stored.values()]
    columns |= ordering(rows, events)
    return any(getattr(dossier, name) != value for name, value in columns.items())
