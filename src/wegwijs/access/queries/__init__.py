"""Who can sign in, and what they may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet

from wegwijs.access.models import RoleAssignment, User
from wegwijs.access.roles import EXPLAINED, GUIDING, Role
from wegwijs.organisations.models import Employee, Organisation, OrganisationKind

_ORGANISATIONS = list(OrganisationKind)
_ROLES = list(Role)


def accounts() -> list[tuple[str, str]]:
    """Every account that ever did something here with the name of its owner, also of those who left."""
    return sorted(
        (
            (str(user.pk), f"{user}, {user.employee.organisation}" if user.employee else str(user.system_of))
            for user in User.objects.exclude(employee=None, system_of=None).select_related("system_of")
        ),
        key=lambda pair: pair[1].casefold(),
    )


def names_of(accounts: Iterable[int]) -> dict[int, str]:
    """Names of the owners of accounts, with their organisation."""
    rows = User.objects.filter(pk__in=list(accounts)).exclude(employee=None)
    return {user.pk: f"{user}, {_organisation(user).short}" for user in rows}


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody of the example region whom a visitor can be, with what that person does."""

    user: int
    name: str
    roles: str
    gemeenten: str
    does: str


def active_users(*, on: date) -> QuerySet[User]:
    """Accounts of people who work here on a day; never the accounts of systems."""
    return User.objects.filter(
        Q(employee__valid_to=None) | Q(employee__valid_to__gte=on),
        is_active=True,
        system_of=None,
        employee__valid_from__lte=on,
    )


def guides(organisations: Iterable[Organisation | int], gemeente: str, *, on: date) -> list[Employee]:
    """Who guides people for these organisations in a gemeente (its code) on a day, volunteers too, by name."""
    works = Q(valid_to=None) | Q(valid_to__gte=on)
    held = RoleAssignment.objects.filter(
        works, Q(gemeente=None) | Q(gemeente=gemeente), role__in=GUIDING, valid_from__lte=on
    )
    found = Employee.objects.filter(
        works, organisation__in=list(organisations), valid_from__lte=on, pk__in=held.values("employee")
    )
    return list(found.order_by("name", "pk"))


def personas(*, on: date) -> list[tuple[Organisation, list[Persona]]]:
    """Everybody who works here on a day, by organisation in the order of the chain, then by role and name."""
    in_force = RoleAssignment.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    roles = Prefetch("employee__roles", in_force.select_related("gemeente"), to_attr="roles_now")
    found = sorted(active_users(on=on).prefetch_related(roles), key=_place)
    return [
        (organisation, [_persona(user) for user in users])
        for organisation, users in groupby(found, key=_organisation)
    ]


def _organisation(user: User) -> Organisation:
    employee: Employee = user.employee  # type: ignore[assignment]  # only employees are asked for
    return employee.organisation


def _assignments(user: User) -> list[RoleAssignment]:
    rows: list[RoleAssignment] = getattr(user.employee, "roles_now", [])
    return sorted(rows, key=lambda row: _ROLES.index(Role(row.role)))


def _place(user: User) -> tuple[int, str, int, str]:
    organisation, roles = _organisation(user), _assignments(user)
    first = _ROLES.index(Role(roles[0].role)) if roles else len(_ROLES)
    return _ORGANISATIONS.index(OrganisationKind(organisation.kind)), organisation.name, first, str(user)


def _persona(user: User) -> Persona:
    roles = _assignments(user)
    kinds = list(dict.fromkeys(Role(row.role) for row in roles))
    places = sorted({row.gemeente.naam for row in roles if row.gemeente})
    everywhere = any(row.gemeente is None for row in roles)
    return Persona(
        user=user.pk,
        name=str(user),
        roles=", ".join(kind.label for kind in kinds) or "nog geen rol",
        gemeenten="alle gemeenten van de organisatie" if everywhere else ", ".join(places),
        does=" ".join(EXPLAINED[kind] for kind in kinds) or "Heeft nog geen rol en ziet geen gegevens.",
    )
