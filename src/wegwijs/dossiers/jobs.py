"""Background work on dossiers."""

import logging

from wegwijs.dossiers.commands import rebuild_termijnen
from wegwijs.jobs import job

log = logging.getLogger(__name__)


@job(every="10 0 * * *")
def check_deadlines() -> None:
    """Each night: what lapsed by the passing of a day. Derives every open dossier anew; writes only differences."""
    last = None
    for progress in rebuild_termijnen():
        last = progress
    if last:
        log.info("termijnen: %s dossiers, %s changed", last.seen, last.changed)
