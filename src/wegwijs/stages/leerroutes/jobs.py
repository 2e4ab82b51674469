"""Background work on placements."""

import logging

from django.db import transaction

from wegwijs import clock
from wegwijs.jobs import Reach, job
from wegwijs.stages.leerroutes.commands import hide_old

log = logging.getLogger(__name__)


@job(Reach.ALL, every="50 5 * * *")
def hide_who_left() -> None:
    """Each morning: schools read nothing more of who left six weeks ago."""
    with transaction.atomic():
        log.info("leerroutes: %s hidden", hide_old(clock.today()))
