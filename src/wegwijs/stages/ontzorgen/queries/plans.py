"""The money plan of one person: who has it, what falls due in it, and what the benefits administration paid already."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.ledger.models import Account
from wegwijs.organisations.models import Employee
from wegwijs.stages.ontzorgen.models import (
    Betaalwijze,
    Inkomstenpost,
    Kostenpost,
    Kostensoort,
    Machtiging,
    Ontzorging,
    Payee,
    Statement,
    Uitkeringsmaand,
    Voorschot,
)
from wegwijs.stages.ontzorgen.moments import moments

Row = TypeVar("Row", Kostenpost, Inkomstenpost, Voorschot, Machtiging)
# What was withheld for one of these may have paid the other: one bill for both, or a bill each.
SAME_BILL: Mapping[str, tuple[str, ...]] = {
    Kostensoort.ENERGIE: (Kostensoort.STROOM, Kostensoort.GAS),
    Kostensoort.STROOM: (Kostensoort.ENERGIE,),
    Kostensoort.GAS: (Kostensoort.ENERGIE,),
}


def plans_of(actor: Actor, dossier: Dossier) -> list[Ontzorging]:
    """Every ontzorging of a dossier that was opened, the running one first, then the newest. One statement."""
    if not actor.may(Permission.MONEY_PLAN, dossier.gemeente_id):
        return []
    rows = list(Ontzorging.objects.filter(dossier=dossier).select_related("administrator"))
    for row in rows:
        row.dossier = dossier
    return sorted(rows, key=lambda row: row.state == Ontzorging.State.KLAAR)


def plan_or_404(actor: Actor, dossier: Dossier) -> Ontzorging:
    """The running one, else the newest. Raises Http404."""
    found = plans_of(actor, dossier)
    if not found:
        raise Http404
    return found[0]


def last_day_of(ontzorging: Ontzorging) -> date:
    """The last day on which anything is paid: when it ended, else the last day of the duty or what was agreed beyond it."""
    if ontzorging.ended_on:
        return ontzorging.ended_on
    return max(ontzorging.last_day, ontzorging.agreed_until or ontzorging.last_day)


def costs_of(ontzorging: Ontzorging) -> list[Kostenpost]:
    """Every row, also what was replaced; with its payee for who may see payees. One statement."""
    return list(ontzorging.kosten.select_related("payee").order_by("soort", "first_on", "recorded_at"))


def cost_or_404(ontzorging: Ontzorging, pk: UUID) -> Kostenpost:
    """One of them. Raises Http404."""
    return _one_of(ontzorging, ontzorging.kosten.select_related("payee"), pk)


def incomes_of(ontzorging: Ontzorging) -> list[Inkomstenpost]:
    """Every row. One statement."""
    return list(ontzorging.inkomsten.all())


def income_or_404(ontzorging: Ontzorging, pk: UUID) -> Inkomstenpost:
    """One of them. Raises Http404."""
    return _one_of(ontzorging, ontzorging.inkomsten.all(), pk)


def payees_for(dossier: Dossier) -> list[Payee]:
    """Who can be paid for this person: those of the gemeente, and the person; by name. One statement."""
    rows = Payee.objects.filter(gemeente=dossier.gemeente_id, blocked_at=None, dossier=None)
    return list((rows | Payee.objects.filter(dossier=dossier, blocked_at=None)).order_by("name"))


@dataclass(frozen=True, slots=True)
class Shown:
    """An ontzorging with what its page shows along. ``owed``: of each advance, in cents; ``as_of``: until when the bank's statements are
    in. A partner reads no advances and no day."""

    ontzorging: Ontzorging
    consents: tuple[Machtiging, ...]
    advances: tuple[Voorschot, ...]
    owed: Mapping[UUID, int]
    as_of: date | None


def plans_shown(actor: Actor, dossier: Dossier) -> list[Shown]:
    """As ``plans_of``, with what the page shows along. One statement."""
    if not actor.may(Permission.MONEY_PLAN, dossier.gemeente_id):
        return []
    signed = Machtiging.objects.filter(ontzorging=OuterRef("pk")).order_by("voor", "-signed_on")
    newest = Statement.objects.filter(account__fund__gemeente=dossier.gemeente_id).order_by("-closing_on")
    rows: QuerySet[Any] = Ontzorging.objects.filter(dossier=dossier).select_related("administrator")
    rows = rows.annotate(
        consents=ArraySubquery(signed.values(made=JSONObject(key="id", **{name: name for name in _CONSENT}))),
        advances=ArraySubquery(_advances(Voorschot.objects.filter(ontzorging=OuterRef("pk")))),
        as_of=Subquery(newest.values("closing_on")[:1]),
    )
    found = [_shown(row, dossier) for row in rows]
    return sorted(found, key=lambda one: one.ontzorging.state == Ontzorging.State.KLAAR)


def _shown(row: Any, dossier: Dossier) -> Shown:  # noqa: ANN401 - an ontzorging with what was read along
    row.dossier = dossier
    return Shown(
        row,
        tuple(_consent(row, **told) for told in row.consents),
        tuple(_advance(row, **told) for told in row.advances),
        {UUID(told["key"]): told["owed"] for told in row.advances},
        row.as_of,
    )


_CONSENT = ("voor", "signed_on", "withdrawn_on", "reference")
_ADVANCE = (
    "cents",
    "reason",
    "repay_from",
    "repay_cents",
    "state",
    "decision_reason",
    "asked_by_id",
    "decided_by_id",
)


def _consent(
    ontzorging: Ontzorging,
    key: str,
    signed_on: str,
    withdrawn_on: str | None,
    **told: Any,  # noqa: ANN401 - of the table
) -> Machtiging:
    until = date.fromisoformat(withdrawn_on) if withdrawn_on else None
    return Machtiging(
        id=UUID(key),
        ontzorging=ontzorging,
        signed_on=date.fromisoformat(signed_on),
        withdrawn_on=until,
        **told,
    )


def _advance(
    ontzorging: Ontzorging, key: str, repay_from: str, owed: int, asked: str, decided: str | None, **told: Any  # noqa: ANN401 - of the table
) -> Voorschot:  # fmt: skip
    row = Voorschot(id=UUID(key), ontzorging=ontzorging, repay_from=date.fromisoformat(repay_from), **told)
    row.asked_by = Employee(pk=row.asked_by_id, name=asked)
    if row.decided_by_id:
        row.decided_by = Employee(pk=row.decided_by_id, name=decided or "")
    return row


def _advances(rows: QuerySet[Voorschot]) -> QuerySet[Any]:
    source = Concat(Value("voorschot:"), Cast(OuterRef("pk"), CharField()))
    balance = Account.objects.filter(source=source).values("balance")[:1]
    fields = {name: F(name) for name in _ADVANCE}
    return (
        rows.order_by("-asked_at")
        .annotate(owed=-Coalesce(Subquery(balance), 0))
        .values(
            made=JSONObject(
                key=F("id"),
                **fields,
                owed=F("owed"),
                asked=F("asked_by__name"),
                decided=F("decided_by__name"),
            )
        )
    )


def advance_or_404(ontzorging: Ontzorging, pk: UUID) -> Voorschot:
    """One of them. Raises Http404."""
    return _one_of(ontzorging, ontzorging.voorschotten.select_related("asked_by", "decided_by"), pk)


def advances_waiting() -> list[tuple[UUID, UUID, str, int, datetime]]:
    """Of each advance that nobody decided about, of who is ontzorgd, its key, dossier, gemeente, who asked and when. One statement."""
    rows = Voorschot.objects.filter(state=Voorschot.State.GEVRAAGD).order_by("asked_at", "pk")
    rows = rows.exclude(ontzorging__state=Ontzorging.State.KLAAR)
    at = "ontzorging__dossier"
    return list(rows.values_list("pk", at, f"{at}__gemeente", "asked_by", "asked_at"))


def consent_or_404(ontzorging: Ontzorging, pk: UUID) -> Machtiging:
    """Something that was signed. Raises Http404."""
    return _one_of(ontzorging, ontzorging.machtigingen.all(), pk)


def _one_of(ontzorging: Ontzorging, rows: QuerySet[Row], pk: UUID) -> Row:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.ontzorging = ontzorging
    return found


@dataclass(frozen=True, slots=True)
class Due:
    """That a cost falls due on a day: ``cents`` is what we pay, ``withheld`` what the benefits administration paid of it already."""

    kostenpost: Kostenpost
    on: date
    cents: int
    withheld: int = 0


class Cost(Protocol):
    """What of a cost decides when how much of it is paid, and by whom; a row of the table, or what a page read of it."""

    @property
    def soort(self) -> str: ...
    @property
    def cents(self) -> int: ...
    @property
    def interval(self) -> str: ...
    @property
    def first_on(self) -> date: ...
    @property
    def last_on(self) -> date | None: ...
    @property
    def wijze(self) -> str: ...


def costs_due(ontzorging: Ontzorging, since: date, until: date) -> list[Due]:
    """What we pay on which day from ``since`` to ``until``, both inclusive and never past the last day of the ontzorging, by day.

    What the client pays, or what was withheld and paid in that month, isn't in it: of a cost that was partly withheld the rest is.
    Two statements.
    """
    return costs_due_of([ontzorging], since, until)[ontzorging.pk]


def costs_due_of(rows: Sequence[Ontzorging], since: date, until: date) -> dict[UUID, list[Due]]:
    """The same of many at once. Two statements."""
    costs: dict[UUID, list[Kostenpost]] = {row.pk: [] for row in rows}
    for cost in Kostenpost.objects.filter(ontzorging__in=list(costs)).select_related("payee"):
        costs[cost.ontzorging_id].append(cost)
    months = withheld_of(costs, since, until)
    found = {}
    for row in rows:
        for cost in costs[row.pk]:
            cost.ontzorging = row
        end = min(until, last_day_of(row))
        due = due_among(costs[row.pk], months.get(row.pk, {}), since, end)
        found[row.pk] = [Due(*one) for one in due]
    return found


def withheld_of(keys: Iterable[UUID], since: date, until: date) -> dict[UUID, dict[date, Mapping[str, int]]]:
    """By ontzorging and month what was withheld by kind, as the newest row of each month says. One statement."""
    rows = Uitkeringsmaand.objects.filter(
        ontzorging__in=list(keys), month__gte=since.replace(day=1), month__lte=until
    )
    found: dict[UUID, dict[date, Mapping[str, int]]] = {}
    for row in rows.order_by("recorded_at", "pk"):
        found.setdefault(row.ontzorging_id, {})[row.month] = row.withheld
    return found


C = TypeVar("C", bound=Cost)


def due_among(
    costs: Iterable[C], months: Mapping[date, Mapping[str, int]], since: date, until: date
) -> Iterator[tuple[C, date, int, int]]:
    """Of these costs each day that one falls due, what we pay then and what was withheld of it; by day. Pure.

    A month is looked at as a whole, so that a stretch that begins or ends in its middle gives the same days the same amounts.
    """
    if until < since:
        return
    first, last = since.replace(day=1), until.replace(day=monthrange(until.year, until.month)[1])
    falls = [
        (on, cost)
        for cost in costs
        if cost.wijze != Betaalwijze.ZELF
        for on in moments(cost.first_on, cost.interval, since=first, until=last, last=cost.last_on)
    ]
    # Within a day what was to be withheld takes of it first.
    falls.sort(key=lambda one: (one[0], one[1].wijze != Betaalwijze.BRON, one[1].soort, one[1].cents))
    for month in sorted({on.replace(day=1) for on, _ in falls}):
        here = [one for one in falls if one[0].replace(day=1) == month]
        taken = _withheld([cost for _, cost in here], dict(months.get(month, {})))
        for (on, cost), cents in zip(here, taken, strict=True):
            left = 0 if cost.wijze == Betaalwijze.BRON else cost.cents - cents
            if since <= on <= until and left > 0:
                yield cost, on, left, cents


def _withheld(costs: Sequence[Cost], pots: dict[str, int]) -> list[int]:
    """How much of each cost of a month was withheld: first of its own kind, those that were to be withheld before the others, then
    what a shared bill has left."""
    taken = [0] * len(costs)
    order = sorted(range(len(costs)), key=lambda place: costs[place].wijze != Betaalwijze.BRON)
    for shared in (False, True):
        for place in order:
            cost = costs[place]
            for kind in SAME_BILL.get(cost.soort, ()) if shared else (cost.soort,):
                part = min(cost.cents - taken[place], max(pots.get(kind, 0), 0))
                taken[place] += part
                pots[kind] = pots.get(kind, 0) - part
    return taken
