"""The actor of a request or a job: who acts, for which organisation, with which permissions for which gemeenten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from wegwijs.access.models import RoleAssignment, User
from wegwijs.access.roles import PERMISSIONS, Permission, Role
from wegwijs.errors import NotAllowed
from wegwijs.organisations.models import Employee, Organisation
from wegwijs.organisations.queries import gemeenten_served


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``permissions`` maps a permission to the codes of the gemeenten where it holds.

    ``sees_all``: sees every dossier of those gemeenten (the executor); otherwise only dossiers in which the
    organisation is involved (a partner).
    """

    user: User
    organisation: Organisation
    label: str
    roles: frozenset[str]
    permissions: Mapping[Permission, frozenset[str]]
    sees_all: bool
    employee: Employee | None = None
    purpose: str = field(default="uitvoering Wet inburgering 2021")

    @property
    def user_id(self) -> int:
        """Key of the account, for the audit."""
        return self.user.pk

    @property
    def organisation_name(self) -> str:
        """Short name of the organisation, for the audit and the timeline."""
        return self.organisation.short

    def may(self, permission: Permission, gemeente: str | None = None) -> bool:
        """Whether the actor has the permission, in this gemeente (or in any, when none is given)."""
        gemeenten = self.permissions.get(permission, frozenset())
        return bool(gemeenten) if gemeente is None else gemeente in gemeenten

    def require(self, permission: Permission, gemeente: str | None = None) -> None:
        """Raises NotAllowed when the actor lacks the permission."""
        if not self.may(permission, gemeente):
            raise NotAllowed(
                f"Uw rol ({', '.join(sorted(Role(r).label for r in self.roles)) or 'geen rol'}) mag dit niet: "
                f"{permission.value}. Vraag uw teamleider of functioneel beheer."
            )

    def gemeenten(self, permission: Permission = Permission.DOSSIER_VIEW) -> frozenset[str]:
        """Codes of the gemeenten where the permission holds."""
        return self.permissions.get(permission, frozenset())


def actor_of(user: User, *, on: date) -> Actor | None:
    """The actor behind an account on a day; None when the account may do nothing (no employee, left, expired)."""
    employee = user.employee
    organisation = employee.organisation if employee else user.system_of
    if organisation is None or not user.is_active:
        return None
    served = frozenset(gemeenten_served(organisation, on=on))
    if employee is None:
        role = Role.DUO if organisation.short == "DUO" else Role.SYSTEEM
        return _system_actor(user, organisation, role)
    if employee.valid_from > on or (employee.valid_to and employee.valid_to < on):
        return None
    assignments = RoleAssignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), employee=employee, valid_from__lte=on
    )
    permissions: dict[Permission, frozenset[str]] = {}
    roles = set()
    for assignment in assignments:
        roles.add(assignment.role)
        scope = served & {assignment.gemeente_id} if assignment.gemeente_id else served
        for permission in PERMISSIONS[assignment.role]:
            permissions[permission] = permissions.get(permission, frozenset()) | scope
    return Actor(
        user=user,
        organisation=organisation,
        label=f"{employee.name}, {organisation.short}",
        roles=frozenset(roles),
        permissions=permissions,
        sees_all=organisation.kind == "uitvoerder",
        employee=employee,
    )


def _system_actor(user: User, organisation: Organisation, role: Role) -> Actor:
    """A system acts for every gemeente of the region; which one is decided by the message it brings."""
    from_all = frozenset(organisation.gemeenten.values_list("code", flat=True))
    return Actor(
        user=user,
        organisation=organisation,
        label=organisation.short,
        roles=frozenset({role}),
        permissions=dict.fromkeys(PERMISSIONS[role], from_all),
        sees_all=True,
    )


def system_actor(name: str, *, on: date) -> Actor:
    """The actor of a system account ("duo", "wegwijs").

    Raises User.DoesNotExist when the region was never set up.
    """
    user = User.objects.select_related("system_of").get(username=name)
    actor = actor_of(user, on=on)
    if actor is None:
        raise NotAllowed(f"Het systeemaccount {name} is niet actief.")
    return actor
