"""What should be paid becomes an order; each cost at most once for each of its days."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.commands.alone import alone
from wegwijs.stages.ontzorgen.commands.payees import employee_of
from wegwijs.stages.ontzorgen.models import Kostenpost, Kostensoort, Ontzorging, Payee, PaymentOrder
from wegwijs.stages.ontzorgen.queries.due import Payable, amounts, payable
from wegwijs.ui.format import day, month_name

EDIT = Permission.MONEY_EDIT
O = PaymentOrder.State  # noqa: E741 - as the enumeration it stands for
Dropped = PaymentOrder.Dropped
# What somebody took away stays away; what the plan or the benefits administration took away comes back when they do, and of a run that was
# withdrawn the order that took its place says which it is.
COMES_BACK = (Dropped.PLAN, Dropped.WITHHELD, Dropped.RUN)
KIND = "betaalopdracht"
AHEAD = timedelta(days=365)
# A payment reference of this length goes alone: a bank takes either it or words.
REFERENCE = 16


@dataclass(frozen=True, slots=True)
class Proposed:
    """``made``: new orders; ``gone``: proposals whose cost no longer stands; ``waits``: what can't be paid yet, with why."""

    made: list[PaymentOrder]
    gone: int
    waits: list[Payable]


@transaction.atomic
def propose(gemeente: Gemeente, *, since: date, until: date, by: Actor) -> Proposed:
    """An order for each cost that falls due in a period. Again gives nothing new. Raises NotAllowed; DomainError for a period that
    ends before it begins or is longer than a quarter."""
    by.require(EDIT, gemeente.pk)
    if not since <= until <= _months_on(since, 3):
        raise DomainError("Kies een laatste dag na de eerste, ten hoogste drie maanden later.", field="until")
    alone(f"voorstellen:{gemeente.pk}")
    gone = _tidy(gemeente, by)
    found = payable(gemeente.pk, since=since, until=until, at=clock.now())
    costs = {one.cost.pk for one in found}
    known = list(
        PaymentOrder.objects.filter(kostenpost__in=costs, period__gte=since, period__lte=until)
        .values_list("kostenpost", "period", "state", "dropped_because")
    )  # fmt: skip
    times = Counter((cost, period) for cost, period, *_ in known)
    stays = {
        (cost, period)
        for cost, period, state, because in known
        if state != O.DROPPED or because not in COMES_BACK
    }
    fresh = [one for one in found if (one.cost.pk, one.on) not in stays]
    made = PaymentOrder.objects.bulk_create(
        _order(one, times[one.cost.pk, one.on], by) for one in fresh if not one.reason
    )
    record(by=by, action=Action.CHANGE, kind=KIND, key=gemeente.pk, gemeente=gemeente.pk, detail=f"{len(made)} voorgesteld")  # fmt: skip
    return Proposed(made, gone, [one for one in fresh if one.reason])


def _months_on(first: date, months: int) -> date:
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, min(first.day, 28))


def _order(one: Payable, before: int, by: Actor) -> PaymentOrder:
    return PaymentOrder(
        ontzorging=one.cost.ontzorging, kostenpost=one.cost, payee=one.cost.payee, cents=one.cents, due_on=one.on,
        period=one.on, remittance=_words(one.cost, one.on), end_to_end=end_to_end(one.cost.pk, one.on, before),
        label=by.label, made_at=clock.now(),
    )  # fmt: skip


def end_to_end(*parts: object) -> str:
    """By which the bank knows an order: the same parts give the same, and it says nothing of anybody."""
    said = "|".join(map(str, parts))
    return f"WW-{hashlib.sha256(said.encode()).hexdigest()[:28].upper()}"


def _words(cost: Kostenpost, on: date) -> str:
    reference = cost.reference.replace(" ", "").replace(".", "")
    if len(reference) == REFERENCE and reference.isdigit():
        return reference
    what = Kostensoort(cost.soort).label
    when = f"week van {day(on)}" if cost.interval == "week" else month_name(on)
    return f"{cost.reference} {what} {when}".strip()


def _tidy(gemeente: Gemeente, by: Actor) -> int:
    """Proposals of costs that were replaced, ended or withheld meanwhile."""
    rows = list(
        PaymentOrder.objects.select_for_update(of=("self",))
        .filter(
            ontzorging__dossier__gemeente=gemeente, state=O.PROPOSED, kostenpost__isnull=False, again=None
        )
        .order_by("pk")
    )
    if not rows:
        return 0
    periods = [one.period for one in rows]
    stands = amounts(gemeente.pk, since=min(periods), until=max(periods))
    gone = [one.pk for one in rows if stands.get((one.kostenpost_id, one.period)) != one.cents]
    PaymentOrder.objects.filter(pk__in=gone).update(
        state=O.DROPPED, dropped_because=Dropped.PLAN, note=Dropped.PLAN.label
    )
    return len(gone)


