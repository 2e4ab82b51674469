"""What a line of a statement is: by the code that we gave, then by account and amount; what stays unsure is for a person. Never by a BSN."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from wegwijs.dossiers.models import Dossier
from wegwijs.ledger.models import Fund
from wegwijs.stages.ontzorgen.models import (
    BankAccount,
    Inkomstenpost,
    Ontzorging,
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
_IBAN = re.compile(r"NL\d{2}[A-Z]{4}\d{10}|\b[A-Z]{2}\d{2}[A-Z0-9]{10,30}\b")
_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Line:
    """Of a statement, as the bank wrote it: cents below zero went out. ``reversal``: the bank puts an earlier booking back."""

    booked_on: date
    cents: int
    counter_iban: str = ""
    counter_name: str = ""
    remittance: str = ""
    end_to_end: str = ""
    bank_reference: str = ""
    return_reason: str = ""
    reversal: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """What it is, of whom, and a sentence for who must look. ``back``: the line of money that is sent back now."""

    outcome: StatementLine.Outcome
    order: PaymentOrder | None = None
    income: Inkomstenpost | None = None
    ontzorging: Ontzorging | None = None
    note: str = ""
    back: StatementLine | None = None


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


def known(gemeente: str, lines: Iterable[Line]) -> Known:
    """What there is in a gemeente (its code) that one of these lines may be. Six statements at most."""
    found = list(lines)
    first = min((one.booked_on for one in found), default=date.max)
    went = {one.counter_iban for one in found if one.cents < 0}
    came_back = {one.counter_iban for one in found if one.cents > 0 and (one.return_reason or one.reversal)}
    words = {word for one in found if one.cents > 0 for word in _words(one)}
    orders = PaymentOrder.objects.filter(ontzorging__dossier__gemeente=gemeente).select_related("run", "ontzorging__dossier")  # fmt: skip
    sent = orders.filter(state=O.RELEASED, run__state=PaymentRun.State.HANDED_OVER, iban__in=went)
    since = first - BACK if first < date.max else first
    incomes = Inkomstenpost.objects.filter(
        ontzorging__dossier__gemeente=gemeente, here=True
    ).exclude(ontzorging__state=Ontzorging.State.KLAAR).select_related("ontzorging__dossier")  # fmt: skip
    own = BankAccount.objects.filter(fund__gemeente=gemeente, fund__kind=Fund.Kind.GEMEENTE)
    back = StatementLine.objects.filter(
        statement__account__fund__gemeente=gemeente,
        outcome=L.PARKED,
        settled_at__isnull=False,
        counter_iban__in=went,
    )
    numbers = Dossier.objects.filter(gemeente=gemeente, ontzorgingen__isnull=False, number__in=words)
    by_code = known_by({one.end_to_end for one in found if one.end_to_end}, gemeente)
    # One row for each order, wherever it is found.
    one_row = {one.pk: one for one in by_code.values()}
    executed = orders.filter(state=O.EXECUTED, executed_on__gte=since, iban__in=came_back).order_by("-executed_on", "pk")  # fmt: skip
    return Known(
        by_code,
        [one_row.setdefault(one.pk, one) for one in sent.order_by("due_on", "pk")],
        [one_row.setdefault(one.pk, one) for one in executed],
        list(incomes.order_by("pk")),
        frozenset(own.values_list("iban", flat=True)),
        list(back.order_by("booked_on", "pk")),
        dict(numbers.values_list("number", "pk")),
    )


def match_debit(line: Line, there: Known) -> Match:
    """Money that went. What no order explains is an alarm."""
    order = there.by_code.get(line.end_to_end) if line.end_to_end else None
    if order is not None:
        return _ours(line, order)
    same = [one for one in there.sent if (one.iban, one.cents) == (line.counter_iban, -line.cents) and one.state == O.RELEASED]  # fmt: skip
    if not line.end_to_end and len(same) == 1:
        return _ours(line, same[0])
    for one in there.back:
        if (one.counter_iban, one.cents) == (line.counter_iban, -line.cents) and one.outcome == L.PARKED:
            return Match(L.SENT_BACK, back=one, note="geld dat wij terugstuurden")
    return Match(L.ALARM, note=_like(line, len(same)))


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
    return Match(L.PAID, order=order, ontzorging=order.ontzorging)


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
        return Match(L.PARKED, order=order, note="teruggekomen nadat het ontzorgen was afgerond")
    return Match(L.RETURNED, order=order, ontzorging=order.ontzorging)


def _income(line: Line, there: Known) -> Match:
    named = _named(line, there)
    fits = [one for one in there.incomes if _fits(one, line) and (named is None or one.ontzorging.dossier_id == named)]  # fmt: skip
    of = {one.ontzorging_id for one in fits}
    if len(of) == 1:
        return Match(L.INCOME, income=fits[0], ontzorging=fits[0].ontzorging)
    if of:
        return Match(L.PARKED, note=f"past bij {len(of)} cliënten")
    return Match(L.PARKED, note="er staat een dossiernummer bij, maar geen inkomen van dit bedrag" if named else "geen inkomen dat wij verwachten")  # fmt: skip


def _named(line: Line, there: Known) -> UUID | None:
    """The dossier whose number stands in the words that go with it."""
    found = {there.dossiers[word] for word in _words(line) if word in there.dossiers}
    return found.pop() if len(found) == 1 else None


def _words(line: Line) -> Iterable[str]:
    """Those that may be the number of a dossier."""
    return (word.strip(".,;:()/").upper() for word in line.remittance.split())


def _fits(one: Inkomstenpost, line: Line) -> bool:
    """By who sends it, how much, and when."""
    if not one.low <= line.cents <= one.high:
        return False
    if line.booked_on < one.first_on - AROUND or (one.last_on and line.booked_on > one.last_on + AROUND):
        return False
    numbers = _IBAN.findall(one.sender.upper()) or _IBAN.findall(one.sender.upper().replace(" ", ""))
    if numbers:
        return line.counter_iban in numbers
    mine, theirs = _plain(one.sender), _plain(line.counter_name)
    return bool(mine and theirs) and (mine in theirs or theirs in mine)


def _plain(name: str) -> str:
    return _WORD.sub("", name.casefold())


def open_ontzorgingen(gemeente: str) -> Iterable[Ontzorging]:
    """Those to whom money can be given, by dossier. One statement."""
    rows = Ontzorging.objects.filter(~Q(state=Ontzorging.State.KLAAR), dossier__gemeente=gemeente)
    return rows.select_related("dossier__person").order_by("dossier__number")


def sent_orders(gemeente: str, cents: int) -> Iterable[PaymentOrder]:
    """Payments of this amount that the bank has and didn't say anything of. One statement."""
    rows = PaymentOrder.objects.filter(
        ontzorging__dossier__gemeente=gemeente,
        state=O.RELEASED,
        run__handed_over_at__isnull=False,
        cents=cents,
    )
    return rows.select_related("ontzorging__dossier").order_by("due_on", "pk")[:100]
