"""The letter about a new account number of a client: beside the call, along a way that was known before."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.timezone import localtime

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.commands import draft_letter, send_letter
from wegwijs.documents.languages import written
from wegwijs.documents.letters.nummer import SHOWN, NummerLetter
from wegwijs.documents.models import Letter
from wegwijs.documents.press import AT_ONCE, Press
from wegwijs.documents.queries import words_for
from wegwijs.dossiers.presenters import sender
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.commands.after import held, noted
from wegwijs.stages.ontzorgen.commands.statement import written_to
from wegwijs.stages.ontzorgen.models import Ontzorging, PayeeChange
from wegwijs.stages.ontzorgen.queries.payees import letter_kind


def about_number(row: Ontzorging, change: PayeeChange, *, by: Actor, on: date) -> NummerLetter:
    """As it would go on a day. Raises DomainError while no second person confirmed the number, for another's account and for who died."""
    written_to(row)
    if change.payee.dossier_id != row.dossier_id:
        raise DomainError("Dit is geen eigen rekening van deze cliënt.")
    if change.usable_from is None:
        raise DomainError(
            "Dit nummer is nog niet bevestigd. Stuur de brief als een collega het bevestigd heeft."
        )
    dossier, asked = row.dossier, row.administrator or by.employee
    writes = sender(dossier, by)
    if asked:
        writes = replace(writes, contact=asked.name, phone=asked.phone, email=asked.email)
    return NummerLetter(
        sender=writes, number=dossier.number, name=str(dossier.person), dated=on, last=change.iban[-SHOWN:], holder=change.payee.name,
        since=localtime(change.usable_from).date(),
    )  # fmt: skip


@transaction.atomic
def send_number(
    row: Ontzorging, change: PayeeChange, *, by: Actor, on: date, channel: Letter.Channel, seen: str | None = None,
    press: Press = AT_ONCE,
) -> Letter:  # fmt: skip
    """``seen`` and ``press`` as ``send_letter`` takes them. The hold and the call stay as they are. Raises NotAllowed, DomainError as
    ``about_number`` and ``send_letter`` do."""
    current = held(row, by=by, needs=Permission.MONEY_EDIT)
    said = about_number(current, change, by=by, on=on)
    dossier = current.dossier
    both = written(said, dossier.person, words=words_for(by.organisation, on=on))
    letter = draft_letter(
        dossier.person, dossier.gemeente, by=by, kind=letter_kind(change), reference=dossier.number, content=both.content,
        translation=both.translation,
    )  # fmt: skip
    send_letter(letter, by=by, on=on, channel=channel, seen=seen, press=press)
    noted(current, "brief over een nieuw rekeningnummer verzonden", by=by)
    return letter
