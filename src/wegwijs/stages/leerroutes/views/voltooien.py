"""What is still needed of one person, and the end of a route."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import Act, dossier_form, form_page
from wegwijs.hours.forms import ReasonForm
from wegwijs.stages.leerroutes.commands.afronden import (
    finish_z,
    record_proof,
    record_taalschakel,
    record_z_talk,
    take_back_z,
)
from wegwijs.stages.leerroutes.forms.voltooien import ProofForm, TaalschakelForm, ZTalkForm
from wegwijs.stages.leerroutes.presenters import voltooien as presenters
from wegwijs.stages.leerroutes.queries.eigen_school import where_now
from wegwijs.stages.leerroutes.queries.voltooien import completion
from wegwijs.ui import forms as ui
from wi2021.facts import Leerroute
from wi2021.leerroutes import Gespreksvoerder

VIEW, RECORD = Permission.PIP_VIEW, Permission.MODULES_RECORD
NOTHING = ui.Form


@require_safe
@door(VIEW)
def overview(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The table of one person, with what can be recorded now."""
    actor, today = request.actor, clock.today()
    dossier = open_dossier(actor, pk, page="voltooien", permission=VIEW)
    found = completion(dossier)
    sentence, why = presenters.proof(found)
    school, works = where_now(dossier)
    may = actor.may(RECORD, dossier.gemeente_id)
    runs = may and dossier.is_open
    decides = actor.may(Permission.HOURS_DECIDE, dossier.gemeente_id)
    return render(
        request,
        "voltooien/overview.html",
        {
            "head": dossier_presenters.head(dossier, actor),
            "dossier": dossier,
            "lines": presenters.lines(found, today),
            "school": school,
            "works": works,
            "may_place": actor.may(Permission.PLACEMENT_MAKE, dossier.gemeente_id),
            "missing": presenters.missing(found),
            "proof": sentence,
            "proof_why": why,
            "ending": list(presenters.ending(found)),
            "why_not": presenters.why_not(found),
            "is_z": found.route is Leerroute.Z,
            "may_talk": runs and found.route is Leerroute.Z and not found.z_finished,
            "may_taalschakel": runs and found.route is Leerroute.ONDERWIJS,
            "decisions": found.decided if decides else [],
            "may_decide": decides and dossier.is_open and found.route is Leerroute.Z and not found.z_finished,
            "may_undo": may and found.z_finished is not None,
            "may_adjust": dossier.is_open and actor.may(Permission.PIP_DRAFT, dossier.gemeente_id),
            "may_prove": may and found.met_on is not None,
        },
    )


def _page_of(dossier: Dossier) -> str:
    return reverse("voltooien:overview", args=[dossier.pk])


@dossier_form(
    ZTalkForm,
    RECORD,
    "eindgesprek Z-route",
    title="Eindgesprek van de Z-route vastleggen",
    lead="Het college voert dit gesprek, of een openbaar lichaam met mandaat. Een taalaanbieder mag het niet voeren.",
    said="Het eindgesprek staat in de tijdlijn.",
    to=_page_of,
)
def z_talk(act: Act[ZTalkForm]) -> object:
    """Record that the final talk of the Z-route was held."""
    data = act.data
    return record_z_talk(
        act.dossier,
        by=act.by,
        on=data["on"],
        held_by=Gespreksvoerder(data["held_by"]),
        mandate=data["mandate"],
    )


@dossier_form(
    TaalschakelForm,
    RECORD,
    "taalschakeltraject",
    title="Taalschakeltraject afgerond",
    lead="Zoals de school het meldt. Daarmee is de Onderwijsroute klaar, naast het PVT.",
    said="Het taalschakeltraject staat als afgerond in de tijdlijn.",
    to=_page_of,
)
def taalschakel(act: Act[TaalschakelForm]) -> object:
    """Record that the taalschakeltraject was completed."""
    return record_taalschakel(act.dossier, by=act.by, on=act.data["on"], school=act.data["school"])


@door(RECORD)
def finish(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Finish the Z-route; where the law still misses something the overview says so instead."""
    dossier = open_dossier(request.actor, pk, page="Z-route afronden", permission=RECORD)
    if request.method != "POST":
        found = completion(dossier)
        if found.route is not Leerroute.Z or found.z_finished or presenters.why_not(found):
            return redirect(_page_of(dossier))
    return form_page(
        request, dossier, bound(NOTHING, request), lambda data: finish_z(dossier, by=request.actor),
        title="Z-route afronden", lead="Wegwijs meldt de dag van afronding aan DUO. DUO geeft daarna het certificaat.",
        done="De Z-route is afgerond. Het bericht aan DUO staat klaar.", submit="Rond af", to=_page_of(dossier),
    )  # fmt: skip


@door(RECORD)
def undo(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take the finish of the Z-route back."""
    dossier = open_dossier(request.actor, pk, page="afronding Z-route intrekken", permission=RECORD)
    if request.method != "POST" and completion(dossier).z_finished is None:
        return redirect(_page_of(dossier))
    return form_page(
        request, dossier, bound(ReasonForm, request, label="Waarom klopt de afronding niet"),
        lambda data: take_back_z(dossier, by=request.actor, reason=data["reason"]),
        title="Afronding van de Z-route intrekken",
        lead="Wegwijs haalt de dag ook weg bij DUO. Wat is vastgelegd blijft in de tijdlijn staan.",
        done="De afronding is ingetrokken. Het bericht aan DUO staat klaar.", submit="Trek in", to=_page_of(dossier),
    )  # fmt: skip


@dossier_form(
    ProofForm,
    RECORD,
    "bewijs",
    title="Diploma of certificaat vastleggen",
    lead="Het certificaat van de Z-route reikt het college persoonlijk uit. Het diploma krijgt de inburgeraar van DUO.",
    said="Het staat in de tijdlijn.",
    to=_page_of,
)
def proof(act: Act[ProofForm]) -> object:
    """Record that the proof was handed over or received."""
    return record_proof(act.dossier, by=act.by, on=act.data["on"], how=act.data["how"])
