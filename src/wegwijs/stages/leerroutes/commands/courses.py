"""Keep the courses of a school."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.models import Contract
from wegwijs.errors import Conflict, DomainError
from wegwijs.stages.leerroutes.models import Cursus
from wegwijs.stages.leerroutes.queries.courses import contracts_of, mine, taken
from wegwijs.ui.format import day

EDIT = Permission.COURSE_EDIT


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What a course is; names are those of ``Cursus``. Both days inclusive."""

    name: str
    route: str
    level: str
    postcode: str
    town: str
    dagdelen: tuple[str, ...]
    starts_on: date
    last_day: date
    weekly_minutes: int
    seats: int
    childcare: bool = False

    def columns(self) -> dict[str, Any]:
        """As they are stored."""
        return {name: getattr(self, name) for name in self.__slots__} | {"dagdelen": list(self.dagdelen)}


@transaction.atomic
def make_course(contract: Contract, facts: CourseFacts, *, by: Actor) -> Cursus:
    """Under a contract of the own school, or as a buyer of the own gemeenten. Raises NotAllowed, and DomainError for another's contract,
    days that don't fit and the same course twice.
    """
    by.require(EDIT)
    if contract.pk not in {one.pk for one in contracts_of(by)}:
        raise DomainError("Dit contract is niet van uw organisatie. Kies een ander.", field="contract")
    _check(facts)
    if Cursus.objects.filter(contract=contract, name=facts.name, starts_on=facts.starts_on).exists():
        raise DomainError(f"{facts.name} die begint op {day(facts.starts_on)} staat er al.", field="name")
    made = Cursus.objects.create(contract=contract, **facts.columns())
    _told(by, made, "vastgelegd")
    return made


@transaction.atomic
def change_course(course: Cursus, facts: CourseFacts, *, by: Actor, expected_version: int) -> Cursus:
    """Who has a place keeps the days that were planned. Raises DomainError below the seats that are taken, Conflict for an older version."""
    row = _held(course, by)
    if row.version != expected_version:
        raise Conflict(
            "Een collega heeft deze cursus net gewijzigd.", theirs={"seats": str(row.seats)}, version=row.version,
            what="Cursus",
        )  # fmt: skip
    _check(facts)
    if (seats := taken([row.pk]).get(row.pk, 0)) > facts.seats:
        raise DomainError(f"Er zijn al {seats} plaatsen bezet. Vul {seats} of meer in.", field="seats")
    for name, value in facts.columns().items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    _told(by, row, "gewijzigd")
    return row


@transaction.atomic
def close_course(course: Cursus, *, by: Actor) -> Cursus:
    """Nobody is placed in it any more; who has a place keeps it. Once more changes nothing."""
    row = _held(course, by)
    if row.closed_on is None:
        row.closed_on = clock.today()
        row.version += 1
        row.save()
        _told(by, row, "gesloten voor nieuwe plaatsingen")
    return row


def _held(course: Cursus, by: Actor) -> Cursus:
    by.require(EDIT)
    row = mine(by).select_for_update(of=("self",)).filter(pk=course.pk).first()
    if row is None:
        raise DomainError("Deze cursus is niet van uw organisatie.")
    return row


def _check(facts: CourseFacts) -> None:
    if facts.last_day <= facts.starts_on:
        raise DomainError("De laatste dag ligt niet na de eerste. Vul een latere dag in.", field="last_day")
    if not facts.dagdelen:
        raise DomainError("Kies op welke dagdelen er les is.", field="dagdelen")


def _told(by: Actor, row: Cursus, detail: str) -> None:
    record(by=by, action=Action.CHANGE, kind="cursus", key=row.pk, detail=f"{row.name}: {detail}"[:160])
