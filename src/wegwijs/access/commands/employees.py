"""Who works here and in which role: taken on, given a role, role ended, left. Nobody changes their own roles."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from wegwijs.access.actor import Actor
from wegwijs.access.commands.two import require_two
from wegwijs.access.models import RoleAssignment, User
from wegwijs.access.roles import ROLES_OF, Permission, Role, guarded
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Employee, Organisation, OrganisationKind

NO_LAST_DAY = (
    "Een vrijwilliger heeft altijd een laatste dag: daarna is er geen toegang meer. Vul die in. "
    "Gaat de vrijwilliger langer door, dan legt u dat vast bij het jaargesprek."
)
SYSTEMS = {"duo": "DUO", "wegwijs": "Wegwijs"}


@dataclass(frozen=True, slots=True)
class NewEmployee:
    """What must be known of someone who starts. ``username`` is how they sign in; ``valid_to`` the last day, included."""

    username: str
    name: str
    function: str
    email: str
    phone: str = ""
    volunteer: bool = False
    valid_to: date | None = None


def set_up_systems() -> None:
    """The accounts that act without a person: what DUO reports, and the product's own jobs. Nobody can sign in as them."""
    for username, organisation in SYSTEMS.items():
        user, new = User.objects.get_or_create(
            username=username, defaults={"system_of": Organisation.objects.get(short=organisation)}
        )
        if new:
            user.set_unusable_password()
            user.save(update_fields=["password"])


@transaction.atomic
def employ(
    organisation: Organisation,
    *,
    username: str,
    name: str,
    function: str,
    roles: dict[Role, tuple[str, ...]],
    valid_from: date,
    valid_to: date | None = None,
    volunteer: bool = False,
    phone: str = "",
    email: str = "",
) -> Employee:
    """An employee with an account (without a password: the identity provider, or ``set_password``) and roles.

    ``roles`` maps a role to gemeente codes; an empty tuple means every gemeente the organisation works for.
    For setting up a region; who works in it uses ``take_on``.
    """
    employee = Employee.objects.create(
        organisation=organisation,
        name=name,
        function=function,
        email=email or f"{username}@example.org",
        phone=phone,
        volunteer=volunteer,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    user = User(username=username, employee=employee, email=employee.email)
    user.set_unusable_password()
    user.save()
    for role, gemeenten in roles.items():
        for code in gemeenten or (None,):
            RoleAssignment.objects.create(
                employee=employee, role=role, gemeente_id=code, valid_from=valid_from, valid_to=valid_to
            )
    return employee


@transaction.atomic
def take_on(organisation: Organisation, new: NewEmployee, *, by: Actor, valid_from: date) -> Employee:
    """Someone starts: an employee with an account and no role yet.

    Raises DomainError for a name or address in use, a volunteer without a last day, and a last day before the first.
    """
    _require(by, organisation)
    if new.volunteer and new.valid_to is None:
        raise DomainError(NO_LAST_DAY, field="valid_to")
    if new.valid_to and new.valid_to < valid_from:
        raise DomainError("De laatste dag ligt voor de eerste. Kies een latere dag.", field="valid_to")
    try:
        validate_email(new.email)
    except ValidationError:
        raise DomainError("Dit is geen e-mailadres. Kijk het na.", field="email") from None
    if User.objects.filter(username__iexact=new.username).exists():
        raise DomainError("Deze gebruikersnaam is al in gebruik. Kies een andere.", field="username")
    if User.objects.filter(email__iexact=new.email, is_active=True).exists():
        raise DomainError(
            "Een ander account heeft dit e-mailadres al. Elk account heeft een eigen adres.", field="email"
        )
    employee = employ(
        organisation,
        username=new.username,
        name=new.name,
        function=new.function,
        roles={},
        valid_from=valid_from,
        valid_to=new.valid_to,
        volunteer=new.volunteer,
        phone=new.phone,
        email=new.email,
    )
    _note(by, "medewerker", employee.pk, "in dienst genomen")
    return employee


def check_role(
    employee: Employee,
    role: Role,
    *,
    by: Actor,
    gemeente: str | None,
    valid_from: date,
    valid_to: date | None = None,
) -> None:
    """Raises NotAllowed for one's own roles, DomainError for a role that doesn't fit the organisation or is there already."""
    require_other(by, employee)
    organisation = employee.organisation
    if role not in ROLES_OF[OrganisationKind(organisation.kind)]:
        raise DomainError(
            f"De rol {role.label} past niet bij {organisation.name}. Kies een andere rol.", field="role"
        )
    if valid_to and valid_to < valid_from:
        raise DomainError("De laatste dag ligt voor de eerste. Kies een latere dag.", field="valid_to")
    if employee.valid_to and valid_from > employee.valid_to:
        raise DomainError(
            f"{employee.name} is dan niet meer in dienst. Kies een eerdere dag.", field="valid_from"
        )
    same = RoleAssignment.objects.filter(employee=employee, role=role, gemeente=gemeente)
    if same.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from)).exists():
        raise DomainError(f"{employee.name} heeft deze rol al. Beëindig die eerst.", field="role")


