"""Statements of a month by the pile: a letter to everybody of a gemeente whose money we keep."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.batches import Subject
from wegwijs.documents.commands.batches import MOST, Asked, make_batch
from wegwijs.documents.jobs import hand_over
from wegwijs.documents.models import Letter, LetterBatch
from wegwijs.documents.press import Press
from wegwijs.dossiers.envelope import envelope
from wegwijs.dossiers.queries import visible
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.people.queries import address_mark, to_write_to
from wegwijs.stages.ontzorgen.commands.statement import send_statement
from wegwijs.stages.ontzorgen.models import Ontzorging
from wegwijs.stages.ontzorgen.queries.statement import row_of


class Overzichten:
    """See ``documents.batches.BatchKind``."""

    key = "overzicht"
    title = "Overzichten van geld"
    back = "selfreliance:statements"
    permission = Permission.MONEY_EDIT

    def send(self, subject: UUID, plan: Mapping[str, Any], *, by: Actor, seen: str, press: Press) -> Letter:
        """By the command of one, by post. Raises DomainError, also for an address that is old and a month that was sent."""
        row = row_of(UUID(plan["ontzorging"]))
        if row is None or row.dossier_id != subject:
            raise DomainError("Dit dossier is er niet meer.")
        today = clock.today()
        old = envelope(row.dossier, today).old
        if old:
            raise DomainError(f"{old} Kijk het na in de BRP en stuur deze brief los.")
        return send_statement(
            row, date.fromisoformat(plan["month"]), by=by, on=today, channel=Letter.Channel.POST, seen=seen, press=press, again=False
        )  # fmt: skip

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """The dossiers."""
        rows = visible(actor, self.permission).filter(pk__in=list(keys)).select_related("person")
        return {
            row.pk: Subject(
                f"{row.person.list_name}, {row.number}", reverse("selfreliance:statement", args=[row.pk])
            )
            for row in rows
        }


OVERZICHTEN = Overzichten()


@transaction.atomic
def hand_over_statements(
    gemeente: Gemeente, rows: Sequence[Ontzorging], month: date, *, by: Actor
) -> LetterBatch:
    """A pile with the job that sends it; one letter a dossier. Raises DomainError when nobody is left."""
    today = clock.today()
    prefetch_related_objects(rows, "dossier__person__addresses")
    asked: dict[UUID, Asked] = {}
    for row in rows:
        begun = (one for one in row.dossier.person.addresses.all() if one.valid_from <= today)
        plan = {"ontzorging": str(row.pk), "month": month.isoformat()}
        asked.setdefault(row.dossier_id, Asked(row.dossier_id, address_mark(to_write_to(begun)), plan))
    if not asked:
        raise DomainError(
            "Van deze maand heeft iedereen het overzicht al, of is er niets gebeurd.", field="month"
        )
    batch = make_batch(OVERZICHTEN, gemeente, list(asked.values())[:MOST], by=by)
    hand_over(batch)
    return batch
