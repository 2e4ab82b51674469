"""What a line of a statement is: by the code that we gave, then by account and amount; what stays unsure is for a person. Never by a BSN."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from wegwijs import clock
from wegwijs.dossiers.models import Dossier
from wegwijs.ledger.models import Account, Fund
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

O, L = PaymentOrder.State, StatementLine.Outcome  # noqa: E741 - as the enumeration it stands for
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
    know of it already, for who must look.
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


@dataclass(frozen=True, slots=True)
class Match:
    """What it is, of whom, and a sentence for who must look. ``back``: the line of money that is sent back now; ``after``: for who must look,
    it is of somebody whose ontzorgen is over."""

    outcome: StatementLine.Outcome
    order: PaymentOrder | None = None
    income: Inkomstenpost | None = None
    ontzorging: Ontzorging | None = None
    note: str = ""
    back: StatementLine | None = None
    after: Ontzorging | None = None


@dataclass(slots=True)
class Known:
    """Everything that lines of one statement are laid beside. An order that a line was matched with moves on here as well."""

    by_code: dict[str, PaymentOrder]
    sent: list[PaymentOrder]
    executed: list[PaymentOrder]
    incomes: list[Inkomstenpost]
    own: frozenset[str]
    back: list[StatementLine]
    dossiers: dict[str, UUID] = field(default_factory=dict)
    former: list[Inkomstenpost] = field(default_factory=list)
    ended: dict[UUID, Ontzorging] = field(default_factory=dict)
    numbers: dict[UUID, frozenset[str]] = field(default_factory=dict)
    _of_dossier: dict[UUID, list[Inkomstenpost]] = field(default_factory=dict)

    def of_dossier(self) -> dict[UUID, list[Inkomstenpost]]:
        """What is expected, by the key of the dossier."""
        if not self._of_dossier:
            for one in self.incomes:
                self._of_dossier.setdefault(one.ontzorging.dossier_id, []).append(one)
        return self._of_dossier


def known(gemeente: str, lines: Iterable[Line]) -> Known:
    """What there is in a gemeente (its code) that one of these lines may be. Eight statements at most, nine when money waits to be sent on."""
    found = list(lines)
    first = min((one.booked_on for one in found), default=date.max)
    went = {one.counter_iban for one in found if one.cents < 0}
    came_back = {one.counter_iban for one in found if one.cents > 0 and (one.return_reason or one.reversal)}
    came = any(one.cents > 0 for one in found)
    words = {word for one in found if one.cents > 0 for word in _words(one)}
    orders = PaymentOrder.objects.filter(ontzorging__dossier__gemeente=gemeente).select_related("run", "ontzorging__dossier")  # fmt: skip
    sent = orders.filter(state=O.RELEASED, run__state=PaymentRun.State.HANDED_OVER, iban__in=went)
    since = first - BACK if first < date.max else first
    every = Inkomstenpost.objects.filter(ontzorging__dossier__gemeente=gemeente, here=True)
    every = every.select_related("ontzorging__dossier").order_by("pk")
    over = Q(ontzorging__state=Ontzorging.State.KLAAR)
    own = BankAccount.objects.filter(fund__gemeente=gemeente, fund__kind=Fund.Kind.GEMEENTE)
    back = StatementLine.objects.filter(
        statement__account__fund__gemeente=gemeente,
        outcome=L.PARKED,
        settled_at__isnull=False,
    ).filter(
        # Sent back to where it came from, or on to the own account of whom it is.
        Q(counter_iban__in=went)
        | Q(ontzorging__isnull=False, cents__in={-one.cents for one in found if one.cents < 0}),
    )
    numbers = Dossier.objects.filter(gemeente=gemeente, ontzorgingen__isnull=False, number__in=words)
    by_code = known_by({one.end_to_end for one in found if one.end_to_end}, gemeente)
    # One row for each order, wherever it is found.
    one_row = {one.pk: one for one in by_code.values()}
    waits = list(back.order_by("booked_on", "pk"))
    executed = orders.filter(state=O.EXECUTED, executed_on__gte=since, iban__in=came_back).order_by("-executed_on", "pk")  # fmt: skip
    return Known(
        by_code,
        [one_row.setdefault(one.pk, one) for one in sent.order_by("due_on", "pk")],
        [one_row.setdefault(one.pk, one) for one in executed],
        list(every.exclude(over)),
        frozenset(own.values_list("iban", flat=True)),
        waits,
        dict(numbers.values_list("number", "pk")),
        list(every.filter(over, ontzorging__ended_on__gte=first - LONG_AFTER)) if came else [],
        _ended(gemeente, words) if words else {},
        _own_numbers(waits),
    )


def _ended(gemeente: str, numbers: Iterable[str]) -> dict[UUID, Ontzorging]:
    """Of these numbers of dossiers, by dossier, the newest ontzorging of who has none that runs. One statement."""
    newest: dict[UUID, Ontzorging] = {}
    rows = Ontzorging.objects.filter(dossier__gemeente=gemeente, dossier__number__in=list(numbers))
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


def match_debit(line: Line, there: Known) -> Match:
    """Money that went. What no order explains is an alarm."""
    order = there.by_code.get(line.end_to_end) if line.end_to_end else None
    if order is not None:
        return _ours(line, order)
    same = [one for one in there.sent if (one.iban, one.cents) == (line.counter_iban, -line.cents) and one.state == O.RELEASED]  # fmt: skip
    if not line.end_to_end and len(same) == 1:
        return _ours(line, same[0])
    for one in there.back:
        if one.cents != -line.cents or one.outcome != L.PARKED:
            continue
        if one.counter_iban == line.counter_iban:
            return Match(L.SENT_BACK, back=one, note="geld dat wij terugstuurden")
        if one.ontzorging_id and line.counter_iban in there.numbers.get(one.ontzorging_id, ()):
            return Match(L.SENT_BACK, back=one, note="geld dat wij doorstuurden naar de eigen rekening")
    return Match(L.ALARM, note=line.note or _like(line, len(same)))


def _like(line: Line, same: int) -> str:
    if same and line.end_to_end:
        return "een betaling van ons heeft dit bedrag en rekeningnummer, maar een ander kenmerk"
    return (
        f"{same} betalingen hebben dit bedrag en rekeningnummer; kies welke"
        if same
        else "geen opdracht van ons"
    )


def _ours(line: Line, order: PaymentOrder) -> Match:
    if order.state != O.RELEASED:
        return Match(L.ALARM, note=f"kenmerk van een betaling die al {order.get_state_display()} is")
    if order.run is None or order.run.handed_over_at is None:
        return Match(L.ALARM, note="kenmerk van een betaling die nog niet naar de bank is")
    if order.cents != -line.cents:
        return Match(L.ALARM, note="een ander bedrag dan waarvoor getekend is")
    if line.counter_iban and line.counter_iban != order.iban:
        return Match(L.ALARM, note="een ander rekeningnummer dan waarvoor getekend is")
    return Match(L.PAID, order=order, ontzorging=order.ontzorging, note=line.note)


def match_credit(line: Line, there: Known) -> Match:
    """Money that came: a payment that came back, money for advances, somebody's income, or for a person to look into."""
    order = there.by_code.get(line.end_to_end) if line.end_to_end else None
    if order is not None or line.return_reason or line.reversal:
        return _came_back(line, order, there)
    if line.counter_iban in there.own:
        return Match(L.FUNDING)
    return _income(line, there)


