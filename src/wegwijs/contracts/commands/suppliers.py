"""Keep which supplier holds a keurmerk, and until when."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.models import Keurmerk
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Organisation
from wegwijs.ui.format import day


@dataclass(frozen=True, slots=True)
class KeurmerkFacts:
    """``valid_to`` is inclusive; ``source``: where it was looked up on ``checked_on``."""

    kind: Keurmerk.Kind
    number: str
    valid_from: date
    valid_to: date
    checked_on: date
    source: str


@transaction.atomic
def record_keurmerk(supplier: Organisation, facts: KeurmerkFacts, *, by: Actor) -> Keurmerk:
    """A supplier holds a keurmerk. Raises NotAllowed; DomainError for an end before its beginning, or one that is known."""
    by.require(Permission.CONTRACT_EDIT)
    if facts.valid_to < facts.valid_from:
        raise DomainError("De laatste dag ligt voor de eerste. Kijk beide dagen na.", field="valid_to")
    Organisation.objects.select_for_update().get(pk=supplier.pk)
    overlapping = supplier.keurmerken.filter(
        kind=facts.kind, valid_from__lte=facts.valid_to, valid_to__gte=facts.valid_from
    ).first()
    if overlapping:
        raise DomainError(
            f"Dit keurmerk staat er al van {day(overlapping.valid_from)} tot en met {day(overlapping.valid_to)}. "
            "Vul een dag daarna in.",
            field="valid_from",
        )
    made = Keurmerk.objects.create(
        supplier=supplier, kind=facts.kind, number=facts.number, valid_from=facts.valid_from, valid_to=facts.valid_to,
        checked_on=facts.checked_on, source=facts.source,
    )  # fmt: skip
    record(by=by, action=Action.CHANGE, kind="aanbieder", key=supplier.pk, detail="keurmerk vastgelegd")
    return made


@transaction.atomic
def end_keurmerk(row: Keurmerk, *, by: Actor, last_day: date, why: str) -> Keurmerk:
    """A supplier loses its keurmerk earlier. Raises NotAllowed; DomainError for a day that isn't earlier, or before it began."""
    by.require(Permission.CONTRACT_EDIT)
    held = Keurmerk.objects.select_for_update().select_related("supplier").get(pk=row.pk)
    if not held.valid_from <= last_day < held.valid_to:
        raise DomainError(
            f"Kies een dag van {day(held.valid_from)} tot {day(held.valid_to)}.", field="last_day"
        )
    held.valid_to, held.ended_why, held.checked_on = last_day, why, clock.today()
    held.save()
    record(by=by, action=Action.CHANGE, kind="aanbieder", key=held.supplier_id, detail="keurmerk geëindigd")
    return held
