"""The Mondays of the last twelve weeks, for the chart of the team: each story is told to its end before the next one begins, so on
no Monday did the whole region stand as it did then. Here it is put back to each of them, counted by the command that counts
every Monday, and put forward again. Nothing is invented: where a caseload was taken over later, it isn't counted before.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.desk.commands import keep_week
from wegwijs.desk.models import TeamWeek
from wegwijs.dossiers.commands.stored import Event, Stored
from wegwijs.dossiers.commands.termijnen import derived, ordering, projected
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, State
from wegwijs.organisations.models import Employee

WEEKS = 12
# When the job runs.
EARLY = time(5, 40)
COLUMNS = (
    "variant",
    "state",
    "fase",
    "route",
    "contact_on",
    "next_on",
    "waits",
    "pip_on",
    "next_step",
    "regisseur_id",
)
PUT_BACK = (
    f"UPDATE dossiers_dossier SET {', '.join(f'{name} = %({name})s' for name in COLUMNS)} WHERE id = %(pk)s"  # noqa: S608
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a timeline, when it was written, and when another put it right (None: it still stands)."""

    event: Event
    written: datetime
    corrected: datetime | None


@transaction.atomic
def keep_mondays() -> int:
    """Keep the last twelve Mondays, this week's among them; returns how many were kept. Twice changes nothing."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    timelines = _timelines()
    if not timelines:
        return 0
    regisseurs = {name: pk for pk, name in Employee.objects.values_list("pk", "name")}
    mondays = [monday - timedelta(weeks=week) for week in reversed(range(WEEKS))]
    known = set(TeamWeek.objects.filter(monday__in=mondays).values_list("monday", flat=True))
    kept = [day for day in mondays if day not in known and _keep(day, timelines, regisseurs)]
    return len(kept)


def _timelines() -> dict[UUID, list[_Line]]:
    rows = Gebeurtenis.objects.order_by("pk").values_list(
        "dossier", "pk", "kind", "on", "payload", "recorded_at", "superseded_by__recorded_at"
    )
    found: dict[UUID, list[_Line]] = defaultdict(list)
    for dossier, pk, kind, on, payload, written, corrected in rows:
        found[dossier].append(_Line(Event(pk, kind, on, payload), written, corrected))
    return found


def _keep(monday: date, timelines: dict[UUID, list[_Line]], regisseurs: dict[str, int]) -> int:
    """Count as it stood; only the counts stay."""
    early = datetime.combine(monday, EARLY, tzinfo=clock.AMSTERDAM)
    then = transaction.savepoint()
    with clock.frozen(early):
        Dossier.objects.update(state=State.GESLOTEN)  # who was not there yet
        with connection.cursor() as cursor:
            cursor.executemany(PUT_BACK, list(_as_on(early, timelines, regisseurs)))
        keep_week(by=system_actor("wegwijs", on=monday), on=monday)
    counts = list(TeamWeek.objects.filter(monday=monday))
    transaction.savepoint_rollback(then)
    for row in counts:
        row.pk = None
    return len(TeamWeek.objects.bulk_create(counts))


def _as_on(
    early: datetime, timelines: dict[UUID, list[_Line]], regisseurs: dict[str, int]
) -> Iterator[dict[str, Any]]:
    """The columns of each dossier that was there, as they stood."""
    there = [key for key, lines in timelines.items() if lines[0].written < early]
    for dossier in Dossier.objects.filter(pk__in=there):
        events = [
            line.event
            for line in timelines[dossier.pk]
            if line.written < early and (line.corrected is None or line.corrected >= early)
        ]
        columns = projected(events)
        rows = derived(dossier, columns["state"], events, early.date())
        standing = (
            Stored(0, row["plicht"], row["state"], row["last_day"], row["soort"], ()) for row in rows.values()
        )
        columns |= ordering(standing, events)
        yield {**columns, "pk": dossier.pk, "regisseur_id": _regisseur(events, regisseurs)}


def _regisseur(events: Iterable[Event], regisseurs: dict[str, int]) -> int | None:
    given = [event.payload["naam"] for event in events if event.kind == Kind.REGISSEUR_TOEGEWEZEN]
    return regisseurs[given[-1]] if given else None
