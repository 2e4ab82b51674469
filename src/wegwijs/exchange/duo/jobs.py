"""Background work with DUO: handle what came in, send what must go out."""

import logging
from uuid import UUID

from wegwijs.exchange.duo.client import DuoUnavailable
from wegwijs.exchange.duo.commands import handle_notification, send_due, take_in
from wegwijs.exchange.duo.queries import PARTNER, unfinished_uploads
from wegwijs.jobs import job
from wegwijs.messages.models import InboundMessage

log = logging.getLogger(__name__)


@job()
def handle(message: str) -> None:
    """Handle one stored notification."""
    handle_notification(UUID(message))


@job()
def take_in_list(upload: str) -> None:
    """Take in an uploaded list; a second run goes on where the first ended."""
    take_in(UUID(upload))


@job(every="*/5 * * * * *")
def send() -> None:
    """Send everything that is due; runs every five seconds and takes nothing when there is nothing."""
    send_due()


@job(every="*/10 * * * *")
def pick_up() -> None:
    """Handle what is still waiting: a notification or a list whose job was lost is never lost itself.

    One that can't be handled now doesn't hold up the others.
    """
    waiting = InboundMessage.objects.filter(partner=PARTNER, state=InboundMessage.State.RECEIVED)
    for pk in list(waiting.order_by("received_at").values_list("pk", flat=True)):
        try:
            handle_notification(pk)
        except DuoUnavailable:
            log.warning("notification %s waits for DUO", pk)
        except Exception as fault:
            log.error("notification %s breaks off: %s", pk, type(fault).__name__)
    for pk in unfinished_uploads():
        take_in(pk)
