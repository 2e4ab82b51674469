"""Payment runs: filled, signed by two different people over the very bytes of the file, and handed to the bank once."""

import hashlib
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.ledger.models import Fund
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.commands.alone import alone
from wegwijs.stages.ontzorgen.commands.booking import set_aside, take_back
from wegwijs.stages.ontzorgen.commands.drops import drop_out, lapse
from wegwijs.stages.ontzorgen.commands.handover import left_behind
from wegwijs.stages.ontzorgen.commands.payees import employee_of
from wegwijs.stages.ontzorgen.commands.proposals import anew, soon
from wegwijs.stages.ontzorgen.files import Payment, ToPay, WrittenFile, bank
from wegwijs.stages.ontzorgen.models import (
    BankAccount,
    Interval,
    Ontzorging,
    PaymentFile,
    PaymentOrder,
    PaymentRun,
)
from wegwijs.stages.ontzorgen.queries.due import stops
from wegwijs.stages.ontzorgen.queries.payees import staff_in, standings
from wegwijs.stages.ontzorgen.queries.runs import free_of
from wegwijs.ui.format import day, euros

EDIT, RELEASE = Permission.MONEY_EDIT, Permission.MONEY_RELEASE
O, R = PaymentOrder.State, PaymentRun.State  # noqa: E741 - as the enumeration it stands for
KIND = "betaalrun"
WEEKS = (Interval.WEEK,)


class RunKind(models.TextChoices):
    """What goes into a run by itself."""

    WEEK = "week", "leefgeld en wat per week gaat"
    MONTH = "maand", "vaste lasten en de rest"
    ALL = "alles", "alles wat klaarstaat"


@transaction.atomic
def make_run(gemeente: Gemeente, due_on: date, kind: RunKind, *, by: Actor) -> PaymentRun:
    """The run of a gemeente for a day and kind, with the proposals of that kind that can be paid; who asks the same gets the one that is there.

    Raises NotAllowed; DomainError for a day that is past, or without an account to pay from.
    """
    by.require(EDIT, gemeente.pk)
    who = employee_of(by)
    soon(due_on, "due_on")
    account_of(gemeente)
    key = f"{due_on.isoformat()}:{kind.value}"
    alone(f"run:{gemeente.pk}:{key}")
    before = PaymentRun.objects.filter(gemeente=gemeente, key=key)
    if found := before.exclude(state=R.WITHDRAWN).first():
        return found
    made = PaymentRun.objects.create(
        gemeente=gemeente, key=key, due_on=due_on, made_by=who, made_at=clock.now(),
        msg_id=f"WW-{gemeente.pk}-{due_on:%Y%m%d}-{kind.value}-{before.count() + 1}",
    )  # fmt: skip
    _told(by, made, "gemaakt")
    _fill(made, [one.pk for one in _of_kind(gemeente, due_on, kind)], by)
    return made


def account_of(gemeente: Gemeente) -> BankAccount:
    """From which clients' money of a gemeente is paid. Raises DomainError when it isn't recorded."""
    found = BankAccount.objects.filter(fund__gemeente=gemeente, fund__kind=Fund.Kind.CLIENTS).first()
    if found is None:
        raise DomainError(f"Van {gemeente} is nog geen rekening vastgelegd om van te betalen. Leg die eerst vast.", field="gemeente")  # fmt: skip
    return found


def _of_kind(gemeente: Gemeente, due_on: date, kind: RunKind) -> Iterable[PaymentOrder]:
    rows = PaymentOrder.objects.filter(
        ontzorging__dossier__gemeente=gemeente, state=O.PROPOSED, due_on__lte=due_on
    )
    weekly = Q(kostenpost__interval__in=WEEKS)
    if kind == RunKind.WEEK:
        rows = rows.filter(weekly)
    elif kind == RunKind.MONTH:
        rows = rows.exclude(weekly)
    return rows


@transaction.atomic
def put_in(run: PaymentRun, orders: Iterable[UUID], *, by: Actor) -> dict[UUID, str]:
    """Proposals (their keys) into a run that nobody signed. Gives why for each that can't: no account number, or too little money.
    Raises NotAllowed; DomainError once it is signed."""
    held = _held(run, by, EDIT, R.DRAFT)
    return _fill(held, orders, by)


