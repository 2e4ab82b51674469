"""Take a room, an interpreter, employees and people who inburgeren for an appointment, or refuse and say what is free."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from wegwijs.agenda.models import Claim, Interpreter, PersonClaim, Room
from wegwijs.agenda.queries.free import MOST, free_interpreters, free_of, free_rooms, free_times, overlapping
from wegwijs.agenda.slots import Slot
from wegwijs.clock import AMSTERDAM
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Employee
from wegwijs.people.models import Person
from wegwijs.ui.format import day

NAMED = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an appointment takes. ``seats`` is how many the room must hold; ``party``: see ``models.claims``.

    ``employee_fields``: the fields of the form in which the employees were chosen, in their order. For a refusal: ``stand_ins``
    gives who could do it instead of an employee, ``language`` (a code) is what an interpreter must speak.
    """

    room: Room | None = None
    interpreter: Interpreter | None = None
    employees: tuple[Employee, ...] = ()
    persons: frozenset[UUID] = field(default_factory=frozenset)
    seats: int = 0
    party: str = ""
    employee_fields: tuple[str, ...] = ("employee",)
    stand_ins: Callable[[], Sequence[Employee]] = tuple
    language: str = ""


class _Thing(NamedTuple):
    """Something that can be taken: the field of the form it was chosen in, its column, its key, how a refusal names it."""

    field: str
    column: str
    key: Any
    name: str


@transaction.atomic
def claim(source: str, slot: Slot, wanted: Wanted) -> None:
    """Take all of it for ``source``, in place of what ``source`` took before.

    Raises DomainError at the field ``room``, ``interpreter``, that of an employee, or ``on`` when one of them is taken, with what
    is free instead; then nothing changes.
    """
    _hold(wanted)
    things = _things(wanted)
    taken = overlapping(slot.starts, slot.ends, party=wanted.party, source=source)
    for thing in things:
        rows = Claim.objects.filter(**{thing.column: thing.key})
        found = rows.filter(taken).order_by("starts").first()
        if found:
            raise DomainError(_refusal(thing, found, rows, source, slot, wanted), field=thing.field)
    _check_persons(taken, source, slot, wanted)
    release(source)
    span = {"source": source, "party": wanted.party, "starts": slot.starts, "ends": slot.ends}
    Claim.objects.bulk_create(Claim(**span, **{thing.column: thing.key}) for thing in things)
    PersonClaim.objects.bulk_create(PersonClaim(**span, person_id=key) for key in sorted(wanted.persons))


@transaction.atomic
def release(source: str, *, persons: Iterable[UUID] | None = None) -> None:
    """What ``source`` took is free again; ``persons``: only these people."""
    rows = PersonClaim.objects.filter(source=source)
    if persons is not None:
        rows.filter(person__in=list(persons)).delete()
        return
    rows.delete()
    Claim.objects.filter(source=source).delete()


@transaction.atomic
def join(places: Sequence[tuple[str, Slot]], person: Person) -> None:
    """One more person at appointments that took their room and people already; where it is expected already nothing changes.

    Raises DomainError that names each moment at which this person is expected elsewhere.
    """
    _lock(Person.objects.filter(pk=person.pk))
    rows = PersonClaim.objects.filter(person=person)
    found = [
        f"{day(slot.on)} van {_clock(other)}"
        for source, slot in places
        for other in rows.filter(overlapping(slot.starts, slot.ends, source=source))
    ]
    if found:
        more = f" en nog {len(found) - NAMED}" if len(found) > NAMED else ""
        raise DomainError(f"{person} heeft dan al een afspraak: {', '.join(found[:NAMED])}{more}.")
    PersonClaim.objects.bulk_create(
        [
            PersonClaim(source=source, person=person, starts=slot.starts, ends=slot.ends)
            for source, slot in places
        ],
        ignore_conflicts=True,
    )


def hand_over(sources: Iterable[str], *, giver: Employee, taker: Employee) -> None:
    """Another employee takes these appointments over, also when two of them then fall together: that is for people to solve."""
    Claim.objects.filter(source__in=list(sources), employee=giver).update(employee=taker)


