"""Background work on referrals."""

import logging

from django.db import transaction

from wegwijs import clock
from wegwijs.jobs import Reach, job
from wegwijs.stages.begeleiding.commands import remind

log = logging.getLogger(__name__)


@job(Reach.ALL, every="40 5 * * *")
def remind_of_referrals() -> None:
    """Each morning: a task where a receiver is silent for too long."""
    with transaction.atomic():
        log.info("referrals: %s reminders", remind(clock.today()))
