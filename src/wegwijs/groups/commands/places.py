"""Give a place in a group or on its waiting list; leave; who waits moves up."""

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.groups.commands.expected import expect, expect_no_more, take_time
from wegwijs.groups.models import Enrolment, Group, Leaving, Session
from wegwijs.groups.queries.groups import fitting
from wegwijs.groups.queries.sessions import ahead


@transaction.atomic
def enrol(group: Group, dossier: Dossier, *, by: Actor) -> Enrolment:
    """A place at every session still to come or, when all are given, one on the waiting list; twice changes nothing.

    Raises NotAllowed without the right in the dossier's gemeente; DomainError for a closed dossier, a group that doesn't go on
    or is over, somebody who already has a place in another group of this programme, and when the person is expected elsewhere
    at one of the sessions, with the groups that do fit.
    """
    by.require(Permission.GROUP_PLAN, dossier.gemeente_id)
    current = Group.objects.select_for_update().get(pk=group.pk)
    known = Enrolment.objects.filter(group=current, dossier=dossier, left_on=None).first()
    if known:
        return known
    _check(current, dossier)
    row = Enrolment.objects.create(group=current, dossier=dossier, asked_at=clock.now(), by=by.label)
    if _full(current):
        _tell(row, Kind.GROEP_PLAATS, by, f"{current.name}: op de wachtlijst", {"wacht": True})
    else:
        try:
            _place(row, by)
        except DomainError as clash:
            raise DomainError(f"{clash} {_instead(current, dossier)}") from clash
    return row


def _check(group: Group, dossier: Dossier) -> None:
    if not dossier.is_open:
        raise DomainError("Dit dossier is gesloten. Heropen het eerst.")
    if group.cancelled_at:
        raise DomainError("Deze groep gaat niet door. Kies een andere groep.")
    if not _coming(group):
        raise DomainError("Deze groep is klaar: er komt geen bijeenkomst meer. Kies een andere groep.")
    other = (
        Enrolment.objects.filter(
            ahead("group__sessions__"), group__programme=group.programme, dossier=dossier, left_on=None,
            group__sessions__cancelled_at=None,
        )
        .select_related("group")
        .first()
    )  # fmt: skip
    if other:
        raise DomainError(
            f"Deze inburgeraar zit al in {other.group.name}. Haal die plaats eerst weg als het een andere groep moet worden."
        )


def _coming(group: Group) -> list[Session]:
    """What has not begun: at a session of this morning nobody is expected who gets a place at noon."""
    return list(group.sessions.filter(ahead(), cancelled_at=None))


def _full(group: Group) -> bool:
    given = group.enrolments.filter(left_on=None).exclude(placed_at=None).count()
    return given >= group.capacity


def _instead(group: Group, dossier: Dossier) -> str:
    names = [one.name for one in fitting(group, dossier)]
    if not names:
        return "Er is nu geen andere groep die past. Verplaats de afspraak, of wacht op de volgende groep."
    return f"Groepen die wel passen: {', '.join(names)}."


def _place(row: Enrolment, by: Actor) -> None:
    sessions = _coming(row.group)
    take_time(row.dossier, sessions)
    expect(row.dossier, sessions)
    row.placed_at = clock.now()
    row.save(update_fields=["placed_at"])
    _tell(row, Kind.GROEP_PLAATS, by, f"plaats in {row.group.name}", {"wacht": False})


@transaction.atomic
def leave(row: Enrolment, *, by: Actor, reason: Leaving) -> list[Enrolment]:
    """No place any more from today on; who waits longest and can come gets it, and is returned. Twice changes nothing. Raises
    NotAllowed."""
    by.require(Permission.GROUP_PLAN, row.dossier.gemeente_id)
    group = Group.objects.select_for_update().get(pk=row.group_id)
    return fill(group, by=by) if _leave(row, by, reason) else []


def leave_all(group: Group, *, by: Actor) -> None:
    """The group doesn't go on."""
    for row in group.enrolments.filter(left_on=None).select_related("dossier__person", "dossier__gemeente"):
        row.group = group
        _leave(row, by, Leaving.VERVALLEN)


def end_with_dossier(dossier: Dossier, /, *, by: Actor, on: object) -> None:
    """Whose dossier closes is expected nowhere any more; inside the transaction of closing."""
    rows = dossier.enrolments.filter(left_on=None).select_related("group")
    for row in rows:
        group = Group.objects.select_for_update().get(pk=row.group_id)
        row.dossier, row.group = dossier, group
        if _leave(row, by, Leaving.GESLOTEN):
            fill(group, by=by)


def _leave(row: Enrolment, by: Actor, reason: Leaving) -> bool:
    current = Enrolment.objects.select_for_update().get(pk=row.pk)
    if current.left_on:
        return False
    current.left_on, current.leaving, current.secret_hash = clock.today(), reason, ""
    current.save()
    expect_no_more(row.dossier, row.group)
    _tell(row, Kind.GROEP_EINDE, by, f"{row.group.name}: {reason.label}", {"reden": reason.value})
    return True


def fill(group: Group, *, by: Actor) -> list[Enrolment]:
    """Give free places to who waits, the longest waiting first, and return them; who is expected elsewhere keeps waiting. Inside a
    transaction."""
    moved: list[Enrolment] = []
    if not _coming(group):
        return moved
    waiting = group.enrolments.filter(left_on=None, placed_at=None).order_by("asked_at", "pk")
    for row in waiting.select_related("dossier__person", "dossier__gemeente"):
        if _full(group):
            break
        row.group = group
        try:
            with transaction.atomic():
                _place(row, by)
        except DomainError:
            continue
        moved.append(row)
    return moved


def _tell(row: Enrolment, kind: Kind, by: Actor, said: str, more: dict[str, object]) -> None:
    record_event(
        row.dossier, kind, by=by, on=clock.today(), summary=said[:240],
        payload={"groep": str(row.group_id), "naam": row.group.name, **more},
    )  # fmt: skip
