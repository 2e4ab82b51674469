"""What waits, what failed, and whether the queue moves. ``gemeenten`` are the codes that the asker may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from wegwijs import clock
from wegwijs.messages.models import InboundMessage, OutboundMessage

# A queue that holds something this old stands still: the worker runs every few seconds.
ALL = Q()
STUCK_IN = timedelta(minutes=15)
STUCK_OUT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Health:
    """How the exchange with a partner does. ``since_*`` is when the oldest that stands still was made, else None."""

    waiting_in: int
    waiting_out: int
    failed_in: int
    refused_out: int
    since_in: datetime | None
    since_out: datetime | None


def with_remedy(rows: QuerySet[OutboundMessage]) -> QuerySet[OutboundMessage]:
    """The same, with ``remedied``: a later message of the same kind about the same dossier was taken."""
    state = OutboundMessage.State
    taken = OutboundMessage.objects.filter(
        dossier_id=OuterRef("dossier_id"),
        kind=OuterRef("kind"),
        created_at__gt=OuterRef("created_at"),
        state__in=[state.ACCEPTED, state.DONE_BY_HAND],
    )
    return rows.annotate(remedied=Exists(taken))


# Of rows with their remedy: what did not arrive, or was refused and not put right since.
NEEDS_ATTENTION = Q(state=OutboundMessage.State.FAILED) | Q(
    state=OutboundMessage.State.REFUSED, remedied=False
)


def health(partner: str, gemeenten: Collection[str], *, by_machine: Q = ALL) -> Health:
    """Count what waits and what failed in these gemeenten; of what goes out only what goes ``by_machine``."""
    now = clock.now()
    arrived, failed = InboundMessage.State.RECEIVED, InboundMessage.State.FAILED
    came = InboundMessage.objects.filter(partner=partner, gemeente__in=gemeenten).aggregate(
        waiting=Count("pk", filter=Q(state=arrived)),
        failed=Count("pk", filter=Q(state=failed)),
        since=Min("received_at", filter=Q(state=arrived, received_at__lt=now - STUCK_IN)),
    )
    went = with_remedy(
        OutboundMessage.objects.filter(by_machine, partner=partner, gemeente__in=gemeenten)
    ).aggregate(
        waiting=Count("pk", filter=Q(settled_at=None)),
        refused=Count("pk", filter=Q(state=OutboundMessage.State.REFUSED, remedied=False)),
        since=Min("created_at", filter=Q(settled_at=None, created_at__lt=now - STUCK_OUT)),
    )
    return Health(
        came["waiting"], went["waiting"], came["failed"], went["refused"], came["since"], went["since"]
    )


def inbound(partner: str, gemeenten: Collection[str]) -> QuerySet[InboundMessage]:
    """What a partner sent, newest first."""
    rows = InboundMessage.objects.filter(partner=partner, gemeente__in=gemeenten)
    return rows.select_related("gemeente").order_by("-received_at", "-id")


def outbound(partner: str, gemeenten: Collection[str]) -> QuerySet[OutboundMessage]:
    """What was made for a partner, newest first."""
    rows = OutboundMessage.objects.filter(partner=partner, gemeente__in=gemeenten)
    return rows.select_related("gemeente").order_by("-created_at", "-id")


def due(partner: str) -> QuerySet[OutboundMessage]:
    """What must be sent now, oldest first."""
    now = Q(next_attempt_at=None) | Q(next_attempt_at__lte=clock.now())
    return OutboundMessage.objects.filter(now, partner=partner, settled_at=None).order_by("created_at")


def keys_of(dossiers: Collection[UUID]) -> set[str]:
    """Keys of every message about these dossiers, either way."""
    return {
        str(pk)
        for model in (InboundMessage, OutboundMessage)
        for pk in model.objects.filter(dossier_id__in=dossiers).values_list("pk", flat=True)
    }
