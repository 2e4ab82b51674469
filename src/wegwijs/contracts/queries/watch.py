"""What a contract asks of who buys: its end, an option, a keurmerk, seats, money and prices. Gone as soon as its cause is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch

from wegwijs.contracts.models import Contract, ExtraYear, Keurmerk, Share, Terms
from wegwijs.contracts.queries.agreements import in_force, open_options, running_by, shares_on, terms_on
from wegwijs.contracts.queries.money import committed_by
from wegwijs.organisations.models import Organisation
from wegwijs.organisations.policy import Policy, PolicyKey, policies_of
from wegwijs.ui.format import day, euros
from wi2021.dagen import add, maanden

Policies = Mapping[PolicyKey, Policy]
WHOLE = 100


class Cause(StrEnum):
    """Why a contract asks for attention."""

    END = "einde"
    OPTION = "verlenging"
    MARK = "keurmerk"
    SEATS = "plaatsen"
    MONEY = "geld"
    PRICES = "prijzen"


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause at one contract, in words without a name of anybody; ``on``: the day it is about. ``gemeente``: the first that takes part."""

    contract: UUID
    gemeente: str
    cause: Cause
    on: date
    words: str

    @property
    def key(self) -> str:
        """The same for as long as it is the same cause."""
        dated = self.cause in (Cause.END, Cause.OPTION, Cause.MARK, Cause.PRICES)
        return f"{self.contract}:{self.cause}:{self.on if dated else ''}"


def reasons(on: date) -> Iterator[Reason]:
    """Of every contract in which a gemeente takes part, as policy of the first of them has it. Eight statements."""
    rows = list(_running(on))
    runs = running_by([one.pk for one in rows], on)
    spent = committed_by()
    known = {
        gemeente.pk: found
        for gemeente, found in policies_of({_first(one, on) for one in rows}, on=on).items()
    }
    for contract in rows:
        where = _first(contract, on)
        terms = terms_on(contract, on)
        if terms is None or terms.last_day < on:
            continue
        numbers = known[where]
        people = runs.get(contract.pk, 0)
        found = (
            _end(contract, people, numbers, on), *_options(contract, numbers, on), _mark(contract, terms, numbers, on),
            _seats(terms, people, numbers, on), _money(terms, spent.get(contract.pk, 0), numbers, on), _prices(contract, numbers, on),
        )  # fmt: skip
        for one in found:
            if one:
                cause, when, words = one
                yield Reason(contract.pk, where, cause, when, f"{contract.number}: {words}")


Told = tuple[Cause, date, str] | None


def _running(on: date) -> Iterator[Contract]:
    rows = Contract.objects.select_related("supplier").prefetch_related(
        Prefetch("terms", Terms.objects.filter(state=Terms.State.IN_FORCE)),
        Prefetch("options", ExtraYear.objects.order_by("decide_by")),
        Prefetch("supplier__keurmerken", Keurmerk.objects.order_by("valid_from")),
        Prefetch("shares", Share.objects.order_by("gemeente")),
    )
    return (one for one in rows if shares_on(one, on))


def _first(contract: Contract, on: date) -> str:
    return min(one.gemeente_id for one in shares_on(contract, on))


def _end(contract: Contract, people: int, numbers: Policies, on: date) -> Told:
    last, days = in_force(contract)[-1].last_day, numbers[PolicyKey.CONTRACT_END].value
    if not people or last > on + timedelta(days=days):
        return None
    who = "1 persoon volgt" if people == 1 else f"{people} mensen volgen"
    return Cause.END, last, f"eindigt op {day(last)}, {who} nog les (grens: {days} dagen)"


def _options(contract: Contract, numbers: Policies, on: date) -> Iterator[Told]:
    days = numbers[PolicyKey.CONTRACT_OPTION].value
    for one in open_options(contract, in_force(contract)):
        if one.decide_by <= on + timedelta(days=days):
            late = "had besloten moeten zijn op" if one.decide_by < on else "beslis uiterlijk op"
            yield Cause.OPTION, one.decide_by, f"{one}: {late} {day(one.decide_by)} (grens: {days} dagen)"


def _mark(contract: Contract, terms: Terms, numbers: Policies, on: date) -> Told:
    if not terms.needs_keurmerk:
        return None
    until = _marked_until(contract.supplier, on)
    if until is None:
        return Cause.MARK, on, f"{contract.supplier} heeft geen keurmerk: niemand kan beginnen"
    days = numbers[PolicyKey.CONTRACT_MARK].value
    if until >= in_force(contract)[-1].last_day or until > on + timedelta(days=days):
        return None
    return (
        Cause.MARK,
        until,
        f"keurmerk van {contract.supplier} geldt tot en met {day(until)} (grens: {days} dagen)",
    )


def _marked_until(supplier: Organisation, on: date) -> date | None:
    """The last day of marks that follow each other without a gap from ``on``; None: none holds."""
    until: date | None = None
    for one in supplier.keurmerken.all():
        if one.valid_from <= (until + timedelta(days=1) if until else on) and one.valid_to >= on:
            until = max(until or one.valid_to, one.valid_to)
    return until


def _seats(terms: Terms, people: int, numbers: Policies, on: date) -> Told:
    most, share = terms.places, numbers[PolicyKey.CONTRACT_SEATS].value
    if not most or people * WHOLE < most * share:
        return None
    return Cause.SEATS, on, f"{people} van {most} plaatsen bezet (grens: {share} procent)"


def _money(terms: Terms, cents: int, numbers: Policies, on: date) -> Told:
    most, share = terms.ceiling, numbers[PolicyKey.CONTRACT_MONEY].value
    if not most or cents * WHOLE < most * share:
        return None
    return Cause.MONEY, on, f"{euros(cents)} van {euros(most)} is vastgelegd (grens: {share} procent)"


def _prices(contract: Contract, numbers: Policies, on: date) -> Told:
    versions = in_force(contract)
    since = next(
        (one.valid_from for one in reversed(versions) if one.index_basis_points), versions[0].valid_from
    )
    months = numbers[PolicyKey.CONTRACT_PRICES].value
    due = add(since, maanden(months))
    if due > on or versions[-1].last_day <= due:
        return None
    return (
        Cause.PRICES,
        due,
        f"prijzen gelden sinds {day(since)}: kijk of zij worden aangepast (grens: {months} maanden)",
    )
