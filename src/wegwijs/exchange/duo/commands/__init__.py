"""What is done with messages from and to DUO."""

from wegwijs.exchange.duo.commands.facts import record_facts, record_typed_facts
from wegwijs.exchange.duo.commands.handle import handle_notification, retry_inbound
from wegwijs.exchange.duo.commands.receive import receive_notification
from wegwijs.exchange.duo.commands.send import send_due, send_message, tick_off

__all__ = [
    "handle_notification", "receive_notification", "record_facts", "record_typed_facts", "retry_inbound",
    "send_due", "send_message", "tick_off",
]  # fmt: skip
