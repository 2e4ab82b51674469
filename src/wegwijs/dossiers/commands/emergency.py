"""A dossier outside one's gemeenten, by its number, in an emergency."""

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.commands import begin_emergency
from wegwijs.access.models import EmergencyAccess
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.organisations.queries import gemeenten_served
from wegwijs.rowsecurity.scope import widened


def open_in_emergency(
    number: str, *, by: Actor, reason: EmergencyAccess.Reason, words: str
) -> EmergencyAccess:
    """The dossier with this number may be looked at for some hours.

    Raises NotAllowed without the right, DomainError for a number that leads nowhere (which stands in the audit: so trying
    numbers does) or to a dossier that one sees anyhow, and for a reason that says too little.
    """
    by.require(Permission.EMERGENCY_OPEN)
    served = gemeenten_served(by.organisation, on=clock.today()) if by.sees_all else []
    with transaction.atomic(), widened():
        found = Dossier.objects.filter(number=number.strip(), gemeente__in=served).first()
    if found is None:
        record(by=by, action=Action.SEARCH, kind="dossier", key="-", detail="noodtoegang: niets gevonden")
        raise DomainError("Er is geen dossier met dit nummer. Kijk het na.", field="number")
    if by.may(Permission.DOSSIER_VIEW, found.gemeente_id):
        raise DomainError("Dit dossier mag u gewoon zien. Zoek het op nummer.", field="number")
    if found.pk in by.opened:
        raise DomainError("U hebt dit dossier al open met noodtoegang.", field="number")
    return begin_emergency(found.pk, gemeente=found.gemeente_id, by=by, reason=reason, words=words)
