"""An advance: ask it with what the forecast proposes, and decide on it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.ontzorgen.commands import voorschot as acts
from wegwijs.stages.ontzorgen.forms.plan import AdvanceForm, DecideForm
from wegwijs.stages.ontzorgen.grounds import stands
from wegwijs.stages.ontzorgen.models import Ontzorging, Voorschot
from wegwijs.stages.ontzorgen.presenters import picture as drawn
from wegwijs.stages.ontzorgen.queries import plans as queries
from wegwijs.stages.ontzorgen.queries.forecast_facts import forecast_of, known
from wegwijs.stages.ontzorgen.views.opened import PAGE, opened, running
from wegwijs.ui.format import moment

P = Permission


@door(P.MONEY_EDIT)
def ask(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Filled in with what closes the hole."""
    dossier, found = running(request, pk, "voorschot vragen")
    if found.state == Ontzorging.State.VOORBEREIDEN:
        raise Http404
    today = clock.today()
    forecast = forecast_of(known([found.pk], today=today)[found.pk], today=today)
    incomes = [row for row in queries.incomes_of(found) if row.here and stands(row, today)]
    reason = drawn.headline(forecast)[1] if forecast.hole else ""
    form = bound(AdvanceForm, request, bridge=forecast.bridge, reason=reason, incomes=incomes)
    lead = drawn.bridge_words(forecast.bridge) if forecast.bridge else drawn.headline(forecast)[1]
    return form_page(
        request, dossier, form, lambda _: acts.ask_advance(found, form.asked(), by=request.actor), title="Voorschot vragen",
        lead=f"{lead} Een ander beslist.", done="Gevraagd. Een teamleider of een tweede administrateur beslist.",
        submit="Vraag het voorschot", to=PAGE,
    )  # fmt: skip


@door(P.MONEY_DECIDE, P.MONEY_RELEASE)
def decide(request: ActorRequest, pk: UUID, voorschot_pk: UUID) -> HttpResponse:
    """Another than who asked allows it or not; who asked it gets 404."""
    dossier, found = opened(request, pk, "voorschot beslissen", P.MONEY_PLAN)
    row = queries.advance_or_404(found, voorschot_pk)
    if not acts.may_decide(row, request.actor):
        raise Http404
    if row.state != Voorschot.State.GEVRAAGD:
        if row.state == Voorschot.State.VERVALLEN:
            messages.error(request, acts.lapsed_words(row))
        return redirect(PAGE, dossier.pk)
    return form_page(
        request, dossier, bound(DecideForm, request),
        lambda data: acts.decide_advance(row, by=request.actor, grant=data["grant"], reason=data["reason"]),
        title="Beslissen over een voorschot",
        lead=f"{acts.told(row)}. {row.reason} Gevraagd door {row.asked_by.name} op {moment(row.asked_at)}.",
        done=lambda made: f"Het voorschot is {made.get_state_display()}.", submit="Leg vast", to=PAGE,
    )  # fmt: skip
