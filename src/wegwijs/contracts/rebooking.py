"""Terms with other prices came into force for who had begun, or from a day that is past: money is booked anew (docs/adr/0037).

What was delivered only the room that called off knows, so that room books; this one says for which call-offs, and remembers how far it is.
"""

import logging
from datetime import timedelta
from typing import Protocol

from django.db import transaction
from django.db.models import Q, QuerySet

from wegwijs import clock
from wegwijs.access.actor import Actor, system_actor
from wegwijs.contracts.models import CallOff, Rebooking, Terms

log = logging.getLogger(__name__)
# Who read the terms before they were decided may write a little later at the old price: so long they are looked at again each night.
AGAIN = timedelta(days=7)


class Rebooker(Protocol):
    """Books what differs from the prices that hold now, all of it or nothing; once more changes nothing.

    Gives the cents that were invoiced beyond what would be delivered: above 0 nothing was booked. None: the call-off isn't this room's.
    """

    def __call__(self, call_off: CallOff, terms: Terms, /, *, by: Actor) -> int | None: ...


_REBOOKERS: list[Rebooker] = []


def register(rebooker: Rebooker) -> None:
    """Called by a room when Django starts; once each."""
    if rebooker not in _REBOOKERS:
        _REBOOKERS.append(rebooker)


def for_the_night() -> QuerySet[Rebooking]:
    """What isn't done, and what was asked lately."""
    return Rebooking.objects.filter(Q(done_at=None) | Q(terms__decided_at__gte=clock.now() - AGAIN))


def rebook(rows: QuerySet[Rebooking]) -> int:
    """Book these anew, each for itself, so that one that breaks holds up no other; returns how many are done."""
    by, done = system_actor("wegwijs", on=clock.today()), 0
    for pk in rows.order_by("terms__number", "pk").values_list("pk", flat=True):
        try:
            with transaction.atomic():
                done += _one(pk, by)
        except Exception as fault:
            log.error("call-off of rebooking %s is not booked anew: %s", pk, type(fault).__name__)
    return done


def _one(pk: int, by: Actor) -> bool:
    row = Rebooking.objects.select_for_update(of=("self",)).select_related("terms", "call_off").get(pk=pk)
    said = (rebooker(row.call_off, row.terms, by=by) for rebooker in _REBOOKERS)
    row.owed = next((owed for owed in said if owed is not None), 0)
    row.done_at = None if row.owed else clock.now()
    row.save(update_fields=["owed", "done_at"])
    return not row.owed
