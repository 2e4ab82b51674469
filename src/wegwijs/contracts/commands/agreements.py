"""Make a contract, change its terms by a version that a second person puts in force, and say which gemeenten take part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.commands.rebooking import ask_rebooking
from wegwijs.contracts.models import (
    Absence,
    Contract,
    ExtraYear,
    Lot,
    LotStep,
    Moment,
    Price,
    PriceForm,
    Result,
    Share,
    Terms,
)
from wegwijs.contracts.models.prices import FITS
from wegwijs.contracts.queries.agreements import in_force
from wegwijs.contracts.queries.tenders import standing_step
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Employee, Gemeente, Organisation, OrganisationKind
from wegwijs.ui.format import day

EDIT, CONFIRM = Permission.CONTRACT_EDIT, Permission.CONTRACT_CONFIRM


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """Which contract, with whom, and from when."""

    number: str
    title: str
    supplier: Organisation
    starts_on: date
    lot: Lot | None = None


@dataclass(frozen=True, slots=True)
class PriceFacts:
    """One price, in cents; ``within_months`` of a bonus only."""

    form: PriceForm
    moment: Moment
    cents: int
    within_months: int | None = None


@dataclass(frozen=True, slots=True)
class TermsFacts:
    """What is agreed from ``valid_from`` to ``last_day``, both inclusive; see ``Terms`` for what each is."""

    valid_from: date
    last_day: date
    prices: Sequence[PriceFacts]
    places: int | None
    ceiling: int | None
    started_minutes: int
    completed_percent: int
    result: Result
    absence: Absence
    notice_hours: int
    why: str
    index_basis_points: int = 0
    index_source: str = ""
    for_running: bool = False
    needs_keurmerk: bool = True
    option: ExtraYear | None = None


def _told(by: Actor, contract: Contract, detail: str) -> None:
    record(by=by, action=Action.CHANGE, kind="contract", key=contract.pk, detail=detail)


def _held(contract: Contract) -> Contract:
    return Contract.objects.select_for_update().get(pk=contract.pk)


def _employee(by: Actor) -> Employee:
    if by.employee is None:
        raise DomainError("Dit doet een medewerker, niet Wegwijs zelf.")
    return by.employee


@transaction.atomic
def make_contract(facts: ContractFacts, terms: TermsFacts, *, by: Actor) -> Contract:
    """A contract with its first terms, which wait for a second person.

    Raises NotAllowed for who doesn't buy; DomainError for a number that is known, a supplier that isn't one, a lot that wasn't
    awarded, and terms that begin on another day.
    """
    by.require(EDIT)
    if Contract.objects.filter(number__iexact=facts.number).exists():
        raise DomainError("Er is al een contract met dit nummer. Vul een ander nummer in.", field="number")
    if facts.supplier.kind != OrganisationKind.AANBIEDER:
        raise DomainError("Deze organisatie is geen aanbieder. Kies een aanbieder.", field="supplier")
    if facts.lot:
        stands = standing_step(facts.lot)
        if stands is None or stands.kind != LotStep.Kind.AWARDED:
            raise DomainError("Dit perceel is nog niet gegund. Leg eerst de gunning vast.", field="lot")
    made = Contract.objects.create(
        number=facts.number, title=facts.title, supplier=facts.supplier, lot=facts.lot, starts_on=facts.starts_on,
        buyer=by.organisation, made_at=clock.now(),
    )  # fmt: skip
    _told(by, made, "contract vastgelegd")
    _offer(made, terms, by=by)
    return made


@transaction.atomic
def propose_terms(contract: Contract, terms: TermsFacts, *, by: Actor) -> Terms:
    """A new version, from a day on. Raises NotAllowed; DomainError while another waits, and for days or prices that can't be."""
    by.require(EDIT)
    return _offer(_held(contract), terms, by=by)


