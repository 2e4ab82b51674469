"""The actor of a request or a job: who acts, for which organisation, with which permissions for which gemeenten."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from wegwijs import clock
from wegwijs.access.fields import WITHHELD
from wegwijs.access.models import User
from wegwijs.access.roles import PERMISSIONS, WITHOUT_DOSSIERS, Permission, Role
from wegwijs.errors import NotAllowed
from wegwijs.organisations.models import Employee, Organisation, OrganisationKind
from wegwijs.organisations.queries import gemeenten_served, serving_sql
from wegwijs.rowsecurity.scope import Scope

EMERGENCY = "noodtoegang"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``permissions`` maps a permission to the codes of the gemeenten where it holds.

    ``sees_all``: sees every dossier of those gemeenten (the executor); otherwise only dossiers in which the
    organisation is involved (a partner). ``opened``: dossiers of other gemeenten that may be looked at for now, by key, and
    until when. ``covers``: the colleagues, each with the code of a gemeente, whose work the actor does now because they
    are away.
    """

    user: User
    organisation: Organisation
    label: str
    roles: frozenset[str]
    permissions: Mapping[Permission, frozenset[str]]
    sees_all: bool
    employee: Employee | None = None
    purpose: str = field(default="uitvoering Wet inburgering 2021")
    opened: Mapping[UUID, datetime] = field(default_factory=dict)
    covers: frozenset[tuple[int, str]] = frozenset()

    @property
    def user_id(self) -> int:
        """Key of the account, for the audit."""
        return self.user.pk

    @property
    def organisation_name(self) -> str:
        """Short name of the organisation, for the audit and the timeline."""
        return self.organisation.short

    @property
    def assigned_only(self) -> bool:
        """Whether the actor sees only dossiers in which it is named: a volunteer of a partner."""
        return not self.sees_all and self.employee is not None and self.employee.volunteer

    @property
    def scope(self) -> Scope:
        """The rows that PostgreSQL shows to this actor, whatever a query asks.

        Who watches over a gemeente's own privacy sees its whole log; others of that gemeente the dossiers it is let into.
        """
        held = [codes for permission, codes in self.permissions.items() if permission not in WITHOUT_DOSSIERS]
        return Scope(
            gemeenten=frozenset[str]().union(*held),
            partner=None
            if self.sees_all
            or (self.organisation.kind == OrganisationKind.GEMEENTE and self.may(Permission.AUDIT_VIEW))
            else self.organisation.pk,
            employee=self.employee.pk if self.employee else None,
            assigned_only=self.assigned_only,
            today=clock.today(),
            opened=frozenset(self.opened),
        )

    def in_emergency(self) -> "Actor":
        """The same, for the audit of what is seen in an emergency only."""
        return replace(self, purpose=EMERGENCY)

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
    if employee is None:
        if organisation.kind == OrganisationKind.AANBIEDER:
            return _provider_actor(user, organisation, on)
        role = Role.DUO if organisation.short == "DUO" else Role.SYSTEEM
        return _system_actor(user, organisation, role)
    if employee.valid_from > on or (employee.valid_to and employee.valid_to < on):
        return None
    have = _held(employee, organisation, on)
    permissions: dict[Permission, frozenset[str]] = {}
    for role_held, gemeente in have.roles:
        where = have.served & {gemeente} if gemeente else have.served
        for permission in PERMISSIONS[role_held] - WITHHELD[OrganisationKind(organisation.kind)]:
            permissions[permission] = permissions.get(permission, frozenset()) | where
    return Actor(
        user=user,
        organisation=organisation,
        label=f"{employee.name}, {organisation.short}",
        roles=frozenset(role_held for role_held, _ in have.roles),
        permissions=permissions,
        sees_all=organisation.kind == OrganisationKind.UITVOERDER,
        employee=employee,
        opened={
            key: until
            for gemeente, key, until in have.opened
            if gemeente in have.served and Permission.EMERGENCY_OPEN in permissions
        },
        covers=have.covers,
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """What an employee has on a day: roles with their gemeente, gemeenten served, dossiers opened, colleagues covered."""

    roles: list[tuple[str, str | None]]
    served: frozenset[str]
    opened: list[tuple[str, UUID, datetime]]
    covers: frozenset[tuple[int, str]]


def _held(employee: Employee, organisation: Organisation, on: date) -> _Held:
    """Roles in force with their gemeente, the gemeenten that the organisation works for, what was opened in an emergency
    with its gemeente, and for whom the employee stands in and where: in one statement."""
    params: dict[str, Any] = {
        "employee": employee.pk,
        "organisation": organisation.pk,
        "on": on,
        "now": clock.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_HELD.format(serving=serving_sql(organisation)), params)
        found = cursor.fetchall()
    return _Held(
        [(role, code) for role, code, _, _, _ in found if role],
        frozenset(code for role, code, key, _, who in found if not role and key is None and who is None),
        [(code, key, until) for _, code, key, until, _ in found if key is not None],
        frozenset((who, code) for _, code, _, _, who in found if who is not None),
    )


_HELD = """SELECT role, gemeente_id, NULL::uuid, NULL::timestamptz, NULL::bigint FROM access_roleassignment
    WHERE employee_id = %(employee)s AND valid_from <= %(on)s AND (valid_to IS NULL OR valid_to >= %(on)s)
    UNION ALL SELECT '', served.*, NULL, NULL, NULL FROM ({serving}) served
    UNION ALL SELECT '', gemeente_id, dossier, until, NULL FROM access_emergencyaccess
    WHERE employee_id = %(employee)s AND ended_at IS NULL AND until > %(now)s
    UNION ALL SELECT '', gemeente_id, NULL, NULL, absent_id FROM access_waarneming
    WHERE stand_in_id = %(employee)s AND valid_from <= %(on)s AND valid_to >= %(on)s"""


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


def _provider_actor(user: User, organisation: Organisation, on: date) -> Actor | None:
    """A provider's own system: what a school coordinator may and no more; None when the provider stopped."""
    if organisation.valid_to and organisation.valid_to < on:
        return None
    where = frozenset(gemeenten_served(organisation, on=on))
    may = PERMISSIONS[Role.KOPPELING] - WITHHELD[OrganisationKind.AANBIEDER]
    return Actor(
        user=user,
        organisation=organisation,
        label=f"Systeem van {organisation.short}",
        roles=frozenset({Role.KOPPELING}),
        permissions=dict.fromkeys(may, where),
        sees_all=False,
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
