"""Statements, their lines, what must be looked into, and whether all of it adds up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.ledger.models import Account, Fund
from wegwijs.ledger.queries import Held, held
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.models import BankAccount, Ontzorging, PaymentOrder, Statement, StatementLine

EDIT = Permission.MONEY_EDIT
PAGE = 50
L = StatementLine.Outcome
# What waits for somebody.
OPEN = (L.PARKED, L.ALARM)
# Of what one person said what it is, so that it waits for another.
COLLEAGUE = "collega"
ASKED = Q(outcome__in=OPEN, asked_by__isnull=False, refused_at=None)


def newest(account: BankAccount, *, on: date | None = None) -> Statement | None:
    """The statement of an account that was taken in last: each follows on the one before; with ``on`` as it was at the end of a day. One statement."""
    rows = Statement.objects.filter(account=account)
    if on:
        rows = rows.filter(imported_at__date__lte=on)
    return rows.order_by("-imported_at").first()


def accounts(actor: Actor) -> list[BankAccount]:
    """Those of the gemeenten for which the actor keeps client money. One statement."""
    rows = BankAccount.objects.filter(fund__gemeente__in=actor.gemeenten(EDIT))
    return list(rows.select_related("fund__gemeente").order_by("fund__gemeente__naam", "fund__kind"))


def account_or_404(actor: Actor, pk: UUID) -> BankAccount:
    """One with clients' money, of a gemeente for which the actor keeps it; with who explained its opening balance. Raises Http404."""
    rows = BankAccount.objects.filter(
        fund__gemeente__in=actor.gemeenten(EDIT), fund__kind=Fund.Kind.CLIENTS, pk=pk
    )
    found = rows.select_related("fund__gemeente", "begin_asked_by", "begin_confirmed_by").first()
    if found is None:
        raise Http404
    return found


def begin_left(account: BankAccount) -> int:
    """What of the opening balance isn't somebody's yet, in cents. One statement."""
    rows = Account.objects.filter(fund=account.fund, source="beginsaldo")
    return rows.values_list("balance", flat=True).first() or 0


def _statements(actor: Actor) -> QuerySet[Statement]:
    return Statement.objects.filter(account__fund__gemeente__in=actor.gemeenten(EDIT))


def statements_listed(actor: Actor, *, before: datetime | None = None) -> list[Statement]:
    """Newest first, at most a page and one more; with how many lines and how many wait. One statement."""
    rows = _statements(actor).select_related("account__fund__gemeente", "imported_by")
    if before:
        rows = rows.filter(imported_at__lt=before)
    waits = Count("lines", filter=Q(lines__outcome__in=OPEN))
    rows = rows.annotate(all_lines=Count("lines"), waits=waits)
    return list(rows.order_by("-imported_at")[: PAGE + 1])


