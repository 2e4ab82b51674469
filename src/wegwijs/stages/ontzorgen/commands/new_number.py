"""The letter about a new account number: of a client, beside the call along a way that was known before; or of whom we pay for a client."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.timezone import localtime

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.commands import draft_letter, send_letter
from wegwijs.documents.languages import written
from wegwijs.documents.letters.nummer import SHOWN, NummerLetter
from wegwijs.documents.letters.ontvanger import OntvangerLetter
from wegwijs.documents.models import Letter
from wegwijs.documents.press import AT_ONCE, Press
from wegwijs.documents.queries import words_for
from wegwijs.dossiers.presenters import sender
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.commands.after import held, noted
from wegwijs.stages.ontzorgen.commands.statement import not_who_died
from wegwijs.stages.ontzorgen.models import Ontzorging, PayeeChange
from wegwijs.stages.ontzorgen.queries.payees import letter_kind, paid_for, written_to


def about_number(
    row: Ontzorging, change: PayeeChange, *, by: Actor, on: date
) -> NummerLetter | OntvangerLetter:
    """As it would go on a day. Raises DomainError while no second person confirmed the number, for who died, and for an account that is neither
    the client's own nor of somebody whom we pay for them."""
    not_who_died(row)
    own = change.payee.dossier_id == row.dossier_id
    if not own and not paid_for(change.payee, on=on).filter(pk=row.pk).exists():
        raise DomainError(
            "Dit is geen eigen rekening van deze cliënt, en wij betalen er ook niets voor deze cliënt."
        )
    if change.usable_from is None:
        raise DomainError(
            "Dit nummer is nog niet bevestigd. Stuur de brief als een collega het bevestigd heeft."
        )
    dossier, asked = row.dossier, row.administrator or by.employee
    writes = sender(dossier, by)
    if asked:
        writes = replace(writes, contact=asked.name, phone=asked.phone, email=asked.email)
    letter = NummerLetter if own else OntvangerLetter
    return letter(
        sender=writes, number=dossier.number, name=str(dossier.person), dated=on, last=change.iban[-SHOWN:],
        whose=change.payee.name, since=localtime(change.usable_from).date(),
    )  # fmt: skip


@transaction.atomic
def send_number(
    row: Ontzorging, change: PayeeChange, *, by: Actor, on: date, channel: Letter.Channel, seen: str | None = None,
    press: Press = AT_ONCE, again: bool = True,
) -> Letter:  # fmt: skip
    """``seen`` and ``press`` as ``send_letter`` takes them. The hold and the call stay as they are. Raises NotAllowed; DomainError as
    ``about_number`` and ``send_letter`` do, and for one that was sent while ``again`` is False."""
    current = held(row, by=by, needs=Permission.MONEY_EDIT)
    if not again and current.dossier.number in written_to(change, [current.dossier.number]):
        raise DomainError("Deze brief is al verzonden. Stuur hem los als iemand hem kwijt is.")
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
