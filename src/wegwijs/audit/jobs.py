"""What the audit does for itself."""

import logging

from wegwijs.audit.commands import check_chains
from wegwijs.jobs import Reach, job

log = logging.getLogger(__name__)


@job(Reach.NONE, every="43 2 * * *")
def check_audit() -> None:
    """Every night: is each chain whole? A broken one is an incident and stands in the log of the server."""
    for check in check_chains():
        if check.broken:
            log.error("audit chain %s is broken at %s", check.chain, check.broken)
