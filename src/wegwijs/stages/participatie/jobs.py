"""Background work on hours beside the PIP."""

import logging

from wegwijs.jobs import Reach, job
from wegwijs.stages.participatie.commands import rebuild_stands

log = logging.getLogger(__name__)


@job(Reach.ALL, every="20 1 * * *")
def check_stands() -> None:
    """Each night: what an act left behind, and dossiers of before this was kept; running it twice changes nothing."""
    log.info("urenstand: %s dossiers", max(rebuild_stands(), default=0))
