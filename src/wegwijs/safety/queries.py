"""Signals, for whoever holds the permission in the gemeente of the dossier; to anybody else they don't exist."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import visible
from wegwijs.safety.models import Veiligheidssignaal

PAGE = 50


def signals_of(actor: Actor, dossier: Dossier) -> list[Veiligheidssignaal]:
    """Of one dossier, newest first, with the steps taken. Two statements."""
    return list(_seen(actor).filter(dossier=dossier).prefetch_related("stappen"))


def signal_or_404(actor: Actor, dossier: Dossier, pk: UUID) -> Veiligheidssignaal:
    """One of them. Raises Http404."""
    found = _seen(actor).filter(dossier=dossier, pk=pk).first()
    if found is None:
        raise Http404
    return found


def open_signals(actor: Actor) -> tuple[list[Veiligheidssignaal], bool]:
    """Those still looked after, newest first, with the steps; and whether there are more. Two statements."""
    rows = (
        _seen(actor)
        .filter(closed_on=None)
        .select_related("dossier__person", "dossier__gemeente", "dossier__regisseur")
    )
    found = list(rows.prefetch_related("stappen")[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _seen(actor: Actor) -> QuerySet[Veiligheidssignaal]:
    return Veiligheidssignaal.objects.filter(dossier__in=visible(actor, Permission.SIGNAL_VIEW))
