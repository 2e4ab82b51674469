"""Seeing a message holds personal data, so it is recorded; seeing the numbers of a person all the more."""

from uuid import UUID

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.messages.models import InboundMessage


def see_message(pk: UUID, *, by: Actor, gemeente: str) -> None:
    """Record that a message was looked at."""
    record(by=by, action=Action.VIEW, kind="bericht", key=pk, gemeente=gemeente, detail="bericht DUO")


def reveal_numbers(message: InboundMessage, *, by: Actor) -> dict[str, str]:
    """The BSN and v-nummer in a message of DUO, with the audit row. Raises NotAllowed."""
    by.require(Permission.BSN_SHOW, message.gemeente_id)
    record(
        by=by, action=Action.REVEAL, kind="bericht", key=message.pk, gemeente=message.gemeente_id,
        detail="bsn: bericht van DUO",
    )  # fmt: skip
    labels = {"bsn": "BSN", "v_nummer": "V-nummer"}
    return {label: message.payload[key] for key, label in labels.items() if message.payload.get(key)}