@transaction.atomic
def follow(source: str, employee: Employee | None) -> None:
    """What ``source`` takes of an employee is from now on of this one (None: of nobody), also when that falls together with something
    else of theirs: that is for people to solve."""
    Claim.objects.filter(source=source, employee__isnull=False).delete()
    taken = PersonClaim.objects.filter(source=source).first() if employee else None
    if taken:
        Claim.objects.create(
            source=source, party=taken.party, starts=taken.starts, ends=taken.ends, employee=employee
        )


def same_person(dropped: Person, kept: Person) -> None:
    """Two turned out to be one: what ``dropped`` is expected at, ``kept`` is; once where both were."""
    both = PersonClaim.objects.filter(person=kept).values("source")
    rows = PersonClaim.objects.filter(person=dropped)
    rows.filter(source__in=both).delete()
    rows.update(person=kept)


def _hold(wanted: Wanted) -> None:
    """Of two who want the same at once the second waits for the first; always in this order."""
    if wanted.employees:
        _lock(Employee.objects.filter(pk__in=[one.pk for one in wanted.employees]))
    if wanted.room:
        _lock(Room.objects.filter(pk=wanted.room.pk))
    if wanted.interpreter:
        _lock(Interpreter.objects.filter(pk=wanted.interpreter.pk))
    if wanted.persons:
        _lock(Person.objects.filter(pk__in=wanted.persons))


def _lock(rows: QuerySet[Any]) -> None:
    list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk"))


def _things(wanted: Wanted) -> list[_Thing]:
    found = [
        _Thing(name, "employee_id", one.pk, one.name)
        for name, one in zip(wanted.employee_fields, wanted.employees, strict=False)
    ]
    if wanted.room:
        found.append(_Thing("room", "room_id", wanted.room.pk, wanted.room.name))
    if wanted.interpreter:
        found.append(_Thing("interpreter", "interpreter_id", wanted.interpreter.pk, wanted.interpreter.name))
    return found


def _refusal(
    thing: _Thing, found: Claim, rows: QuerySet[Claim], source: str, slot: Slot, wanted: Wanted
) -> str:
    said = f"{thing.name} is op {day(slot.on)} al bezet van {_clock(found)}."
    return said + _instead(thing, source, slot, wanted) + _times(slot, [rows.exclude(source=source)])


def _instead(thing: _Thing, source: str, slot: Slot, wanted: Wanted) -> str:
    """What or who else is free at that moment; "" where that can't be known."""
    if wanted.room and thing.field == "room":
        rooms = free_rooms(wanted.room.gemeente_id, slot, seats=wanted.seats, source=source)[:MOST]
        names, none = [f"{one.name} ({one.seats} plaatsen)" for one in rooms], "geen andere ruimte"
    elif thing.field == "interpreter":
        names = [one.name for one in free_interpreters(slot, language=wanted.language, source=source)]
        none = "geen andere tolk"
    else:
        people = [one for one in wanted.stand_ins() if one not in wanted.employees]
        if not people:
            return ""
        names, none = [one.name for one in free_of(people, slot, source=source)], "geen collega"
    return f" Dan wel vrij: {', '.join(names[:MOST])}." if names else f" Er is dan {none} vrij."


def _clock(found: Claim | PersonClaim) -> str:
    since, until = (moment.astimezone(AMSTERDAM) for moment in (found.starts, found.ends))
    return f"{since:%H:%M} tot {until:%H:%M}"


def _times(slot: Slot, rows: list[QuerySet[Any]]) -> str:
    free = free_times(slot, rows)
    if not free:
        return " Die dag is er geen ander moment vrij: kies een andere dag."
    return f" Die dag wel vrij om {', '.join(f'{one.at:%H:%M}' for one in free)}."


def _check_persons(taken: Q, source: str, slot: Slot, wanted: Wanted) -> None:
    rows = PersonClaim.objects.filter(person__in=wanted.persons)
    found = list(rows.filter(taken).select_related("person").order_by("starts", "person"))
    if not found:
        return
    names = [f"{one.person} ({_clock(one)})" for one in found[:NAMED]]
    more = f" en nog {len(found) - NAMED}" if len(found) > NAMED else ""
    raise DomainError(
        f"Op {day(slot.on)} heeft al een afspraak: {', '.join(names)}{more}."
        + _times(slot, [rows.exclude(source=source)]),
        field="on",
    )
