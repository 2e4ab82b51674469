"""Facts of DUO that someone types over from the portal."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.exchange.duo import queries
from wegwijs.exchange.duo.commands import TypedFacts, record_from_portal, record_in_dossier
from wegwijs.exchange.duo.forms import FactsForm, NewFactsForm
from wegwijs.ui import notices


@door(Permission.DUO_FACTS)
def facts(request: ActorRequest) -> HttpResponse:
    """Someone whom the portal shows, known here or not: the dossier opens when there is none."""
    gemeenten = queries.gemeenten_by_hand(request.actor)
    form = bound(NewFactsForm, request, gemeenten=gemeenten)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        gemeente = form.gemeenten[data.pop("gemeente")]
        bsn, v_nummer = data.pop("bsn") or None, data.pop("v_nummer") or None
        made = attempt(
            form,
            lambda: record_from_portal(
                gemeente, bsn=bsn, v_nummer=v_nummer, typed=_typed(data), by=request.actor
            ),
        )
        if made:
            dossier, _, new = made
            notices.saved(request, _said(new))
            return redirect("desk:dossier", dossier.pk)
    return render(request, "duo/facts.html", {"form": form, "gemeenten": gemeenten})


@door(Permission.DUO_FACTS)
def facts_of(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The same for a dossier that is there."""
    dossier = open_dossier(request.actor, pk, page="gegevens van DUO", permission=Permission.DUO_FACTS)
    form = bound(FactsForm, request)
    return form_page(
        request,
        dossier,
        form,
        lambda data: record_in_dossier(dossier, _typed(data), by=request.actor),
        title="Gegevens van DUO overnemen",
        lead="Neem over wat het portaal van DUO laat zien. Vul alleen in wat nieuw is.",
        done=_said,
        submit="Vastleggen",
    )


def _typed(data: dict[str, Any]) -> TypedFacts:
    return TypedFacts(**data)


def _said(new: int) -> str:
    if not new:
        return "Deze gegevens stonden al in het dossier. Er is niets veranderd."
    return f"{new} {'gegeven' if new == 1 else 'gegevens'} van DUO vastgelegd. De termijnen zijn opnieuw berekend."
