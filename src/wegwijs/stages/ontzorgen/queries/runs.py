"""Runs and orders: what stands where, what changed since the run before, and what is free to spend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import CharField, Count, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.ledger.models import Account, Fund
from wegwijs.stages.ontzorgen.models import (
    BankAccount,
    Ontzorging,
    PaymentFile,
    PaymentOrder,
    PaymentRun,
    Statement,
    StatementLine,
)
from wegwijs.stages.ontzorgen.moments import moments
from wegwijs.stages.ontzorgen.queries.money import balances_of

EDIT = Permission.MONEY_EDIT
PAGE = 50
# So many proposals are counted for the head of their list.
MOST = 299
O, R = PaymentOrder.State, PaymentRun.State  # noqa: E741 - as the enumeration it stands for
OPEN_RUNS = (R.DRAFT, R.SIGNED, R.RELEASED, R.HANDED_OVER)


def free_of(rows: Iterable[Ontzorging]) -> dict[UUID, int]:
    """What each may still spend, in cents: the balance less what is in a run and wasn't released. Two statements."""
    whose = list(rows)
    balances = balances_of(whose)
    waits = PaymentOrder.objects.filter(ontzorging__in=[one.pk for one in whose], state=O.IN_RUN)
    for key, cents in waits.order_by().values_list("ontzorging").annotate(all=Sum("cents")):
        balances[key] -= cents
    return balances


def _runs(actor: Actor) -> QuerySet[PaymentRun]:
    return PaymentRun.objects.filter(gemeente__in=actor.gemeenten(EDIT))


def _orders(actor: Actor) -> QuerySet[PaymentOrder]:
    return PaymentOrder.objects.filter(ontzorging__dossier__gemeente__in=actor.gemeenten(EDIT))


