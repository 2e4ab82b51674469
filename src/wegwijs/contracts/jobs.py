"""Background work on the book of contracts."""

from uuid import UUID

from wegwijs.contracts import rebooking
from wegwijs.contracts.models import BegunTotal, BookTotal, OpenTotal, Rebooking, YearTotal
from wegwijs.jobs import Reach, job
from wegwijs.totals import gather, nightly


@job(Reach.NONE, every="45 2 * * *")
def gather_totals() -> None:
    """What the day added to the totals becomes one row each."""
    for model in (BookTotal, YearTotal, OpenTotal, BegunTotal):
        gather(model)


@job(Reach.ALL)
def rebook_terms(terms: str) -> None:
    """Book anew at the prices of terms that came into force, with what still waited of the same call-offs: at these prices perhaps nothing need be
    given back. A second run goes on where the first ended."""
    same = Rebooking.objects.filter(terms=UUID(terms)).values("call_off")
    rebooking.rebook(Rebooking.objects.filter(call_off__in=same, done_at=None))


@job(Reach.ALL)
def rebook_call_off(call_off: str) -> None:
    """The same of one call-off, since its supplier gave something back."""
    rebooking.rebook(Rebooking.objects.filter(call_off=UUID(call_off), done_at=None))


@job(Reach.ALL, every="20 3 * * *")
def rebook_what_waits() -> None:
    """Each night: what a lost job or an invoice left behind; running it twice changes nothing."""
    rebooking.rebook(rebooking.for_the_night())


@job(Reach.NONE, every="51 2 * * *")
def prove_totals() -> None:
    """Every night: are the totals what the book comes to? What isn't stands in the log of the server."""
    nightly("contracts")
