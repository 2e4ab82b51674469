"""What came in and went out of somebody's account in a month, from the ledger itself: each entry is one line, so the lines and the balances agree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Subquery

from wegwijs import clock
from wegwijs.documents.letters.rekening import Moved
from wegwijs.documents.models import Letter
from wegwijs.ledger.models import Account, Entry
from wegwijs.stages.ontzorgen.models import (
    Eindreden,
    Kostensoort,
    Ontzorging,
    Payee,
    PaymentOrder,
    Statement,
    StatementLine,
)
from wegwijs.stages.ontzorgen.queries.months import last_of

FINAL = "geld_eind"
RELEASED, TAKEN_BACK, LINE, FOUND, ADVANCE = "vrij:", "terug:vrij:", "regel:", "uitgezocht:", "voorschot:"


@dataclass(frozen=True, slots=True)
class Period:
    """A month of somebody's account, or the part of it until the account closed. ``final``: it did."""

    since: date
    until: date
    final: bool = False

    @property
    def kind(self) -> str:
        """As which kind of letter it is filed: one a month."""
        return FINAL if self.final else f"geld_{self.since:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Lines:
    """What was on an account in a period, in cents, line by line."""

    opening: int
    moved: tuple[Moved, ...]

    @property
    def closing(self) -> int:
        """What was there at the end."""
        return self.opening + sum(one.cents for one in self.moved)


@dataclass(frozen=True, slots=True)
class Book:
    """An account in the ledger with every entry in its order. ``known``: until when the bank told what happened; None: it told nothing yet."""

    account: Account
    known: date | None
    entries: tuple[Entry, ...]


def book_of(row: Ontzorging) -> Book | None:
    """That of an ontzorging; None: nothing was ever booked. One statement."""
    told = Statement.objects.filter(account__fund__gemeente=row.dossier.gemeente_id).order_by("-closing_on")
    rows = tuple(
        Entry.objects.filter(account__source=row.source)
        .select_related("transfer", "account")
        .annotate(known=Subquery(told.values("closing_on")[:1]))
        .order_by("version")
    )
    return Book(rows[0].account, rows[0].known, rows) if rows else None


def periods(account: Account) -> list[Period]:
    """The months that are over, newest first; of a closed account the last one ends on the day that it closed. Pure."""
    end = account.closed_on or clock.today()
    month = account.opened_on.replace(day=1)
    found = []
    while month <= end:
        last = last_of(month)
        if account.closed_on and account.closed_on <= last:
            found.append(Period(month, account.closed_on, final=True))
        elif last < clock.today():
            found.append(Period(month, last))
        month = last + timedelta(days=1)
    return found[::-1]


def period_of(account: Account, month: date) -> Period | None:
    """The one that begins on this day; None when it isn't over."""
    return next((one for one in periods(account) if one.since == month), None)


def lines_of(book: Book, period: Period) -> Lines:
    """Every entry that was booked in the period. Two statements."""
    before = [row.after for row in book.entries if row.transfer.booked_on < period.since]
    inside = [row for row in book.entries if period.since <= row.transfer.booked_on <= period.until]
    keys = [row.transfer.key for row in inside]
    orders, lines = _orders(keys), _lines(keys)
    moved = tuple(_moved(row, orders, lines) for row in inside)
    return Lines(before[-1] if before else 0, moved)


def _orders(keys: Iterable[str]) -> Mapping[str, PaymentOrder]:
    found = [key.rpartition(":")[2] for key in keys if key.startswith((RELEASED, TAKEN_BACK))]
    rows = PaymentOrder.objects.filter(pk__in=found).select_related("kostenpost", "payee")
    return {str(row.pk): row for row in rows}


def _lines(keys: Iterable[str]) -> Mapping[str, StatementLine]:
    found = [key.partition(":")[2] for key in keys if key.startswith((LINE, FOUND))]
    rows = StatementLine.objects.filter(pk__in=found)
    return {str(row.pk): row for row in rows.select_related("inkomst", "order__kostenpost", "order__payee")}


