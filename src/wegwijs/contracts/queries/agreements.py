"""Contracts with what holds on a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.contracts.models import (
    CallOff,
    Contract,
    ExtraYear,
    Keurmerk,
    Moment,
    Price,
    PriceForm,
    Share,
    Terms,
)
from wegwijs.organisations.models import Organisation, OrganisationKind

VIEW = Permission.CONTRACT_VIEW


def _seen(actor: Actor) -> QuerySet[Contract]:
    """Those in which a gemeente of the actor takes part, and for who buys or confirms also those in which none does yet."""
    shared = Q(shares__gemeente__in=actor.gemeenten(VIEW))
    if actor.may(Permission.CONTRACT_EDIT) or actor.may(Permission.CONTRACT_CONFIRM):
        shared |= Q(shares=None)
    return Contract.objects.filter(shared).distinct()


def contracts(actor: Actor) -> list[Contract]:
    """Each with its supplier, the marks of that, all versions and prices, options and shares. Seven statements."""
    return list(_whole(_seen(actor)))


def contract_or_404(actor: Actor, pk: UUID) -> Contract:
    """One of those."""
    found = _whole(_seen(actor).filter(pk=pk)).first()
    if found is None:
        raise Http404
    return found


def _whole(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    terms = Terms.objects.select_related("made_by", "decided_by", "option").prefetch_related("prices")
    return rows.select_related("supplier", "buyer", "lot__tender").prefetch_related(
        Prefetch("terms", terms),
        Prefetch("supplier__keurmerken", Keurmerk.objects.order_by("-valid_to")),
        Prefetch("options", ExtraYear.objects.order_by("extends_to")),
        Prefetch("shares", Share.objects.select_related("gemeente")),
    )


def in_force(contract: Contract) -> list[Terms]:
    """The versions that two people agreed on, oldest first."""
    rows = [one for one in contract.terms.all() if one.state == Terms.State.IN_FORCE]
    return sorted(rows, key=lambda one: one.valid_from)


def terms_on(contract: Contract, on: date) -> Terms | None:
    """The version that holds on a day; None before the first."""
    return next((one for one in reversed(in_force(contract)) if one.valid_from <= on), None)


def terms_for(contract: Contract, *, began: date, on: date) -> Terms | None:
    """The version whose prices hold on a day for somebody who began earlier: a later one only where it says so."""
    held = terms_on(contract, began)
    for version in in_force(contract):
        if held and held.valid_from < version.valid_from <= on and version.for_running:
            held = version
    return held


def offered(contract: Contract) -> Terms | None:
    """The version that waits for a second person."""
    return next((one for one in contract.terms.all() if one.state == Terms.State.OFFERED), None)


def price_of(terms: Terms, form: PriceForm, moment: Moment) -> Price | None:
    """One price of a version."""
    return next((one for one in terms.prices.all() if (one.form, one.moment) == (form, moment)), None)


def trajectory_price(terms: Terms) -> int:
    """What a whole trajectory costs with its result, in cents; 0 where only hours are paid. Bonuses aside."""
    paid = (PriceForm.TRAJECTORY, PriceForm.RESULT)
    return sum(one.cents for one in terms.prices.all() if one.form in paid)


def shares_on(contract: Contract, on: date) -> list[Share]:
    """The gemeenten that take part on a day."""
    return [
        one for one in contract.shares.all()
        if one.valid_from <= on and (one.valid_to is None or one.valid_to >= on)
    ]  # fmt: skip


def keurmerk_on(supplier: Organisation, on: date) -> Keurmerk | None:
    """What shows on a day that the supplier may give courses; the one that lasts longest."""
    held = [one for one in supplier.keurmerken.all() if one.valid_from <= on <= one.valid_to]
    return max(held, key=lambda one: one.valid_to, default=None)


def open_options(contract: Contract, terms: Iterable[Terms]) -> list[ExtraYear]:
    """Options that weren't used in a version in force, nor declined."""
    used = {one.option_id for one in terms}
    return [one for one in contract.options.all() if one.pk not in used and one.declined_on is None]


def running(contract: Contract, on: date) -> int:
    """How many call-offs take a place on a day."""
    rows = CallOff.objects.filter(contract=contract, starts_on__lte=on)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=on)).count()


def suppliers() -> list[Organisation]:
    """Everybody who may be a supplier, with their marks."""
    rows = Organisation.objects.filter(kind=OrganisationKind.AANBIEDER).prefetch_related("keurmerken")
    return list(rows)


def supplier_or_404(pk: int) -> Organisation:
    """One of those."""
    found = next((one for one in suppliers() if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


def keurmerk_or_404(pk: UUID) -> Keurmerk:
    """With its supplier."""
    found = Keurmerk.objects.select_related("supplier").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
