"""What people say of a line that nobody knew. That it goes back says one. Whose it is, which payments it was, or that it is costs of the bank
says one with a reason, and another confirms: until then nothing moves."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.ledger.commands import open_fund
from wegwijs.ledger.models import Account, Fund
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.commands.alone import alone
from wegwijs.stages.ontzorgen.commands.asking import batch_settled, late_settled
from wegwijs.stages.ontzorgen.commands.booking import (
    as_costs,
    books,
    closed_among,
    explain,
    give_parked,
)
from wegwijs.stages.ontzorgen.commands.handover import left_behind
from wegwijs.stages.ontzorgen.commands.payees import employee_of
from wegwijs.stages.ontzorgen.commands.statements import runs_over
from wegwijs.stages.ontzorgen.files import bank
from wegwijs.stages.ontzorgen.models import BankAccount, Ontzorging, PaymentOrder, StatementLine
from wegwijs.ui.format import euros

EDIT, RELEASE = Permission.MONEY_EDIT, Permission.MONEY_RELEASE
L, O = StatementLine.Outcome, PaymentOrder.State  # noqa: E741
ASKED_FIELDS = (
    "asked_times",
    "asked_as",
    "asked_client",
    "asked_orders",
    "asked_reason",
    "asked_by",
    "asked_at",
    "refusal",
    "refused_by",
    "refused_at",
)
HOW = {
    L.INCOME: "Schrijf op hoe u weet dat dit van deze cliënt is.",
    L.PAID: "Schrijf op hoe u weet dat dit onze betaling was.",
    L.COSTS: "Schrijf op hoe u weet dat dit van de bank is.",
}


def _locked(
    line: StatementLine, by: Actor, needs: Permission, *outcomes: StatementLine.Outcome
) -> StatementLine:
    rows = StatementLine.objects.select_for_update(of=("self",)).select_related(
        "statement__account__fund__gemeente", "ontzorging__dossier", "asked_client__dossier", "asked_by"
    )
    row = rows.get(pk=line.pk)
    by.require(needs, row.statement.account.fund.gemeente_id)
    employee_of(by)
    if row.outcome not in outcomes:
        raise DomainError(f"Deze regel is al uitgezocht: {row.get_outcome_display()}.")
    return row


def _held(line: StatementLine, by: Actor, *outcomes: StatementLine.Outcome) -> StatementLine:
    row = _locked(line, by, EDIT, *outcomes)
    if row.waits:
        raise DomainError(f"Deze regel wacht op een collega: volgens {row.asked_by} is dit {L(row.asked_as).label}. Laat eerst die vraag beantwoorden of terugnemen.")  # fmt: skip
    return row


def _settle(row: StatementLine, outcome: StatementLine.Outcome, note: str, by: Actor) -> StatementLine:
    row.outcome, row.note = outcome, note[:300]
    row.settled_by, row.settled_at = employee_of(by), clock.now()
    row.save(update_fields=["outcome", "note", "settled_by", "settled_at", "ontzorging", "order", "inkomst"])
    if row.ontzorging:
        late_settled(row, row.ontzorging, by=by)
    batch_settled(row, by=by)
    _told(row, row.get_outcome_display(), by)
    return row


def _told(row: StatementLine, what: str, by: Actor) -> None:
    code = row.statement.account.fund.gemeente_id
    record(by=by, action=Action.CHANGE, kind="regel van afschrift", key=row.pk, gemeente=code, detail=what)


@transaction.atomic
def ask_client(line: StatementLine, ontzorging: Ontzorging, reason: str, *, by: Actor) -> StatementLine:
    """Say that money that nobody knew is somebody's; nothing moves until another confirms. Raises NotAllowed; DomainError when it was settled,
    waits already, without a reason, or for somebody of another gemeente or whose account is closed."""
    row = _held(line, by, L.PARKED)
    _payable(row, ontzorging)
    row.asked_client, row.asked_orders = ontzorging, []
    return _ask(row, L.INCOME, reason, by)


def _payable(row: StatementLine, of: Ontzorging) -> tuple[Ontzorging, bool]:
    """To whom it can go, held; and whether their ontzorgen is over."""
    found = Ontzorging.objects.select_for_update(of=("self",)).select_related("dossier", "administrator").get(pk=of.pk)  # fmt: skip
    if found.dossier.gemeente_id != row.statement.account.fund.gemeente_id:
        raise DomainError("Deze cliënt hoort bij een andere gemeente. Kies een cliënt van deze rekening.", field="ontzorging")  # fmt: skip
    held = books(row.statement.account.fund.gemeente)
    over = found.state == Ontzorging.State.KLAAR
    if found.pk in closed_among([found], held=held) or (over and not _has_account(found)):
        raise DomainError("De rekening van deze cliënt is gesloten. Stuur het geld in de bank door naar de eigen rekening, of terug naar de afzender.", field="ontzorging")  # fmt: skip
    return found, over


def _give(row: StatementLine, by: Actor) -> StatementLine:
    assert row.asked_client  # noqa: S101 - a constraint of the row
    of, over = _payable(row, row.asked_client)
    give_parked(row, of, by=by)
    if row.ontzorging and row.ontzorging_id != of.pk:
        late_settled(row, row.ontzorging, by=by)
    row.ontzorging = of
    made = _settle(row, L.INCOME, row.asked_reason, by)
    if over:
        left_behind(of)
    return made


def _has_account(ontzorging: Ontzorging) -> bool:
    return Account.objects.filter(source=ontzorging.source).exists()


@transaction.atomic
def send_back(line: StatementLine, note: str, *, by: Actor) -> StatementLine:
    """It is to go back to who sent it, or on to the client whose ontzorgen is over; the statement on which it went settles it. Raises NotAllowed; DomainError without an account to send to."""
    row = _held(line, by, L.PARKED)
    if not row.counter_iban and row.ontzorging is None:
        raise DomainError("Er staat geen rekeningnummer bij. Vraag de bank van wie dit geld kwam.")
    return _settle(row, L.PARKED, note, by)


@transaction.atomic
def ask_costs(line: StatementLine, reason: str, *, by: Actor) -> StatementLine:
    """Say that it is costs or interest of the bank; nothing moves until another confirms. Raises NotAllowed; DomainError when it was settled,
    waits already, or without a reason."""
    row = _held(line, by, L.PARKED, L.ALARM)
    row.asked_client, row.asked_orders = None, []
    return _ask(row, L.COSTS, reason, by)


def ask_order(line: StatementLine, order: PaymentOrder, reason: str, *, by: Actor) -> StatementLine:
    """Say that what went was a payment of ours after all. Raises as ``ask_orders``."""
    return ask_orders(line, [order], reason, by=by)


@transaction.atomic
def ask_orders(
    line: StatementLine, orders: Sequence[PaymentOrder], reason: str, *, by: Actor
) -> StatementLine:
    """Say that what went were payments of ours after all, booked as one sum; nothing moves until another confirms. Raises NotAllowed;
    DomainError when it was settled, waits already, without a reason, when one isn't at the bank, or they are another amount together."""
    row = _held(line, by, L.ALARM)
    found = _sent(row, [one.pk for one in orders])
    row.asked_client, row.asked_orders = None, [one.pk for one in found]
    return _ask(row, L.PAID, reason, by)


