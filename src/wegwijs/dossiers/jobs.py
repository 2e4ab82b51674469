"""Background work on dossiers."""

import logging

from wegwijs.dossiers.commands import rebuild_termijnen
from wegwijs.jobs import Reach, job

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
