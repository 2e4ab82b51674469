"""The statement of somebody's money over a month, in Dutch and in their own language; and the final one."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.commands import draft_letter, send_letter
from wegwijs.documents.languages import written
from wegwijs.documents.letters.rekening import RekeningLetter
from wegwijs.documents.models import Letter
from wegwijs.documents.press import AT_ONCE, Press
from wegwijs.documents.queries import words_for
from wegwijs.dossiers.commands import drop_task
from wegwijs.dossiers.presenters import sender
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.commands.after import held, noted
from wegwijs.stages.ontzorgen.commands.handover import FINAL as FINAL_TASK
from wegwijs.stages.ontzorgen.commands.handover import task_key
from wegwijs.stages.ontzorgen.models import Eindreden, Ontzorging
from wegwijs.stages.ontzorgen.queries.statement import Period, book_of, lines_of, period_of, sent_of

DIED = "De cliënt is overleden. Geef het overzicht aan wie erft; schrijf niet naar de cliënt."


def statement(row: Ontzorging, month: date, *, by: Actor, on: date) -> RekeningLetter:
    """As it would go on a day. ``month``: its first day. Raises DomainError when nothing was booked, the month isn't over, and for who died."""
    return _letter(row, month, by=by, on=on)[0]


def not_who_died(row: Ontzorging) -> None:
    """Raises DomainError for who died."""
    if row.end_reason == Eindreden.OVERLEDEN:
        raise DomainError(DIED)


def _letter(row: Ontzorging, month: date, *, by: Actor, on: date) -> tuple[RekeningLetter, Period]:
    not_who_died(row)
    book = book_of(row)
    period = period_of(book.account, month) if book else None
    if book is None or period is None:
        raise DomainError(
            "Van deze maand is er nog geen overzicht. Kies een maand die voorbij is.", field="month"
        )
    found = lines_of(book, period)
    dossier, asked = row.dossier, row.administrator or by.employee
    writes = sender(dossier, by)
    if asked:
        writes = replace(writes, contact=asked.name, phone=asked.phone, email=asked.email)
    letter = RekeningLetter(
        sender=writes, number=dossier.number, name=str(dossier.person), dated=on, since=period.since, until=period.until,
        opening=found.opening, moved=found.moved, known=book.known, final=period.final,
    )  # fmt: skip
    return letter, period


@transaction.atomic
def send_statement(
    row: Ontzorging, month: date, *, by: Actor, on: date, channel: Letter.Channel, seen: str | None = None,
    press: Press = AT_ONCE, again: bool = True,
) -> Letter:  # fmt: skip
    """``seen`` and ``press`` as ``send_letter`` takes them. Raises NotAllowed, DomainError for a month that isn't over, who died, one that was sent
    while ``again`` is False, and what ``send_letter`` refuses."""
    current = held(row, by=by, needs=Permission.MONEY_EDIT)
    said, period = _letter(current, month, by=by, on=on)
    if not again and period.kind in sent_of(current.dossier.number):
        raise DomainError("Dit overzicht is al verzonden. Stuur het los als iemand het kwijt is.")
    dossier = current.dossier
    both = written(said, dossier.person, words=words_for(by.organisation, on=on))
    letter = draft_letter(
        dossier.person, dossier.gemeente, by=by, kind=period.kind, reference=dossier.number, content=both.content,
        translation=both.translation,
    )  # fmt: skip
    send_letter(letter, by=by, on=on, channel=channel, seen=seen, press=press)
    if period.final:
        drop_task(dossier, task_key(current, FINAL_TASK), by=by, on=clock.today())
    noted(current, f"overzicht {period.since:%Y-%m} verzonden", by=by)
    return letter
