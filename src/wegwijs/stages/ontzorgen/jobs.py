"""What this room does for itself."""

import logging

from wegwijs import clock
from wegwijs.jobs import Reach, job
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.queries.statements import stands

log = logging.getLogger(__name__)


@job(Reach.ALL, every="37 5 * * *")
def prove_stand() -> None:
    """Every morning: is what clients hold at the bank or on its way, and does the bank say the same? Where not, the log of the server says so; who keeps
    the money has an alert of it and a page."""
    for one in stands(Gemeente.objects.values_list("pk", flat=True), on=clock.today()):
        if not one.holds:
            log.error(
                "client money of %s does not add up: %s cents beside the bank",
                one.gemeente.pk,
                one.difference,
            )
