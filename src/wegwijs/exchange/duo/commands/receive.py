"""Take in a notification: stored raw before anything else, and only then handed to the worker, in one transaction."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from wegwijs.exchange.duo.queries import PARTNER
from wegwijs.messages.commands import store_inbound
from wegwijs.messages.models import InboundMessage
from wegwijs.organisations.models import Gemeente


@transaction.atomic
def receive_notification(
    gemeente: Gemeente,
    *,
    message_id: str,
    event: str,
    bsn: str | None,
    v_nummer: int | None,
    registered_at: datetime,
    more: Mapping[str, Any] | None = None,
    raw: str = "",
) -> tuple[InboundMessage, bool]:
    """Store a notification; (row, False) when DUO sent it before. A repeat changes nothing.

    ``more`` are fields that DUO's specification doesn't know (yet), ``raw`` is the body as it came.
    """
    payload: dict[str, Any] = {
        "gebeurtenis": event,
        "bsn": bsn,
        "v_nummer": f"{v_nummer:010d}" if v_nummer is not None else None,
        "geregistreerd": registered_at.astimezone(UTC).isoformat(),
    }
    if more:
        # As text: a table can't hold every character that JSON can.
        payload["overig"] = json.dumps(more, sort_keys=True)
    return store_inbound(
        partner=PARTNER,
        message_id=message_id,
        kind=event,
        gemeente=gemeente.code,
        payload=payload,
        occurred_at=registered_at,
        raw=raw,
    )