def statement_or_404(actor: Actor, pk: UUID) -> Statement:
    """With its account."""
    found = _statements(actor).select_related("account__fund__gemeente", "imported_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _lines(actor: Actor) -> QuerySet[StatementLine]:
    rows = StatementLine.objects.filter(statement__account__fund__gemeente__in=actor.gemeenten(EDIT))
    return rows.select_related(
        "statement__account__fund__gemeente", "ontzorging__dossier", "order", "inkomst", "settled_by", "asked_by", "refused_by",
        "asked_client__dossier__person",
    )  # fmt: skip


def lines_of(actor: Actor, statement: Statement, *, after: int = 0) -> list[StatementLine]:
    """In the order of the bank, at most a page and one more. One statement."""
    rows = _lines(actor).filter(statement=statement, position__gt=after)
    return list(rows.order_by("position")[: PAGE + 1])


def open_lines(actor: Actor, kind: str = "") -> list[StatementLine]:
    """What waits for somebody, the oldest first; at most a page and one more; of an outcome or what waits for a colleague. One statement."""
    if kind == COLLEAGUE:
        rows = _lines(actor).filter(ASKED)
    else:
        rows = _lines(actor).filter(outcome__in=[kind] if kind in OPEN else OPEN)
    return list(rows.order_by("booked_on", "statement", "position")[: PAGE + 1])


def open_counted(actor: Actor) -> dict[str, int]:
    """How many lines wait, by what they are; and how many of them for a colleague. One statement."""
    rows = StatementLine.objects.filter(
        statement__account__fund__gemeente__in=actor.gemeenten(EDIT), outcome__in=OPEN
    )
    counted = rows.order_by().values_list("outcome").annotate(n=Count("pk"), asked=Count("pk", filter=ASKED))
    found = list(counted)
    return {**{what: n for what, n, _ in found}, COLLEAGUE: sum(asked for _, _, asked in found)}


def lines_to_confirm() -> list[tuple[UUID, str, int, datetime]]:
    """Of each line of which one person said what it is the key, gemeente, who said it and when. One statement."""
    rows = StatementLine.objects.filter(ASKED).order_by("asked_at", "pk")
    found = rows.values_list("pk", "statement__account__fund__gemeente", "asked_by", "asked_at")
    return [(pk, gemeente, who, at) for pk, gemeente, who, at in found if who and at]


def alarms() -> list[tuple[UUID, str, date]]:
    """Key, gemeente and day of what went without an order of ours and nobody explained. One statement."""
    rows = StatementLine.objects.filter(outcome=L.ALARM).order_by("booked_on", "pk")
    return list(rows.values_list("pk", "statement__account__fund__gemeente", "booked_on"))


def line_or_404(actor: Actor, pk: UUID) -> StatementLine:
    """A line of a statement."""
    found = _lines(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def orders_said(line: StatementLine) -> list[PaymentOrder]:
    """The payments that somebody said it was, by day, with their dossier. One statement, none where nobody said so."""
    if not line.asked_orders:
        return []
    rows = PaymentOrder.objects.filter(pk__in=line.asked_orders).select_related("ontzorging__dossier")
    return list(rows.order_by("due_on", "name", "pk"))


def clients_account(gemeente: str) -> BankAccount | None:
    """Where the money of the clients of a gemeente (its code) stands. One statement."""
    return BankAccount.objects.filter(fund__gemeente=gemeente, fund__kind=Fund.Kind.CLIENTS).first()


def lines_about(ontzorging: Ontzorging) -> tuple[list[StatementLine], bool]:
    """What the bank booked for one person, newest first; and whether there are more. One statement."""
    found = ontzorging.lines.select_related("order", "inkomst", "asked_by")
    found = found.order_by("-booked_on", "-position")
    rows = list(found[: PAGE + 1])
    for row in rows:
        row.ontzorging = ontzorging
    return rows[:PAGE], len(rows) > PAGE


@dataclass(frozen=True, slots=True)
class Stand:
    """Of a gemeente on a day: the ledger beside the newest statement. ``said``: what the bank said; None: it said nothing yet."""

    gemeente: Gemeente
    on: date
    ledger: Held
    statement: Statement | None

    @property
    def said(self) -> int:
        """The closing balance of the newest statement, in cents; nothing came yet: zero."""
        return self.statement.closing if self.statement else 0

    @property
    def difference(self) -> int:
        """What the ledger says the bank holds, less what the bank says, in cents."""
        return self.ledger.bank - self.said

    @property
    def holds(self) -> bool:
        """Whether clients = bank - in transit, and the bank says the same."""
        return self.ledger.adds_up and self.difference == 0


def stands(gemeenten: Iterable[str], *, on: date) -> list[Stand]:
    """As it was booked at the end of a day, by gemeente, beside the newest statement that had been taken in then. Three statements
    for each that has an account."""
    rows = BankAccount.objects.filter(fund__gemeente__in=list(gemeenten), fund__kind=Fund.Kind.CLIENTS)
    return [
        Stand(one.fund.gemeente, on, held(one.fund, on=on), newest(one, on=on))
        for one in rows.select_related("fund__gemeente").order_by("fund__gemeente__naam")
    ]
