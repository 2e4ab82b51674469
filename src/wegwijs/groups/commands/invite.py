"""Invite somebody to the sessions of a group: a letter with every one to come, and a code to reply with."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.queries import hash_of
from wegwijs.documents.letters.uitnodiging import UitnodigingLetter
from wegwijs.documents.models import Letter
from wegwijs.documents.press import AT_ONCE, Press
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.presenters import sender
from wegwijs.errors import DomainError
from wegwijs.groups.codes import LENGTH, as_printed, new_code
from wegwijs.groups.commands.letters import half_day, send
from wegwijs.groups.models import Attendance, Enrolment, Programme
from wegwijs.groups.queries.invite import coming
from wegwijs.people.queries import contact_language

KIND = "uitnodiging"
# A sentence of the letter; ``documents/wording`` translates it.
PROGRAMMES = {
    Programme.WELKOM: "het welkomstprogramma",
    Programme.PVT: "het participatieverklaringstraject (PVT)",
}
# Stands in a letter that is only looked at: a code is made when it goes.
NO_CODE = "x" * LENGTH


def invitation(row: Enrolment, *, by: Actor, on: date, code: str = NO_CODE) -> UitnodigingLetter:
    """The letter as it would go that day. Raises DomainError when there is nothing to invite to."""
    return letter_to(row, to_tell(row), by=by, on=on, code=code)


def letter_to(row: Enrolment, rows: list[Attendance], *, by: Actor, on: date, code: str) -> UitnodigingLetter:
    """About these sessions, with this code."""
    spoken = contact_language(row.dossier.person)
    told_before = bool(row.secret_hash)
    page = f"{settings.SITE_URL}{reverse('reply:code')}"
    return UitnodigingLetter(
        sender=sender(row.dossier, by),
        number=row.dossier.number,
        name=str(row.dossier.person),
        dated=on,
        programme=PROGRAMMES[Programme(row.group.programme)],
        group=row.group.name,
        days=tuple(half_day(one.session, fresh=one.invited_on is None) for one in rows),
        address=page.removeprefix("https://").rstrip("/"),
        code=as_printed(code),
        link=f"{page}{code}/",
        own_language=bool(spoken and spoken.code == row.group.language),
        again=told_before and any(one.invited_on is None for one in rows),
    )


def to_tell(row: Enrolment) -> list[Attendance]:
    """The sessions to come of who has a place. Raises DomainError when there is no place or nothing to come."""
    if row.left_on or row.placed_at is None:
        raise DomainError("Deze inburgeraar heeft geen plaats in de groep. Geef eerst een plaats.")
    rows = coming(row)
    if row.group.cancelled_at or not rows:
        raise DomainError("Er komt geen bijeenkomst meer in deze groep. Er is niets om voor uit te nodigen.")
    return rows


@transaction.atomic
def invite(
    row: Enrolment,
    *,
    by: Actor,
    on: date,
    channel: Letter.Channel,
    seen: str | None = None,
    press: Press = AT_ONCE,
    again: bool = True,
) -> Letter:
    """Send the letter with every session to come. The code in it is new: one in an earlier letter works no more.

    ``seen`` and ``press`` as ``send_letter`` takes them. ``again``: also to who was told of everything already. Raises NotAllowed without the right in the dossier's gemeente; DomainError
    when there is no place, nothing to come or (not ``again``) nothing new, and what ``send_letter`` refuses.
    """
    by.require(Permission.GROUP_PLAN, row.dossier.gemeente_id)
    held = Enrolment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    held.group, held.dossier = row.group, row.dossier
    rows, code = to_tell(held), new_code()
    if not again and not any(one.invited_on is None for one in rows):
        raise DomainError("Deze inburgeraar is al uitgenodigd voor alle bijeenkomsten.")
    said = letter_to(held, rows, by=by, on=on, code=code)
    letter = send(said, held.dossier, KIND, by=by, on=on, channel=channel, seen=seen, press=press)
    Attendance.objects.filter(pk__in=[one.pk for one in rows]).update(invited_on=on)
    held.secret_hash = hash_of(code)
    held.save(update_fields=["secret_hash"])
    record_event(
        held.dossier, Kind.GROEP_UITNODIGING, by=by, on=on,
        summary=f"{held.group.name}: {len(rows)} {'bijeenkomst' if len(rows) == 1 else 'bijeenkomsten'}"[:240],
        payload={"groep": str(held.group_id), "naam": held.group.name},
    )  # fmt: skip
    return letter
