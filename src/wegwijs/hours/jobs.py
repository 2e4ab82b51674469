"""Background work on hours."""

from wegwijs.hours.totals import gather
from wegwijs.jobs import Reach, job


@job(Reach.NONE, every="35 2 * * *")
def gather_totals() -> None:
    """What the day added to the totals becomes one row each."""
    gather()
