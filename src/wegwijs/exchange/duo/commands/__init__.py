"""What is done with messages from and to DUO."""

from wegwijs.exchange.duo.commands.connect import change_connection, set_connection, try_connection
from wegwijs.exchange.duo.commands.facts import record_facts, record_typed_facts
from wegwijs.exchange.duo.commands.handle import (
    NotHandled,
    handle_notification,
    retry_inbound,
    set_aside,
    take_notification,
)
from wegwijs.exchange.duo.commands.portal import put_back, tick_off
from wegwijs.exchange.duo.commands.receive import receive_notification
from wegwijs.exchange.duo.commands.see import reveal_numbers, see_message
from wegwijs.exchange.duo.commands.send import send_again, send_due, send_message
from wegwijs.exchange.duo.commands.toets import drop_toets, queue_toets
from wegwijs.exchange.duo.commands.typed import TypedFacts, record_from_portal, record_in_dossier

__all__ = [
    "NotHandled",
    "TypedFacts",
    "change_connection",
    "drop_toets",
    "handle_notification",
    "put_back", "queue_toets",
    "receive_notification",
    "record_facts",
    "record_from_portal",
    "record_in_dossier",
    "record_typed_facts",
    "retry_inbound",
    "reveal_numbers",
    "see_message",
    "send_again",
    "send_due",
    "send_message",
    "set_aside",
    "set_connection",
    "take_notification",
    "tick_off",
    "try_connection",
]  # fmt: skip