def _sent(row: StatementLine, keys: Sequence[UUID]) -> list[PaymentOrder]:
    """The payments, held, that the bank has and that are what it booked."""
    field = "order" if len(keys) == 1 else "together"
    rows = PaymentOrder.objects.select_for_update(of=("self",)).select_related("ontzorging__dossier", "run")
    held = list(rows.filter(pk__in=keys).order_by("pk"))
    if not held:
        raise DomainError("Kies welke betalingen dit waren.", field=field)
    for one in held:
        if one.ontzorging.dossier.gemeente_id != row.statement.account.fund.gemeente_id:
            raise DomainError("Deze betaling is van een andere gemeente.", field=field)
        if one.state != O.RELEASED or one.run is None or one.run.handed_over_at is None:
            raise DomainError(f"De betaling van {euros(one.cents)} aan {one.name} is niet meer bij de bank. Kies een andere.", field=field)  # fmt: skip
    together = sum(one.cents for one in held)
    if together != -row.cents:
        if len(held) == 1:
            raise DomainError("Het bedrag is anders dan waarvoor getekend is. Bel de bank.", field=field)
        raise DomainError(
            f"Deze betalingen zijn samen {euros(together)} en de bank boekte {euros(-row.cents)}. Kies andere betalingen, of bel de bank.",
            field=field,
        )
    return held


