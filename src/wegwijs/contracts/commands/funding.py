"""Record what a gemeente has to spend, and what it spends outside contracts. Nothing is edited: a mistake is taken back by another line."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.models import CostKind, FundingLine, FundingSource, OtherCost
from wegwijs.contracts.models.funding import OF_A_YEAR
from wegwijs.contracts.queries.money import closed_until, following
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.ui.format import day, euros
from wi2021.geld.verdeling import per_gemeente

EDIT = Permission.FUNDING_EDIT


@dataclass(frozen=True, slots=True)
class FundingFacts:
    """``cents`` above zero, also for a shortage; both days are inclusive."""

    source: FundingSource
    cents: int
    first_day: date
    last_day: date
    document: str


@transaction.atomic
def record_funding(gemeente: Gemeente, facts: FundingFacts, *, by: Actor) -> FundingLine:
    """Money was told to a gemeente. Raises NotAllowed; DomainError for a period that doesn't fit, or a line that stands already."""
    by.require(EDIT, gemeente.code)
    if facts.last_day < facts.first_day:
        raise DomainError("De laatste dag ligt voor de eerste. Kijk beide dagen na.", field="last_day")
    first, last = date(facts.first_day.year, 1, 1), date(facts.first_day.year, 12, 31)
    if facts.source in OF_A_YEAR and (facts.first_day, facts.last_day) != (first, last):
        raise DomainError(
            f"Een uitkering hoort bij één kalenderjaar: vul {day(first)} tot en met {day(last)} in (Wi 40).",
            field="last_day",
        )
    Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    cents = -facts.cents if facts.source == FundingSource.SHORTAGE else facts.cents
    same = FundingLine.objects.filter(
        gemeente=gemeente, source=facts.source, cents=cents, first_day=facts.first_day, last_day=facts.last_day,
        document=facts.document, reversed_by=None, reverses=None,
    )  # fmt: skip
    if same.exists():
        raise DomainError(
            "Deze regel staat er al, met hetzelfde besluit. Is het een tweede bedrag? Noem dan het andere besluit.",
            field="document",
        )
    made = FundingLine.objects.create(
        gemeente=gemeente, source=facts.source, cents=cents, first_day=facts.first_day, last_day=facts.last_day,
        document=facts.document, recorded_by=by.user, label=by.label, recorded_at=clock.now(),
    )  # fmt: skip
    _told(by, made, f"geld vastgelegd: {euros(cents)}")
    return made


@transaction.atomic
def take_back_funding(row: FundingLine, *, by: Actor) -> FundingLine:
    """A line was a mistake. Raises NotAllowed; DomainError when it was taken back before."""
    by.require(EDIT, row.gemeente_id)
    held = FundingLine.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.reverses_id or FundingLine.objects.filter(reverses=held).exists():
        raise DomainError("Deze regel is al teruggenomen.")
    made = FundingLine.objects.create(
        gemeente_id=held.gemeente_id, source=held.source, cents=-held.cents, first_day=held.first_day,
        last_day=held.last_day, document=held.document, reverses=held, recorded_by=by.user, label=by.label,
        recorded_at=clock.now(),
    )  # fmt: skip
    _told(by, made, f"geld teruggenomen: {euros(held.cents)}")
    return made


@dataclass(frozen=True, slots=True)
class CostFacts:
    """``cents`` in all; ``weights``: by code of a gemeente its part. ``key`` says where those numbers come from; "" for one gemeente."""

    kind: CostKind
    cents: int
    on: date
    note: str
    weights: Mapping[str, int]
    key: str = ""


@transaction.atomic
def record_costs(facts: CostFacts, *, by: Actor) -> list[OtherCost]:
    """Something was paid outside contracts, split over the gemeenten by a key (F-13), to the cent.

    Raises NotAllowed where one isn't the actor's; DomainError without a gemeente, without the key's source, for a day to come or in a
    month that is closed.
    """
    weights = {code: weight for code, weight in facts.weights.items() if weight}
    if not weights:
        raise DomainError("Vul bij minstens één gemeente een aantal in.", field="key")
    for code in weights:
        by.require(EDIT, code)
    if len(weights) > 1 and not facts.key:
        raise DomainError(
            "Zeg waar de verdeling op berust, bijvoorbeeld: aantal inburgeraars op 1 januari.", field="key"
        )
    _can_book(facts.on)
    batch, made = uuid.uuid4(), []
    for code, cents in per_gemeente(facts.cents, weights).value.items():
        if cents:
            made.append(
                OtherCost.objects.create(
                    gemeente_id=code, batch=batch, kind=facts.kind, cents=cents, on=facts.on, weight=weights[code],
                    key=facts.key, note=facts.note, recorded_by=by.user, label=by.label, recorded_at=clock.now(),
                )
            )  # fmt: skip
    record(by=by, action=Action.CHANGE, kind="kosten", key=batch, detail=f"kosten vastgelegd: {euros(facts.cents)}")  # fmt: skip
    return made


@transaction.atomic
def take_back_costs(row: OtherCost, *, by: Actor) -> list[OtherCost]:
    """The whole batch was a mistake; it is taken back on its own day, or today when that month is closed.

    Raises NotAllowed where one of its gemeenten isn't the actor's; DomainError when it was taken back before.
    """
    batch = list(OtherCost.objects.select_for_update(of=("self",)).filter(batch=row.batch))
    for one in batch:
        by.require(EDIT, one.gemeente_id)
    if any(one.reverses_id for one in batch) or OtherCost.objects.filter(reverses__in=batch).exists():
        raise DomainError("Deze kosten zijn al teruggenomen.")
    new, on = uuid.uuid4(), row.on if _open(row.on) else clock.today()
    made = [
        OtherCost.objects.create(
            gemeente_id=one.gemeente_id, batch=new, kind=one.kind, cents=-one.cents, on=on, weight=one.weight, key=one.key,
            note=one.note, reverses=one, recorded_by=by.user, label=by.label, recorded_at=clock.now(),
        )
        for one in batch
    ]  # fmt: skip
    record(by=by, action=Action.CHANGE, kind="kosten", key=new, detail="kosten teruggenomen")
    return made


def _can_book(on: date) -> None:
    if on > clock.today():
        raise DomainError("Deze dag komt nog. Vul de dag in waarop de kosten zijn gemaakt.", field="on")
    if not _open(on):
        last = closed_until()
        raise DomainError(
            f"De boekmaand van {day(on)} is gesloten. Kies een dag na {last:%m-%Y}, en noem de echte dag in de omschrijving.",
            field="on",
        )


def _open(on: date) -> bool:
    last = closed_until()
    return last is None or on >= following(last)


def _told(by: Actor, row: FundingLine, detail: str) -> None:
    record(by=by, action=Action.CHANGE, kind="geldbron", key=row.pk, gemeente=row.gemeente_id, detail=detail)
