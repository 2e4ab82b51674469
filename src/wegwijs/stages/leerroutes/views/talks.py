"""Talks about progress of one person."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.choices import TalkPlace
from wegwijs.dossiers.commands import plan_afspraak
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import afspraken, open_dossier, timeline
from wegwijs.dossiers.views.page import Act, dossier_form, form_page
from wegwijs.stages.leerroutes.commands.talks import hold_talk
from wegwijs.stages.leerroutes.forms.voltooien import PlanTalkForm, TalkForm
from wegwijs.stages.leerroutes.presenters import talks as presenters

VIEW, PLAN, RECORD = Permission.PIP_VIEW, Permission.CONTACT_RECORD, Permission.DOSSIER_EDIT


@require_safe
@door(VIEW)
def overview(request: ActorRequest, pk: UUID) -> HttpResponse:
    """How many the PIP fixes, which were held with what was agreed, and which comes next."""
    actor, today = request.actor, clock.today()
    dossier = open_dossier(actor, pk, page="voortgangsgesprekken", permission=VIEW)
    rows = list(timeline(dossier))
    facts, why = presenters.stand(facts_of(dossier.gemeente_id, rows), today)
    return render(
        request,
        "voltooien/one_talks.html",
        {
            "head": dossier_presenters.head(dossier, actor),
            "dossier": dossier,
            "facts": facts,
            "why": why,
            "held": presenters.held(row for row in rows if row.kind == Kind.VOORTGANGSGESPREK),
            "planned": presenters.planned(afspraken(actor, dossier)),
            "may_place": actor.may(Permission.PLACEMENT_MAKE, dossier.gemeente_id),
            "may_plan": bool(facts) and dossier.is_open and actor.may(PLAN, dossier.gemeente_id),
            "may_record": bool(facts) and dossier.is_open and actor.may(RECORD, dossier.gemeente_id),
        },
    )


def _page_of(dossier: Dossier) -> str:
    return reverse("voltooien:talks", args=[dossier.pk])


@door(PLAN)
def plan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Plan one: an appointment like any other, so that it stands in the agenda and is moved and cancelled as those are."""
    dossier = open_dossier(request.actor, pk, page="voortgangsgesprek plannen", permission=PLAN)
    form = bound(PlanTalkForm, request, dossier=dossier, actor=request.actor)
    sees = request.actor.may(VIEW, dossier.gemeente_id)
    return form_page(
        request, dossier, form, lambda data: plan_afspraak(dossier, form.planned(), by=request.actor),
        title="Voortgangsgesprek plannen", lead="Staat daarna in de agenda van wie het gesprek voert.",
        done="Het gesprek staat in de agenda.", to=_page_of(dossier) if sees else "desk:dossier",
    )  # fmt: skip


@dossier_form(
    TalkForm,
    RECORD,
    "voortgangsgesprek",
    title="Voortgangsgesprek vastleggen",
    lead="Wat u afspreekt wordt een taak: om te doen, of om na te gaan of een ander het deed.",
    said="Het gesprek staat in de tijdlijn. De afspraken staan bij de taken.",
    to=_page_of,
)
def held(act: Act[TalkForm]) -> object:
    """Record that a talk was held, with what was agreed."""
    data = act.data
    return hold_talk(
        act.dossier, by=act.by, on=data["on"], way=TalkPlace(data["way"]), agreed=act.form.agreed()
    )