def _offer(contract: Contract, facts: TermsFacts, *, by: Actor) -> Terms:
    if contract.terms.filter(state=Terms.State.OFFERED).exists():
        raise DomainError("Er wacht al een versie op een collega. Laat die eerst beoordelen.")
    _check_days(contract, facts)
    _check_prices(facts)
    if facts.index_basis_points and not facts.index_source:
        raise DomainError("Vul in waar de prijswijziging vandaan komt.", field="index_source")
    made = Terms.objects.create(
        contract=contract, number=contract.terms.count() + 1, valid_from=facts.valid_from, last_day=facts.last_day,
        option=facts.option, places=facts.places, ceiling=facts.ceiling, started_minutes=facts.started_minutes,
        completed_percent=facts.completed_percent, result=facts.result, absence=facts.absence,
        notice_hours=facts.notice_hours, index_basis_points=facts.index_basis_points, index_source=facts.index_source,
        for_running=facts.for_running, needs_keurmerk=facts.needs_keurmerk, why=facts.why, made_by=_employee(by),
        made_at=clock.now(),
    )  # fmt: skip
    Price.objects.bulk_create(
        Price(
            terms=made,
            form=one.form,
            moment=one.moment,
            cents=one.cents,
            within_months=one.within_months,
        )
        for one in facts.prices
    )
    _told(by, contract, f"voorwaarden versie {made.number} voorgelegd")
    return made


def _check_days(contract: Contract, facts: TermsFacts) -> None:
    if facts.last_day < facts.valid_from:
        raise DomainError("De laatste dag ligt voor de eerste. Kijk beide dagen na.", field="last_day")
    before = in_force(contract)
    if not before and facts.valid_from != contract.starts_on:
        raise DomainError(
            f"Het contract begint op {day(contract.starts_on)}. De eerste voorwaarden ook.",
            field="valid_from",
        )
    if before and facts.valid_from <= before[-1].valid_from:
        raise DomainError(
            f"De voorwaarden van nu gelden vanaf {day(before[-1].valid_from)}. Kies een dag daarna.",
            field="valid_from",
        )
    if facts.option is not None:
        if facts.option.contract_id != contract.pk or facts.option.declined_on:
            raise DomainError("Deze verlenging hoort niet bij dit contract, of is niet gebruikt.", field="option")  # fmt: skip
        if facts.last_day > facts.option.extends_to:
            raise DomainError(
                f"De verlenging loopt tot en met {day(facts.option.extends_to)}. Kies die dag of eerder.",
                field="last_day",
            )
    elif before and facts.last_day > before[-1].last_day:
        raise DomainError(
            f"Het contract loopt tot en met {day(before[-1].last_day)}. Langer kan alleen met een verlenging die is "
            "afgesproken: kies die erbij.",
            field="last_day",
        )


def _check_prices(facts: TermsFacts) -> None:
    if not any(one.form in (PriceForm.TRAJECTORY, PriceForm.HOUR) for one in facts.prices):
        raise DomainError("Vul in wat een traject of een uur kost.", field="prices")
    for one in facts.prices:
        if one.moment not in FITS[one.form]:
            raise DomainError(
                f"‘{one.form.label}’ kan niet worden betaald {one.moment.label}.", field="prices"
            )
    wants_result = any(one.moment == Moment.RESULT for one in facts.prices)
    if wants_result and facts.result == Result.NONE:
        raise DomainError("Er is een prijs voor een resultaat. Kies wat het resultaat is.", field="result")


@transaction.atomic
def decide_terms(terms: Terms, *, by: Actor, accept: bool) -> Terms:
    """A second person puts a version in force, or refuses it. For whom it holds already, money is booked anew by the worker (docs/adr/0037).

    Raises NotAllowed for who may not; DomainError for who made it, and when a colleague decided already.
    """
    by.require(CONFIRM)
    _held(terms.contract)
    row = Terms.objects.select_for_update(of=("self",)).select_related("contract").get(pk=terms.pk)
    if row.state != Terms.State.OFFERED:
        raise DomainError("Een collega heeft deze versie al beoordeeld.")
    if row.made_by_id == _employee(by).pk:
        raise DomainError("U heeft deze versie zelf gemaakt. Laat een collega die beoordelen.")
    row.state = Terms.State.IN_FORCE if accept else Terms.State.REJECTED
    row.decided_by, row.decided_at = _employee(by), clock.now()
    row.save(update_fields=["state", "decided_by", "decided_at"])
    if accept:
        ask_rebooking(row)
    _told(by, row.contract, f"voorwaarden versie {row.number} {row.get_state_display()}")
    return row


