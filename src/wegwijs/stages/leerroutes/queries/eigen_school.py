"""Where somebody goes who chose a school, and what was asked of it."""

from uuid import UUID

from django.http import Http404

from wegwijs.dossiers.models import Dossier
from wegwijs.stages.leerroutes.models import EigenSchool, Gegevensvraag, Inburgeringsaanbod


def schools_of(dossier: Dossier) -> list[EigenSchool]:
    """Every one, the newest first. One statement."""
    return list(EigenSchool.objects.filter(dossier=dossier))


def own_school(dossier: Dossier) -> EigenSchool | None:
    """The one of now. One statement."""
    return EigenSchool.objects.filter(dossier=dossier, until=None).first()


def own_school_or_404(dossier: Dossier) -> EigenSchool:
    """The one of now. Raises Http404."""
    found = own_school(dossier)
    if found is None:
        raise Http404
    return found


def questions_of(dossier: Dossier) -> list[Gegevensvraag]:
    """What was asked, the newest first. One statement."""
    return list(Gegevensvraag.objects.filter(dossier=dossier).select_related("school"))


def question_or_404(dossier: Dossier, pk: UUID) -> Gegevensvraag:
    """One of them that is still open. Raises Http404."""
    found = Gegevensvraag.objects.filter(dossier=dossier, pk=pk, ended="").select_related("school").first()
    if found is None:
        raise Http404
    return found


def school_now(dossier: Dossier) -> str:
    """Where somebody has a place or chose to go; "" when none is known. One statement."""
    states = (Inburgeringsaanbod.State.AANGENOMEN, Inburgeringsaanbod.State.BEGONNEN)
    placed = Inburgeringsaanbod.objects.filter(dossier=dossier, state__in=states).order_by()
    chosen = EigenSchool.objects.filter(dossier=dossier, until=None).order_by()
    found = placed.values_list("organisation__name").union(chosen.values_list("name"))
    return str(next(iter(found), ("",))[0])
