"""COA's own desk: whom it linked, the talk, and its part of the klantprofiel. And, of the gemeente, asking COA and stopping."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, carried_out, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.overdracht import commands, supplies
from wegwijs.stages.overdracht import supplies_shown as shown
from wegwijs.stages.overdracht.forms import AskCoaForm, SupplyForm
from wegwijs.stages.overdracht.queries import stands
from wegwijs.ui import notices

P = Permission


@require_safe
@door(P.HANDOVER_SUPPLY)
def desk(request: ActorRequest) -> HttpResponse:
    """What to do today: who has a talk soon first, then who waits for one; of each what still lacks."""
    rows = list(supplies.supplies(request.actor)[: supplies.PAGE + 1])
    record_list(by=request.actor, page="overdracht: COA", shown=len(rows[: supplies.PAGE]))
    found = supplies.seen(rows[: supplies.PAGE], last=True)
    planned = sorted(
        (one for one in found if one.talk), key=lambda one: (one.talk.on, one.talk.at) if one.talk else ()
    )
    context = {
        "planned": [shown.line(one) for one in planned],
        "waiting": [shown.line(one) for one in found if not one.talk],
        "more": len(rows) > supplies.PAGE,
    }
    return render(request, "overdracht/coa.html", context)


@door(P.HANDOVER_SUPPLY)
def supply(request: ActorRequest, aanlevering_pk: UUID) -> HttpResponse:
    """One of them, until the move: the talk, and the form with only what COA may share."""
    found = supplies.supply_or_404(request.actor, aanlevering_pk, page="overdracht: COA")
    form = bound(SupplyForm, request, notes=shown.notes(found))
    if carried_out(
        request, form,
        lambda data: commands.supply_profile(found.row, form.values(), by=request.actor, on=clock.today()),
    ):  # fmt: skip
        notices.saved(request, "De gemeente heeft deze gegevens. Zij staan op naam van COA.")
        return redirect("overdracht:coa_supply", aanlevering_pk)
    context = {
        "row": found.row,
        "name": found.name,
        "about": shown.about(found),
        "talk": shown.talk(found),
        "lacks": shown.line(found).lacks,
        "not_shared": shown.NOT_SHARED,
        "form": form,
    }
    return render(request, "overdracht/coa_supply.html", context)


@door(P.OVERDRACHT_RECORD)
def ask(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Let COA fill in its part: for who was linked before, or where nobody could say which organisation it is."""
    dossier = open_dossier(request.actor, pk, page="overdracht: COA vragen", permission=P.OVERDRACHT_RECORD)
    stand = stands([dossier])[dossier.pk]
    location = "" if dossier.person.protected else stand.location
    form = bound(
        AskCoaForm, request, organisations=supplies.coas_for(dossier.gemeente_id), location=location
    )  # fmt: skip
    return form_page(
        request, dossier, form,
        lambda data: commands.ask_coa(
            dossier, form.chosen(), by=request.actor, on=stand.linked_on or clock.today(), location=data["location"]
        ),
        title="COA laten aanvullen",
        lead="De begeleider van COA ziet de naam, het geplande gesprek en wat er nog mist. Niet het dossier. Dit eindigt bij de verhuizing.",
        done="COA ziet deze persoon nu op het eigen overzicht.", submit="Vraag COA", to="overdracht:overview",
    )  # fmt: skip


@require_POST
@door(P.OVERDRACHT_RECORD)
def stop(request: ActorRequest, pk: UUID) -> HttpResponse:
    """COA no longer sees this person."""
    dossier = open_dossier(request.actor, pk, page="overdracht: COA stoppen", permission=P.OVERDRACHT_RECORD)
    commands.stop_asking(dossier, by=request.actor)
    notices.saved(request, "COA ziet deze persoon niet meer.")
    return redirect("overdracht:overview", pk)
