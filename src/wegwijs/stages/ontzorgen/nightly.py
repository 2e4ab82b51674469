"""What is looked at each morning: who ends within some weeks, whose handover begins, whose bijstand stopped."""

import logging

from django.db import transaction

from wegwijs import clock
from wegwijs.jobs import Reach, job
from wegwijs.stages.ontzorgen.commands.endings import look_ahead

log = logging.getLogger(__name__)


@job(Reach.ALL, every="20 5 * * *")
def look_at_endings() -> None:
    """Tasks of what ends, and checklists; running it twice changes nothing."""
    with transaction.atomic():
        announced, begun, ended = look_ahead(clock.today())
    log.info("ontzorgen: %s announced, %s handed over, %s ended", announced, begun, ended)
