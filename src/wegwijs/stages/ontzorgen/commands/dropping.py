"""What was proposed and not yet released, and won't be paid after all."""

from collections.abc import Iterable

from django.db.models import QuerySet

from wegwijs.stages.ontzorgen.models import Ontzorging, PaymentOrder

State = PaymentOrder.State


def unreleased(row: Ontzorging) -> QuerySet[PaymentOrder]:
    """Orders that no two people signed for, held: whoever releases them at this moment is first or finds them gone."""
    rows = PaymentOrder.objects.select_for_update().filter(
        ontzorging=row, state__in=[State.PROPOSED, State.IN_RUN]
    )
    return rows.order_by("pk")


def drop(orders: Iterable[PaymentOrder], because: PaymentOrder.Dropped, why: str) -> int:
    """They go nowhere, and out of the run in which they were; how many. A run that was signed once no longer holds what was signed for,
    so its second signature is refused."""
    dropped = 0
    for order in orders:
        order.state, order.run, order.dropped_because, order.note = State.DROPPED, None, because, why[:300]
        order.save(update_fields=["state", "run", "dropped_because", "note"])
        dropped += 1
    return dropped