def _fill(run: PaymentRun, orders: Iterable[UUID], by: Actor) -> dict[UUID, str]:
    rows = PaymentOrder.objects.select_for_update(of=("self",)).filter(
        pk__in=list(orders), state=O.PROPOSED, ontzorging__dossier__gemeente=run.gemeente_id
    )
    rows = rows.select_related("payee", "kostenpost", "ontzorging__dossier").prefetch_related(
        "ontzorging__machtigingen"
    )
    found = list(rows.order_by("due_on", "pk"))
    accounts = standings([one.payee for one in found if one.payee], at=clock.now())
    free = free_of({one.ontzorging for one in found})
    refused: dict[UUID, str] = {}
    put = []
    for one in found:
        standing = accounts.get(one.payee_id) if one.payee_id else None
        if stopped := stops(one, run.due_on):
            refused[one.pk] = stopped
        elif one.payee is None or standing is None or not standing.iban:
            refused[one.pk] = standing.reason if standing else "Er is geen ontvanger."
        elif free[one.ontzorging_id] < one.cents:
            lacking = one.cents - free[one.ontzorging_id]
            refused[one.pk] = f"Er is {euros(lacking)} te weinig op de rekening van dossier {one.ontzorging.dossier}."  # fmt: skip
        else:
            free[one.ontzorging_id] -= one.cents
            one.state, one.run, one.name, one.iban, one.note = O.IN_RUN, run, one.payee.name, standing.iban, ""  # fmt: skip
            put.append(one)
    PaymentOrder.objects.bulk_update(put, ["state", "run", "name", "iban", "note"], batch_size=500)
    said = [one for one in found if one.pk in refused]
    for one in said:
        one.note = refused[one.pk][:300]
    PaymentOrder.objects.bulk_update(said, ["note"], batch_size=500)
    _told(by, run, f"{len(put)} betalingen erin")
    return refused


@transaction.atomic
def take_out(order: PaymentOrder, *, by: Actor) -> None:
    """Back among the proposals, while nobody signed. Raises NotAllowed; DomainError once it is signed."""
    if order.run is None:
        raise DomainError("Deze betaling zit in geen enkele run.")
    run = _held(order.run, by, EDIT, R.DRAFT)
    rows = PaymentOrder.objects.select_for_update().filter(pk=order.pk, run=run, state=O.IN_RUN)
    for row in rows:
        row.state, row.run, row.note = O.PROPOSED, None, f"uit de {run} gehaald"
        row.save(update_fields=["state", "run", "note"])
    _told(by, run, "betaling eruit")


def _held(run: PaymentRun, by: Actor, permission: Permission, *states: PaymentRun.State) -> PaymentRun:
    row = PaymentRun.objects.select_for_update(of=("self",)).select_related("gemeente").get(pk=run.pk)
    by.require(permission, row.gemeente_id)
    employee_of(by)
    if row.state not in states:
        raise DomainError(f"Deze betaalrun is {row.get_state_display()}. Dit kan nu niet meer.")
    return row


def file_of(run: PaymentRun, orders: Iterable[PaymentOrder]) -> WrittenFile:
    """The file as it would be now; its moment is that of the first signature, so that it comes out the same again. Raises DomainError."""
    account = account_of(run.gemeente)
    return bank().make(
        ToPay(
            run.msg_id, run.first_at or clock.now(), run.due_on, account.name, account.iban,
            [Payment(one.end_to_end, one.name, one.iban, one.cents, one.remittance) for one in orders],
        )
    )  # fmt: skip


def orders_in(run: PaymentRun) -> list[PaymentOrder]:
    """Those of a run, held, in the order of the file."""
    rows = PaymentOrder.objects.select_for_update(of=("self",)).filter(run=run)
    rows = rows.select_related("payee", "kostenpost", "ontzorging__dossier__gemeente")
    return list(rows.prefetch_related("ontzorging__machtigingen").order_by("end_to_end"))


def sign_first(run: PaymentRun, *, by: Actor) -> PaymentRun:
    """The content stands from now on. Orders whose account number changed drop out first, and then nobody signed: look again.

    Raises NotAllowed, also for who would pay themselves; DomainError when it is empty, the day is past, somebody's balance is too small, or a
    bank wouldn't take it.
    """
    with transaction.atomic():
        held = _held(run, by, RELEASE, R.DRAFT)
        fallen = _fallen_out(held, by)
        if not fallen:
            return _signed(held, by)
    raise DomainError(fallen)


def _signed(held: PaymentRun, by: Actor) -> PaymentRun:
    orders = orders_in(held)
    if not orders:
        raise DomainError("Er zit geen betaling in deze run. Zet er eerst een in.")
    _enough(orders)
    _not_to_oneself(held, by)
    held.first_by, held.first_at = employee_of(by), clock.now()
    made = file_of(held, orders)
    held.state, held.sha256, held.count, held.cents = R.SIGNED, made.sha256, made.count, made.cents
    held.save(update_fields=["state", "first_by", "first_at", "sha256", "count", "cents"])
    _told(by, held, "eerste handtekening")
    return held


