"""Who can give a half-day."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from wegwijs.access.models import RoleAssignment
from wegwijs.access.roles import PERMISSIONS, Permission
from wegwijs.organisations.models import Employee
from wegwijs.organisations.queries import givers_for

ROLES = [role for role, held in PERMISSIONS.items() if Permission.ATTENDANCE_RECORD in held]


def trainers(gemeente: str, *, on: date) -> list[Employee]:
    """Employees of the executor and its partners in a gemeente (its code) who may register attendance, by name."""
    held = RoleAssignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), employee=OuterRef("pk"), role__in=ROLES, valid_from__lte=on
    )
    rows = Employee.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on),
        Exists(held),
        organisation__in=givers_for(gemeente, on=on),
        valid_from__lte=on,
    )
    return list(rows.select_related("organisation").order_by("name"))
