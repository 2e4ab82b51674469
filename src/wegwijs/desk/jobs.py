"""What the desk does by itself."""

from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.desk.commands import keep_week
from wegwijs.jobs import Reach, job


@job(Reach.ALL, every="40 5 * * 1")
def keep_the_week() -> None:
    """Each Monday before work: how every regisseur stands, kept as history. A second run keeps nothing more."""
    today = clock.today()
    keep_week(by=system_actor("wegwijs", on=today), on=today)
