"""Employees, their accounts and roles, and the system accounts."""

from datetime import date

from django.db import transaction

from wegwijs.access.models import RoleAssignment, User
from wegwijs.access.roles import Role
from wegwijs.organisations.models import Employee, Organisation

SYSTEMS = {"duo": "DUO", "wegwijs": "Wegwijs"}


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
) -> Employee:
    """An employee with an account (without a password: the identity provider, or ``set_password``) and roles.

    ``roles`` maps a role to gemeente codes; an empty tuple means every gemeente the organisation works for.
    """
    employee = Employee.objects.create(
        organisation=organisation,
        name=name,
        function=function,
        email=f"{username}@example.org",
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
