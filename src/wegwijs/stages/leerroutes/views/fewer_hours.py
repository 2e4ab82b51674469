"""A decision of the college on fewer course hours in the Z-route."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.leerroutes.commands.fewer_hours import (
    FewerHours,
    decide_fewer_hours,
    take_back_fewer_hours,
)
from wegwijs.stages.leerroutes.forms.fewer_hours import FewerHoursForm
from wegwijs.stages.leerroutes.models import Urengrond
from wegwijs.stages.leerroutes.queries.voltooien import completion, decisions
from wegwijs.ui.forms import Form
from wi2021.facts import Leerroute

DECIDE = Permission.HOURS_DECIDE


@door(DECIDE)
def decide(request: ActorRequest, pk: UUID) -> HttpResponse:
    """So many hours fewer, and why."""
    dossier = open_dossier(request.actor, pk, page="minder cursusuren", permission=DECIDE)
    back = reverse("voltooien:overview", args=[pk])
    if request.method != "POST" and completion(dossier).route is not Leerroute.Z:
        return redirect(back)

    def act(data: dict[str, Any]) -> object:
        facts = FewerHours(
            Urengrond(data["ground"]),
            data["hours"],
            data["why"],
            data["followed_until"],
            data["rehabilitation"],
        )
        return decide_fewer_hours(dossier, facts, by=request.actor, on=clock.today())

    return form_page(
        request, dossier, bound(FewerHoursForm, request), act, title="Minder cursusuren in de Z-route",
        lead="Het college mag minder dan 800 uur vragen. In de tijdlijn komt alleen hoeveel uur, niet waarom.",
        done="Het besluit telt mee bij wat nog nodig is.", submit="Leg het besluit vast", to=back,
    )  # fmt: skip


@door(DECIDE)
def take_back(request: ActorRequest, pk: UUID, besluit_pk: UUID) -> HttpResponse:
    """The decision holds no longer."""
    dossier = open_dossier(request.actor, pk, page="besluit over uren intrekken", permission=DECIDE)
    row = next((one for one in decisions(dossier) if one.pk == besluit_pk), None)
    if row is None:
        raise Http404
    return form_page(
        request, dossier, bound(Form, request),
        lambda data: take_back_fewer_hours(row, by=request.actor, on=clock.today()), title="Besluit over cursusuren intrekken",
        lead=f"Daarna vraagt de cursus weer {row.hours} uur meer. Wat besloten was, blijft bewaard.", done="Het besluit geldt niet meer.",
        submit="Trek in", to=reverse("voltooien:overview", args=[pk]),
    )  # fmt: skip