def _not_to_oneself(run: PaymentRun, by: Actor) -> None:
    if employee_of(by) in staff_in(run):
        raise NotAllowed("In deze run gaat geld naar uw eigen rekening. Laat een collega tekenen.")


def _fallen_out(run: PaymentRun, by: Actor) -> str:
    """Orders that were put in for another number than counts now, for somebody who was blocked, or whose ontzorging or machtiging ended since.
    Gives what is to be said; "" for none."""
    orders = orders_in(run)
    accounts = standings([one.payee for one in orders if one.payee], at=clock.now())
    why = {one.pk: said for one in orders if (said := stops(one, run.due_on))}
    stopped = [one for one in orders if one.pk in why]
    moved = [one for one in orders if one.pk not in why and (one.payee is None or accounts[one.payee.pk].iban != one.iban)]  # fmt: skip
    if not stopped and not moved:
        return ""
    for said in sorted(set(why.values())):
        drop_out([one for one in stopped if why[one.pk] == said], said, by=by)
    drop_out(moved, "het rekeningnummer is niet meer te gebruiken", by=by)
    names = ", ".join(sorted({one.name for one in (*stopped, *moved)})[:3])
    return (
        f"{len(stopped) + len(moved)} betalingen zijn uit de run gevallen, omdat het rekeningnummer veranderde of geblokkeerd is, of omdat het "
        f"ontzorgen of de machtiging eindigde of een oordeel wacht: {names}. Kijk de run opnieuw na en teken daarna."
    )


def _enough(orders: list[PaymentOrder]) -> None:
    asked: dict[UUID, int] = {}
    for one in orders:
        asked[one.ontzorging_id] = asked.get(one.ontzorging_id, 0) + one.cents
    whose = {one.ontzorging_id: one.ontzorging for one in orders}
    free = free_of(whose.values())
    # What is in runs is in ``free`` already, these orders too.
    short = [(whose[key].dossier, -free[key]) for key in asked if free[key] < 0]
    if short:
        said = "; ".join(f"{dossier} komt {euros(lacking)} tekort" for dossier, lacking in short[:5])
        raise DomainError(f"Er staat niet genoeg op de rekening: {said}. Haal die betalingen uit de run.")


@transaction.atomic
def unsign(run: PaymentRun, *, by: Actor) -> PaymentRun:
    """The first signature is taken back, so that the run can be changed. Raises NotAllowed; DomainError when it isn't signed or is released."""
    held = _held(run, by, RELEASE, R.SIGNED)
    lapse(held, by=by)
    return held


def release(run: PaymentRun, sha256: str, *, by: Actor) -> PaymentRun:
    """A second person signs for the hash they were shown. The file is made again and must be the same to the byte; the money of all is set aside.

    Raises NotAllowed for who signed first and who would pay themselves; DomainError when the hash is another, the file comes out differently, the day is past, an account
    number changed (the first signature lapses), or somebody has too little.
    """
    with transaction.atomic():
        held = _held(run, by, RELEASE, R.SIGNED)
        who = employee_of(by)
        if held.first_by_id == who.pk:
            raise NotAllowed("U zette de eerste handtekening. Laat een collega de tweede zetten.")
        _not_to_oneself(held, by)
        if sha256 != held.sha256:
            raise DomainError("De run is veranderd sinds u hem bekeek. Kijk hem opnieuw na.")
        if held.due_on < clock.today():
            raise DomainError(
                f"De betaaldag {day(held.due_on)} is voorbij. Trek de run in en maak een nieuwe."
            )
        fallen = _fallen_out(held, by)
        if not fallen:
            return _released(held, by)
    raise DomainError(fallen)


def _released(held: PaymentRun, by: Actor) -> PaymentRun:
    orders = orders_in(held)
    if not orders:
        raise DomainError("Er zit geen betaling meer in deze run. Trek haar in.")
    made = file_of(held, orders)
    if (made.sha256, made.count, made.cents) != (held.sha256, held.count, held.cents):
        raise DomainError("Het bestand komt er nu anders uit dan bij de eerste handtekening. Haal die weg, en kijk de run opnieuw na.")  # fmt: skip
    held.state, held.second_by, held.second_at = R.RELEASED, employee_of(by), clock.now()
    held.save(update_fields=["state", "second_by", "second_at"])
    PaymentFile.objects.create(run=held, name=f"{held.msg_id}.xml", content=made.content)
    PaymentOrder.objects.filter(pk__in=[one.pk for one in orders]).update(state=O.RELEASED)
    set_aside(orders, by=by)
    _told(by, held, "vrijgegeven door een tweede")
    return held