def run_or_404(actor: Actor, pk: UUID) -> PaymentRun:
    """With gemeente and who did what."""
    rows = _runs(actor).select_related("gemeente", "made_by", "first_by", "second_by", "handed_over_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def order_or_404(actor: Actor, pk: UUID) -> PaymentOrder:
    """With whose it is, its run and its payee."""
    rows = _orders(actor).select_related("ontzorging__dossier__gemeente", "run", "payee", "kostenpost")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def runs_listed(actor: Actor, *, all_: bool, after: UUID | None = None) -> list[PaymentRun]:
    """Newest first, at most a page and one more, those that follow on ``after``; those that aren't over, or all. With how many orders and
    their sum. One statement, two with ``after``."""
    rows = _runs(actor).select_related("gemeente")
    if not all_:
        rows = rows.filter(state__in=OPEN_RUNS)
    if after and (last := _runs(actor).filter(pk=after).values_list("due_on", "made_at").first()):
        due_on, made_at = last
        same_day = Q(made_at__lt=made_at) | Q(made_at=made_at, pk__gt=after)
        rows = rows.filter(Q(due_on__lt=due_on) | Q(same_day, due_on=due_on))
    rows = rows.annotate(orders=Count("opdrachten"), total=Sum("opdrachten__cents"))
    return list(rows.order_by("-due_on", "-made_at", "pk")[: PAGE + 1])


def booked_otherwise(run: PaymentRun) -> StatementLine | None:
    """The sum that the bank booked for this run and that isn't it, while nobody said what it is. One statement, and none when the bank doesn't have it."""
    if run.state != PaymentRun.State.HANDED_OVER:
        return None
    rows = StatementLine.objects.filter(outcome=StatementLine.Outcome.ALARM, note__contains=run.msg_id)
    return rows.filter(statement__account__fund__gemeente=run.gemeente_id).first()


def orders_of(run: PaymentRun) -> list[PaymentOrder]:
    """In the order of the page: by dossier. One statement."""
    rows = run.opdrachten.select_related("ontzorging__dossier__person", "kostenpost", "payee")
    return list(rows.order_by("ontzorging__dossier__number", "due_on", "end_to_end"))


@dataclass(frozen=True, slots=True)
class Orders:
    """A page of the payments of a run. ``after``: the key after which the next page goes on, None when this is the last."""

    rows: tuple[PaymentOrder, ...]
    after: UUID | None


def page_among(orders: Sequence[PaymentOrder], *, after: UUID | None = None) -> Orders:
    """Of ``orders_of``, at most a page, those that follow on ``after``; the first when that went out of the run since."""
    begin = next((at + 1 for at, one in enumerate(orders) if one.pk == after), 0)
    rows = tuple(orders[begin : begin + PAGE])
    return Orders(rows, rows[-1].pk if rows and begin + PAGE < len(orders) else None)


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits for who keeps the money: lines that nobody knew, money that went without an order, payments that came back, and gemeenten
    where ledger and bank don't say the same."""

    parked: int
    alarms: int
    failed: int
    apart: int

    @property
    def lines(self) -> int:
        """Lines of the bank that somebody must look into, whatever they are."""
        return self.parked + self.alarms


def waits(actor: Actor) -> Waits:
    """Counted together. One statement."""
    mine = list(actor.gemeenten(EDIT))
    lines = StatementLine.objects.filter(statement__account__fund__gemeente__in=mine)
    back = _orders(actor).filter(state=O.RETURNED, paid_anew_by=None)
    ledger = Account.objects.filter(fund=OuterRef("fund"), kind=Account.Kind.BANK).values("balance")[:1]
    said = Statement.objects.filter(account=OuterRef("pk")).order_by("-imported_at").values("closing")[:1]
    accounts = BankAccount.objects.filter(fund__gemeente__in=mine, fund__kind=Fund.Kind.CLIENTS)
    off = accounts.annotate(off=Coalesce(Subquery(ledger), 0) + Coalesce(Subquery(said), 0)).exclude(off=0)
    parts = (lines.filter(outcome="uitzoeken"), lines.filter(outcome="alarm"), back, off)
    counted = parts[0].order_by().values(n=Value("0")).annotate(c=Count("pk"))
    found: dict[str, int] = {}
    rows = counted.union(
        *(
            one.order_by().values(n=Value(f"{at}")).annotate(c=Count("pk"))
            for at, one in enumerate(parts)
            if at
        ),
        all=True,
    )
    for row in rows:
        found[row["n"]] = row["c"]
    return Waits(*(found.get(f"{at}", 0) for at in range(len(parts))))


def to_sign() -> list[tuple[UUID, str, int, datetime]]:
    """Of each run that waits for a second signature its key, gemeente, who signed first and when. One statement."""
    rows = PaymentRun.objects.filter(state=PaymentRun.State.SIGNED).order_by("first_at", "pk")
    found = rows.values_list("pk", "gemeente", "first_by", "first_at")
    return [(pk, gemeente, who, at) for pk, gemeente, who, at in found if at]


def _proposed(actor: Actor, gemeente: str) -> QuerySet[PaymentOrder]:
    return _orders(actor).filter(ontzorging__dossier__gemeente=gemeente, state=O.PROPOSED)


@dataclass(frozen=True, slots=True)
class After:
    """Where a page of proposals goes on: after this day, person (the key of the ontzorging) and key."""

    on: date
    ontzorging: UUID
    pk: UUID


@dataclass(frozen=True, slots=True)
class Proposals:
    """A page of what waits to be put into a run. ``number`` and ``cents``: of all, counted no further than one beyond ``MOST``; ``after``:
    where the next page begins, None when this is the last."""

    orders: tuple[PaymentOrder, ...]
    number: int
    cents: int
    after: After | None

    @property
    def uncounted(self) -> bool:
        """Whether there are more than were counted: then the sum says nothing."""
        return self.number > MOST


def proposals(actor: Actor, gemeente: str, *, after: After | None = None) -> Proposals:
    """By day and person. One statement, whose cost doesn't grow with what waits beyond a page and ``MOST``."""
    some = _proposed(actor, gemeente).order_by()[: MOST + 1]
    counted = (
        PaymentOrder.objects.filter(pk__in=some.values("pk")).order_by().annotate(one=Value(1)).values("one")
    )
    told = counted.annotate(said=JSONObject(n=Count("pk"), cents=Sum("cents"))).values("said")
    rows = _proposed(actor, gemeente).select_related("ontzorging__dossier__person", "kostenpost", "payee")
    if after:
        same = Q(ontzorging__gt=after.ontzorging) | Q(ontzorging=after.ontzorging, pk__gt=after.pk)
        # The first part is what an index answers.
        rows = rows.filter(Q(due_on__gte=after.on) & (Q(due_on__gt=after.on) | same))
    # As the index has them: what comes after this page isn't read.
    rows = rows.annotate(told=Subquery(told)).order_by("due_on", "ontzorging_id", "pk")
    found = list(rows[: PAGE + 1])
    said = found[0].told if found else {"n": 0, "cents": 0}
    last = found[PAGE - 1] if len(found) > PAGE else None
    place = After(last.due_on, last.ontzorging_id, last.pk) if last else None
    return Proposals(tuple(found[:PAGE]), said["n"], said["cents"], place)


def failed(actor: Actor) -> list[PaymentOrder]:
    """What came back and nobody decided about, newest first. One statement."""
    rows = _orders(actor).filter(state=O.RETURNED, paid_anew_by=None)
    rows = rows.select_related("ontzorging__dossier__gemeente", "kostenpost", "payee")
    return list(rows.order_by("-due_on", "pk")[: PAGE + 1])


@dataclass(frozen=True, slots=True)
class Changed:
    """How a cost differs from the same cost in the run before. ``before``: None for what is new; ``now``: None for what is gone."""

    before: PaymentOrder | None
    now: PaymentOrder | None

    @property
    def amount(self) -> bool:
        """Whether another amount is paid."""
        return bool(self.before and self.now and self.before.cents != self.now.cents)

    @property
    def account(self) -> bool:
        """Whether it goes to another account."""
        return bool(self.before and self.now and self.before.iban != self.now.iban)


def run_before(run: PaymentRun) -> PaymentRun | None:
    """The last run of the same kind that was released. One statement."""
    kind = run.key.partition(":")[2]
    rows = PaymentRun.objects.filter(
        gemeente=run.gemeente_id, key__endswith=f":{kind}", second_by__isnull=False
    )
    return rows.exclude(pk=run.pk).exclude(state=R.WITHDRAWN).filter(made_at__lt=run.made_at).order_by("-due_on", "-made_at").first()  # fmt: skip


def differences(run: PaymentRun, orders: Iterable[PaymentOrder]) -> list[Changed]:
    """What is paid for the first time, to another account or of another amount than the last time; and what was in the run before, falls
    due again by now, and isn't here. Three statements."""
    now = {_what(one): one for one in orders}
    last = {_what(one): one for one in _last_paid(run, now)}
    previous = run_before(run)
    lacks = [
        one
        for one in (orders_of(previous) if previous else [])
        if _what(one) not in now and _again(one, run.due_on)
    ]
    found = [
        *(Changed(last.get(key), one) for key, one in now.items()),
        *(Changed(one, None) for one in lacks),
    ]
    return [one for one in found if one.before is None or one.now is None or one.amount or one.account]


def _last_paid(run: PaymentRun, now: Iterable[tuple[UUID, str]]) -> QuerySet[PaymentOrder]:
    """Of each cost the newest order that two people released before this run."""
    rows = PaymentOrder.objects.filter(
        ontzorging__in={key for key, _ in now}, run__second_by__isnull=False, run__made_at__lt=run.made_at
    ).exclude(run=run.pk)
    rows = rows.exclude(state=O.DROPPED).select_related("ontzorging__dossier__person", "kostenpost", "payee")
    return rows.order_by("ontzorging_id", "kostenpost__soort", "-due_on", "-made_at").distinct(
        "ontzorging_id", "kostenpost__soort"
    )


def _again(before: PaymentOrder, by: date) -> bool:
    """Whether a cost falls due again after it was paid, no later than a day."""
    cost = before.kostenpost
    if cost is None:
        return False
    since = before.period + timedelta(days=1)
    return any(moments(cost.first_on, cost.interval, since=since, until=by, last=cost.last_on))


def _what(one: PaymentOrder) -> tuple[UUID, str]:
    """The same cost, also when its row was replaced by another amount or payee."""
    return one.ontzorging_id, one.kostenpost.soort if one.kostenpost else ""


def file_or_404(actor: Actor, run: UUID) -> PaymentFile:
    """The bytes of a run."""
    found = PaymentFile.objects.filter(run__in=_runs(actor), pk=run).first()
    if found is None:
        raise Http404
    return found


def payments_of(ontzorging: Ontzorging) -> tuple[list[PaymentOrder], bool]:
    """Of one person, newest first; and whether there are more. One statement."""
    found = ontzorging.opdrachten.select_related("kostenpost", "payee", "run").order_by("-due_on", "-made_at")
    rows = list(found[: PAGE + 1])
    for row in rows:
        row.ontzorging = ontzorging
    return rows[:PAGE], len(rows) > PAGE


@dataclass(frozen=True, slots=True)
class Money:
    """Of one person: what stands on the account, what is free of it, in cents, and until when the bank's statements are in."""

    balance: int
    free: int
    known: date | None


def ontzorging_of(dossier: Dossier) -> tuple[Ontzorging, Money] | None:
    """The running one of a dossier that was opened, else the newest, with its money. Two statements."""
    accounts = Account.objects.filter(source=Concat(Value("ontzorging:"), Cast(OuterRef("pk"), CharField())))
    known = Statement.objects.filter(account__fund__gemeente=dossier.gemeente_id).order_by("-closing_on")
    rows = Ontzorging.objects.filter(dossier=dossier).annotate(
        stands=Coalesce(Subquery(accounts.values("balance")[:1]), 0),
        known=Subquery(known.values("closing_on")[:1]),
    )
    found = min(rows, key=lambda row: row.state == Ontzorging.State.KLAAR, default=None)
    if found is None:
        return None
    found.dossier = dossier
    waits = (
        PaymentOrder.objects.filter(ontzorging=found, state=O.IN_RUN).aggregate(all=Sum("cents"))["all"] or 0
    )
    return found, Money(found.stands, found.stands - waits, found.known)


def known_by(codes: Iterable[str], gemeente: str) -> dict[str, PaymentOrder]:
    """Orders of a gemeente by the code that the bank knows them by. One statement."""
    rows = PaymentOrder.objects.filter(end_to_end__in=list(codes), ontzorging__dossier__gemeente=gemeente)
    return {one.end_to_end: one for one in rows.select_related("run", "ontzorging")}
