"""Background work on dossiers."""

import logging
from uuid import UUID

from wegwijs import clock
from wegwijs.dossiers.commands import carry_out, rebuild_termijnen
from wegwijs.dossiers.herverdelen import due
from wegwijs.jobs import Reach, job
from wegwijs.rowsecurity.scope import entered, of_gemeente

log = logging.getLogger(__name__)


# So many pieces, for as many workers as there are to share.
PARTS = 8


@job(Reach.NONE, every="10 0 * * *")
def check_deadlines() -> None:
    """Each night: what lapsed by the passing of a day. Hands every open dossier over to the workers, in equal parts."""
    for place in range(PARTS):
        check_part.defer(place=place, parts=PARTS)


@job(Reach.ALL)
def check_part(*, place: int, parts: int) -> None:
    """Derive one part of the open dossiers anew; writes only differences, so running it twice changes nothing."""
    last = None
    for progress in rebuild_termijnen(part=(place, parts)):
        last = progress
    if last:
        log.info("termijnen: %s dossiers, %s changed", last.seen, last.changed)


@job(Reach.GEMEENTE)
def work_on_herverdeling(batch: str, gemeente: str) -> None:
    """Move dossiers to a colleague, or back; a second run goes on where the first ended."""
    carry_out(UUID(batch))


@job(Reach.ALL, every="*/10 * * * *")
def pick_up_herverdelingen() -> None:
    """Begin what was planned for today, and go on with what a lost job left behind; one that breaks holds up no other."""
    for pk, gemeente in due(clock.today()):
        try:
            with entered(of_gemeente(gemeente)):
                carry_out(pk)
        except Exception as fault:
            log.error("herverdeling %s breaks off: %s", pk, type(fault).__name__)
