"""Background work on files."""

import logging
from uuid import UUID

from wegwijs.imports.commands import work_on
from wegwijs.imports.queries import unfinished
from wegwijs.jobs import Reach, job
from wegwijs.rowsecurity.scope import entered, of_gemeente

log = logging.getLogger(__name__)


@job(Reach.GEMEENTE)
def work_on_file(file: str, gemeente: str) -> None:
    """Check, take over or take back; a second run goes on where the first ended."""
    work_on(UUID(file))


@job(Reach.ALL, every="*/10 * * * *")
def pick_up_files() -> None:
    """Go on with what a lost job left behind; a file that breaks holds up no other."""
    for pk, gemeente in unfinished():
        try:
            with entered(of_gemeente(gemeente)):
                work_on(pk)
        except Exception as fault:
            log.error("file %s breaks off: %s", pk, type(fault).__name__)
