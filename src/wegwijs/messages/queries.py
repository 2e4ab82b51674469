"""What waits, what failed, and whether the queue moves. ``gemeenten`` are the codes that the asker may see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Value

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


# Of one side of the exchange: which, what waits, what asks for someone, since when it stands still, and a sentence.
STAND = ("side", "waiting", "trouble", "since", "said")
IN, OUT = "in", "uit"


def stands(
    partner: str, gemeenten: Collection[str], *, by_machine: Q = ALL
) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """What waits and what failed in these gemeenten, either side one row of ``STAND``.

    Of what goes out only what goes ``by_machine``. The two can be joined into one statement (``union``), with rows that
    a partner's room adds.
    """
    now = clock.now()
    arrived, failed = InboundMessage.State.RECEIVED, InboundMessage.State.FAILED
    came = InboundMessage.objects.filter(
        partner=partner, gemeente__in=gemeenten, state__in=[arrived, failed]
    ).values(side=Value(IN))
    went = OutboundMessage.objects.filter(
        by_machine, Q(settled_at=None) | Q(pk__in=refused_now(partner, gemeenten)), partner=partner,
        gemeente__in=gemeenten,
    ).values(side=Value(OUT))  # fmt: skip
    return (
        came.annotate(
            waiting=Count("pk", filter=Q(state=arrived)),
            trouble=Count("pk", filter=Q(state=failed)),
            since=Min("received_at", filter=Q(state=arrived, received_at__lt=now - STUCK_IN)),
            said=Value(""),
        ).values_list(*STAND),
        went.annotate(
            waiting=Count("pk", filter=Q(settled_at=None)),
            trouble=Count("pk", filter=Q(settled_at__isnull=False)),
            since=Min("created_at", filter=Q(settled_at=None, created_at__lt=now - STUCK_OUT)),
            said=Value(""),
        ).values_list(*STAND),
    )


def refused_now(partner: str, gemeenten: Collection[str]) -> QuerySet[Any]:
    """Keys of what was refused and not put right since."""
    refused = OutboundMessage.objects.filter(
        partner=partner, gemeente__in=gemeenten, state=OutboundMessage.State.REFUSED
    )
    return with_remedy(refused).filter(Q(remedied=False)).values("pk")


def health_of(rows: Iterable[tuple[str, int, int, datetime | None, str]]) -> Health:
    """The rows of ``stands`` as one answer; a side that has no row has nothing that waits or failed."""
    nothing: tuple[int, int, datetime | None] = (0, 0, None)
    found = {side: (waiting, trouble, since) for side, waiting, trouble, since, _ in rows}
    came, went = found.get(IN, nothing), found.get(OUT, nothing)
    return Health(came[0], went[0], came[1], went[1], came[2], went[2])


def health(partner: str, gemeenten: Collection[str], *, by_machine: Q = ALL) -> Health:
    """Count what waits and what failed in these gemeenten, in one statement."""
    came, went = stands(partner, gemeenten, by_machine=by_machine)
    return health_of(came.union(went, all=True))


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
