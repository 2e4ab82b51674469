"""Background work on leerroutes."""

import logging

from django.db import transaction

from wegwijs import clock
from wegwijs.jobs import Reach, job
from wegwijs.stages.leerroutes.commands import hide_old
from wegwijs.stages.leerroutes.commands.derive import derive_signals
from wegwijs.stages.leerroutes.commands.voltooiing import rebuild_completion

log = logging.getLogger(__name__)


@job(Reach.ALL, every="40 1 * * *")
def check_completion() -> None:
    """Each night: what an act left behind, and dossiers of before this was kept; running it twice changes nothing."""
    log.info("voltooiing: %s dossiers", max(rebuild_completion(), default=0))


@job(Reach.ALL, every="50 5 * * *")
def hide_who_left() -> None:
    """Each morning: schools read nothing more of who left six weeks ago."""
    with transaction.atomic():
        log.info("leerroutes: %s hidden", hide_old(clock.today()))


@job(Reach.ALL, every="10 2 * * *")
def look_at_lessons() -> None:
    """Each night: who may drop out, by the weeks that schools delivered."""
    log.info("leerroutes: %s new signals", derive_signals(clock.today()))
