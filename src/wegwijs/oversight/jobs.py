"""What oversight does by itself."""

from wegwijs import clock
from wegwijs.jobs import Reach, job
from wegwijs.oversight.commands import find_signs, month_before


@job(Reach.ALL, every="17 4 1 * *")
def find_signs_of_last_month() -> None:
    """On the first of each month: what stands out in the month before, and a sample."""
    find_signs(month_before(clock.today()))
