"""Background work on leerroutes."""

import logging

from wegwijs.jobs import Reach, job
from wegwijs.stages.leerroutes.commands.voltooiing import rebuild_completion

log = logging.getLogger(__name__)


@job(Reach.ALL, every="40 1 * * *")
def check_completion() -> None:
    """Each night: what an act left behind, and dossiers of before this was kept; running it twice changes nothing."""
    log.info("voltooiing: %s dossiers", max(rebuild_completion(), default=0))
