"""Contracts with what holds on a day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Count,
    DateField,
    Exists,
    IntegerField,
    JSONField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.access.waiting import along
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

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    ContractRow = WithAnnotations[Contract, "ContractSums"]
    ContractPageRow = WithAnnotations[Contract, "ContractPageSums"]

# As long as the page looks ahead it looks back.
QUARTER = timedelta(days=91)
VIEW, CONFIRM = Permission.CONTRACT_VIEW, Permission.CONTRACT_CONFIRM


class ContractSums(TypedDict):
    """Read along with a contract: the last day of the keurmerk that holds now (or at its beginning), whether a gemeente takes part
    now or will, of the actor's gemeenten how many call-offs run, and what waits for the actor, which the navigation shows."""

    mark_until: date | None
    takes_part: bool
    runs: int
    waits: dict[str, int]


class ContractPageSums(ContractSums):
    """Of one contract also how many were called off until now, what was delivered over the last three months, in cents, and what waits to be booked anew:
    the version, the number of the call-off, what must be given back first, and how many are booked for that version in all."""

    called: int
    lately: int
    anew: list[tuple[str, str, int, int]] | None


# Totals say how many began and ended. Taken off or added is what does so after the day that is asked, which are few.
_CALLED = """(SELECT coalesce(sum(b.trajectories), 0) FROM contracts_beguntotal b WHERE b.contract_id = contracts_contract.id AND b.gemeente_id = ANY(%s))
    - (SELECT count(*) FROM contracts_calloff c WHERE c.contract_id = contracts_contract.id AND c.starts_on > %s AND c.cancelled_on IS NULL
        AND c.gemeente_id = ANY(%s))"""
_RUNS = """(SELECT coalesce(sum(b.trajectories - b.over), 0) FROM contracts_beguntotal b
        WHERE b.contract_id = contracts_contract.id AND b.gemeente_id = ANY(%s))
    + (SELECT count(*) FROM contracts_calloff c WHERE c.contract_id = contracts_contract.id AND c.ends_on >= %s AND c.starts_on <= %s
        AND c.cancelled_on IS NULL AND c.gemeente_id = ANY(%s))
    - (SELECT count(*) FROM contracts_calloff c WHERE c.contract_id = contracts_contract.id AND c.starts_on > %s AND c.ends_on IS NULL
        AND c.cancelled_on IS NULL AND c.gemeente_id = ANY(%s))"""
_LATELY = """(SELECT coalesce(sum(b.delivered), 0) FROM contracts_booktotal b WHERE b.per = 'feit' AND b.contract_id = contracts_contract.id
    AND b."on" > %s AND b."on" <= %s AND b.gemeente_id = ANY(%s))"""

_ANEW = """(SELECT jsonb_agg(jsonb_build_array(r.terms_id, c.number, r.owed,
        (SELECT count(*) FROM contracts_rebooking a JOIN contracts_calloff o ON o.id = a.call_off_id WHERE a.terms_id = r.terms_id AND o.gemeente_id = ANY(%s))))
    FROM contracts_rebooking r JOIN contracts_calloff c ON c.id = r.call_off_id
    WHERE r.done_at IS NULL AND c.contract_id = contracts_contract.id AND c.gemeente_id = ANY(%s))"""


def _visible(actor: Actor) -> QuerySet[Contract]:
    """Those in which a gemeente of the actor takes part, and for who buys or confirms also those in which none does yet."""
    shares = Share.objects.filter(contract=OuterRef("pk"))
    seen = Q(Exists(shares.filter(gemeente__in=actor.gemeenten(VIEW))))
    if actor.may(Permission.CONTRACT_EDIT) or actor.may(CONFIRM):
        seen |= ~Q(Exists(shares))
    return Contract.objects.filter(seen)


def _seen(actor: Actor, on: date) -> "QuerySet[ContractRow]":
    codes = sorted(actor.gemeenten(VIEW))
    since = Greatest(Value(on, DateField()), OuterRef("starts_on"))
    marks = Keurmerk.objects.filter(supplier=OuterRef("supplier"), valid_from__lte=since, valid_to__gte=since)
    takes_part = Share.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), contract=OuterRef("pk"))
    rows = _visible(actor).annotate(
        mark_until=Subquery(marks.order_by("-valid_to").values("valid_to")[:1]),
        takes_part=Exists(takes_part),
        runs=RawSQL(_RUNS, [codes, on, on, codes, on, codes], IntegerField()),  # noqa: S611 - a fixed text
        waits=along(actor),
    )
    return rows.select_related("supplier", "buyer", "lot__tender")


def contracts(actor: Actor, *, on: date) -> "list[ContractRow]":
    """Each with its supplier, all versions with their prices, and the options. Three statements."""
    rows = _seen(actor, on).prefetch_related(
        Prefetch("terms", _VERSIONS), Prefetch("options", ExtraYear.objects.order_by("extends_to"))
    )
    return list(rows)


def known(actor: Actor) -> dict[UUID, Contract]:
    """The same by key, with nothing but its supplier and lot. One statement."""
    return {one.pk: one for one in _visible(actor).select_related("supplier", "lot__tender")}


