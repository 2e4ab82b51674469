"""Courses of a provider, and which of them fit somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.contracts.models import Contract, Keurmerk, Share, Terms
from wegwijs.contracts.queries.agreements import keurmerk_on, running_by, shares_on, terms_on, to_call_off
from wegwijs.dossiers.models import Dossier
from wegwijs.people.queries import address_on
from wegwijs.rowsecurity.scope import widened
from wegwijs.stages.leerroutes.models import Cursus, Dagdeel, Inburgeringsaanbod, Startniveau
from wegwijs.ui.format import day
from wi2021.facts import Leerroute

EDIT, BUYS = Permission.COURSE_EDIT, Permission.CONTRACT_EDIT
PAGE = 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody can and needs. Empty ``dagdelen``: any."""

    level: str = ""
    dagdelen: frozenset[str] = frozenset()
    childcare: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A course, how many seats are free, how near it is (0 is nearest) in words, and why it doesn't fit; nothing: it does."""

    cursus: Cursus
    contract: Contract
    terms: Terms | None
    free: int
    distance: int
    near: str
    against: tuple[str, ...]


def mine(actor: Actor) -> QuerySet[Cursus]:
    """Courses that the actor keeps: of its own school, or as a buyer all of the contracts of its gemeenten."""
    shares = Share.objects.filter(gemeente__in=actor.gemeenten(EDIT)).values("contract")
    rows = Cursus.objects.filter(contract__in=shares).select_related("contract__supplier")
    return rows if actor.may(BUYS) else rows.filter(contract__supplier=actor.organisation)


def mine_or_404(actor: Actor, pk: UUID) -> Cursus:
    """One of those. Raises Http404."""
    found = mine(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def course_or_404(pk: UUID) -> Cursus:
    """Any course, for who places people; whether somebody may be placed in it says the command. Raises Http404."""
    found = Cursus.objects.filter(pk=pk).select_related("contract__supplier").first()
    if found is None:
        raise Http404
    return found


def terms_at_end(cursus: Cursus) -> Terms | None:
    """What the contract says on the last day of a course. Five statements."""
    return terms_on(to_call_off([cursus.contract_id])[cursus.contract_id], cursus.last_day)


def listed(actor: Actor, on: date) -> list[tuple[Cursus, int]]:
    """Those that run or will, each with how many seats are taken, whoever's dossier it is. Three statements, whatever is stored."""
    running = Inburgeringsaanbod.objects.filter(cursus=OuterRef("pk"), state__in=Inburgeringsaanbod.RUNNING)
    seats = running.order_by().values("cursus").annotate(n=Count("pk")).values("n")
    rows = (
        mine(actor)
        .filter(last_day__gte=on)
        .annotate(seats_taken=Subquery(seats))
        .order_by("starts_on", "name")
    )
    with widened():
        return [(one, one.seats_taken or 0) for one in rows[: PAGE + 1]]


def taken(keys: Iterable[UUID]) -> dict[UUID, int]:
    """How many seats of these courses are taken, whoever's dossier it is: counted past the wall, and only the number is told."""
    rows = Inburgeringsaanbod.objects.filter(cursus__in=list(keys), state__in=Inburgeringsaanbod.RUNNING)
    with widened():
        return dict(rows.order_by().values_list("cursus").annotate(n=Count("pk")))


def contracts_of(actor: Actor) -> list[Contract]:
    """Contracts under which the actor may add a course."""
    shares = Share.objects.filter(gemeente__in=actor.gemeenten(EDIT)).values("contract")
    rows = Contract.objects.filter(pk__in=shares).select_related("supplier").order_by("number")
    return list(rows if actor.may(BUYS) else rows.filter(supplier=actor.organisation))


def matches(dossier: Dossier, route: str, wish: Wish, *, on: date) -> list[Match]:
    """Every course of this leerroute that has not ended, those that fit first, and of those the nearest. Eleven statements."""
    rows = list(
        Cursus.objects.filter(route=route, last_day__gt=on, closed_on=None).select_related(
            "contract__supplier"
        )[:PAGE]
    )
    contracts = to_call_off({one.contract_id for one in rows})
    run = running_by(contracts, on)
    seats, home = taken(one.pk for one in rows), address_on(dossier.person, on)
    found = []
    for one in rows:
        contract = contracts[one.contract_id]
        since = max(one.starts_on, on)
        terms = terms_on(contract, since)
        free = one.seats - seats.get(one.pk, 0)
        distance, near = _near(home.postcode if home else "", home.place if home else "", one)
        against = (
            *_contract(contract, terms, dossier.gemeente_id, one.route, since, run.get(contract.pk, 0)),
            *_course(one, wish, free),
        )
        found.append(Match(one, contract, terms, free, distance, near, against))
    return sorted(found, key=lambda m: (bool(m.against), m.distance, m.cursus.starts_on, m.cursus.name))


def may_teach(contract: Contract, terms: Terms, route: str, on: date) -> bool:
    """Whether the supplier holds what this leerroute asks (F-01): only for the Onderwijsroute is being recognised for it enough."""
    if not terms.needs_keurmerk:
        return True
    if route == Leerroute.ONDERWIJS.value:
        return keurmerk_on(contract.supplier, on) is not None
    held = (one for one in contract.supplier.keurmerken.all() if one.kind == Keurmerk.Kind.BOW)
    return any(one.valid_from <= on <= one.valid_to for one in held)


def _contract(
    contract: Contract, terms: Terms | None, gemeente: str, route: str, on: date, runs: int
) -> list[str]:
    said = []
    if terms is None or on > terms.last_day:
        said.append(f"het contract geldt niet op {day(on)}")
    if not any(one.gemeente_id == gemeente for one in shares_on(contract, on)):
        said.append("uw gemeente doet niet mee in het contract")
    if terms and not may_teach(contract, terms, route, on):
        said.append(f"{contract.supplier} heeft dan geen geldig keurmerk (Wi 16)")
    if terms and terms.places is not None and runs >= terms.places:
        said.append("alle plaatsen van het contract zijn bezet")
    return said


def _course(one: Cursus, wish: Wish, free: int) -> list[str]:
    said = []
    if free < 1:
        said.append("de groep is vol")
    if wish.level and wish.level != one.level:
        said.append(f"de groep is voor wie {Startniveau(one.level).label}" if one.level == Startniveau.ALFA else f"de groep begint met: {Startniveau(one.level).label}")  # fmt: skip
    lacks = [Dagdeel(d).label for d in one.dagdelen if wish.dagdelen and d not in wish.dagdelen]
    if lacks:
        said.append(f"er is ook les op {' en '.join(lacks)}")
    if wish.childcare and not one.childcare:
        said.append("er is geen kinderopvang bij de school")
    return said


def _near(postcode: str, town: str, one: Cursus) -> tuple[int, str]:
    """By postcode: no kilometres, since the product holds no map."""
    if not postcode:
        return 3, "adres niet bekend"
    if postcode[:4] == one.postcode[:4]:
        return 0, "in de eigen buurt"
    if town and town.casefold() == one.town.casefold():
        return 1, "in de eigen plaats"
    return 2, f"in {one.town}"
