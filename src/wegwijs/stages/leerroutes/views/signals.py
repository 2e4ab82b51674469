"""For the regisseur: take up a signal about lessons."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.leerroutes.commands import take_up_signal
from wegwijs.stages.leerroutes.forms.report import TakeUpForm
from wegwijs.stages.leerroutes.models import Opvolging, Signaalantwoord
from wegwijs.stages.leerroutes.queries import reports as found
from wegwijs.stages.leerroutes.queries.aanbod import of_dossier_or_404
from wegwijs.ui.format import capital, day

MAKE = Permission.PLACEMENT_MAKE


@door(MAKE)
def take_up(request: ActorRequest, pk: UUID, aanbod_pk: UUID, signaal_pk: UUID) -> HttpResponse:
    """What is done with it; where a talk comes, that is planned next."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="signaal oppakken", permission=MAKE)
    row = found.signal_or_404(of_dossier_or_404(dossier, aanbod_pk), signaal_pk)

    def then(answer: Signaalantwoord) -> str:
        plans = answer.what == Opvolging.GESPREK and actor.may(Permission.CONTACT_RECORD, dossier.gemeente_id)
        return reverse("voltooien:plan_talk", args=[pk]) if plans else ""

    return form_page(
        request, dossier, bound(TakeUpForm, request),
        lambda data: take_up_signal(row, Opvolging(data["what"]), data["why"], by=actor, on=clock.today()),
        title=f"Signaal: {row.get_soort_display()}",
        lead=f"{capital(row.get_source_display())} op {day(row.on)}. {row.explained}".strip(),
        done="Het signaal is opgepakt. De school ziet dat.", submit="Leg vast", to=reverse("leerroutes:progress", args=[pk]), then=then,
    )  # fmt: skip
