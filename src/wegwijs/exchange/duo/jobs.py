"""Background work with DUO: handle what came in, send what must go out."""

from uuid import UUID

from wegwijs.exchange.duo.client import DuoUnavailable
from wegwijs.exchange.duo.commands import NotHandled, drop_toets, queue_toets, send_due, take_notification
from wegwijs.exchange.duo.queries import waiting_notifications
from wegwijs.jobs import Reach, job
from wegwijs.rowsecurity.scope import entered, of_gemeente


@job(Reach.GEMEENTE)
def handle(message: str, gemeente: str) -> None:
    """Handle one stored notification."""
    take_notification(UUID(message))


@job(Reach.ALL, every="* * * * * */5")
def send() -> None:
    """Send everything that is due; runs every five seconds and takes nothing when there is nothing."""
    send_due()


@job(Reach.ALL, every="* * * * *")
def tell_of_toets() -> None:
    """See in the timelines whose leerbaarheidstoets does not go on, and tell DUO; every minute."""
    drop_toets()
    queue_toets()


@job(Reach.ALL, every="*/10 * * * *")
def pick_up() -> None:
    """Handle what is still waiting: a notification whose job was lost is never lost itself.

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
