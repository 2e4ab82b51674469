"""Ask a school for a place, arrange what somebody needs to come, withdraw it; and the waiting list."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.commands import Planned, call_off, cancel_call_off
from wegwijs.contracts.models import Contract, PriceForm, Terms
from wegwijs.contracts.queries.agreements import keurmerk_on, terms_on, to_call_off, trajectory_price
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import Conflict, DomainError
from wegwijs.organisations.policy import PolicyKey, policies
from wegwijs.people.models import Person
from wegwijs.stages.leerroutes.commands.cohort import cohort_of
from wegwijs.stages.leerroutes.commands.duo import take_offer_back
from wegwijs.stages.leerroutes.models import Cursus, Geregeld, Inburgeringsaanbod, Wachtplek, Wachtreden
from wegwijs.stages.leerroutes.queries.courses import may_teach, taken
from wegwijs.stages.leerroutes.weeks import weeks_between
from wegwijs.stages.pip.queries import current_pip
from wegwijs.ui.format import day
from wi2021.facts import Doelgroep, Facts, Leerroute

S = Inburgeringsaanbod.State
MAKE = Permission.PLACEMENT_MAKE


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """Which course, from which day, and what somebody needs to come."""

    cursus: Cursus
    starts_on: date
    childcare: Geregeld
    travel: Geregeld


@transaction.atomic
def ask_place(dossier: Dossier, facts: OfferFacts, *, by: Actor, on: date) -> Inburgeringsaanbod:
    """Ask the school for a place, and hold seat and money of the contract until it answers (docs/adr/0026).

    Raises NotAllowed without the right there; DomainError for who gets no offer by law (Wi 16: asylum only), without a PIP, for another
    leerroute than that of the PIP, a second place, a full course, and whatever the contract refuses.
    """
    by.require(MAKE, dossier.gemeente_id)
    held = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("person", "gemeente")
        .get(pk=dossier.pk)
    )
    law = facts_of(held.gemeente_id, timeline(held))
    route = _may_be_offered(held, law)
    cursus = Cursus.objects.select_for_update(of=("self",)).select_related("contract__supplier").get(pk=facts.cursus.pk)  # fmt: skip
    _fits(cursus, route, facts, on)
    contract = to_call_off([cursus.contract_id])[cursus.contract_id]
    _may_teach(contract, route, facts.starts_on)
    planned = cursus.weekly_minutes * weeks_between(facts.starts_on, cursus.last_day)
    serial = Inburgeringsaanbod.objects.filter(dossier=held).count() + 1
    made = call_off(
        contract, held.gemeente, by=by, source=f"aanbod:{held.pk}:{serial}", starts_on=facts.starts_on,
        cents=_cost(contract, facts.starts_on, planned),
        planned=Planned(cursus.last_day, route.value, cohort_of(law, held.gemeente_id)),
    )  # fmt: skip
    pip = current_pip(held)
    row = Inburgeringsaanbod.objects.create(
        dossier=held, gemeente=held.gemeente, organisation=contract.supplier, cursus=cursus, call_off=made,
        name=told_name(held.person), number=held.number, intensity=pip.intensiteit_uren if pip else None,
        term_until=law.termijn.eind_exclusief - timedelta(days=1) if law.termijn else None, level=cursus.level,
        childcare=facts.childcare, travel=facts.travel, starts_on=facts.starts_on, ends_on=cursus.last_day,
        planned_minutes=planned, asked_on=on, asked_label=by.label, answer_by=on + _patience(held, on),
    )  # fmt: skip
    record_event(
        held, Kind.AANMELDING, by=by, on=on, payload=said(row), summary=f"bij {contract.supplier}, {cursus.name}",
    )  # fmt: skip
    _waits_no_longer(held, "aangemeld bij een aanbieder", by=by, on=on)
    return row


def _may_be_offered(dossier: Dossier, law: Facts) -> Leerroute:
    if not dossier.is_open:
        raise DomainError("Dit dossier is gesloten. Een plaats vragen kan alleen vanuit een open dossier.")
    if law.doelgroep is not Doelgroep.ASIELSTATUSHOUDER:
        raise DomainError(
            "Alleen een asielstatushouder krijgt een aanbod van de gemeente (Wi 16). Gezinsmigranten kiezen zelf een school."
        )
    pip = law.actueel_pip()
    if pip is None:
        raise DomainError("Er is nog geen PIP. Stel eerst het PIP vast; daarin staat de leerroute (Wi 15).")
    if Inburgeringsaanbod.objects.filter(dossier=dossier, state__in=Inburgeringsaanbod.RUNNING).exists():
        raise DomainError("Er loopt al een plaatsing. Beëindig die, of trek de aanmelding in.")
    return pip.leerroute


def _fits(cursus: Cursus, route: Leerroute, facts: OfferFacts, on: date) -> None:
    if cursus.route != route.value:
        raise DomainError(
            f"Deze cursus is voor de {Leerroute(cursus.route).naam}; in het PIP staat de {route.naam}.", field="cursus"
        )  # fmt: skip
    if cursus.closed_on is not None:
        raise DomainError("In deze cursus wordt niemand meer geplaatst. Kies een andere.", field="cursus")
    if not max(cursus.starts_on, on) <= facts.starts_on <= cursus.last_day:
        since = max(cursus.starts_on, on)
        raise DomainError(
            f"Kies een dag van {day(since)} tot en met {day(cursus.last_day)}: dan is er les.", field="starts_on"
        )  # fmt: skip
    if taken([cursus.pk]).get(cursus.pk, 0) >= cursus.seats:
        raise DomainError("De groep is net vol. Kies een andere, of zet de inburgeraar op de wachtlijst.", field="cursus")  # fmt: skip


def _may_teach(contract: Contract, route: Leerroute, on: date) -> None:
    """Of who holds nothing at all the contract itself says so."""
    terms = terms_on(contract, on)
    if terms and keurmerk_on(contract.supplier, on) and not may_teach(contract, terms, route.value, on):
        raise DomainError(
            f"{contract.supplier} heeft op {day(on)} geen Keurmerk Inburgeren; dat vraagt de {route.naam} (Wi 16). Kies een andere school.",
            field="cursus",
        )  # fmt: skip


def _cost(contract: Contract, on: date, minutes: int) -> int:
    """In cents: the whole trajectory with its result, and the hours that are planned where hours are paid."""
    terms = terms_on(contract, on)
    return 0 if terms is None else trajectory_price(terms) + hourly(terms, minutes)


def hourly(terms: Terms, minutes: int) -> int:
    """What so many minutes cost in cents where hours are paid; half a cent goes up."""
    each = sum(one.cents for one in terms.prices.all() if one.form == PriceForm.HOUR)
    return (each * minutes + 30) // 60


def _patience(dossier: Dossier, on: date) -> timedelta:
    return timedelta(days=policies(dossier.gemeente_id, on=on)[PolicyKey.OFFER_DAYS].value)


def told_name(person: Person) -> str:
    """How a school calls somebody: of whom is protected the first names only."""
    return person.voornamen if person.protected and person.voornamen else str(person)


def said(row: Inburgeringsaanbod, **more: str) -> dict[str, str]:
    """The payload of a line in the timeline."""
    return {"aanbod": str(row.pk), "aanbieder": row.organisation.short, **more}


@transaction.atomic
def arrange(
    aanbod: Inburgeringsaanbod, *, by: Actor, childcare: Geregeld, travel: Geregeld, expected_version: int
) -> Inburgeringsaanbod:
    """How far childcare and travel are: nobody begins before both are arranged or not needed."""
    row = _mine(aanbod, by, expected_version)
    row.childcare, row.travel = childcare, travel
    _save(row)
    noted(row, by, f"kinderopvang {childcare.label}, reizen {travel.label}")
    return row


def noted(row: Inburgeringsaanbod, by: Actor, detail: str) -> None:
    """That something changed which is no line in the timeline."""
    record(
        by=by, action=Action.CHANGE, kind="dossier", key=row.dossier_id, gemeente=row.gemeente_id, detail=detail[:160]
    )  # fmt: skip


@transaction.atomic
def withdraw_place(
    aanbod: Inburgeringsaanbod, reason: str, *, by: Actor, on: date, expected_version: int
) -> Inburgeringsaanbod:
    """Before the first lesson: seat and money are free, and the school sees it no longer. Raises DomainError after it."""
    row = _mine(aanbod, by, expected_version)
    if row.state == S.BEGONNEN:
        raise DomainError("De lessen zijn begonnen. Beëindig de plaatsing, met de laatste dag.")
    withdrawn(row, reason, by=by, on=on)
    return row


def withdrawn(row: Inburgeringsaanbod, reason: str, *, by: Actor, on: date, needs: Permission = MAKE) -> None:
    """The act itself, of a row that is locked and has not begun."""
    if row.state == S.AANGENOMEN:
        take_offer_back(row, row.dossier)
    cancel_call_off(row.call_off, by=by, on=on, needs=needs)
    row.state, row.shown = S.INGETROKKEN, False
    _save(row)
    record_event(
        row.dossier, Kind.AANMELDING_INGETROKKEN, by=by, on=on, payload=said(row, reden=reason),
        summary=f"bij {row.organisation}: {reason}",
    )  # fmt: skip


def _mine(aanbod: Inburgeringsaanbod, by: Actor, expected_version: int) -> Inburgeringsaanbod:
    row = locked(aanbod)
    by.require(MAKE, row.gemeente_id)
    if not row.is_running:
        raise DomainError(f"Deze plaatsing is al klaar: {row.get_state_display()}.")
    if row.version != expected_version:
        raise Conflict(
            f"{row.organisation} of een collega heeft net iets met deze plaatsing gedaan.",
            theirs={"childcare": row.get_state_display()}, version=row.version, what="Plaatsing",
        )  # fmt: skip
    return row


def locked(aanbod: Inburgeringsaanbod) -> Inburgeringsaanbod:
    """The row, for the executor, with what commands ask of it."""
    rows = Inburgeringsaanbod.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "cursus", "call_off", "dossier__person", "dossier__gemeente").get(pk=aanbod.pk)  # fmt: skip


def _save(row: Inburgeringsaanbod) -> None:
    row.version += 1
    row.save()


@transaction.atomic
def wait_for_place(
    dossier: Dossier, reason: Wachtreden, *, by: Actor, on: date, explained: str = ""
) -> Wachtplek:
    """On the waiting list since the day ``on``; who waits already keeps its place and gets the new reason.

    T-13 goes on meanwhile. Raises NotAllowed, and DomainError for who has a place.
    """
    by.require(MAKE, dossier.gemeente_id)
    held = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    _may_be_offered(held, facts_of(held.gemeente_id, timeline(held)))
    row = Wachtplek.objects.filter(dossier=held, until=None).first()
    if row is None:
        row = Wachtplek(dossier=held, gemeente=held.gemeente, since=on)
    row.reason, row.explained = reason, explained.strip()
    row.save()
    record_event(
        dossier, Kind.WACHTLIJST, by=by, on=on, payload={"reden": reason.value}, summary=reason.label
    )
    return row


@transaction.atomic
def wait_no_longer(dossier: Dossier, reason: str, *, by: Actor, on: date) -> None:
    """Off the list without a place. Raises NotAllowed, and DomainError for who isn't on it."""
    by.require(MAKE, dossier.gemeente_id)
    if not _waits_no_longer(dossier, reason, by=by, on=on):
        raise DomainError("De inburgeraar staat niet op de wachtlijst.")


def _waits_no_longer(dossier: Dossier, reason: str, *, by: Actor, on: date) -> bool:
    row = Wachtplek.objects.select_for_update(of=("self",)).filter(dossier=dossier, until=None).first()
    if row is None:
        return False
    row.until = max(on, row.since)
    row.save()
    record_event(dossier, Kind.WACHTLIJST_AF, by=by, on=min(row.until, clock.today()), payload={"reden": reason}, summary=reason)  # fmt: skip
    return True
