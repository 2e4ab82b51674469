"""What deriving needs of dossiers, read at once: their timelines as far as they are folded, and their termijnen as stored.

As tuples: fetching everything as objects took longer than deriving.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from wegwijs.dossiers import facts, outlook, projection

COLUMNS = (
    "gemeente_id", "regisseur_id", "soort", "label", "aard", "rule", "actor", "plicht", "start", "nominal", "last_day",
    "state", "met_on", "short", "why",
)  # fmt: skip


class Event(NamedTuple):
    """A line of the timeline that was not corrected. The payload is empty where nobody reads it."""

    pk: int
    kind: str
    on: date
    payload: dict[str, Any]


class Stored(NamedTuple):
    """A termijn as it is stored: its key in the table, what orders the dossier, and all ``COLUMNS``."""

    pk: int
    plicht: bool
    state: str
    last_day: date
    soort: str
    values: tuple[Any, ...]


@dataclass(slots=True)
class Timelines:
    """Of each dossier that was asked: its events, and its stored termijnen by their key."""

    events: dict[UUID, list[Event]] = field(default_factory=lambda: defaultdict(list))
    stored: dict[UUID, dict[str, Stored]] = field(default_factory=lambda: defaultdict(dict))


# Only what is folded, and of that the payloads that are read.
_FOLDED = sorted(facts.READ | projection.FOLDED | outlook.FOLDED)
_READ = sorted(facts.READ | projection.READ | outlook.READ)
_EVENTS = """SELECT e.dossier_id, e.id, e.kind, e."on", CASE WHEN e.kind = ANY(%(read)s) THEN e.payload END
FROM dossiers_gebeurtenis e WHERE e.dossier_id = ANY(%(keys)s)
AND e.kind = ANY(%(folded)s) AND NOT EXISTS (SELECT 1 FROM dossiers_gebeurtenis later WHERE later.supersedes_id = e.id)"""
_STORED = f"SELECT dossier_id, key, id, {', '.join(COLUMNS)} FROM dossiers_termijnrow WHERE dossier_id = ANY(%(keys)s)"  # noqa: S608
_WHY = COLUMNS.index("why")
_PLACES = [COLUMNS.index(name) for name in ("plicht", "state", "last_day", "soort")]
_parsed = json.JSONDecoder().raw_decode


def read(dossiers: Iterable[UUID]) -> Timelines:
    """In two statements, however many dossiers."""
    params: dict[str, Any] = {"keys": list(dossiers), "folded": _FOLDED, "read": _READ}
    found = Timelines()
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, params)
        for dossier, pk, kind, day, payload in cursor.fetchall():
            found.events[dossier].append(Event(pk, kind, day, _parsed(payload)[0] if payload else {}))
        cursor.execute(_STORED, params)
        for dossier, key, pk, *row in cursor.fetchall():
            row[_WHY] = _parsed(row[_WHY])[0]
            plicht, state, last_day, soort = (row[place] for place in _PLACES)
            found.stored[dossier][key] = Stored(pk, plicht, state, last_day, soort, tuple(row))
    return found
