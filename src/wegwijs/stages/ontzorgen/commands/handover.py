"""Somebody keeps their own money again: a checklist, each bill and each income back one by one, what is left paid out, a final statement of zero."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, drop_task
from wegwijs.errors import DomainError
from wegwijs.ledger.commands import close_account
from wegwijs.ledger.models import Account
from wegwijs.stages.ontzorgen.commands.after import held, noted, running, told
from wegwijs.stages.ontzorgen.commands.dropping import drop, unreleased
from wegwijs.stages.ontzorgen.commands.proposals import propose_one
from wegwijs.stages.ontzorgen.commands.voorschot import lapse_advances
from wegwijs.stages.ontzorgen.models import (
    Betaalwijze,
    Eindreden,
    Inkomstenpost,
    Interval,
    Kostenpost,
    Kostensoort,
    Ontzorging,
    Overdrachtsstap,
    Payee,
    PaymentOrder,
)
from wegwijs.stages.ontzorgen.moments import moments
from wegwijs.stages.ontzorgen.queries import handover as queries
from wegwijs.stages.ontzorgen.queries.plans import last_day_of
from wegwijs.ui.format import capital, day, euros

State = Ontzorging.State
ANNOUNCED, LEFT, FINAL = "einde", "rest", "eindafrekening"
AHEAD = timedelta(days=62)


def task_key(row: Ontzorging, what: str) -> str:
    """By which a task about the end is known."""
    return f"ontzorgen:{what}:{row.pk}"


@transaction.atomic
def begin_handover(row: Ontzorging, *, by: Actor) -> Ontzorging:
    """The checklist stands, made from the plan of today; once more adds what came in the plan since.

    Raises NotAllowed without the right, DomainError before it runs and after it ended.
    """
    return begin(held(row, by=by, needs=Permission.MONEY_EDIT), by=by)


def begin(current: Ontzorging, *, by: Actor) -> Ontzorging:
    """The same of a row that is held, for the job of each morning."""
    running(current)
    if current.state == State.VOORBEREIDEN:
        raise DomainError("Het ontzorgen loopt nog niet. Er is nog niets om over te dragen.")
    today = clock.today()
    known = {step.key: step for step in current.overdrachtsstappen.all()}
    position = max((step.position for step in known.values()), default=0)
    wanted = queries.wanted_steps(current, on=today)
    fresh = [one for one in wanted if one[0] not in known]
    Overdrachtsstap.objects.bulk_create(
        Overdrachtsstap(ontzorging=current, key=key, position=position + place, title=title[:120], kostenpost=cost)
        for place, (key, title, cost) in enumerate(fresh, start=1)
    )  # fmt: skip
    # A cost that was changed since has a row of its own now; the step about the old one has nothing to ask.
    keys = [one[0] for one in wanted]
    gone = [key for key, step in known.items() if step.done_on is None and key not in keys]
    Overdrachtsstap.objects.filter(ontzorging=current, key__in=gone, done_on=None).delete()
    if current.state == State.LOOPT:
        current.state = State.AFBOUW
        current.version += 1
        current.save(update_fields=["state", "version"])
        drop_task(current.dossier, f"{task_key(current, ANNOUNCED)}*", by=by, on=today)
        told(current, f"overdracht begonnen, tot en met {day(last_day_of(current))}", by=by)
        noted(current, "overdracht begonnen", by=by)
    return current


@transaction.atomic
def tick(step: Overdrachtsstap, *, by: Actor, on: date) -> Overdrachtsstap:
    """Something that only has to be seen or agreed is done. Raises DomainError for a bill or income: those are released from a day."""
    current = _step(step, by, Permission.SELF_RELIANCE)
    kind, _ = queries.about(current)
    if kind in (queries.COST, queries.INCOME):
        raise DomainError("Kies vanaf welke dag de cliënt dit zelf doet.")
    if kind == queries.ADVANCE:
        by.require(Permission.MONEY_EDIT, current.ontzorging.dossier.gemeente_id)
    if on > clock.today():
        raise DomainError("Deze dag komt nog. Vul vandaag of eerder in.", field="on")
    noted(current.ontzorging, f"overdracht: {kind} gedaan", by=by)
    return _done(current, by, on)


@transaction.atomic
def release_cost(step: Overdrachtsstap, *, by: Actor, on: date) -> Overdrachtsstap:
    """From ``on`` the client pays this bill: ours ends the day before, and what was proposed from that day on drops out.

    Raises DomainError for a day before today or far ahead, when it was released before, and for a day that two people signed a payment for.
    """
    current = _step(step, by, Permission.MONEY_EDIT)
    cost = current.kostenpost
    if cost is None:
        raise DomainError("Deze stap gaat niet over een rekening.")
    _ahead(on)
    _nothing_signed(cost, on)
    last = on - timedelta(days=1)
    cost.last_on = min(cost.last_on, last) if cost.last_on else last
    cost.save(update_fields=["last_on"])
    if cost.soort != Kostensoort.LEEFGELD and (first := _next(cost, on)):
        Kostenpost.objects.create(
            ontzorging=current.ontzorging, soort=cost.soort, payee=cost.payee, cents=cost.cents, interval=cost.interval,
            first_on=first, reference=cost.reference, wijze=Betaalwijze.ZELF, reason="overgedragen aan de cliënt",
            replaces=cost, label=by.label, recorded_at=clock.now(),
        )  # fmt: skip
    name = cost.get_soort_display()
    drop(
        unreleased(current.ontzorging).filter(kostenpost=cost, period__gte=on),
        PaymentOrder.Dropped.CLIENT,
        f"{name}: de cliënt betaalt zelf vanaf {day(on)}",
    )
    noted(current.ontzorging, f"{cost.soort} overgedragen", by=by)
    return _done(current, by, clock.today())


def _nothing_signed(cost: Kostenpost, on: date) -> None:
    """Else the client and we would both pay. The orders are held: who releases them at this moment is first, or finds them gone."""
    later = PaymentOrder.objects.select_for_update().filter(kostenpost=cost, period__gte=on).order_by("pk")
    signed = [one for one in later if one.state in (PaymentOrder.State.RELEASED, PaymentOrder.State.EXECUTED)]
    if signed:
        last = max(signed, key=lambda one: one.period)
        raise DomainError(
            f"De betaling van {day(last.period)} is al {last.get_state_display()}. Kies een dag vanaf {day(last.period + timedelta(days=1))}.",
            field="on",
        )


@transaction.atomic
def release_income(step: Overdrachtsstap, *, by: Actor, on: date) -> Overdrachtsstap:
    """From ``on`` this income comes to the client's own account again. Raises DomainError for a day that can't be, or an income that is gone."""
    current = _step(step, by, Permission.MONEY_EDIT)
    kind, pk = queries.about(current)
    income = (
        Inkomstenpost.objects.select_for_update().filter(pk=pk, ontzorging=current.ontzorging_id).first()
        if kind == queries.INCOME
        else None
    )
    if income is None:
        raise DomainError("Deze stap gaat niet over inkomen.")
    _ahead(on)
    first = _next(income, on)
    if on <= income.first_on:
        income.here, income.redirected_on = False, on
    else:
        income.last_on = (
            min(income.last_on, on - timedelta(days=1)) if income.last_on else on - timedelta(days=1)
        )
        if first:
            Inkomstenpost.objects.create(
                ontzorging=current.ontzorging, soort=income.soort, sender=income.sender, cents=income.cents, low=income.low,
                high=income.high, interval=income.interval, first_on=first, here=False, redirected_on=on,
                label=by.label, recorded_at=clock.now(),
            )  # fmt: skip
    income.version += 1
    income.save(update_fields=["here", "redirected_on", "last_on", "version"])
    noted(current.ontzorging, f"{income.soort} overgedragen", by=by)
    return _done(current, by, clock.today())


@transaction.atomic
def pay_out(row: Ontzorging, payee: Payee, *, by: Actor) -> PaymentOrder:
    """Propose to pay what is free to an account that can be used; two people release it in a run, as everything else.

    Raises DomainError while a bill is still ours to pay, when nothing is free, when it was proposed before, and for an account whose number
    doesn't count.
    """
    current = held(row, by=by, needs=Permission.MONEY_EDIT)
    if current.state not in (State.AFBOUW, State.KLAAR):
        raise DomainError("Begin eerst de overdracht. Daarna betaalt u uit wat over is.")
    if payee.pk not in {one.payee.pk for one in queries.accounts_for(current)}:
        raise DomainError(
            "Het rekeningnummer is nog niet te gebruiken. Laat een collega het bevestigen; een dag later kan het.",
            field="payee",
        )
    today = clock.today()
    # Held until it is kept: two at once would each see the same money.
    list(Account.objects.select_for_update().filter(source=current.source).values_list("pk", flat=True))
    money = queries.money_of(current)
    _, ours = queries.still_ours(current, money, on=today)
    if ours:
        named = ", ".join(f"{cost.get_soort_display()} op {day(due)}" for cost, due in ours)
        raise DomainError(f"Wij betalen nog: {named}. Draag dat eerst over.")
    if money.payout:
        raise DomainError(
            f"Voor {euros(money.payout.cents)} staat al een uitbetaling klaar. Wacht tot die is betaald."
        )
    if money.free <= 0:
        raise DomainError("Er is niets om uit te betalen.")
    before = PaymentOrder.objects.filter(ontzorging=current, kostenpost=None).count()
    words = f"Uw geld bij de SDD, dossier {current.dossier.number}"
    made = propose_one(current, payee, money.free, on=today, words=words, key=f"uitbetaling:{before}", by=by)
    noted(current, "uitbetaling klaargezet", by=by)
    return made


@transaction.atomic
def finish_handover(row: Ontzorging, *, by: Actor, on: date, version: int) -> Ontzorging:
    """Everything is the client's own: the account is at zero and closes, and the final statement is asked for.

    Raises Conflict, NotAllowed, and DomainError that names everything that is still open.
    """
    current = held(row, by=by, needs=Permission.MONEY_EDIT, version=version)
    if current.state != State.AFBOUW:
        raise DomainError("Er is geen overdracht om af te ronden.")
    if not current.since <= on <= clock.today():
        raise DomainError(f"Kies een dag vanaf {day(current.since)} tot en met vandaag.", field="on")
    _nothing_open(current)
    planned = on >= last_day_of(current)
    current.state, current.ended_on = State.KLAAR, on
    current.end_reason = Eindreden.GEPLAND if planned else Eindreden.AFSPRAAK
    current.version += 1
    current.save(update_fields=["state", "ended_on", "end_reason", "version"])
    _close(current, by=by, on=on)
    told(current, f"afgerond op {day(on)}: {current.get_end_reason_display()}", by=by, on=on)
    lapse_advances(current, by=by)
    return current


@transaction.atomic
def close_books(row: Ontzorging, *, by: Actor) -> Ontzorging:
    """After an early end: what was left is paid out, so the account closes. Raises DomainError that names what is still open."""
    current = held(row, by=by, needs=Permission.MONEY_EDIT)
    if current.state != State.KLAAR:
        raise DomainError("Rond eerst de overdracht af.")
    _nothing_open(current, steps=False)
    _close(current, by=by, on=clock.today())
    return current


def _nothing_open(row: Ontzorging, *, steps: bool = True) -> None:
    list(Account.objects.select_for_update().filter(source=row.source).values_list("pk", flat=True))
    known = queries.steps_of(row) if steps else []
    left = queries.open_points(row, known, queries.money_of(row), on=clock.today())
    if left:
        raise DomainError("Dit kan nog niet. " + " ".join(left))


def _close(row: Ontzorging, *, by: Actor, on: date) -> None:
    account = Account.objects.filter(source=row.source).first()
    if account is not None:
        close_account(account, on=clock.today())
    for what in (ANNOUNCED, LEFT):
        drop_task(row.dossier, f"{task_key(row, what)}*", by=by, on=clock.today())
    if account is not None and account.closed_on is None:
        died = row.end_reason == Eindreden.OVERLEDEN
        title = "Geef de eindafrekening aan wie erft" if died else "Stuur de eindafrekening van het ontzorgen"
        add_task(
            row.dossier, title, why=f"Het ontzorgen eindigde op {day(on)}; de rekening staat op nul",
            due_on=clock.today() + timedelta(days=7), assigned_to=row.administrator,
            link=reverse("selfreliance:statement", args=[row.dossier_id]), source_key=task_key(row, FINAL),
        )  # fmt: skip
    noted(row, "rekening gesloten", by=by)


def _step(step: Overdrachtsstap, by: Actor, needs: Permission) -> Overdrachtsstap:
    row = held(step.ontzorging, by=by, needs=needs)
    running(row)
    current = Overdrachtsstap.objects.select_for_update(of=("self",)).select_related("kostenpost__payee").get(pk=step.pk)  # fmt: skip
    if current.done_on:
        raise DomainError(f"Dit is al gedaan op {day(current.done_on)}. Ververs de pagina.")
    current.ontzorging = row
    return current


def _done(step: Overdrachtsstap, by: Actor, on: date) -> Overdrachtsstap:
    step.done_on, step.done_by = on, by.label
    step.save(update_fields=["done_on", "done_by"])
    return step


def _ahead(on: date) -> None:
    today = clock.today()
    if not today <= on <= today + AHEAD:
        raise DomainError(f"Kies een dag van vandaag tot en met {day(today + AHEAD)}.", field="on")


def _next(row: Kostenpost | Inkomstenpost, on: date) -> date | None:
    """The first day from ``on`` on that it falls on; None when it never does again."""
    if row.interval == Interval.EENMAAL:
        return row.first_on if row.first_on >= on else None
    return next(moments(row.first_on, row.interval, since=on, until=on + timedelta(days=400)), None)


def left_behind(row: Ontzorging) -> None:
    """A task about money that is still on the account of somebody for whom nothing is paid any more. No amount: more people read a task."""
    add_task(
        row.dossier, "Betaal uit wat er nog op de rekening staat",
        why=f"{capital(row.get_end_reason_display())}. Er staat nog geld op de rekening.",
        due_on=clock.today() + timedelta(days=7), assigned_to=row.administrator,
        link=reverse("selfreliance:handover", args=[row.dossier_id]), source_key=task_key(row, LEFT),
    )  # fmt: skip
