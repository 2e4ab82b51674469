"""Background work with DUO: handle what came in, send what must go out."""

import logging
from uuid import UUID

from wegwijs.exchange.duo.client import DuoUnavailable
from wegwijs.exchange.duo.commands import NotHandled, send_due, take_in, take_notification
from wegwijs.exchange.duo.queries import unfinished_uploads, waiting_notifications
from wegwijs.jobs import Reach, job
from wegwijs.rowsecurity.scope import entered, of_gemeente

log = logging.getLogger(__name__)


@job(Reach.GEMEENTE)
def handle(message: str, gemeente: str) -> None:
    """Handle one stored notification."""
    take_notification(UUID(message))


@job(Reach.GEMEENTE)
def take_in_list(upload: str, gemeente: str) -> None:
    """Take in an uploaded list; a second run goes on where the first ended."""
    take_in(UUID(upload))


@job(Reach.ALL, every="*/5 * * * * *")
def send() -> None:
    """Send everything that is due; runs every five seconds and takes nothing when there is nothing."""
    send_due()


@job(Reach.ALL, every="*/10 * * * *")
def pick_up() -> None:
    """Handle what is still waiting: a notification or a list whose job was lost is never lost itself.

    One that can't be handled now doesn't hold up the others; a gemeente for which DUO can't be reached is left alone
    until the next time.
    """
    unreachable: set[str] = set()
    for pk, gemeente in waiting_notifications():
        if gemeente in unreachable:
            continue
        try:
            with entered(of_gemeente(gemeente)):
                take_notification(pk)
        except DuoUnavailable:
            unreachable.add(gemeente)
        except NotHandled:
            continue
    for pk, gemeente in unfinished_uploads():
        try:
            with entered(of_gemeente(gemeente)):
                take_in(pk)
        except Exception as fault:
            log.error("list %s breaks off: %s", pk, type(fault).__name__)