@transaction.atomic
def assign_role(
    employee: Employee,
    role: Role,
    *,
    by: Actor,
    gemeente: str | None,
    valid_from: date,
    valid_to: date | None = None,
    proposed_by: Employee | None = None,
) -> RoleAssignment:
    """Give someone a role for one gemeente, or without one for every gemeente of the organisation.

    Raises what ``check_role`` raises, and NotAllowed for a guarded role that nobody else proposed.
    """
    check_role(employee, role, by=by, gemeente=gemeente, valid_from=valid_from, valid_to=valid_to)
    if guarded(role):
        require_two(by, proposed_by)
    made = RoleAssignment.objects.create(
        employee=employee, role=role, gemeente_id=gemeente, valid_from=valid_from, valid_to=valid_to
    )
    _note(by, "rol", employee.pk, f"{role.value} gegeven", gemeente)
    return made


@transaction.atomic
def end_role(assignment: RoleAssignment, *, by: Actor, on: date) -> None:
    """The role's last day is ``on``; from the next day on it gives nothing.

    Raises NotAllowed for one's own roles, DomainError for a day after its end: that would give it again.
    """
    require_other(by, assignment.employee)
    if assignment.valid_to and on > assignment.valid_to:
        raise DomainError(
            f"Deze rol eindigt al na {assignment.valid_to:%d-%m-%Y}. Kies een eerdere dag, of geef de rol opnieuw.",
            field="on",
        )
    assignment.valid_to = max(on, assignment.valid_from - timedelta(days=1))
    assignment.save(update_fields=["valid_to"])
    _note(by, "rol", assignment.employee_id, f"{assignment.role} beëindigd", assignment.gemeente_id)


@transaction.atomic
def end_employment(employee: Employee, *, by: Actor, on: date) -> None:
    """Someone's last day is ``on``: every role ends with it.

    Raises NotAllowed for oneself, DomainError for a day before the start or after the last day that stands already.
    """
    require_other(by, employee)
    if on < employee.valid_from:
        raise DomainError(
            f"{employee.name} begon pas op {employee.valid_from:%d-%m-%Y}. Kies een latere dag.", field="on"
        )
    if employee.valid_to and on > employee.valid_to:
        raise DomainError(
            f"{employee.name} stopt al na {employee.valid_to:%d-%m-%Y}. Kies een eerdere dag.", field="on"
        )
    stop_working(employee, on)
    _note(by, "medewerker", employee.pk, f"uit dienst na {on:%d-%m-%Y}")


def stop_working(employee: Employee, on: date) -> None:
    """The last day becomes ``on``, of every role as well; who may do this and who hears of it is up to the caller."""
    employee.valid_to = on
    employee.save(update_fields=["valid_to"])
    later = RoleAssignment.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), employee=employee)
    later.update(valid_to=on)


def _require(by: Actor, organisation: Organisation) -> None:
    by.require(Permission.SETTINGS_VIEW)
    if not (by.sees_all or organisation.pk == by.organisation.pk):
        raise NotAllowed("U beheert alleen de medewerkers van uw eigen organisatie.")


def require_other(by: Actor, employee: Employee) -> None:
    """Raises NotAllowed for oneself, and for somebody of an organisation that one doesn't manage."""
    _require(by, employee.organisation)
    if by.employee and by.employee.pk == employee.pk:
        raise NotAllowed(
            "U kunt uw eigen rollen en dienstverband niet wijzigen. Vraag een collega van beheer."
        )


def _note(by: Actor, kind: str, key: object, detail: str, gemeente: str | None = None) -> None:
    record(by=by, action=Action.CHANGE, kind=kind, key=key, detail=detail, gemeente=gemeente)
