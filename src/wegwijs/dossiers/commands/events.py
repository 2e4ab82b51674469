"""Append to the timeline; everything that is derived from it follows in the same transaction."""

from datetime import date
from typing import Any

from django.db import connection, transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands.termijnen import follow, heard
from wegwijs.dossiers.endings import end_at
from wegwijs.dossiers.kinds import DAILY, Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError


def record_event(
    dossier: Dossier,
    kind: Kind,
    *,
    by: Actor,
    on: date,
    payload: dict[str, Any] | None = None,
    summary: str = "",
    origin: Origin = Origin.EIGEN,
    dedupe_key: str = "",
    supersedes: Gebeurtenis | None = None,
    unsaid: bool = False,
) -> Gebeurtenis:
    """Record that something happened on the day ``on`` and re-derive termijnen, fase and state.

    A repeat with the same ``dedupe_key`` returns the earlier row and changes nothing. ``summary`` is one Dutch
    sentence for the timeline without special-category data. ``unsaid``: the caller has read the lines of this kind, and
    no one of them has this key. Raises DomainError for a date in the future, unless
    the kind announces something (a DUO termijn, a right that begins later).
    """
    if dedupe_key and not unsaid:
        earlier, dedupe_key = _earlier(dossier, dedupe_key)
        if earlier:
            return earlier
    if on > clock.today() and kind not in _MAY_LIE_AHEAD:
        raise DomainError(
            f"De datum {on:%d-%m-%Y} ligt in de toekomst. Vul de dag in waarop het gebeurde.", field="on"
        )
    # Undone as a whole by the command around it, so without a savepoint of its own.
    with transaction.atomic(savepoint=False):
        event = Gebeurtenis.objects.create(
            dossier=dossier,
            kind=kind,
            on=on,
            recorded_at=clock.now(),
            by_user=by.user,
            by=by.label,
            organisation=by.organisation_name,
            origin=origin,
            payload=payload or {},
            summary=summary[:240],
            dedupe_key=dedupe_key,
            supersedes=supersedes,
        )
        record(
            by=by,
            action=Action.CHANGE,
            kind="dossier",
            key=dossier.pk,
            gemeente=dossier.gemeente_id,
            detail=kind.value,
        )
        if kind in DAILY and supersedes is None:
            # Nothing is derived anew.
            heard(dossier, event)
        else:
            follow(dossier, kind)
        end_at(event, by=by)
    return event


def _earlier(dossier: Dossier, key: str) -> tuple[Gebeurtenis | None, str]:
    """The row that said the same before and still stands; when it was withdrawn, a key under which it can be said again."""
    if not _said(dossier, key):
        return None, key
    rows = dossier.gebeurtenissen.select_related("superseded_by")
    while (found := rows.filter(dedupe_key=key).first()) and hasattr(found, "superseded_by"):
        key = f"{key[:118]}*" if len(key) < 120 else key[:-1] + "*"
    return found, key


def _said(dossier: Dossier, key: str) -> bool:
    """As text: nearly every line asks this, and nearly none was said before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM dossiers_gebeurtenis WHERE dossier_id = %s AND dedupe_key = %s LIMIT 1",
            [dossier.pk, key],
        )
        return cursor.fetchone() is not None


# Decided now, in force later.
_MAY_LIE_AHEAD = frozenset(
    {
        Kind.DUO_TERMIJN,
        Kind.DUO_PLICHT,
        Kind.BIJSTAND_RECHT,
        Kind.BIJSTAND_EINDE,
        Kind.PW_TRAJECT,
        Kind.OPROEP,
        Kind.GEGEVEN_INGETROKKEN,
    }
)


@transaction.atomic
def correct_event(
    event: Gebeurtenis, *, by: Actor, on: date, payload: dict[str, Any], summary: str, reason: str
) -> Gebeurtenis:
    """Replace a row of the timeline by a corrected one; the old row stays and points to nothing new itself.

    Raises DomainError when the row was corrected before (correct the newest instead).
    """
    _standing(event)
    return record_event(
        event.dossier,
        Kind(event.kind),
        by=by,
        on=on,
        payload={**payload, "reden_correctie": reason},
        summary=summary,
        origin=Origin(event.origin),
        supersedes=event,
    )


@transaction.atomic
def withdraw_event(event: Gebeurtenis, *, by: Actor, reason: str) -> Gebeurtenis:
    """What a row says never happened: a row that says so takes its place, and everything derived follows.

    Raises DomainError when the row was corrected or withdrawn before.
    """
    _standing(event)
    return record_event(
        event.dossier,
        Kind.GEGEVEN_INGETROKKEN,
        by=by,
        on=event.on,
        payload={"wat": event.kind, "reden": reason},
        summary=f"{Kind(event.kind).label}: {reason}",
        supersedes=event,
    )


def _standing(event: Gebeurtenis) -> None:
    """Hold the row, so that of two people who correct it at once the second is told."""
    Gebeurtenis.objects.select_for_update().get(pk=event.pk)
    if Gebeurtenis.objects.filter(supersedes=event).exists():
        raise DomainError(
            "Een collega heeft deze regel intussen verbeterd of ingetrokken. Kijk in de tijdlijn wat er nu staat."
        )
