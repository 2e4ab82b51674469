"""Background work on hours."""

from wegwijs.hours.models import HoursTotal
from wegwijs.jobs import Reach, job
from wegwijs.totals import gather, nightly


@job(Reach.NONE, every="35 2 * * *")
def gather_totals() -> None:
    """What the day added to the totals becomes one row each."""
    gather(HoursTotal)


@job(Reach.ALL, every="41 2 * * *")
def prove_totals() -> None:
    """Every night: are the totals what the hours come to? What isn't stands in the log of the server."""
    nightly("hours")
