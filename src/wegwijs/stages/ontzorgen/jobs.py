"""What this room does for itself."""

import logging
from uuid import UUID

from wegwijs import clock
from wegwijs.jobs import Reach, job
from wegwijs.organisations.models import Gemeente
from wegwijs.rowsecurity.scope import entered, of_gemeente
from wegwijs.stages.ontzorgen.commands.reading import HandedIn, read_file
from wegwijs.stages.ontzorgen.queries.reading import unfinished
from wegwijs.stages.ontzorgen.queries.statements import stands
from wegwijs.stages.ontzorgen.reader import reader

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


@job(Reach.GEMEENTE)
def read_statements(file: str, gemeente: str) -> None:
    """Read a large file of the bank; a second run goes on where the first ended."""
    read_file(UUID(file), reader())


def hand_over(handed: HandedIn) -> None:
    """Give a file to the workers, when the present transaction commits; one that they have already isn't given again."""
    if handed.new:
        read_statements.defer(file=str(handed.file.pk), gemeente=handed.file.gemeente_id)


@job(Reach.ALL, every="*/10 * * * *")
def pick_up_statements() -> None:
    """Go on with what a lost job left behind; a file that breaks holds up no other."""
    for pk, gemeente in unfinished():
        try:
            with entered(of_gemeente(gemeente)):
                read_file(pk, reader())
        except Exception as fault:
            log.error("file %s of the bank breaks off: %s", pk, type(fault).__name__)
