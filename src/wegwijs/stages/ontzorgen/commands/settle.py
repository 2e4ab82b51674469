"""What a person says of a line that nobody knew: whose it is, that it goes back, or which order it was; and by two, that it is costs of the bank."""

from collections.abc import Sequence

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
COSTS_FIELDS = (
    "costs_times",
    "costs_reason",
    "costs_asked_by",
    "costs_asked_at",
    "costs_refusal",
    "costs_refused_by",
    "costs_refused_at",
)


def _locked(
    line: StatementLine, by: Actor, needs: Permission, *outcomes: StatementLine.Outcome
) -> StatementLine:
    rows = StatementLine.objects.select_for_update(of=("self",)).select_related(
        "statement__account__fund__gemeente", "ontzorging__dossier", "costs_asked_by"
    )
    row = rows.get(pk=line.pk)
    by.require(needs, row.statement.account.fund.gemeente_id)
    employee_of(by)
    if row.outcome not in outcomes:
        raise DomainError(f"Deze regel is al uitgezocht: {row.get_outcome_display()}.")
    return row


def _held(line: StatementLine, by: Actor, *outcomes: StatementLine.Outcome) -> StatementLine:
    row = _locked(line, by, EDIT, *outcomes)
    if row.waits_as_costs:
        raise DomainError(f"Deze regel wacht op een collega: volgens {row.costs_asked_by} is dit van de bank. Laat eerst die vraag beantwoorden of terugnemen.")  # fmt: skip
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
def give(line: StatementLine, ontzorging: Ontzorging, note: str, *, by: Actor) -> StatementLine:
    """Money that nobody knew is somebody's. Raises NotAllowed; DomainError when it was settled, or for somebody of another gemeente."""
    row = _held(line, by, L.PARKED)
    ontzorging = Ontzorging.objects.select_for_update(of=("self",)).select_related("dossier", "administrator").get(pk=ontzorging.pk)  # fmt: skip
    if ontzorging.dossier.gemeente_id != row.statement.account.fund.gemeente_id:
        raise DomainError("Deze cliënt hoort bij een andere gemeente. Kies een cliënt van deze rekening.", field="ontzorging")  # fmt: skip
    held = books(row.statement.account.fund.gemeente)
    over = ontzorging.state == Ontzorging.State.KLAAR
    if ontzorging.pk in closed_among([ontzorging], held=held) or (over and not _has_account(ontzorging)):
        raise DomainError("De rekening van deze cliënt is gesloten. Stuur het geld in de bank door naar de eigen rekening, of terug naar de afzender.", field="ontzorging")  # fmt: skip
    give_parked(row, ontzorging, by=by)
    if row.ontzorging and row.ontzorging_id != ontzorging.pk:
        late_settled(row, row.ontzorging, by=by)
    row.ontzorging = ontzorging
    made = _settle(row, L.INCOME, note, by)
    if over:
        left_behind(ontzorging)
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
    if not reason.strip():
        raise DomainError("Schrijf op hoe u weet dat dit van de bank is.", field="note")
    row.costs_times += 1
    row.costs_reason = reason.strip()[:300]
    row.costs_asked_by, row.costs_asked_at = employee_of(by), clock.now()
    row.costs_refusal, row.costs_refused_by, row.costs_refused_at = "", None, None
    row.save(update_fields=COSTS_FIELDS)
    _told(row, "kosten van de bank gevraagd", by)
    return row


@transaction.atomic
def confirm_costs(line: StatementLine, times: int, *, by: Actor) -> StatementLine:
    """Another agrees, and the money moves. ``times``: which of the questions about it they saw (``costs_times``).

    Raises NotAllowed for who asked; DomainError when it was settled or nobody asks; Conflict when it was asked anew.
    """
    row = _asked(line, times, by)
    if row.costs_asked_by_id == employee_of(by).pk:
        raise NotAllowed("U noemde dit zelf kosten van de bank. Laat een collega het bevestigen.")
    if row.outcome == L.PARKED:
        as_costs(row, by=by)
    return _settle(row, L.COSTS, row.costs_reason, by)


@transaction.atomic
def refuse_costs(line: StatementLine, reason: str, times: int, *, by: Actor) -> StatementLine:
    """It isn't, or it isn't sure: the line is open again. Who asked may take it back so as well. Raises as ``confirm_costs``, but for who asked."""
    row = _asked(line, times, by)
    if not reason.strip():
        raise DomainError("Schrijf op waarom dit niet van de bank is.", field="reason")
    row.costs_refusal = reason.strip()[:300]
    row.costs_refused_by, row.costs_refused_at = employee_of(by), clock.now()
    row.save(update_fields=COSTS_FIELDS)
    _told(row, "kosten van de bank afgewezen", by)
    return row


def _asked(line: StatementLine, times: int, by: Actor) -> StatementLine:
    row = _locked(line, by, RELEASE, L.PARKED, L.ALARM)
    if not row.waits_as_costs:
        raise DomainError("Hier wacht geen vraag meer: een collega wees haar af, of zij is teruggenomen.")
    if row.costs_times != times:
        raise Conflict(
            "Deze vraag is opnieuw gesteld sinds u haar bekeek.",
            theirs={"reason": f"{row.costs_asked_by} vroeg: {row.costs_reason}"}, version=row.costs_times, what="Kosten van de bank",
        )  # fmt: skip
    return row


def call_order(line: StatementLine, order: PaymentOrder, note: str, *, by: Actor) -> StatementLine:
    """What went was a payment of ours after all. Raises as ``call_orders``."""
    return call_orders(line, [order], note, by=by)


@transaction.atomic
def call_orders(
    line: StatementLine, orders: Sequence[PaymentOrder], note: str, *, by: Actor
) -> StatementLine:
    """What went were payments of ours after all, booked as one sum. Raises NotAllowed; DomainError when one isn't at the bank, or they are
    another amount together."""
    row = _held(line, by, L.ALARM)
    field = "order" if len(orders) == 1 else "together"
    rows = PaymentOrder.objects.select_for_update(of=("self",)).select_related("ontzorging__dossier", "run")
    held = list(rows.filter(pk__in=[one.pk for one in orders]).order_by("pk"))
    if not held:
        raise DomainError("Kies welke betalingen dit waren.", field=field)
    for one in held:
        if one.ontzorging.dossier.gemeente_id != row.statement.account.fund.gemeente_id:
            raise DomainError("Deze betaling is van een andere gemeente.", field=field)
        if one.state != O.RELEASED or one.run is None or one.run.handed_over_at is None:
            raise DomainError("Deze betaling is niet bij de bank. Kies een andere.", field=field)
    together = sum(one.cents for one in held)
    if together != -row.cents:
        if len(held) == 1:
            raise DomainError("Het bedrag is anders dan waarvoor getekend is. Bel de bank.", field=field)
        raise DomainError(
            f"Deze betalingen zijn samen {euros(together)} en de bank boekte {euros(-row.cents)}. Kies andere betalingen, of bel de bank.",
            field=field,
        )
    explain(row, by=by)
    for one in held:
        one.state, one.executed_on = O.EXECUTED, row.booked_on
    PaymentOrder.objects.bulk_update(held, ["state", "executed_on"])
    row.order, row.ontzorging = held[0], held[0].ontzorging if len(held) == 1 else None
    made = _settle(
        row, L.PAID, note if len(held) == 1 else f"{len(held)} betalingen in één bedrag. {note}", by
    )
    runs_over({one.run_id for one in held})
    return made


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
