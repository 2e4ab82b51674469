"""The beginning of a real installation: the region, and the first person who can do the rest on the screen."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.access.commands.employees import employ, set_up_systems
from wegwijs.access.models import RoleAssignment, User
from wegwijs.access.roles import Role
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Dienstverleningsovereenkomst, Employee, Gemeente, OrganisationKind
from wegwijs.organisations.region import set_up_region


@transaction.atomic
def set_up_installation(*, username: str, name: str, email: str, dvo_from: date) -> Employee:
    """Make the region's gemeenten and organisations, their DVOs with the executor, and its first functional manager.

    Raises DomainError when there is a functional manager already, or the address is none. What exists is left alone.
    """
    if RoleAssignment.objects.filter(role=Role.BEHEER).exists():
        raise DomainError("Er is al een functioneel beheerder. Die voegt anderen toe op het scherm.")
    if User.objects.filter(username__iexact=username).exists():
        raise DomainError("Deze gebruikersnaam is al in gebruik. Kies een andere.", field="username")
    try:
        validate_email(email)
    except ValidationError:
        raise DomainError("Dit is geen e-mailadres. Kijk het na.", field="email") from None
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
    employee = employ(
        executor,
        username=username,
        name=name,
        function="functioneel beheer",
        email=email,
        roles={Role.BEHEER: ()},
        valid_from=clock.today(),
    )
    record(
        by=system_actor("wegwijs", on=clock.today()), action=Action.CHANGE, kind="medewerker", key=employee.pk,
        detail="eerste functioneel beheerder",
    )  # fmt: skip
    return employee