@transaction.atomic
def add_option(contract: Contract, *, by: Actor, extends_to: date, decide_by: date) -> ExtraYear:
    """The contract may be made longer. Raises NotAllowed; DomainError for days that can't be, or an option that is known."""
    by.require(EDIT)
    held = _held(contract)
    last = max(
        (one.last_day for one in held.terms.exclude(state=Terms.State.REJECTED)), default=held.starts_on
    )
    if extends_to <= last:
        raise DomainError(f"Het contract loopt al tot en met {day(last)}. Kies een dag daarna.", field="extends_to")  # fmt: skip
    if decide_by >= extends_to:
        raise DomainError("Beslissen moet voor het einde van de verlenging.", field="decide_by")
    if held.options.filter(extends_to=extends_to).exists():
        raise DomainError("Deze verlenging staat er al.", field="extends_to")
    made = ExtraYear.objects.create(contract=held, extends_to=extends_to, decide_by=decide_by)
    _told(by, held, "verlenging vastgelegd")
    return made


@transaction.atomic
def decline_option(option: ExtraYear, *, by: Actor) -> ExtraYear:
    """The option isn't used. Raises NotAllowed; DomainError when terms use it, or it was declined already."""
    by.require(EDIT)
    row = ExtraYear.objects.select_for_update(of=("self",)).select_related("contract").get(pk=option.pk)
    if row.declined_on or row.used_by.exclude(state=Terms.State.REJECTED).exists():
        raise DomainError("Over deze verlenging is al besloten.")
    row.declined_on = clock.today()
    row.save(update_fields=["declined_on"])
    _told(by, row.contract, "verlenging niet gebruikt")
    return row


@transaction.atomic
def take_part(contract: Contract, gemeente: Gemeente, *, by: Actor, valid_from: date, source: str) -> Share:
    """A gemeente joins. Raises NotAllowed; DomainError before the contract begins, and when it takes part already."""
    by.require(EDIT, gemeente.code)
    held = _held(contract)
    if valid_from < held.starts_on:
        raise DomainError(f"Het contract begint op {day(held.starts_on)}. Kies die dag of later.", field="valid_from")  # fmt: skip
    last = held.shares.filter(gemeente=gemeente).order_by("-valid_from").first()
    if last and (last.valid_to is None or last.valid_to >= valid_from):
        raise DomainError(f"{gemeente} doet dan al mee.", field="gemeente")
    made = Share.objects.create(contract=held, gemeente=gemeente, valid_from=valid_from, source=source)
    record(
        by=by, action=Action.CHANGE, kind="contract", key=held.pk, gemeente=gemeente.code,
        detail=f"doet mee vanaf {day(valid_from)}",
    )  # fmt: skip
    return made


@transaction.atomic
def end_share(share: Share, *, by: Actor, last_day: date) -> Share:
    """A gemeente stops taking part: who was called off before goes on. Raises NotAllowed; DomainError for a day before it joined."""
    by.require(EDIT, share.gemeente_id)
    row = Share.objects.select_for_update(of=("self",)).select_related("contract").get(pk=share.pk)
    if row.valid_to is not None:
        raise DomainError(f"Deze gemeente doet mee tot en met {day(row.valid_to)}; dat lag al vast.")
    if last_day < row.valid_from:
        raise DomainError(f"De gemeente doet mee vanaf {day(row.valid_from)}. Kies die dag of later.", field="last_day")  # fmt: skip
    later = row.contract.call_offs.filter(gemeente=row.gemeente_id, starts_on__gt=last_day)
    if begins := later.aggregate(last=Max("starts_on"))["last"]:
        raise DomainError(
            f"Op {day(begins)} begint nog een traject. Kies die dag of later.", field="last_day"
        )
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])
    record(
        by=by, action=Action.CHANGE, kind="contract", key=row.contract_id, gemeente=row.gemeente_id,
        detail=f"doet mee tot en met {day(last_day)}",
    )  # fmt: skip
    return row