def _came_back(line: Line, order: PaymentOrder | None, there: Known) -> Match:
    if order is None:
        same = [one for one in there.executed if (one.iban, one.cents, one.state) == (line.counter_iban, line.cents, O.EXECUTED)]  # fmt: skip
        if len(same) != 1:
            return Match(L.PARKED, note="teruggekomen, en niet zeker van welke betaling")
        order = same[0]
    if order.state not in (O.RELEASED, O.EXECUTED):
        return Match(L.PARKED, note=f"kenmerk van een betaling die {order.get_state_display()} is")
    if order.cents != line.cents:
        return Match(L.PARKED, note="teruggekomen met een ander bedrag dan wij betaalden")
    if order.state == O.RELEASED:
        return Match(L.PARKED, note="teruggekomen, maar niet op een afschrift betaald")
    if order.ontzorging.state == Ontzorging.State.KLAAR:
        return Match(
            L.PARKED,
            order=order,
            note="teruggekomen nadat het ontzorgen was afgerond",
            after=order.ontzorging,
        )
    return Match(L.RETURNED, order=order, ontzorging=order.ontzorging)


def _income(line: Line, there: Known) -> Match:
    named = _named(line, there)
    # Of who is named only theirs: a large statement would else lay each line beside what everybody expects.
    expected = there.incomes if named is None else there.of_dossier().get(named, [])
    fits = [one for one in expected if _fits(one, line)]
    of = {one.ontzorging_id for one in fits}
    if len(of) == 1:
        return Match(L.INCOME, income=fits[0], ontzorging=fits[0].ontzorging)
    if of:
        return Match(L.PARKED, note=f"past bij {len(of)} cliënten")
    if over := _after(line, there, named):
        return Match(
            L.PARKED,
            note=f"inkomen dat kwam nadat het ontzorgen van dossier {over.dossier} was afgerond",
            after=over,
        )
    return Match(L.PARKED, note="er staat een dossiernummer bij, maar geen inkomen van dit bedrag" if named else "geen inkomen dat wij verwachten")  # fmt: skip


