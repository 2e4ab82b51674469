"""PVT and MAP of a dossier: how far they are, and what was done."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import Act, dossier_form, form_page
from wegwijs.stages.participatie.presenters import modules as presenters
from wegwijs.stages.participatie.commands import (
    finish,
    record_final_talk,
    record_signing,
    take_back_finish,
)
from wegwijs.stages.participatie.forms.modules import FinishForm, SigningForm, TakeBackForm, TalkForm
from wegwijs.stages.participatie.queries import Module, Signing, stands
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
    return render(
        request,
        "participatie/overview.html",
        {
            "head": dossier_presenters.head(dossier, actor),
            "dossier": dossier,
            "cards": [presenters.card(stand) for stand in shown],
            "may_record": actor.may(RECORD, dossier.gemeente_id),
            "may_finish": actor.may(FINISH, dossier.gemeente_id) and actor.sees_all,
        },
    )


def _page_of(dossier: Dossier) -> str:
    return reverse("participatie:overview", args=[dossier.pk])


@dossier_form(
    SigningForm,
    RECORD,
    "participatieverklaring",
    title="Ondertekening vastleggen",
    lead="De inburgeraar ondertekent de participatieverklaring bij de bijeenkomst. De tekst van de verklaring ligt vast in de bijlage van "
    "het Besluit; gebruik het officiële formulier.",
    said="De ondertekening staat in de tijdlijn.",
    to=_page_of,
)
def signing(act: Act[SigningForm]) -> object:
    """Record that the declaration was signed."""
    return record_signing(act.dossier, by=act.by, on=act.data["on"], how=Signing(act.data["how"]))


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


@door(FINISH)
def done(request: ActorRequest, pk: UUID, module: str) -> HttpResponse:
    """Finish a module; where the law still misses something the page says so instead."""
    dossier, chosen = _opened(request, pk, module)
    stand = stands(dossier).of(chosen)
    if request.method != "POST" and (stand.finished or not stand.answer.value or not stand.needed):
        return redirect(_page_of(dossier))
    return form_page(
        request,
        dossier,
        bound(FinishForm, request),
        lambda data: finish(dossier, chosen, by=request.actor, blame=data["blame"]),
        title=f"{chosen.value.upper()} afronden",
        lead="Wegwijs meldt de afronding met de datum aan DUO.",
        done="Afgerond. Het bericht aan DUO staat klaar.",
        submit="Rond af",
        to=_page_of(dossier),
    )


@door(FINISH)
def undone(request: ActorRequest, pk: UUID, module: str) -> HttpResponse:
    """Take a finish back."""
    dossier, chosen = _opened(request, pk, module)
    if request.method != "POST" and stands(dossier).of(chosen).finished is None:
        return redirect(_page_of(dossier))
    return form_page(
        request,
        dossier,
        bound(TakeBackForm, request),
        lambda data: take_back_finish(dossier, chosen, by=request.actor, reason=data["reason"]),
        title=f"Afronding van {chosen.value.upper()} intrekken",
        lead="Wegwijs haalt de datum ook weg bij DUO. Wat is vastgelegd blijft in de tijdlijn staan.",
        done="De afronding is ingetrokken. Het bericht aan DUO staat klaar.",
        submit="Trek in",
        to=_page_of(dossier),
    )


def _opened(request: ActorRequest, pk: UUID, module: str) -> tuple[Dossier, Module]:
    if module not in Module.values:
        raise Http404
    return open_dossier(request.actor, pk, page=f"{module} afronden", permission=FINISH), Module(module)
