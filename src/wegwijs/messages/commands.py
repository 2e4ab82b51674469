"""Take in and put out messages. Both are idempotent: by the partner's id and content, and by our own key."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Least

from wegwijs import clock
from wegwijs.errors import DomainError
from wegwijs.messages.models import InboundMessage, OutboundMessage

# How long to wait after each failed attempt; the last one counts for all that follow, and there is no last attempt.
WAITS = tuple(timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60))

MAX_COUNT = 32_767  # what the column holds

# A message that breaks our own code is tried this often, then parked with why: it holds up nothing and is not lost.
FAULTS_BEFORE_PARKING = 3


def store_inbound(
    *,
    partner: str,
    message_id: str,
    kind: str,
    gemeente: str,
    payload: dict[str, Any],
    occurred_at: datetime | None = None,
    raw: str = "",
) -> tuple[InboundMessage, bool]:
    """Store a message before anything is done with it; (row, True) when new, (the earlier row, False) on a repeat.

    ``raw`` is the message as it came, ``payload`` what was read in it; a repeat is known by its payload. Other content
    under an identifier that was used before is no repeat: it is kept under a name of its own.
    """
    digest = hashlib.sha256(json.dumps([gemeente, kind, payload], sort_keys=True).encode()).hexdigest()
    values = {
        "kind": kind,
        "gemeente_id": gemeente,
        "payload": payload,
        "occurred_at": occurred_at,
        "received_at": clock.now(),
        "raw": raw,
    }
    for name in (message_id, f"{message_id}+{digest[:12]}"):
        try:
            with transaction.atomic():
                message = InboundMessage.objects.create(
                    partner=partner, message_id=name, content_hash=digest, **values
                )
        except IntegrityError:
            earlier = InboundMessage.objects.filter(partner=partner, content_hash=digest).first()
            if earlier:
                return earlier, False
        else:
            return message, True
    return InboundMessage.objects.get(partner=partner, message_id=name), False


def settle_inbound(
    message: InboundMessage, *, state: str, outcome: str, dossier_id: UUID | None = None
) -> None:
    """Record what became of an inbound message."""
    message.state = state
    message.outcome = outcome[:300]
    message.attempts = min(message.attempts + 1, MAX_COUNT)
    message.handled_at = clock.now()
    message.dossier_id = dossier_id or message.dossier_id
    message.save(update_fields=["state", "outcome", "attempts", "handled_at", "dossier_id"])


def note_waiting(message_id: UUID, reason: str) -> None:
    """Say at an inbound message why it waits; it stays to be handled."""
    InboundMessage.objects.filter(pk=message_id, state=InboundMessage.State.RECEIVED).update(
        outcome=f"Wacht: {reason}. Wegwijs probeert het vanzelf opnieuw."[:300],
        attempts=Least(F("attempts") + 1, Value(MAX_COUNT)),
    )


@transaction.atomic
def count_fault(message_id: UUID, fault: str) -> bool:
    """A fault of our own broke off the handling of an inbound message; whether it is parked now.

    ``fault`` is the kind of fault, never its text: that may hold what the message holds.
    """
    message = InboundMessage.objects.select_for_update().get(pk=message_id)
    if message.state != InboundMessage.State.RECEIVED:
        return True
    parked = too_many_faults(message)
    if parked:
        settle_inbound(message, state=InboundMessage.State.FAILED, outcome=broken(fault))
    return parked


def too_many_faults(message: InboundMessage | OutboundMessage) -> bool:
    """Count one more fault of our own; True when it is time to stop trying."""
    message.faults = min(message.faults + 1, MAX_COUNT)
    message.save(update_fields=["faults"])
    return message.faults >= FAULTS_BEFORE_PARKING


def broken(fault: str) -> str:
    """What someone reads at a message that breaks our own code."""
    return (
        f"Er ging iets mis in Wegwijs ({fault}). Het bericht blijft bewaard. Meld dit aan de beheerder en probeer "
        "het na een verbetering opnieuw."
    )


def queue_outbound(
    *,
    partner: str,
    kind: str,
    key: str,
    gemeente: str,
    payload: dict[str, Any],
    dossier_id: UUID | None = None,
) -> OutboundMessage:
    """Put a message in the outbox, in the caller's transaction; the same key gives the same row."""
    message, _ = OutboundMessage.objects.get_or_create(
        key=key,
        defaults={
            "partner": partner,
            "kind": kind,
            "gemeente_id": gemeente,
            "payload": payload,
            "dossier_id": dossier_id,
            "created_at": clock.now(),
        },
    )
    return message


def settle_outbound(message: OutboundMessage, *, state: str, answer: str, by: str, final: bool) -> None:
    """Record an attempt: its answer, and (when ``final``) that nothing more will be sent.

    An attempt that isn't final is repeated after a wait that grows to an hour.
    """
    message.state = state
    message.answer = answer[:600]
    message.attempts = min(message.attempts + 1, MAX_COUNT)
    message.last_attempt_at = clock.now()
    if final:
        message.settled_at = clock.now()
        message.settled_by = by
        message.next_attempt_at = None
    else:
        message.next_attempt_at = clock.now() + WAITS[min(message.attempts, len(WAITS)) - 1]
    message.save(
        update_fields=[
            "state", "answer", "attempts", "last_attempt_at", "settled_at", "settled_by", "next_attempt_at",
        ]
    )  # fmt: skip


@transaction.atomic
def send_again(message: OutboundMessage) -> OutboundMessage:
    """Put a message back in the queue: now, whatever its wait was. After a refusal it counts as a new message.

    Raises DomainError when it was accepted or done by hand.
    """
    state = OutboundMessage.State
    current = OutboundMessage.objects.select_for_update().get(pk=message.pk)
    if current.state in (state.ACCEPTED, state.DONE_BY_HAND, state.DROPPED):
        raise DomainError(f"Dit bericht is al afgehandeld door {current.settled_by}.")
    if current.state == state.REFUSED:
        current.message_id = uuid4()
        current.save(update_fields=["message_id"])
    reopen_outbound(current)
    return current


def reopen_outbound(message: OutboundMessage) -> None:
    """What was settled must be delivered after all: in the queue again, as if it had not been tried."""
    message.state, message.next_attempt_at, message.faults = OutboundMessage.State.QUEUED, None, 0
    message.settled_at, message.settled_by, message.answer = None, "", ""
    message.save(update_fields=["state", "next_attempt_at", "settled_at", "settled_by", "answer", "faults"])
