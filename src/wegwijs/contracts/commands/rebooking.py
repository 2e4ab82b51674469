"""Ask that money is booked anew, since other prices came into force."""

from wegwijs.contracts.jobs import rebook_call_off, rebook_terms
from wegwijs.contracts.models import CallOff, Rebooking, Terms
from wegwijs.contracts.queries.agreements import concerned


def ask_rebooking(terms: Terms) -> None:
    """Each call-off for which these terms hold goes to the worker with the present transaction."""
    rows = concerned(terms).order_by("pk")
    made = Rebooking.objects.bulk_create(Rebooking(terms=terms, call_off=one) for one in rows)
    if made:
        rebook_terms.defer(terms=str(terms.pk))


def given_back(call_off: CallOff) -> None:
    """The supplier gave something back: what waited for that can be booked now."""
    if Rebooking.objects.filter(call_off=call_off, done_at=None).exists():
        rebook_call_off.defer(call_off=str(call_off.pk))