@transaction.atomic
def hand_over(run: PaymentRun, *, by: Actor) -> PaymentFile:
    """The bytes that two people signed for, for the bank. A second time the same bytes, and the audit says that it was again.

    Raises NotAllowed; DomainError before it is released, when a payee was blocked or has another number since, and when the bytes that were kept are no
    longer those that were signed for.
    """
    held = _held(run, by, RELEASE, R.RELEASED, R.HANDED_OVER, R.DONE)
    file = PaymentFile.objects.get(run=held)
    if hashlib.sha256(file.content).hexdigest() != held.sha256:
        raise DomainError(
            "Het bewaarde bestand is niet meer het bestand waarvoor twee mensen tekenden. Stuur niets naar de bank en meld dit aan de beheerder."
        )
    again = held.handed_over_at is not None
    if not again:
        _still_right(held)
        held.state, held.handed_over_by, held.handed_over_at = R.HANDED_OVER, employee_of(by), clock.now()
        held.save(update_fields=["state", "handed_over_by", "handed_over_at"])
    what = "opnieuw opgehaald: zelfde bestand" if again else "naar de bank"
    record(by=by, action=Action.EXPORT, kind=KIND, key=held.pk, gemeente=held.gemeente_id, detail=what)
    return file


def _still_right(run: PaymentRun) -> None:
    orders = orders_in(run)
    accounts = standings([one.payee for one in orders if one.payee], at=clock.now())
    over = sorted({str(one.ontzorging.dossier) for one in orders if stops(one, run.due_on)})
    if over:
        raise DomainError(f"Voor dossier {', '.join(over[:3])} mag niets meer uitgaan: het ontzorgen of de machtiging eindigde sinds de run is vrijgegeven, of een oordeel wacht. Trek de run in; de andere betalingen staan dan weer klaar.")  # fmt: skip
    gone = sorted({one.name for one in orders if one.payee is None or accounts[one.payee.pk].iban != one.iban})  # fmt: skip
    if gone:
        raise DomainError(f"Het rekeningnummer van {', '.join(gone[:3])} is veranderd of geblokkeerd sinds de run is vrijgegeven. Trek de run in.")  # fmt: skip


@transaction.atomic
def withdraw(run: PaymentRun, reason: str, *, by: Actor) -> PaymentRun:
    """It doesn't go to the bank. What was set aside is the clients' again, and the orders are proposed anew. Raises NotAllowed; DomainError once
    the bank has the file."""
    held = _held(run, by, RELEASE, R.DRAFT, R.SIGNED, R.RELEASED)
    orders = orders_in(held)
    if held.state == R.RELEASED:
        take_back(orders, by=by)
        # What was released stays with its run; the same costs are proposed anew by a new order.
        PaymentOrder.objects.filter(pk__in=[one.pk for one in orders]).update(
            state=O.DROPPED, dropped_because=PaymentOrder.Dropped.RUN, note=f"de {held} is ingetrokken"
        )
        over = [one for one in orders if one.kostenpost and one.ontzorging.state == Ontzorging.State.KLAAR]
        # One that pays anew what came back keeps to that line.
        PaymentOrder.objects.bulk_create(
            anew(one, "nieuw", by=by, on=one.due_on, again=one if one.again_id else None)
            for one in orders
            if one not in over
        )
        _not_paid_after_all(over)
    else:
        PaymentOrder.objects.filter(pk__in=[one.pk for one in orders]).update(state=O.PROPOSED, run=None)
    held.state, held.withdrawn_reason = R.WITHDRAWN, reason
    held.save(update_fields=["state", "withdrawn_reason"])
    _told(by, held, "ingetrokken")
    return held


def _not_paid_after_all(orders: list[PaymentOrder]) -> None:
    """Of who isn't ontzorgd any more nothing is proposed anew: the money is theirs again, and somebody pays it out."""
    for row in {one.ontzorging_id: one.ontzorging for one in orders}.values():
        mine = [one.pk for one in orders if one.ontzorging_id == row.pk]
        PaymentOrder.objects.filter(pk__in=mine).update(note=f"vervallen: {row.get_end_reason_display()}")
        left_behind(row)


def _told(by: Actor, run: PaymentRun, what: str) -> None:
    record(by=by, action=Action.CHANGE, kind=KIND, key=run.pk, gemeente=run.gemeente_id, detail=what)
