"""Everybody for whom we pay somebody with a new account number, told by the pile."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.batches import Subject
from wegwijs.documents.commands.batches import MOST, Asked, make_batch
from wegwijs.documents.jobs import hand_over
from wegwijs.documents.models import Letter, LetterBatch
from wegwijs.documents.press import Press
from wegwijs.documents.queries.batches import BUSY
from wegwijs.dossiers.envelope import envelope
from wegwijs.dossiers.queries import visible
from wegwijs.errors import DomainError
from wegwijs.people.queries import address_mark, to_write_to
from wegwijs.stages.ontzorgen.commands.new_number import send_number
from wegwijs.stages.ontzorgen.commands.payees import noted
from wegwijs.stages.ontzorgen.commands.telling import all_told
from wegwijs.stages.ontzorgen.models import Payee, PayeeChange
from wegwijs.stages.ontzorgen.queries.payees import new_number, paid_for, written_to
from wegwijs.stages.ontzorgen.queries.statement import row_of


class Ontvangers:
    """See ``documents.batches.BatchKind``."""

    key = "ontvanger"
    title = "Brieven over een rekeningnummer"
    back = "payments:payees"
    permission = Permission.MONEY_EDIT

    def send(self, subject: UUID, plan: Mapping[str, Any], *, by: Actor, seen: str, press: Press) -> Letter:
        """By the command of one, by post. Raises DomainError, also for an address that is old, a letter that was sent, and who isn't paid for
        any more."""
        row = row_of(UUID(plan["ontzorging"]))
        change = PayeeChange.objects.select_related("payee").filter(pk=plan["change"]).first()
        if row is None or change is None or row.dossier_id != subject:
            raise DomainError("Dit dossier is er niet meer.")
        today = clock.today()
        old = envelope(row.dossier, today).old
        if old:
            raise DomainError(f"{old} Kijk het na in de BRP en stuur deze brief los.")
        return send_number(
            row, change, by=by, on=today, channel=Letter.Channel.POST, seen=seen, press=press, again=False
        )

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """The dossiers."""
        rows = visible(actor, self.permission).filter(pk__in=list(keys)).select_related("person")
        return {
            row.pk: Subject(f"{row.person.list_name}, {row.number}", reverse("ontzorgen:plan", args=[row.pk]))
            for row in rows
        }


ONTVANGERS = Ontvangers()


@transaction.atomic
def tell_clients(payee: Payee, *, by: Actor) -> LetterBatch:
    """A letter to each client for whom we pay somebody whose number is new, and who had none about it; with the job that sends them.

    Raises NotAllowed; DomainError when there is nothing to tell or nobody is left.
    """
    by.require(Permission.MONEY_EDIT, payee.gemeente_id)
    found = new_number(payee)
    if found is None:
        raise DomainError("Deze ontvanger heeft geen nieuw rekeningnummer. Er is niets te vertellen.")
    change = (
        PayeeChange.objects.select_for_update(of=("self",)).select_related("payee__gemeente").get(pk=found.pk)
    )
    if change.piles and LetterBatch.objects.filter(pk__in=change.piles, state__in=BUSY).exists():
        raise DomainError("De brieven worden al gemaakt. Kijk bij de ontvanger hoe ver het is.")
    today = clock.today()
    rows = list(
        paid_for(payee, on=today).select_related("dossier").prefetch_related("dossier__person__addresses")
    )
    had = written_to(change, [row.dossier.number for row in rows])
    asked: dict[UUID, Asked] = {}
    for row in rows:
        if row.dossier.number in had:
            continue
        begun = (one for one in row.dossier.person.addresses.all() if one.valid_from <= today)
        plan = {"ontzorging": str(row.pk), "change": str(change.pk)}
        asked.setdefault(row.dossier_id, Asked(row.dossier_id, address_mark(to_write_to(begun)), plan))
    if not asked:
        raise DomainError("Iedereen voor wie wij deze ontvanger betalen, heeft de brief al.")
    batch = make_batch(ONTVANGERS, change.payee.gemeente, list(asked.values())[:MOST], by=by)
    change.piles, change.told_at = [*change.piles, batch.pk], change.told_at or clock.now()
    change.save(update_fields=["piles", "told_at"])
    all_told(change, by=by)
    noted(change.payee, "cliënten bericht over rekeningnummer", by=by)
    hand_over(batch)
    return batch