def _after(line: Line, there: Known, named: UUID | None) -> Ontzorging | None:
    """Of whom it is whose ontzorgen is over: by the dossier that is named, or the only income that it fits, however late."""
    if named is not None:
        return there.ended.get(named)
    fits = {
        one.ontzorging.dossier_id: one.ontzorging
        for one in there.former
        if _fits(one, line, after=LONG_AFTER)
    }
    return next(iter(fits.values())) if len(fits) == 1 else None


def _named(line: Line, there: Known) -> UUID | None:
    """The dossier whose number stands in the words that go with it."""
    found = {there.dossiers[word] for word in _words(line) if word in there.dossiers}
    return found.pop() if len(found) == 1 else None


def _words(line: Line) -> Iterable[str]:
    """Those that may be the number of a dossier."""
    return (word.strip(".,;:()/").upper() for word in line.remittance.split())


def _fits(one: Inkomstenpost, line: Line, *, after: timedelta = AROUND) -> bool:
    """By who sends it, how much, and when: so long ``after`` the day on which it would end."""
    if not one.low <= line.cents <= one.high:
        return False
    if line.booked_on < one.first_on - AROUND or (one.last_on and line.booked_on > one.last_on + after):
        return False
    numbers = _IBAN.findall(one.sender.upper()) or _IBAN.findall(one.sender.upper().replace(" ", ""))
    if numbers:
        return line.counter_iban in numbers
    mine, theirs = _plain(one.sender), _plain(line.counter_name)
    return bool(mine and theirs) and (mine in theirs or theirs in mine)


def _plain(name: str) -> str:
    return _WORD.sub("", name.casefold())


def open_account() -> QuerySet[Account]:
    """The account of an outer ontzorging, while it is open."""
    source = Concat(Value("ontzorging:"), Cast(OuterRef("pk"), CharField()))
    return Account.objects.filter(source=source, closed_on=None)


def open_ontzorgingen(gemeente: str) -> Iterable[Ontzorging]:
    """Those to whom money can be given, by dossier: also who isn't ontzorgd any more and whose account isn't closed yet. One statement."""
    rows = Ontzorging.objects.filter(
        ~Q(state=Ontzorging.State.KLAAR) | Exists(open_account()), dossier__gemeente=gemeente
    )
    return rows.select_related("dossier__person").order_by("dossier__number")


def sent_up_to(gemeente: str, cents: int) -> Iterable[PaymentOrder]:
    """Payments of less than this that the bank has and didn't say anything of, as they may be in one sum. One statement."""
    rows = PaymentOrder.objects.filter(
        ontzorging__dossier__gemeente=gemeente,
        state=O.RELEASED,
        run__handed_over_at__isnull=False,
        cents__lt=cents,
    )
    return rows.select_related("ontzorging__dossier").order_by("due_on", "name", "pk")[:300]


def sent_orders(gemeente: str, cents: int) -> Iterable[PaymentOrder]:
    """Payments of this amount that the bank has and didn't say anything of. One statement."""
    rows = PaymentOrder.objects.filter(
        ontzorging__dossier__gemeente=gemeente,
        state=O.RELEASED,
        run__handed_over_at__isnull=False,
        cents=cents,
    )
    return rows.select_related("ontzorging__dossier").order_by("due_on", "pk")[:100]
