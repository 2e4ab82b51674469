"""For the regisseur of who chose a school: which it is, and asking something about the lessons."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import Act, dossier_form, form_page
from wegwijs.stages.leerroutes.commands.eigen_school import (
    ask_data,
    close_question,
    end_school,
    register_school,
)
from wegwijs.stages.leerroutes.forms.eigen_school import (
    AskDataForm,
    DataAnswerForm,
    EndSchoolForm,
    SchoolForm,
)
from wegwijs.stages.leerroutes.models import Gevraagde, Schoolgegeven, Vraaguitkomst
from wegwijs.stages.leerroutes.queries import eigen_school as queries
from wegwijs.ui.format import day

MAKE = Permission.PLACEMENT_MAKE


def _here(dossier: Dossier) -> str:
    return reverse("leerroutes:place", args=[dossier.pk])


@dossier_form(
    SchoolForm, MAKE, "school van eigen keuze", title="School van eigen keuze",
    lead="Wie geen aanbod van de gemeente krijgt, kiest en betaalt zelf een school. U legt alleen vast welke, en vanaf wanneer.",
    said="De school is vastgelegd.", to=_here,
)  # fmt: skip
def register(act: Act[SchoolForm]) -> object:
    """Which school, from when; the one before ends."""
    data = act.data
    return register_school(
        act.dossier, data["name"], data["place"], since=data["since"], by=act.by, on=clock.today()
    )


@door(MAKE)
def end(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Somebody stopped there."""
    dossier = open_dossier(request.actor, pk, page="school van eigen keuze beëindigen", permission=MAKE)
    row = queries.own_school_or_404(dossier)
    return form_page(
        request, dossier, bound(EndSchoolForm, request, initial={"version": row.version}),
        lambda data: end_school(
            row, by=request.actor, on=clock.today(), last_day=data["last_day"], expected_version=data["version"]
        ),
        title="School van eigen keuze beëindigen", lead=f"{row}, sinds {day(row.since)}. Vragen die nog openstaan vervallen.",
        done="Vastgelegd.", submit="Beëindig", to=_here(dossier),
    )  # fmt: skip


@door(MAKE)
def ask(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask for data, for a reason."""
    dossier = open_dossier(request.actor, pk, page="gegevens over lessen vragen", permission=MAKE)
    row = queries.own_school_or_404(dossier)
    return form_page(
        request, dossier, bound(AskDataForm, request),
        lambda data: ask_data(
            row, Gevraagde(data["who"]), [Schoolgegeven(one) for one in data["about"]], data["because"], by=request.actor,
            on=clock.today(),
        ),
        title="Gegevens over de lessen vragen",
        lead=f"{row}. Over wie zelf een school kiest, krijgt de gemeente alleen gegevens als zij erom vraagt (Wi 35(3)). U stuurt de vraag zelf; hier legt u haar vast.",
        done="De vraag is vastgelegd. U krijgt een taak voor het antwoord.", submit="Leg de vraag vast", to=_here(dossier),
    )  # fmt: skip


@door(MAKE)
def answer(request: ActorRequest, pk: UUID, vraag_pk: UUID) -> HttpResponse:
    """What came of a question."""
    dossier = open_dossier(request.actor, pk, page="antwoord over lessen", permission=MAKE)
    row = queries.question_or_404(dossier, vraag_pk)
    return form_page(
        request, dossier, bound(DataAnswerForm, request),
        lambda data: close_question(row, Vraaguitkomst(data["outcome"]), data["answer"], by=request.actor, on=clock.today()),
        title="Antwoord vastleggen", lead=f"Gevraagd op {day(row.asked_on)} aan {row.get_asked_of_display()} ({row.school}): {row.because}",
        done="Het antwoord is vastgelegd.", to=_here(dossier),
    )  # fmt: skip
