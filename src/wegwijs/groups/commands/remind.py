"""Remind who was invited and did not answer: the letter of the invitation once more, with the same code."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.queries import hash_of
from wegwijs.documents.content import Kind as Block
from wegwijs.documents.letters.uitnodiging import UitnodigingLetter
from wegwijs.documents.models import Letter
from wegwijs.documents.press import AT_ONCE, Press
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.errors import DomainError
from wegwijs.groups.codes import new_code
from wegwijs.groups.commands.invite import KIND as INVITED
from wegwijs.groups.commands.invite import NO_CODE, letter_to, to_tell
from wegwijs.groups.commands.letters import send
from wegwijs.groups.models import Attendance, Enrolment
from wegwijs.ui.format import day

KIND = "herinnering"


def reminder(row: Enrolment, *, by: Actor, on: date) -> UitnodigingLetter:
    """The letter as it would go that day, without the code. Raises DomainError when there is nobody to remind."""
    return _letter(row, _silent(row, on), by=by, on=on, code=NO_CODE)


def _letter(row: Enrolment, rows: list[Attendance], *, by: Actor, on: date, code: str) -> UitnodigingLetter:
    return replace(letter_to(row, rows, by=by, on=on, code=code), again=False, reminder=True)


def _silent(row: Enrolment, on: date) -> list[Attendance]:
    rows = to_tell(row)
    if any(one.invited_on is None for one in rows):
        raise DomainError(
            "Deze inburgeraar weet nog niet van elke bijeenkomst. Stuur eerst een uitnodiging, geen herinnering."
        )
    of_group = Attendance.objects.filter(dossier=row.dossier_id, session__group=row.group_id)
    if of_group.exclude(reply="").exists():
        raise DomainError("Deze inburgeraar heeft al geantwoord. Een herinnering is niet nodig.")
    if Attendance.objects.filter(dossier__person=row.dossier.person_id, reminded_on=on).exists():
        raise DomainError(
            "Deze inburgeraar heeft vandaag al een herinnering gekregen. Kies een andere dag, of bel."
        )
    return rows


@transaction.atomic
def remind(
    row: Enrolment,
    *,
    by: Actor,
    on: date,
    channel: Letter.Channel,
    seen: str | None = None,
    press: Press = AT_ONCE,
    again: bool = True,
) -> Letter:
    """Send the letter of the invitation once more to who didn't answer, with the code that was in it.

    ``seen`` and ``press`` as ``send_letter`` takes them. ``again``: also to who was reminded since the invitation, on another day. Raises NotAllowed
    without the right in the dossier's gemeente; DomainError for who has no place, has to be invited (anew), answered, or was reminded that day, and
    what ``send_letter`` refuses.
    """
    by.require(Permission.GROUP_PLAN, row.dossier.gemeente_id)
    # All places of this person, so that two piles at the same time don't both remind.
    theirs = Enrolment.objects.filter(dossier__person=row.dossier.person_id)
    held = {one.pk: one for one in theirs.select_for_update(of=("self",)).order_by("pk")}[row.pk]
    held.group, held.dossier = row.group, row.dossier
    rows = _silent(held, on)
    last = max((one.reminded_on for one in rows if one.reminded_on), default=None)
    if last and not again and last >= max(one.invited_on for one in rows if one.invited_on):
        raise DomainError(f"Deze inburgeraar is al herinnerd op {day(last)}. Bel, of stuur de brief los.")
    code = _code_of(held) or new_code()
    said = _letter(held, rows, by=by, on=on, code=code)
    letter = send(said, held.dossier, KIND, by=by, on=on, channel=channel, seen=seen, press=press)
    Attendance.objects.filter(pk__in=[one.pk for one in rows]).update(reminded_on=on)
    held.secret_hash = hash_of(code)
    held.save(update_fields=["secret_hash"])
    record_event(
        held.dossier, Kind.GROEP_HERINNERING, by=by, on=on, summary=held.group.name,
        payload={"groep": str(held.group_id), "naam": held.group.name},
    )  # fmt: skip
    return letter


def _code_of(row: Enrolment) -> str | None:
    """The code that works now, read back from the letter that it stands in: with the place only its hash is kept (docs/adr/0023).

    None when no such letter is here, as after a move from another gemeente: then a new code ends the old one.
    """
    letters = Letter.objects.filter(
        person=row.dossier.person_id, kind__in=(INVITED, KIND), state=Letter.State.VERZONDEN
    )
    for content in letters.order_by("-made_at").values_list("content", flat=True):
        for block in content["blocks"]:
            if block["kind"] == Block.SQUARE:
                code: str = block["text"].rstrip("/").rsplit("/", 1)[-1]
                if hash_of(code) == row.secret_hash:
                    return code
    return None
