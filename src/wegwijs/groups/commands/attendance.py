"""Register who was there; hours follow in the ledger, and only once (docs/adr/0019)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event, withdraw_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.groups.models import EXPECTED, Attendance, Presence, Session
from wegwijs.groups.queries.sessions import gives
from wegwijs.hours.commands import Done, record_attended, take_back_attended
from wegwijs.hours.models import Soort
from wegwijs.rowsecurity.scope import entered, of_gemeente
from wegwijs.ui.format import day

THERE = (Presence.AANWEZIG, Presence.LAAT)
EARLY_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody registers of one person: ``seen`` is what stood there when the page was opened; both "" for nothing yet."""

    key: UUID
    presence: str
    seen: str
    late: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of it: how many changed, and of whom a colleague registered something else meanwhile (nothing was written)."""

    changed: int
    differ: tuple[Attendance, ...]


@transaction.atomic
def register_attendance(session: Session, marks: Sequence[Mark], *, by: Actor) -> Registered:
    """Write down who was there. The same again is nothing; what a colleague changed since to something else than is said now is left
    and returned.

    Present or late puts the hours into the ledger, late without the minutes missed; changing it takes them back. Raises
    NotAllowed for who doesn't give the session; DomainError before it begins or once it was called off, and what the ledger
    refuses, with the name.
    """
    current = (
        Session.objects.select_for_update(of=("self",))
        .select_related("group", "organisation")
        .get(pk=session.pk)
    )
    _check(current, by)
    rows = {
        row.pk: row
        for row in Attendance.objects.select_for_update(of=("self",)).filter(EXPECTED, session=current)
    }
    changed, differ = 0, []
    for mark in marks:
        row = rows.get(mark.key)
        if row is None or (row.presence, row.late, row.reason) == (mark.presence, _late(mark), _reason(mark)):
            continue
        if row.presence != mark.seen:
            # Who left it as it was says nothing of it: two trainers who each do half the group don't contradict each other.
            if mark.presence != mark.seen:
                differ.append(row)
            continue
        _register(row, current, mark, by)
        changed += 1
    return Registered(changed, tuple(differ))


def _check(session: Session, by: Actor) -> None:
    if not gives(by, session):
        raise NotAllowed("U geeft deze bijeenkomst niet. Vraag wie de groep plant.")
    if session.cancelled_at:
        raise DomainError("Deze bijeenkomst is afgezegd. Er valt niets te registreren.")
    if (session.slot.starts - clock.now()).total_seconds() > EARLY_MINUTES * 60:
        raise DomainError(
            f"De bijeenkomst begint op {day(session.on)} om {session.at:%H:%M}. U registreert vanaf een half uur daarvoor."
        )


def _late(mark: Mark) -> int:
    return mark.late if mark.presence == Presence.LAAT else 0


def _reason(mark: Mark) -> str:
    return mark.reason if mark.presence == Presence.AFGEMELD else ""


def _register(row: Attendance, session: Session, mark: Mark, by: Actor) -> None:
    late = _late(mark)
    if late >= session.minutes:
        raise DomainError(
            f"{row.name}: zo lang duurt de bijeenkomst niet. Vul minder minuten in, of kies afwezig."
        )
    with _dossier_of(row) as dossier:
        was = row.presence
        row.presence, row.late, row.reason = mark.presence, late, _reason(mark)
        row.recorded_by, row.label, row.recorded_at = by.user, by.label, clock.now()
        _hours(row, session, dossier, by)
        row.save()
        if Presence.AFWEZIG in (was, row.presence) and was != row.presence:
            _absence(row, session, dossier, by)


@contextmanager
def _dossier_of(row: Attendance) -> Iterator[Dossier]:
    """The dossier, to write in as its gemeente: the row showed itself to the actor's own scope."""
    with entered(of_gemeente(row.gemeente_id)):
        yield Dossier.objects.select_related("person", "gemeente", "regisseur").get(pk=row.dossier_id)


def _hours(row: Attendance, session: Session, dossier: Dossier, by: Actor) -> None:
    minutes = session.minutes - row.late if row.presence in THERE else 0
    if row.hours and row.hours.minutes != minutes:
        take_back_attended(
            row.hours, by=by, reason=f"aanwezigheid gewijzigd in: {row.get_presence_display() or 'niets'}"
        )
        row.hours = None
    if minutes and row.hours is None:
        # The ledger keeps what was taken back, so that the next row of the same session needs another key.
        turn = dossier.uren.filter(source_key__startswith=f"groep:{session.pk}").count()
        done = Done(
            Soort(session.soort), session.on, minutes, session.organisation, f"groep:{session.pk}:{turn}",
            session.theme, session.practical,
        )  # fmt: skip
        try:
            row.hours = record_attended(dossier, done, by=by)
        except DomainError as refused:
            raise DomainError(f"{row.name}: {refused}") from refused


def _absence(row: Attendance, session: Session, dossier: Dossier, by: Actor) -> None:
    """Who stays away without a reason gets a line in the timeline; it is withdrawn when that turns out to be wrong."""
    if row.presence == Presence.AFWEZIG:
        record_event(
            dossier, Kind.GROEP_AFWEZIG, by=by, on=session.on, summary=f"{session.title}, {session.group.name}"[:240],
            payload={"bijeenkomst": str(session.pk), "naam": session.group.name},
            origin=Origin.EIGEN if by.sees_all else Origin.PARTNER,
        )  # fmt: skip
        return
    said = Gebeurtenis.objects.filter(
        dossier=dossier, kind=Kind.GROEP_AFWEZIG, payload__bijeenkomst=str(session.pk), superseded_by=None
    )
    for event in said:
        withdraw_event(event, by=by, reason=f"wel geregistreerd als: {row.get_presence_display() or 'niets'}")
