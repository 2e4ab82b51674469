"""The yearly talk with a volunteer: goes on until a new last day, or stops."""

from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.commands.employees import stop_working
from wegwijs.access.models import RoleAssignment
from wegwijs.access.queries.volunteers import MOST_AHEAD
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Employee, Jaargesprek
from wegwijs.ui.format import day


@transaction.atomic
def record_review(
    volunteer: Employee, *, by: Actor, on: date, outcome: Jaargesprek.Outcome, last_day: date
) -> Jaargesprek:
    """A talk was held on ``on``; ``last_day`` (included) is the new last day, or that of who stops.

    Roles that ended together with the employment go on together with it. Raises NotAllowed for oneself and for another
    organisation's; DomainError for a paid employee, a day to come, and a last day that has gone or lies more than a year (and
    a month) ahead.
    """
    _require(by, volunteer)
    current = (
        Employee.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=volunteer.pk)
    )
    assert by.employee is not None, "only people hold talks"  # noqa: S101
    if not current.volunteer:
        raise DomainError(f"{current.name} is geen vrijwilliger. Een jaargesprek hoeft hier niet.")
    if on > clock.today():
        raise DomainError("Dit gesprek ligt in de toekomst. Leg het vast als het is gevoerd.", field="on")
    stops = outcome is Jaargesprek.Outcome.STOPT
    _check_last_day(current, last_day, stops=stops)
    made = Jaargesprek.objects.create(
        employee=current,
        on=on,
        outcome=outcome,
        last_day=last_day,
        held_by=by.employee,
        recorded_at=clock.now(),
    )
    if stops:
        stop_working(current, last_day)
    else:
        RoleAssignment.objects.filter(employee=current, valid_to=current.valid_to).exclude(
            valid_to=None
        ).update(valid_to=last_day)
        current.valid_to = last_day
        current.save(update_fields=["valid_to"])
    record(
        by=by, action=Action.CHANGE, kind="medewerker", key=current.pk,
        detail=f"jaargesprek: {made.get_outcome_display()}, laatste dag {day(last_day)}",
    )  # fmt: skip
    return made


def _require(by: Actor, volunteer: Employee) -> None:
    mine = volunteer.organisation_id == by.organisation.pk
    manages = by.may(Permission.SETTINGS_VIEW) and (by.sees_all or mine)
    if not (manages or (by.may(Permission.GUIDANCE_ASSIGN) and mine)):
        raise NotAllowed("Jaargesprekken legt de coördinator of het beheer van de eigen organisatie vast.")
    if by.employee and by.employee.pk == volunteer.pk:
        raise NotAllowed("U kunt uw eigen jaargesprek niet vastleggen. Vraag een collega.")


def _check_last_day(volunteer: Employee, last_day: date, *, stops: bool) -> None:
    today = clock.today()
    if last_day < volunteer.valid_from:
        raise DomainError(
            f"{volunteer.name} begon pas op {day(volunteer.valid_from)}. Kies een latere dag.",
            field="last_day",
        )
    if not stops and last_day <= today:
        raise DomainError(
            "Deze laatste dag is al voorbij. Kies een latere dag, of kies ‘stopt’.", field="last_day"
        )
    if last_day > today + MOST_AHEAD:
        raise DomainError(
            f"Kies een laatste dag binnen een jaar en een maand, uiterlijk {day(today + MOST_AHEAD)}.",
            field="last_day",
        )
