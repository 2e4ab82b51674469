"""What the ledger does for itself."""

import logging

from wegwijs.jobs import Reach, job
from wegwijs.ledger.commands import prove

log = logging.getLogger(__name__)


@job(Reach.ALL, every="23 3 * * *")
def prove_ledger() -> None:
    """Every night: was a cent made or lost, or a row touched? What doesn't hold is an incident and stands in the log of the server."""
    found = prove()
    for sentence in found.findings:
        log.error("the ledger does not hold: %s", sentence)