def contract_or_404(actor: Actor, pk: UUID, *, on: date) -> "ContractPageRow":
    """One of those, with its prices, the marks of its supplier, who takes part, and what was delivered over the last three months.
    Six statements."""
    codes = sorted(actor.gemeenten(VIEW))
    rows = _seen(actor, on).annotate(
        called=RawSQL(_CALLED, [codes, on, codes], IntegerField()),  # noqa: S611 - a fixed text
        lately=RawSQL(_LATELY, [on - QUARTER, on, codes], BigIntegerField()),  # noqa: S611
        anew=RawSQL(_ANEW, [codes, codes], JSONField()),  # noqa: S611
    )
    rows = rows.prefetch_related(
        Prefetch("terms", _VERSIONS.prefetch_related("prices")),
        Prefetch("supplier__keurmerken", Keurmerk.objects.order_by("-valid_to")),
        Prefetch("options", ExtraYear.objects.order_by("extends_to")),
        Prefetch("shares", Share.objects.select_related("gemeente")),
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def to_call_off(keys: Iterable[UUID]) -> dict[UUID, Contract]:
    """Contracts by key with all that says whether somebody can be placed under them: versions with prices, marks, who takes part.

    For a room that places people; it narrows to the gemeente of whom it places. Five statements.
    """
    rows = Contract.objects.filter(pk__in=keys).select_related("supplier").prefetch_related(
        Prefetch("terms", _VERSIONS.prefetch_related("prices")),
        "supplier__keurmerken",
        Prefetch("shares", Share.objects.select_related("gemeente")),
    )  # fmt: skip
    return {one.pk: one for one in rows}


# Each with what a whole trajectory costs with its result, and an hour; in cents, bonuses aside.
_VERSIONS = (
    Terms.objects.select_related("made_by", "decided_by", "option")
    .annotate(
        whole=Coalesce(
            Sum("prices__cents", filter=Q(prices__form__in=[PriceForm.TRAJECTORY, PriceForm.RESULT])), 0
        ),
        hour=Coalesce(Max("prices__cents", filter=Q(prices__form=PriceForm.HOUR)), 0),
    )
    .order_by("-number")
)  # fmt: skip - a sum takes the order of the table away


def in_force(contract: Contract) -> list[Terms]:
    """The versions that two people agreed on, oldest first."""
    rows = [one for one in contract.terms.all() if one.state == Terms.State.IN_FORCE]
    return sorted(rows, key=lambda one: one.valid_from)


def terms_on(contract: Contract, on: date) -> Terms | None:
    """The version that holds on a day; None before the first."""
    return next((one for one in reversed(in_force(contract)) if one.valid_from <= on), None)


def terms_for(contract: Contract, *, began: date, on: date, until: int | None = None) -> Terms | None:
    """The version whose prices hold on a day for somebody who began earlier: a later one only where it says so.

    ``until``: as it was agreed up to the version of that number, inclusive.
    """
    versions = [one for one in in_force(contract) if until is None or one.number <= until]
    held = next((one for one in reversed(versions) if one.valid_from <= began), None)
    for version in versions:
        if held and held.valid_from < version.valid_from <= on and version.for_running:
            held = version
    return held


def concerned(terms: Terms) -> QuerySet[CallOff]:
    """The call-offs for which these terms hold, and that aren't over before; a result may come long after the end."""
    since = terms.valid_from
    lasts = Q(ends_on=None) | Q(ends_on__gte=since) | Q(result_on__gte=since)
    rows = CallOff.objects.filter(lasts, contract=terms.contract_id, cancelled_on=None)
    return rows if terms.for_running else rows.filter(starts_on__gte=terms.valid_from)


@dataclass(frozen=True, slots=True)
class BookedAnew:
    """How far money is booked at prices that came into force: of ``all`` call-offs some wait, and of some so much (in cents, by number) must be given back
    first."""

    all: int
    waits: int
    owed: dict[str, int]


def booked_anew(contract: "ContractPageRow") -> BookedAnew:
    """Of the versions with something that isn't done, in the actor's gemeenten; read along with the contract."""
    found = contract.anew or []
    owed: Counter[str] = Counter()
    for _, number, cents, _ in found:
        # Of versions that follow each other the same money waits.
        owed[number] = max(owed[number], cents)
    every = sum({terms: all_ for terms, _, _, all_ in found}.values())
    return BookedAnew(every, sum(not cents for _, _, cents, _ in found), dict(+owed))


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


def running(contract: Contract, on: date, until: date | None = None) -> int:
    """How many call-offs take a place on a day, or begin to take one by ``until``: who comes earlier doesn't take the place of who was first."""
    rows = CallOff.objects.filter(contract=contract, starts_on__lte=until or on, cancelled_on=None)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=on)).count()


def running_by(contracts: Iterable[UUID], on: date) -> dict[UUID, int]:
    """The same of several contracts by key, without those of which none runs. One statement."""
    rows = CallOff.objects.filter(contract__in=list(contracts), starts_on__lte=on, cancelled_on=None)
    return dict(
        rows.filter(Q(ends_on=None) | Q(ends_on__gte=on)).order_by().values_list("contract").annotate(n=Count("pk"))
    )  # fmt: skip


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
