"""Plan a talk, move it, cancel it."""

from dataclasses import dataclass, fields
from datetime import date, time

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.commands import Wanted, claim, release
from wegwijs.agenda.slots import Slot
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.organisations.models import Employee
from wegwijs.people.queries import household_on
from wegwijs.ui.format import day


@dataclass(frozen=True, slots=True)
class Planned:
    """What is agreed; ``at`` is a Dutch clock time, ``employee`` who holds the talk, ``counterpart`` who comes from elsewhere
    (at a driegesprek the COA-begeleider)."""

    employee: Employee
    soort: Afspraak.Soort
    on: date
    at: time
    minutes: int
    way: Afspraak.Way
    place: str = ""
    counterpart: str = ""
    interpreter: bool = False

    @property
    def slot(self) -> Slot:
        """When it is."""
        return Slot(self.on, self.at, self.minutes)


@transaction.atomic
def plan_afspraak(dossier: Dossier, planned: Planned, *, by: Actor) -> Afspraak:
    """Plan a talk. Raises DomainError in a closed dossier, for a moment that has gone or that the clock skips, and when who
    holds the talk or the inburgeraar is expected elsewhere then; a household may talk together."""
    by.require(Permission.CONTACT_RECORD, dossier.gemeente_id)
    if not dossier.is_open:
        raise DomainError("Dit dossier is gesloten. Heropen het eerst.")
    _check(planned)
    row = Afspraak.objects.create(dossier=dossier, changed_at=clock.now(), by=by.label, **_columns(planned))
    _take(row, planned)
    _audit(row, by, "gepland")
    return row


@transaction.atomic
def move_afspraak(row: Afspraak, planned: Planned, *, by: Actor, expected_version: int) -> Afspraak:
    """Another moment, place or person. Raises Conflict when someone else changed it, DomainError as planning does."""
    current = _held(row, by, expected_version)
    _check(planned)
    for name, value in _columns(planned).items():
        setattr(current, name, value)
    _take(current, planned)
    return _changed(current, by, "gewijzigd")


@transaction.atomic
def cancel_afspraak(row: Afspraak, *, by: Actor) -> None:
    """It doesn't go on. Cancelling twice changes nothing."""
    by.require(Permission.CONTACT_RECORD, row.dossier.gemeente_id)
    current = Afspraak.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=row.pk)
    if current.cancelled_at is None:
        _cancel(current, by)


def cancel_planned(dossier: Dossier, *, by: Actor) -> None:
    """What is planned in a dossier that closes doesn't go on. Inside the transaction of closing."""
    rows = Afspraak.objects.select_for_update(of=("self",)).select_related("dossier")
    for row in rows.filter(dossier=dossier, cancelled_at=None, on__gte=clock.today()):
        _cancel(row, by)
    release(call_of(dossier))


def _cancel(row: Afspraak, by: Actor) -> None:
    row.cancelled_at = clock.now()
    release(source_of(row))
    _changed(row, by, "afgezegd")


def source_of(row: Afspraak) -> str:
    """Under which name a talk takes people's time (docs/adr/0019)."""
    return f"gesprek:{row.pk}"


def call_of(dossier: Dossier) -> str:
    """Under which name the talk of an oproep takes time, one a dossier: a new oproep takes another moment instead."""
    return f"oproep:{dossier.pk}"


def take_time(source: str, dossier: Dossier, slot: Slot, employee: Employee | None) -> None:
    """For a talk with this inburgeraar by this employee (None: nobody yet). Raises DomainError when one of them is expected
    elsewhere then; a household may talk together."""
    home = household_on(dossier.person, slot.on)
    party = f"huishouden:{home.pk}" if home else ""
    who = (employee,) if employee else ()
    claim(source, slot, Wanted(employees=who, persons=frozenset({dossier.person_id}), party=party))


def _take(row: Afspraak, planned: Planned) -> None:
    take_time(source_of(row), row.dossier, planned.slot, planned.employee)


def _held(row: Afspraak, by: Actor, expected_version: int) -> Afspraak:
    by.require(Permission.CONTACT_RECORD, row.dossier.gemeente_id)
    current = (
        Afspraak.objects.select_for_update(of=("self",)).select_related("dossier", "employee").get(pk=row.pk)
    )
    if current.cancelled_at:
        raise DomainError("Deze afspraak is afgezegd. Plan een nieuwe.")
    if current.version != expected_version:
        raise Conflict(
            "Een collega heeft deze afspraak net gewijzigd.",
            theirs={
                "soort": current.get_soort_display(), "on": day(current.on), "at": f"{current.at:%H:%M}",
                "minutes": str(current.minutes), "way": current.get_way_display(), "place": current.place,
                "counterpart": current.counterpart, "interpreter": "ja" if current.interpreter else "nee",
                "employee": current.employee.name,
            },
            version=current.version,
            what="Afspraak",
        )  # fmt: skip
    return current


def _check(planned: Planned) -> None:
    if not planned.slot.exists:
        raise DomainError(
            f"Die tijd is er niet op {planned.on:%d-%m-%Y}: de klok gaat dan een uur vooruit. Kies een andere tijd.",
            field="at",
        )
    if planned.slot.starts < clock.now():
        raise DomainError("Dit moment is al voorbij. Kies een later moment.", field="on")


def _columns(planned: Planned) -> dict[str, object]:
    return {field.name: getattr(planned, field.name) for field in fields(planned)}


def _changed(row: Afspraak, by: Actor, what: str) -> Afspraak:
    row.version += 1
    row.changed_at = clock.now()
    row.save()
    _audit(row, by, what)
    return row


def _audit(row: Afspraak, by: Actor, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="dossier", key=row.dossier_id, gemeente=row.dossier.gemeente_id,
        detail=f"afspraak {what}",
    )  # fmt: skip
