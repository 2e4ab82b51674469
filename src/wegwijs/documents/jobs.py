"""Background work on piles of letters."""

import logging
from uuid import UUID

from wegwijs.documents.commands.batches import LANES, send_batch
from wegwijs.documents.models import LetterBatch
from wegwijs.documents.queries.batches import unfinished
from wegwijs.jobs import Reach, job
from wegwijs.rowsecurity.scope import entered, of_gemeente

log = logging.getLogger(__name__)


@job(Reach.GEMEENTE)
def send_letters(batch: str, gemeente: str) -> None:
    """Write and send; a second run goes on where the first ended."""
    send_batch(UUID(batch))


def hand_over(batch: LetterBatch) -> None:
    """Give a pile to the workers, when the present transaction commits."""
    for _ in range(LANES):
        send_letters.defer(batch=str(batch.pk), gemeente=batch.gemeente_id)


@job(Reach.ALL, every="*/10 * * * *")
def pick_up_batches() -> None:
    """Go on with what a lost job left behind; a pile that breaks holds up no other."""
    for pk, gemeente in unfinished():
        try:
            with entered(of_gemeente(gemeente)):
                send_batch(pk)
        except Exception as fault:
            log.error("batch %s breaks off: %s", pk, type(fault).__name__)
