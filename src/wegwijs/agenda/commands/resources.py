"""Keep rooms and interpreters."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.models import Claim, Interpreter, Room
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.clock import AMSTERDAM
from wegwijs.errors import Conflict, DomainError
from wegwijs.people.languages import language_name
from wegwijs.ui.format import day


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What is known of a room; ``gemeente`` is a code, ``last_day`` inclusive."""

    gemeente: str
    name: str
    address: str
    seats: int
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class InterpreterFacts:
    """What is known of an interpreter; ``languages`` are codes, ``last_day`` inclusive."""

    name: str
    languages: tuple[str, ...]
    phone: str
    last_day: date | None = None


@transaction.atomic
def save_room(facts: RoomFacts, *, by: Actor, room: Room | None = None, expected_version: int = 0) -> Room:
    """A new room, or other facts of one that is there.

    Raises NotAllowed without the right there; DomainError for a name that is taken there or a last day before what is
    planned in it; Conflict when a colleague changed it.
    """
    by.require(Permission.GROUP_PLAN, facts.gemeente)
    if room is None:
        made = Room(gemeente_id=facts.gemeente)
    else:
        by.require(Permission.GROUP_PLAN, room.gemeente_id)
        made = Room.objects.select_for_update().get(pk=room.pk)
        if made.version != expected_version:
            raise _changed_room(made)
        _check_last_day("room", made.pk, facts.last_day)
        made.gemeente_id, made.version = facts.gemeente, made.version + 1
    made.name, made.address, made.seats = facts.name, facts.address, facts.seats
    made.last_day = facts.last_day
    _save(made, "Er is in deze gemeente al een ruimte met deze naam. Kies een andere naam.")
    record(
        by=by, action=Action.CHANGE, kind="ruimte", key=made.pk, gemeente=made.gemeente_id,
        detail="ruimte bijgehouden",
    )  # fmt: skip
    return made


def _changed_room(row: Room) -> Conflict:
    return Conflict(
        "Een collega heeft deze ruimte net gewijzigd.",
        theirs={
            "name": row.name, "address": row.address, "seats": str(row.seats),
            "last_day": day(row.last_day) if row.last_day else "",
        },
        version=row.version,
        what="Ruimte",
    )  # fmt: skip


@transaction.atomic
def save_interpreter(
    facts: InterpreterFacts, *, by: Actor, interpreter: Interpreter | None = None, expected_version: int = 0
) -> Interpreter:
    """A new interpreter, or other facts of one. Raises as ``save_room`` does."""
    by.require(Permission.GROUP_PLAN)
    made = Interpreter()
    if interpreter is not None:
        made = Interpreter.objects.select_for_update().get(pk=interpreter.pk)
        if made.version != expected_version:
            raise Conflict(
                "Een collega heeft deze tolk net gewijzigd.",
                theirs={
                    "name": made.name, "languages": ", ".join(map(language_name, made.languages)), "phone": made.phone,
                    "last_day": day(made.last_day) if made.last_day else "",
                },
                version=made.version,
                what="Tolk",
            )  # fmt: skip
        _check_last_day("interpreter", made.pk, facts.last_day)
        made.version += 1
    made.name, made.languages, made.phone = facts.name, list(facts.languages), facts.phone
    made.last_day = facts.last_day
    _save(made, "Er is al een tolk met deze naam. Kies een andere naam.")
    record(by=by, action=Action.CHANGE, kind="tolk", key=made.pk, detail="tolk bijgehouden")
    return made


def _save(row: Room | Interpreter, twice: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as taken:
        raise DomainError(twice, field="name") from taken


def _check_last_day(column: str, key: object, last: date | None) -> None:
    if last is None:
        return
    found = Claim.objects.filter(**{column: key}, ends__gt=clock.now()).order_by("-starts").first()
    if found and (planned := found.starts.astimezone(AMSTERDAM).date()) > last:
        raise DomainError(
            f"Er is nog iets gepland tot en met {day(planned)}. Kies een latere dag, of verplaats dat eerst.",
            field="last_day",
        )