@transaction.atomic
def drop_order(order: PaymentOrder, reason: str, *, by: Actor) -> PaymentOrder:
    """Somebody decides that it isn't paid; it isn't proposed again. Raises NotAllowed; DomainError when it is in a run already."""
    by.require(EDIT, order.ontzorging.dossier.gemeente_id)
    row = PaymentOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if row.state != O.PROPOSED:
        raise DomainError(f"Deze betaling is {row.get_state_display()}. Haal haar eerst uit de run.")
    row.state, row.dropped_because, row.note = O.DROPPED, Dropped.DECIDED, reason
    row.save(update_fields=["state", "dropped_because", "note"])
    _told(by, row, "voorstel vervallen")
    return row


@transaction.atomic
def pay_again(order: PaymentOrder, *, by: Actor, on: date) -> PaymentOrder:
    """What came back is proposed anew, once: a person decided so. Raises NotAllowed; DomainError when it didn't come back, was proposed
    anew before, has nobody to pay to, or the ontzorging ended."""
    by.require(EDIT, order.ontzorging.dossier.gemeente_id)
    employee_of(by)
    row = PaymentOrder.objects.select_for_update(of=("self",)).select_related("ontzorging").get(pk=order.pk)
    if row.state != O.RETURNED:
        raise DomainError("Deze betaling kwam niet terug. Er is niets opnieuw te betalen.")
    if PaymentOrder.objects.filter(again=row).exists():
        raise DomainError("Deze betaling staat al opnieuw klaar.")
    if row.payee is None:
        raise DomainError("Deze betaling heeft geen ontvanger. Leg eerst een ontvanger vast.")
    if row.ontzorging.state not in (Ontzorging.State.LOOPT, Ontzorging.State.AFBOUW):
        raise DomainError("Het ontzorgen is voorbij. Betaal dit niet opnieuw.")
    soon(on, "on")
    made = anew(row, "opnieuw", by=by, on=on, again=row)
    made.save()
    _told(by, made, "opnieuw voorgesteld")
    return made


def soon(day: date, field: str) -> None:
    """Raises DomainError at the field for a day that is past, or further than any bank takes a payment."""
    if not clock.today() <= day <= clock.today() + AHEAD:
        raise DomainError("Kies vandaag of een dag binnen een jaar.", field=field)


def anew(row: PaymentOrder, why: str, *, by: Actor, on: date, again: PaymentOrder | None) -> PaymentOrder:
    """The same payment by another order, which isn't kept yet. For each ``why`` there is one of a row. ``again``: what came back and is paid by it."""
    return PaymentOrder(
        ontzorging=row.ontzorging, kostenpost=row.kostenpost, payee=row.payee, cents=row.cents, due_on=on, period=row.period,
        remittance=row.remittance, end_to_end=end_to_end(why, row.pk), again=again, label=by.label, made_at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def propose_one(
    ontzorging: Ontzorging, payee: Payee, cents: int, *, on: date, words: str, key: str, by: Actor
) -> PaymentOrder:
    """An order that no cost asks: the reserve at the end. The same ``key`` gives the one that is there. Raises NotAllowed; DomainError
    when the same key was used for another amount or payee."""
    by.require(EDIT, ontzorging.dossier.gemeente_id)
    code = end_to_end(key, ontzorging.pk)
    alone(code)
    known = PaymentOrder.objects.filter(end_to_end=code).first()
    if known is None:
        known = PaymentOrder.objects.create(
            ontzorging=ontzorging, payee=payee, cents=cents, due_on=on, period=on, remittance=words, end_to_end=code,
            label=by.label, made_at=clock.now(),
        )  # fmt: skip
        _told(by, known, "voorgesteld")
    if (known.payee_id, known.cents) != (payee.pk, cents):
        raise DomainError("Deze betaling staat al klaar met een ander bedrag of een andere ontvanger.")
    return known


def _told(by: Actor, row: PaymentOrder, what: str) -> None:
    record(by=by, action=Action.CHANGE, kind=KIND, key=row.pk, gemeente=row.ontzorging.dossier.gemeente_id, detail=what)  # fmt: skip
