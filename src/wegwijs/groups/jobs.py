"""Background work on groups."""

import logging

from django.db import transaction

from wegwijs import clock
from wegwijs.groups.commands.told import hide_old, renew
from wegwijs.jobs import Reach, job

log = logging.getLogger(__name__)


@job(Reach.ALL, every="45 5 * * *")
def keep_what_is_told() -> None:
    """Each morning: trainers read names as they are now, and nothing of sessions long past."""
    with transaction.atomic():
        today = clock.today()
        log.info("groups: %s renewed, %s hidden", renew(today), hide_old(today))
