"""What the room that called off says of a call-off later: for figures, and for who judges an invoice. Nothing is booked."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from wegwijs.contracts.models import CallOff


def result_seen(row: CallOff, on: date) -> None:
    """What the contract calls a result is there, says the room above; what is paid for it is delivered by itself."""
    CallOff.objects.filter(pk=row.pk).update(result_on=on)


def tell_moved(row: CallOff, on: date | None) -> None:
    """Whoever it is for lives elsewhere since a day, says the room above (None: yet not): who pays what is delivered after it, a person decides."""
    CallOff.objects.filter(pk=row.pk).update(moved_on=on)


def tell_cohort(keys: Iterable[UUID], year: int | None) -> None:
    """To which cohort these call-offs belong, says the room above; for figures only. Once more changes nothing."""
    same = Q(cohort=None) if year is None else Q(cohort=year)
    CallOff.objects.filter(pk__in=keys).exclude(same).update(cohort=year)
