"""Take in and put out messages. Both are idempotent: by the partner's id and content, and by our own key."""

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from wegwijs import clock
from wegwijs.messages.models import InboundMessage, OutboundMessage


def store_inbound(
    *,
    partner: str,
    message_id: str,
    kind: str,
    gemeente: str,
    payload: dict[str, Any],
    occurred_at: datetime | None = None,
) -> tuple[InboundMessage, bool]:
    """Store a message before anything is done with it; (row, True) when new, (the earlier row, False) on a repeat."""
    digest = hashlib.sha256(json.dumps([gemeente, kind, payload], sort_keys=True).encode()).hexdigest()
    try:
        with transaction.atomic():
            message = InboundMessage.objects.create(
                partner=partner,
                message_id=message_id,
                kind=kind,
                gemeente_id=gemeente,
                payload=payload,
                content_hash=digest,
                occurred_at=occurred_at,
                received_at=clock.now(),
            )
    except IntegrityError:
        earlier = InboundMessage.objects.filter(partner=partner, message_id=message_id).first()
        return earlier or InboundMessage.objects.get(partner=partner, content_hash=digest), False
    return message, True


def settle_inbound(
    message: InboundMessage, *, state: str, outcome: str, dossier_id: UUID | None = None
) -> None:
    """Record what became of an inbound message."""
    message.state = state
    message.outcome = outcome[:300]
    message.attempts += 1
    message.handled_at = clock.now()
    message.dossier_id = dossier_id or message.dossier_id
    message.save(update_fields=["state", "outcome", "attempts", "handled_at", "dossier_id"])


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
    """Record an attempt: its answer, and (when ``final``) that nothing more will be sent."""
    message.state = state
    message.answer = answer[:600]
    message.attempts += 1
    message.last_attempt_at = clock.now()
    if final:
        message.settled_at = clock.now()
        message.settled_by = by
    message.save(update_fields=["state", "answer", "attempts", "last_attempt_at", "settled_at", "settled_by"])
