"""What is told by itself."""

from wegwijs import clock
from wegwijs.alerts.commands import gather, send_digests
from wegwijs.jobs import Reach, job


@job(Reach.ALL, every="*/5 * * * *")
def gather_alerts() -> None:
    """Every five minutes: what is new, and what passed."""
    gather(on=clock.today())


@job(Reach.ALL, every="15,45 7 * * 1-5")
def mail_digests() -> None:
    """On working days before work; the second run is for what the mail server refused at the first."""
    today = clock.today()
    gather(on=today)
    send_digests(on=today)
