"""What is taken, and what is free instead."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from wegwijs.agenda.calendar import instant
from wegwijs.agenda.models import Claim, Interpreter, PersonClaim, Room
from wegwijs.agenda.slots import Slot, others_that_day
from wegwijs.clock import AMSTERDAM
from wegwijs.organisations.models import Employee

MOST = 3


def overlapping(starts: datetime, ends: datetime, *, party: str = "", source: str = "") -> Q:
    """Which claims are in the way from ``starts`` (inclusive) to ``ends`` (exclusive).

    Not those of the same ``source``, nor of the same ``party`` that begin at the same instant.
    """
    found = Q(starts__lt=ends, ends__gt=starts) & ~Q(source=source)
    return found & ~Q(party=party, starts=starts) if party else found


def free_rooms(gemeente: str, slot: Slot, *, seats: int, source: str = "") -> QuerySet[Room]:
    """Rooms of a gemeente (its code) with enough seats that nobody takes then, the smallest first."""
    taken = Claim.objects.filter(overlapping(slot.starts, slot.ends, source=source), room=OuterRef("pk"))
    return (
        Room.objects.filter(~Exists(taken), gemeente=gemeente, seats__gte=seats)
        .filter(Q(last_day=None) | Q(last_day__gte=slot.on))
        .order_by("seats", "name")
    )


def free_interpreters(slot: Slot, *, language: str, source: str = "") -> list[Interpreter]:
    """Who can be asked to interpret this language (a code; "" any) and is free then, by name."""
    taken = Claim.objects.filter(
        overlapping(slot.starts, slot.ends, source=source), interpreter=OuterRef("pk")
    )
    rows = Interpreter.objects.filter(~Exists(taken)).filter(Q(last_day=None) | Q(last_day__gte=slot.on))
    return [one for one in rows.order_by("name") if one.speaks(language)]


def free_of(people: Sequence[Employee], slot: Slot, *, source: str = "") -> list[Employee]:
    """Of these employees who is free then, in their order."""
    rows = Claim.objects.filter(overlapping(slot.starts, slot.ends, source=source), employee__in=people)
    taken = set(rows.values_list("employee", flat=True))
    return [one for one in people if one.pk not in taken]


def taken_on(
    on: date, *, employees: Iterable[int], persons: Iterable[UUID], besides: str
) -> list[tuple[str, str, str]]:
    """What is taken of the time of these people on a day besides what the source ``besides`` takes: who, from when and until
    when by the clock. Two statements."""
    first = instant(on, time.min)
    whole_day = overlapping(first, instant(on + timedelta(days=1), time.min), source=besides)
    rows = [
        *Claim.objects.filter(whole_day, employee__in=list(employees)).select_related("employee"),
        *PersonClaim.objects.filter(whole_day, person__in=list(persons)).select_related("person"),
    ]
    found = []
    for row in sorted(rows, key=lambda one: one.starts):
        who = (
            row.employee.name if isinstance(row, Claim) and row.employee else str(getattr(row, "person", ""))
        )
        since, until = (moment.astimezone(AMSTERDAM) for moment in (row.starts, row.ends))
        found.append((who, f"{since:%H:%M}", f"{until:%H:%M}"))
    return found


def free_times(slot: Slot, rows: Iterable[QuerySet[Claim] | QuerySet[PersonClaim]]) -> list[Slot]:
    """The first moments of that day, as long, in which none of these claims is in the way. A statement for each of ``rows``."""
    first, last = slot.starts - timedelta(days=1), slot.starts + timedelta(days=1)
    taken = [
        span
        for claims in rows
        for span in claims.filter(starts__lt=last, ends__gt=first).values_list("starts", "ends")
    ]
    found = (
        other
        for other in others_that_day(slot)
        if other.exists and not any(a < other.ends and b > other.starts for a, b in taken)
    )
    return [other for other, _ in zip(found, range(MOST), strict=False)]
