"""Every way to reach a dossier goes through the actor: what is not the actor's does not exist for the actor."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Betrokkenheid, Dossier, Gebeurtenis, TermijnRow, TermijnState
from wegwijs.organisations.models import Gemeente

OPEN_STATES = (TermijnState.OPEN, TermijnState.WACHT)


def visible(actor: Actor, permission: Permission = Permission.DOSSIER_VIEW) -> QuerySet[Dossier]:
    """The dossiers that the actor may see now: all of its gemeenten, or as a partner those it is involved in."""
    found = Dossier.objects.filter(gemeente__in=actor.gemeenten(permission))
    if actor.sees_all:
        return found
    return found.filter(Exists(_involved(actor, clock.today())))


def _involved(actor: Actor, on: date) -> QuerySet[Betrokkenheid]:
    return Betrokkenheid.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on),
        Q(employee=None) | Q(employee=actor.employee),
        dossier=OuterRef("pk"),
        organisation=actor.organisation,
        valid_from__lte=on,
    )


def open_dossier(
    actor: Actor, pk: UUID, *, page: str, permission: Permission = Permission.DOSSIER_VIEW, lock: bool = False
) -> Dossier:
    """One dossier for a page or a command's view, with the audit row that it was seen.

    Raises Http404 when it doesn't exist or is not the actor's: the two can't be told apart.
    """
    rows = visible(actor, permission).select_related("person", "gemeente", "regisseur")
    if lock:
        rows = rows.select_for_update(of=("self",))
    dossier = rows.filter(pk=pk).first()
    if dossier is None:
        raise Http404
    record(by=actor, action=Action.VIEW, kind="dossier", key=pk, gemeente=dossier.gemeente_id, detail=page)
    return dossier


def timeline(dossier: Dossier) -> QuerySet[Gebeurtenis]:
    """What happened, newest first, without what a later row corrected."""
    return dossier.gebeurtenissen.filter(superseded_by=None)


def gemeenten_of(actor: Actor, permission: Permission = Permission.DOSSIER_VIEW) -> QuerySet[Gemeente]:
    """The gemeenten for which the actor holds a permission."""
    return Gemeente.objects.filter(pk__in=actor.gemeenten(permission))


def open_termijnen(actor: Actor) -> QuerySet[TermijnRow]:
    """Obligations that stand, of the dossiers the actor sees, in order of their last day."""
    rows = TermijnRow.objects.filter(state__in=OPEN_STATES, gemeente__in=actor.gemeenten())
    if not actor.sees_all:
        rows = rows.filter(dossier__in=visible(actor))
    return rows.order_by("last_day", "id")