def _paid(row: StatementLine, by: Actor) -> StatementLine:
    held = _sent(row, row.asked_orders)
    explain(row, by=by)
    for one in held:
        one.state, one.executed_on = O.EXECUTED, row.booked_on
    PaymentOrder.objects.bulk_update(held, ["state", "executed_on"])
    row.order, row.ontzorging = held[0], held[0].ontzorging if len(held) == 1 else None
    many = "" if len(held) == 1 else f"{len(held)} betalingen in één bedrag. "
    made = _settle(row, L.PAID, f"{many}{row.asked_reason}", by)
    runs_over({one.run_id for one in held})
    return made


def _ask(row: StatementLine, what: StatementLine.Outcome, reason: str, by: Actor) -> StatementLine:
    if not reason.strip():
        raise DomainError(HOW[what], field="note")
    row.asked_times += 1
    row.asked_as, row.asked_reason = what, reason.strip()[:300]
    row.asked_by, row.asked_at = employee_of(by), clock.now()
    row.refusal, row.refused_by, row.refused_at = "", None, None
    row.save(update_fields=ASKED_FIELDS)
    _told(row, f"{what.label} gevraagd", by)
    return row


@transaction.atomic
def confirm_line(line: StatementLine, times: int, *, by: Actor) -> StatementLine:
    """Another agrees, and the money moves. ``times``: which of what was said of it they saw (``asked_times``).

    Raises NotAllowed for who said it; DomainError when it was settled, nobody asks, or it can't be so any more; Conflict when it was asked anew.
    """
    row = _asked(line, times, by)
    if row.asked_by_id == employee_of(by).pk:
        raise NotAllowed("U zei dit zelf van deze regel. Laat een collega het bevestigen.")
    match row.asked_as:
        case L.INCOME:
            return _give(row, by)
        case L.PAID:
            return _paid(row, by)
    if row.outcome == L.PARKED:
        as_costs(row, by=by)
    return _settle(row, L.COSTS, row.asked_reason, by)


@transaction.atomic
def refuse_line(line: StatementLine, reason: str, times: int, *, by: Actor) -> StatementLine:
    """It isn't, or it isn't sure: the line is open again. Who said it may take it back so as well. Raises as ``confirm_line``, but for who said it."""
    row = _asked(line, times, by)
    if not reason.strip():
        raise DomainError("Schrijf op waarom dit niet zo is.", field="reason")
    row.refusal = reason.strip()[:300]
    row.refused_by, row.refused_at = employee_of(by), clock.now()
    row.save(update_fields=ASKED_FIELDS)
    _told(row, f"{L(row.asked_as).label} afgewezen", by)
    return row


def _asked(line: StatementLine, times: int, by: Actor) -> StatementLine:
    row = _locked(line, by, RELEASE, L.PARKED, L.ALARM)
    if not row.waits:
        raise DomainError("Hier wacht geen vraag meer: een collega wees haar af, of zij is teruggenomen.")
    if row.asked_times != times:
        raise Conflict(
            "Deze vraag is opnieuw gesteld sinds u haar bekeek.",
            theirs={"reason": f"{row.asked_by} zei: {L(row.asked_as).label}. {row.asked_reason}"}, version=row.asked_times, what="Regel van de bank bevestigen",
        )  # fmt: skip
    return row


@transaction.atomic
def add_account(gemeente: Gemeente, kind: Fund.Kind, iban: str, name: str, *, by: Actor) -> BankAccount:
    """Where the money of clients of a gemeente stands, or the gemeente's own account from which it puts in money for advances.

    Raises NotAllowed; DomainError for a number that can't be, one that is known, and a second account of the same kind.
    """
    by.require(EDIT, gemeente.pk)
    employee_of(by)
    number = bank().number(iban, field="iban")
    alone("bankrekeningen")
    if BankAccount.objects.filter(iban=number.iban).exists():
        raise DomainError("Dit rekeningnummer is al vastgelegd.", field="iban")
    fund = open_fund(gemeente, kind)
    if BankAccount.objects.filter(fund=fund).exists():
        raise DomainError(f"Van {gemeente} is deze rekening er al: {kind.label}.", field="kind")
    made = BankAccount.objects.create(fund=fund, iban=number.iban, name=name, opened_on=clock.today())
    record(
        by=by,
        action=Action.CHANGE,
        kind="bankrekening",
        key=made.pk,
        gemeente=gemeente.pk,
        detail="vastgelegd",
    )
    return made
