"""What advances take back by themselves."""

import logging

from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.jobs import Reach, job
from wegwijs.stages.ontzorgen.commands.voorschot import repay_due

log = logging.getLogger(__name__)


@job(Reach.ALL, every="55 5 * * *")
def repay_advances() -> None:
    """Each morning: what falls due of each advance that two people agreed on; running it twice changes nothing."""
    today = clock.today()
    found = repay_due(today, by=system_actor("wegwijs", on=today))
    log.info(
        "advances: %s paid back, %s short",
        sum(1 for one in found if one.cents),
        sum(1 for one in found if one.short),
    )
