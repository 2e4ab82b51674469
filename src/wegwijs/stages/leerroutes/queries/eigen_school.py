"""Where somebody goes who chose a school, and what was asked of it."""

from uuid import UUID

from django.db.models import Value
from django.http import Http404

from wegwijs import clock
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.leerroutes.models import EigenSchool, Gegevensvraag, Inburgeringsaanbod
from wegwijs.stages.participatie.models import Plaatsing, Plaatsingsdoel


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


def where_now(dossier: Dossier) -> tuple[str, str]:
    """Where somebody has a place or chose to go, and where they take part in the Z-route; "" when none is known. One statement."""
    today = clock.today()
    states = (Inburgeringsaanbod.State.AANGENOMEN, Inburgeringsaanbod.State.BEGONNEN)
    placed = Inburgeringsaanbod.objects.filter(dossier=dossier, state__in=states).order_by()
    chosen = EigenSchool.objects.filter(dossier=dossier, until=None).order_by()
    works = Plaatsing.objects.filter(
        dossier=dossier, doel=Plaatsingsdoel.Z, off=False, valid_from__lte=today, valid_to__gte=today
    ).order_by()
    rows = placed.annotate(what=Value("school")).values_list("what", "organisation__name")
    more = (
        chosen.annotate(what=Value("school")).values_list("what", "name"),
        works.annotate(what=Value("plek")).values_list("what", "werkplek__werkgever__name"),
    )
    found = list(rows.union(*more))
    return next((name for what, name in found if what == "school"), ""), ", ".join(
        name for what, name in found if what == "plek"
    )