def _moved(entry: Entry, orders: Mapping[str, PaymentOrder], lines: Mapping[str, StatementLine]) -> Moved:
    key, on, cents = entry.transfer.key, entry.transfer.on, entry.cents
    if key.startswith(ADVANCE):
        return Moved(on, cents, "in_voorschot" if cents > 0 else "uit_voorschot")
    pk = key.rpartition(":")[2]
    if key.startswith((RELEASED, TAKEN_BACK)) and pk in orders:
        return _of_order(orders[pk], on, cents, "ging_niet_door" if cents > 0 else "")
    line = lines.get(pk)
    if line and line.order and line.outcome == StatementLine.Outcome.RETURNED:
        return _of_order(line.order, on, cents, "kwam_terug")
    if line and cents > 0:
        soort = line.inkomst.soort if line.inkomst else "anders"
        return Moved(on, cents, f"in_{soort}", line.inkomst.sender if line.inkomst else line.counter_name)
    return Moved(on, cents, "in_anders" if cents > 0 else "uit_anders")


def _of_order(order: PaymentOrder, on: date, cents: int, back: str) -> Moved:
    cost = order.kostenpost
    who = order.name or (order.payee.name if order.payee else "")
    if cost is None:
        return Moved(on, cents, "uit_rest", back=back)
    own = order.payee is not None and order.payee.kind == Payee.Kind.CLIENT
    if own or cost.soort == Kostensoort.LEEFGELD:
        who = ""
    return Moved(on, cents, f"uit_{cost.soort}", who, order.period, back)


def sent_of(number: str) -> dict[str, Letter]:
    """By kind the statements that were sent of a dossier, the newest of each. One statement."""
    rows = Letter.objects.filter(
        reference=number, kind__startswith="geld_", state=Letter.State.VERZONDEN
    ).defer("content")
    return {row.kind: row for row in rows.order_by("made_at")}


def to_write(gemeente: str, month: date) -> list[Ontzorging]:
    """Whose statement of a month that is over can be sent and wasn't: something moved in it, or something stood there. Nobody writes to who
    died. Five statements."""
    rows = list(
        Ontzorging.objects.filter(dossier__gemeente=gemeente)
        .exclude(end_reason=Eindreden.OVERLEDEN)
        .select_related("dossier__person", "dossier__gemeente", "administrator")
        .order_by("dossier__person__geslachtsnaam", "pk")
    )
    accounts = {
        row.source: row
        for row in Account.objects.filter(fund__gemeente=gemeente, source__in=[one.source for one in rows])
    }
    last = last_of(month)
    moved = set(
        Entry.objects.filter(
            account__in=[one.pk for one in accounts.values()], transfer__booked_on__range=(month, last)
        ).values_list("account", flat=True)
    )
    sent = set(
        Letter.objects.filter(
            reference__in=[row.dossier.number for row in rows], kind__startswith="geld_", state=Letter.State.VERZONDEN
        ).values_list("reference", "kind")
    )  # fmt: skip
    found = []
    for row in rows:
        account = accounts.get(row.source)
        period = period_of(account, month) if account else None
        if account is None or period is None or (row.dossier.number, period.kind) in sent:
            continue
        if account.pk in moved or account.balance or period.final:
            found.append(row)
    return found


def months_over(*, most: int = 12) -> list[date]:
    """The first days of the last months that are over, newest first."""
    found, month = [], clock.today().replace(day=1)
    for _ in range(most):
        month = (month - timedelta(days=1)).replace(day=1)
        found.append(month)
    return found


def row_of(pk: UUID) -> Ontzorging | None:
    """One with all that a letter needs. One statement."""
    rows = Ontzorging.objects.select_related(
        "dossier__person", "dossier__gemeente", "dossier__regisseur", "administrator"
    )
    return rows.filter(pk=pk).first()
