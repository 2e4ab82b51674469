"""What there is that a line of a statement may be: our payments, the income that is expected, and money that waits to be sent on."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from wegwijs import clock
from wegwijs.dossiers.models import Dossier
from wegwijs.ledger.models import Fund
from wegwijs.stages.ontzorgen.models import (
    BankAccount,
    Inkomstenpost,
    Ontzorging,
    Payee,
    PayeeChange,
    PaymentOrder,
    PaymentRun,
    StatementLine,
)
from wegwijs.stages.ontzorgen.queries.runs import known_by

O = PaymentOrder.State  # noqa: E741 - as the enumeration it stands for
# A payment comes back within days; much older ones with the same amount are another story.
BACK = timedelta(days=60)
# Income may come so long before or after the day on which it is expected to begin or end.
AROUND = timedelta(days=31)
# Toeslagen and corrections come long after somebody's money was theirs again.
LONG_AFTER = timedelta(days=730)
_IBAN = re.compile(r"NL\d{2}[A-Z]{4}\d{10}|\b[A-Z]{2}\d{2}[A-Z0-9]{10,30}\b")
_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Line:
    """Of a statement, as the bank wrote it: cents below zero went out. ``reversal``: the bank puts an earlier booking back.

    ``batch``: what it calls a run that it books as one sum, with how many payments (``batch_count``; 0: it doesn't say). ``note``: what we
    know of it already, for who must look; ``run``: the key of the run that it is of and doesn't equal.
    """

    booked_on: date
    cents: int
    counter_iban: str = ""
    counter_name: str = ""
    remittance: str = ""
    end_to_end: str = ""
    bank_reference: str = ""
    return_reason: str = ""
    reversal: bool = False
    batch: str = ""
    batch_count: int = 0
    note: str = ""
    run: UUID | None = None

    @property
    def words(self) -> Iterator[str]:
        """Those that may be the number of a dossier."""
        return (word.strip(".,;:()/").upper() for word in self.remittance.split())


class Payments:
    """Orders by account and amount: a line is laid beside those alone. They keep the order in which they are given."""

    def __init__(self, orders: Iterable[PaymentOrder]) -> None:
        self._by: dict[tuple[str, int], list[PaymentOrder]] = {}
        for one in orders:
            self.add(one)

    def add(self, order: PaymentOrder) -> None:
        """One more, after the others."""
        self._by.setdefault((order.iban, order.cents), []).append(order)

    def like(self, iban: str, cents: int, state: PaymentOrder.State) -> list[PaymentOrder]:
        """Those to an account, of an amount, that are in a state now."""
        return [one for one in self._by.get((iban, cents), ()) if one.state == state]


class Expected:
    """Income by who sends it, in the order of the least it may be. ``after``: how long after its last day it may still come."""

    def __init__(self, incomes: Iterable[Inkomstenpost], *, after: timedelta = AROUND) -> None:
        self._after = after
        self._of_dossier: dict[UUID, list[Inkomstenpost]] = {}
        self._by_number: dict[str, list[Inkomstenpost]] = {}
        self._by_name: dict[str, list[Inkomstenpost]] = {}
        self._like: dict[str, list[list[Inkomstenpost]]] = {}
        for one in sorted(incomes, key=lambda one: (one.low, one.pk)):
            self._of_dossier.setdefault(one.ontzorging.dossier_id, []).append(one)
            numbers, name = _sender(one.sender)
            for number in numbers:
                self._by_number.setdefault(number, []).append(one)
            if name and not numbers:
                self._by_name.setdefault(name, []).append(one)

    def fits(self, line: Line, dossier: UUID | None = None) -> Iterator[Inkomstenpost]:
        """What this may be, by who sent it, how much and when; of one dossier (its key) when that is known."""
        places = self._places(line) if dossier is None else [self._of_dossier.get(dossier, [])]
        for place in places:
            for one in place[: bisect_right(place, line.cents, key=lambda one: one.low)]:
                if self._fits(one, line):
                    yield one

    def _places(self, line: Line) -> list[list[Inkomstenpost]]:
        name = _plain(line.counter_name)
        if name not in self._like:
            self._like[name] = [rows for mine, rows in self._by_name.items() if _alike(mine, name)]
        by_number = self._by_number.get(line.counter_iban)
        return [by_number, *self._like[name]] if by_number else self._like[name]

    def _fits(self, one: Inkomstenpost, line: Line) -> bool:
        if not one.low <= line.cents <= one.high or line.booked_on < one.first_on - AROUND:
            return False
        if one.last_on and line.booked_on > one.last_on + self._after:
            return False
        numbers, name = _sender(one.sender)
        return line.counter_iban in numbers if numbers else _alike(name, _plain(line.counter_name))


@lru_cache(maxsize=4096)
def _sender(words: str) -> tuple[frozenset[str], str]:
    """The account numbers that stand in who sends it, and the name as it is laid beside another."""
    upper = words.upper()
    return frozenset(_IBAN.findall(upper) or _IBAN.findall(upper.replace(" ", ""))), _plain(words)


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return _WORD.sub("", name.casefold())


def _alike(mine: str, theirs: str) -> bool:
    return bool(mine and theirs) and (mine in theirs or theirs in mine)


@dataclass(slots=True)
class Known:
    """Everything that lines of one statement are laid beside. An order that a line was matched with moves on here as well.

    ``by_code``: by the code that we gave. ``back``: money that waits to be sent on or back, by its amount. ``numbers``: the own accounts of
    whom it is, by ontzorging. ``dossiers``: by their number. ``over``: the newest ontzorging of who has none that runs, by dossier.
    """

    by_code: dict[str, PaymentOrder]
    sent: Payments
    executed: Payments
    expected: Expected
    former: Expected
    own: frozenset[str]
    back: dict[int, list[StatementLine]] = field(default_factory=dict)
    numbers: dict[UUID, frozenset[str]] = field(default_factory=dict)
    dossiers: dict[str, UUID] = field(default_factory=dict)
    over: dict[UUID, Ontzorging] = field(default_factory=dict)

    def named(self, line: Line) -> UUID | None:
        """The dossier whose number stands in the words that go with it; None when there is none, or more than one."""
        found = {self.dossiers[word] for word in line.words if word in self.dossiers}
        return found.pop() if len(found) == 1 else None


def known(gemeente: str, lines: Iterable[Line]) -> Known:
    """What there is in a gemeente (its code) that one of these lines may be. Eight statements at most, nine when money waits to be sent on."""
    found = list(lines)
    came = [one for one in found if one.cents > 0]
    went = {one.counter_iban for one in found if one.cents < 0}
    came_back = {one.counter_iban for one in came if one.return_reason or one.reversal}
    first = min((one.booked_on for one in found), default=date.max)
    words = {word for one in came for word in one.words}
    orders = PaymentOrder.objects.filter(ontzorging__dossier__gemeente=gemeente).select_related("run", "ontzorging__dossier")  # fmt: skip
    sent = orders.filter(state=O.RELEASED, run__state=PaymentRun.State.HANDED_OVER, iban__in=went)
    since = first - BACK if first < date.max else first
    executed = orders.filter(state=O.EXECUTED, executed_on__gte=since, iban__in=came_back)
    by_code = known_by({one.end_to_end for one in found if one.end_to_end}, gemeente)
    # One row for each order, wherever it is found.
    one_row = {one.pk: one for one in by_code.values()}
    waits = list(_waits(gemeente, went, {-one.cents for one in found if one.cents < 0}))
    back: dict[int, list[StatementLine]] = {}
    for one in waits:
        back.setdefault(one.cents, []).append(one)
    over = Q(ontzorging__state=Ontzorging.State.KLAAR)
    own = BankAccount.objects.filter(fund__gemeente=gemeente, fund__kind=Fund.Kind.GEMEENTE)
    numbers = Dossier.objects.filter(gemeente=gemeente, ontzorgingen__isnull=False, number__in=words)
    return Known(
        by_code,
        Payments(one_row.setdefault(one.pk, one) for one in sent.order_by("due_on", "pk")),
        Payments(one_row.setdefault(one.pk, one) for one in executed.order_by("-executed_on", "pk")),
        Expected(_incomes(gemeente, came, after=AROUND).exclude(over)),
        Expected(
            _incomes(gemeente, came, after=LONG_AFTER).filter(over, ontzorging__ended_on__gte=first - LONG_AFTER), after=LONG_AFTER
        ),
        frozenset(own.values_list("iban", flat=True)),
        back,
        _own_numbers(waits),
        dict(numbers.values_list("number", "pk")),
        _over(gemeente, words),
    )  # fmt: skip


def _incomes(gemeente: str, came: list[Line], *, after: timedelta) -> QuerySet[Inkomstenpost]:
    """What somebody expects here, of an amount and around a day that one of these lines has."""
    if not came:
        return Inkomstenpost.objects.none()
    cents, days = [one.cents for one in came], [one.booked_on for one in came]
    rows = Inkomstenpost.objects.filter(
        Q(last_on=None) | Q(last_on__gte=min(days) - after),
        ontzorging__dossier__gemeente=gemeente, here=True,
        low__lte=max(cents), high__gte=min(cents), first_on__lte=max(days) + AROUND,
    )  # fmt: skip
    return rows.select_related("ontzorging__dossier")


def _waits(gemeente: str, went: set[str], sums: set[int]) -> QuerySet[StatementLine]:
    """Parked money that somebody decided on: it goes back to where it came from, or on to the own account of whom it is."""
    rows = StatementLine.objects.filter(
        Q(counter_iban__in=went) | Q(ontzorging__isnull=False, cents__in=sums),
        statement__account__fund__gemeente=gemeente,
        outcome=StatementLine.Outcome.PARKED,
        settled_at__isnull=False,
    )
    return rows.order_by("booked_on", "pk")


def _over(gemeente: str, numbers: set[str]) -> dict[UUID, Ontzorging]:
    """Of these numbers of dossiers, by dossier, the newest ontzorging of who has none that runs. One statement, or none."""
    newest: dict[UUID, Ontzorging] = {}
    rows = Ontzorging.objects.filter(dossier__gemeente=gemeente, dossier__number__in=numbers)
    for one in rows.select_related("dossier", "administrator").order_by("since"):
        if one.dossier_id not in newest or newest[one.dossier_id].state == Ontzorging.State.KLAAR:
            newest[one.dossier_id] = one
    return {key: one for key, one in newest.items() if one.state == Ontzorging.State.KLAAR}


def _own_numbers(waits: Iterable[StatementLine]) -> dict[UUID, frozenset[str]]:
    """The own account of who money that came too late may be sent on to, by ontzorging. One statement, or none."""
    whose = [one.ontzorging_id for one in waits if one.ontzorging_id]
    if not whose:
        return {}
    rows = PayeeChange.objects.filter(
        payee__kind=Payee.Kind.CLIENT, payee__dossier__ontzorgingen__in=whose, usable_from__lte=clock.now()
    )  # fmt: skip
    found: dict[UUID, set[str]] = {}
    for key, iban in rows.values_list("payee__dossier__ontzorgingen", "iban"):
        found.setdefault(key, set()).add(iban)
    return {key: frozenset(ibans) for key, ibans in found.items()}
