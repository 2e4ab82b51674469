"""What the audit does for itself."""

import logging

from wegwijs.audit.commands import check_chains
from wegwijs.audit.heads import written
from wegwijs.audit.queries import heads
from wegwijs.jobs import Reach, job

log = logging.getLogger(__name__)


@job(Reach.NONE, every="43 2 * * *")
def check_audit() -> None:
    """Every night: is each chain whole? A broken one is an incident and stands in the log of the server.

    So do the heads of whole chains: that log is kept elsewhere, and ``wegwijs verify-audit --heads`` reads its lines.
    """
    whole = []
    for check in check_chains():
        if check.broken:
            log.error("audit chain %s is broken at %s", check.chain, check.broken)
        else:
            whole.append(check.chain)
    for line in written(heads(whole)):
        log.info("audit head %s", line)
