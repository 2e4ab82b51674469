"""Tell who was expected that a session, or the whole group, doesn't go on: by a letter, or because somebody told them."""

from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.letters.afzegging import AfzeggingLetter
from wegwijs.documents.models import Letter
from wegwijs.documents.press import AT_ONCE, Press
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.presenters import sender
from wegwijs.errors import DomainError
from wegwijs.groups.commands.letters import half_day, send
from wegwijs.groups.models import Attendance, Enrolment, Known
from wegwijs.groups.queries.called_off import to_hear
from wegwijs.groups.queries.invite import coming

KIND = "afzegging"


def cancellation(row: Enrolment, *, by: Actor, on: date) -> AfzeggingLetter:
    """The letter as it would go that day. Raises DomainError when there is nothing to tell (any more)."""
    return _letter(row, _open(row), by=by, on=on)


def _open(row: Enrolment) -> list[Attendance]:
    rows = to_hear(row)
    if not rows:
        raise DomainError(
            "Deze inburgeraar weet het al, of de dag is voorbij. Er is niets meer om te laten weten."
        )
    return rows


def _letter(row: Enrolment, rows: list[Attendance], *, by: Actor, on: date) -> AfzeggingLetter:
    return AfzeggingLetter(
        sender=sender(row.dossier, by),
        number=row.dossier.number,
        name=str(row.dossier.person),
        dated=on,
        group=row.group.name,
        days=tuple(half_day(one.session) for one in rows),
        whole=row.group.cancelled_at is not None,
        others=bool(coming(row)),
    )


@transaction.atomic
def tell_by_letter(
    row: Enrolment, *, by: Actor, on: date, channel: Letter.Channel, seen: str | None = None, press: Press = AT_ONCE
) -> Letter:  # fmt: skip
    """One letter about everything of the group that was called off and that this person doesn't know of yet.

    ``seen`` and ``press`` as ``send_letter`` takes them. Raises NotAllowed without the right in the dossier's gemeente;
    DomainError when there is nothing to tell, and what ``send_letter`` refuses.
    """
    held, rows = _held(row, by)
    said = _letter(held, rows, by=by, on=on)
    letter = send(said, held.dossier, KIND, by=by, on=on, channel=channel, seen=seen, press=press)
    _known(held, rows, Known.BRIEF, by=by, on=on)
    return letter


@transaction.atomic
def tell_in_person(row: Enrolment, *, by: Actor, on: date) -> None:
    """Somebody told this person, by telephone or face to face: no letter goes. Raises NotAllowed; DomainError when there is
    nothing to tell."""
    held, rows = _held(row, by)
    _known(held, rows, Known.VERTELD, by=by, on=on)


def _held(row: Enrolment, by: Actor) -> tuple[Enrolment, list[Attendance]]:
    by.require(Permission.GROUP_PLAN, row.dossier.gemeente_id)
    held = Enrolment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    held.group, held.dossier = row.group, row.dossier
    return held, _open(held)


def _known(row: Enrolment, rows: list[Attendance], how: Known, *, by: Actor, on: date) -> None:
    Attendance.objects.filter(pk__in=[one.pk for one in rows]).update(off=how, off_told_on=on)
    what = "de hele groep" if row.group.cancelled_at else f"{len(rows)} {'bijeenkomst' if len(rows) == 1 else 'bijeenkomsten'}"  # fmt: skip
    record_event(
        row.dossier, Kind.GROEP_AFZEGGING, by=by, on=on, summary=f"{row.group.name}: {what}, {how.label}"[:240],
        payload={"groep": str(row.group_id), "naam": row.group.name, "hoe": how.value},
    )  # fmt: skip
