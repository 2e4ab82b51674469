"""Background work on the book of contracts."""

from wegwijs.contracts.models import BegunTotal, BookTotal, OpenTotal, YearTotal
from wegwijs.jobs import Reach, job
from wegwijs.totals import gather, nightly


@job(Reach.NONE, every="45 2 * * *")
def gather_totals() -> None:
    """What the day added to the totals becomes one row each."""
    for model in (BookTotal, YearTotal, OpenTotal, BegunTotal):
        gather(model)


@job(Reach.NONE, every="51 2 * * *")
def prove_totals() -> None:
    """Every night: are the totals what the book comes to? What isn't stands in the log of the server."""
    nightly("contracts")
