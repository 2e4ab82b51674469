"""The beginning of a real installation: the region, and the two people who can do the rest on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.access.commands.employees import employ, set_up_systems
from wegwijs.access.models import RoleAssignment, User
from wegwijs.access.roles import Role
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.organisations.models import (
    Dienstverleningsovereenkomst,
    Employee,
    Gemeente,
    Organisation,
    OrganisationKind,
)
from wegwijs.organisations.region import set_up_region

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Manager:
    """A functional manager to be: how they sign in, what colleagues call them, by which address they are known."""

    username: str
    name: str
    email: str


@transaction.atomic
def set_up_installation(managers: Sequence[Manager], *, dvo_from: date) -> list[Employee]:
    """Make the region's gemeenten and organisations, their DVOs with the executor, and its first functional managers.

    Two or more managers, because what gives power takes two from the first day on. Raises DomainError for fewer, when
    there is a functional manager already, or when an address is none. What exists is left alone.
    """
    if RoleAssignment.objects.filter(role=Role.BEHEER).exists():
        raise DomainError("Er is al een functioneel beheerder. Die voegt anderen toe op het scherm.")
    if len(managers) < FEWEST:
        raise DomainError(
            "Een installatie begint met twee beheerders: wat bevoegdheid geeft, doen zij samen."
        )
    organisations = set_up_region()
    set_up_systems()
    executor = next(o for o in organisations.values() if o.kind == OrganisationKind.UITVOERDER)
    for gemeente in Gemeente.objects.exclude(dvos__organisation=executor):
        Dienstverleningsovereenkomst.objects.create(
            gemeente=gemeente,
            organisation=executor,
            signed_on=dvo_from,
            tasks=["regie"],
            valid_from=dvo_from,
        )
    return [_manager(executor, manager) for manager in managers]


@transaction.atomic
def add_manager(manager: Manager) -> Employee:
    """On the server, when fewer than two managers of the executor are left and nobody can confirm any more.

    Raises DomainError while there are two: then a third comes on the screen.
    """
    today = clock.today()
    left = RoleAssignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today),
        Q(employee__valid_to=None) | Q(employee__valid_to__gte=today),
        role=Role.BEHEER,
        valid_from__lte=today,
        employee__organisation__kind=OrganisationKind.UITVOERDER,
    ).values("employee")
    if left.distinct().count() >= FEWEST:
        raise DomainError("Er zijn twee beheerders of meer. Die voegen samen een derde toe op het scherm.")
    return _manager(Organisation.objects.get(kind=OrganisationKind.UITVOERDER), manager)


def _manager(executor: Organisation, manager: Manager) -> Employee:
    if User.objects.filter(username__iexact=manager.username).exists():
        raise DomainError("Deze gebruikersnaam is al in gebruik. Kies een andere.", field="username")
    try:
        validate_email(manager.email)
    except ValidationError:
        raise DomainError("Dit is geen e-mailadres. Kijk het na.", field="email") from None
    if User.objects.filter(email__iexact=manager.email, is_active=True).exists():
        raise DomainError(
            "Een ander account heeft dit e-mailadres al. Elk account heeft een eigen adres.", field="email"
        )
    employee = employ(
        executor,
        username=manager.username,
        name=manager.name,
        function="functioneel beheer",
        email=manager.email,
        roles={Role.BEHEER: ()},
        valid_from=clock.today(),
    )
    record(
        by=system_actor("wegwijs", on=clock.today()), action=Action.CHANGE, kind="medewerker", key=employee.pk,
        detail="functioneel beheerder, op de server aangesteld",
    )  # fmt: skip
    return employee
