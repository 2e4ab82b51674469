"""Who watches over privacy in a gemeente, and what was opened in an emergency."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.models import EmergencyAccess
from wegwijs.access.queries import active_users
from wegwijs.access.roles import PERMISSIONS, Permission


def watching(*, on: date, permission: Permission = Permission.AUDIT_VIEW) -> list[Actor]:
    """Whoever has a permission somewhere on a day; the privacy officers, when none is named."""
    roles = [role for role, held in PERMISSIONS.items() if permission in held]
    found = active_users(on=on).filter(
        Q(employee__roles__valid_to=None) | Q(employee__roles__valid_to__gte=on),
        employee__roles__role__in=roles,
        employee__roles__valid_from__lte=on,
    )
    actors = (actor_of(user, on=on) for user in found.distinct())
    return [actor for actor in actors if actor and actor.employee and actor.may(permission)]


def watchers(gemeente: str, *, on: date, permission: Permission = Permission.AUDIT_VIEW) -> list[str]:
    """The mail addresses of whoever has a permission in a gemeente on a day; the privacy officers, when none is named."""
    return sorted(
        {
            actor.employee.email
            for actor in watching(on=on, permission=permission)
            if actor.employee and actor.employee.email and actor.may(permission, gemeente)
        }
    )


def emergencies(actor: Actor) -> QuerySet[EmergencyAccess]:
    """What was opened in an emergency in the gemeenten that the actor watches over, newest first."""
    rows = EmergencyAccess.objects.filter(gemeente__in=actor.gemeenten(Permission.AUDIT_VIEW))
    return rows.select_related("employee__organisation", "gemeente", "judged_by")


def own_emergency_or_404(actor: Actor, dossier: UUID) -> EmergencyAccess:
    """The last time that the actor opened this dossier in an emergency. Raises Http404."""
    found = EmergencyAccess.objects.filter(employee=actor.employee, dossier=dossier).first()
    if found is None:
        raise Http404
    return found


def emergency_or_404(actor: Actor, pk: UUID) -> EmergencyAccess:
    """One in a gemeente that the actor watches over. Raises Http404."""
    return get_object_or_404(emergencies(actor), pk=pk)
