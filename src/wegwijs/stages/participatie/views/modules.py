"""PVT and MAP of a dossier: how far they are, and what was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse
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
from wegwijs.stages.participatie.commands import (
    finish,
    record_final_talk,
    record_signing,
    take_back_finish,
)
from wegwijs.stages.participatie.forms.modules import FinishForm, SigningForm, TalkForm
from wegwijs.stages.participatie.presenters import behind as beside
from wegwijs.stages.participatie.presenters import modules as presenters
from wegwijs.stages.participatie.presenters import places as placed
from wegwijs.stages.participatie.presenters.texts import NO_FORM, form_words
from wegwijs.stages.participatie.queries import Module, Modules, Signing, Stand, stands
from wegwijs.stages.participatie.queries.behind import stand_of
from wegwijs.stages.participatie.queries.places import placements
from wegwijs.stages.participatie.queries.texts import form_on
from wegwijs.stages.participatie.queries.z_route import z_left
from wi2021.leerroutes import Gespreksvoerder

VIEW, RECORD, FINISH = Permission.HOURS_VIEW, Permission.HOURS_RECORD, Permission.MODULES_RECORD


@require_safe
@door(VIEW)
def overview(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Both modules; a partner sees the PVT, which it may give."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="participatie", permission=VIEW)
    found = stands(dossier)
    shown = (found.pvt, found.map) if actor.sees_all else (found.pvt,)
    # What the PIP plans, and where somebody was placed, is for whoever makes the plan.
    plans = actor.sees_all and actor.may(Permission.PIP_VIEW, dossier.gemeente_id)
    stand = stand_of(dossier) if plans else None
    left = z_left(found)
    may_finish = actor.may(FINISH, dossier.gemeente_id) and actor.sees_all
    return render(
        request,
        "participatie/overview.html",
        {
            "head": dossier_presenters.head(dossier, actor),
            "dossier": dossier,
            "cards": [presenters.card(stand, found.themes) for stand in shown],
            "may_record": actor.may(RECORD, dossier.gemeente_id),
            "may_finish": may_finish,
            "beside": list(beside.parts(stand, clock.today())) if stand else [],
            "beside_why": beside.why(stand, clock.today()) if stand else None,
            "places": placed.placements(placements(dossier), clock.today()) if plans else [],
            "may_place": may_finish
            and dossier.is_open
            and (_map_left(found) or (left is not None and left.value.participatie > 0)),
            "z_route": placed.progress(found, left, clock.today()) if plans else None,
            "form": form_words(form_on(clock.today())),
        },
    )


def _map_left(found: Modules) -> bool:
    return found.map.needed and not found.map.finished


def _page_of(dossier: Dossier) -> str:
    return reverse("participatie:overview", args=[dossier.pk])


def _signing_lead() -> str:
    """With which form one signs, or that there is none here."""
    form = form_on(clock.today())
    with_what = f"Gebruik het formulier van versie {form.number}." if form else NO_FORM
    return f"De inburgeraar ondertekent de participatieverklaring bij de bijeenkomst. {with_what}"


@dossier_form(
    SigningForm,
    RECORD,
    "participatieverklaring",
    title="Ondertekening vastleggen",
    lead=lambda dossier: _signing_lead(),
    said="De ondertekening staat in de tijdlijn.",
    to=_page_of,
)
def signing(act: Act[SigningForm]) -> object:
    """Record that the declaration was signed."""
    data = act.data
    return record_signing(
        act.dossier, by=act.by, on=data["on"], how=Signing(data["how"]), present=data["present"]
    )


@dossier_form(
    TalkForm,
    FINISH,
    "eindgesprek MAP",
    title="Eindgesprek van de MAP vastleggen",
    lead="Het college voert het eindgesprek met de inburgeraar.",
    said="Het eindgesprek staat in de tijdlijn.",
    to=_page_of,
)
def talk(act: Act[TalkForm]) -> object:
    """Record that the final talk was held."""
    data = act.data
    return record_final_talk(
        act.dossier,
        by=act.by,
        on=data["on"],
        held_by=Gespreksvoerder(data["held_by"]),
        mandate=data["mandate"],
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """What the page about finishing says, and what it says afterwards."""

    title: str
    lead: str
    said: str
    submit: str


@door(FINISH)
def done(request: ActorRequest, pk: UUID, module: str) -> HttpResponse:
    """Finish a module; where the law still misses something the page of both says so instead."""
    return _about_finishing(
        request, pk, module,
        lambda stand: not stand.finished and bool(stand.answer.value) and stand.needed,
        bound(FinishForm, request),
        lambda dossier, one, data: finish(dossier, one, by=request.actor, blame=data["blame"]),
        _Words(
            "{} afronden", "Wegwijs meldt de afronding met de datum aan DUO.",
            "Afgerond. Het bericht aan DUO staat klaar.", "Rond af",
        ),
    )  # fmt: skip


@door(FINISH)
def undone(request: ActorRequest, pk: UUID, module: str) -> HttpResponse:
    """Take a finish back."""
    return _about_finishing(
        request, pk, module,
        lambda stand: stand.finished is not None,
        bound(ReasonForm, request, label="Waarom klopt de afronding niet"),
        lambda dossier, one, data: take_back_finish(dossier, one, by=request.actor, reason=data["reason"]),
        _Words(
            "Afronding van {} intrekken",
            "Wegwijs haalt de datum ook weg bij DUO. Wat is vastgelegd blijft in de tijdlijn staan.",
            "De afronding is ingetrokken. Het bericht aan DUO staat klaar.", "Trek in",
        ),
    )  # fmt: skip


def _about_finishing(
    request: ActorRequest,
    pk: UUID,
    module: str,
    makes_sense: Callable[[Stand], bool],
    form: BaseForm,
    command: Callable[[Dossier, Module, dict[str, Any]], object],
    words: _Words,
) -> HttpResponse:
    """A page about the finish of one module; asked for where there is nothing to do, it leads back."""
    if module not in Module.values:
        raise Http404
    dossier = open_dossier(request.actor, pk, page=f"{module} afronden", permission=FINISH)
    chosen = Module(module)
    if request.method != "POST" and not makes_sense(stands(dossier).of(chosen)):
        return redirect(_page_of(dossier))
    return form_page(
        request,
        dossier,
        form,
        lambda data: command(dossier, chosen, data),
        title=words.title.format(chosen.value.upper()),
        lead=words.lead,
        done=words.said,
        submit=words.submit,
        to=_page_of(dossier),
    )
