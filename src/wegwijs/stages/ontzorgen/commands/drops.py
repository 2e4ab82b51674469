"""An order that may not go on drops out of its run; when somebody signed already, that signature no longer counts."""

from collections.abc import Iterable

from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.stages.ontzorgen.models import Payee, PaymentOrder, PaymentRun

O, R = PaymentOrder.State, PaymentRun.State  # noqa: E741 - as the enumeration it stands for


def drop_of_payee(payee: Payee, why: str, *, by: Actor, but: str = "") -> int:
    """Every order for a payee that is in a run and wasn't released, unless to the number ``but``. Gives how many."""
    rows = PaymentOrder.objects.filter(payee=payee, state=O.IN_RUN)
    return drop_out(rows.exclude(iban=but) if but else rows, why, by=by)


def drop_out(orders: Iterable[PaymentOrder], why: str, *, by: Actor) -> int:
    """Out of their runs, with why, and back among the proposals. Runs are held before orders, as everywhere."""
    found = list(orders)
    runs = {one.run_id for one in found if one.run_id}
    held = {run.pk: run for run in PaymentRun.objects.select_for_update().filter(pk__in=runs).order_by("pk")}
    free = [pk for pk, run in held.items() if run.state in (R.DRAFT, R.SIGNED)]
    rows = PaymentOrder.objects.select_for_update().filter(pk__in=[one.pk for one in found], run__in=free, state=O.IN_RUN)  # fmt: skip
    dropped = list(rows.order_by("pk"))
    for one in dropped:
        run = held[one.run_id]  # type: ignore[index]
        one.state, one.run, one.note = O.PROPOSED, None, f"uit de {run} gevallen: {why}"[:300]
        one.save(update_fields=["state", "run", "note"])
    for pk in {one.pk for one in held.values() if one.state == R.SIGNED and one.pk in free}:
        if dropped:
            lapse(held[pk], by=by)
    return len(dropped)


def lapse(run: PaymentRun, *, by: Actor) -> None:
    """The first signature no longer counts: what was signed for is no longer what is there."""
    run.state, run.first_by, run.first_at = R.DRAFT, None, None
    run.sha256, run.count, run.cents = "", 0, 0
    run.save(update_fields=["state", "first_by", "first_at", "sha256", "count", "cents"])
    record(
        by=by, action=Action.CHANGE, kind="betaalrun", key=run.pk, gemeente=run.gemeente_id,
        detail="eerste handtekening vervallen",
    )  # fmt: skip
