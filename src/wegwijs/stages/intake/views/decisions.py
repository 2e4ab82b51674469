"""What the college decides in an intake: about the toets, and that it is complete or goes on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.queries import pip_due
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.intake import commands, presenters
from wegwijs.stages.intake.forms import (
    CompleteForm,
    ExemptForm,
    JudgeForm,
    ReopenForm,
    SkipForm,
    WithdrawForm,
)
from wegwijs.stages.intake.queries import feiten, may_reopen, standing
from wegwijs.stages.intake.views.acts import opened
from wegwijs.stages.intake.views.overview import shown
from wegwijs.ui import forms as ui

TOETS: dict[str, tuple[str, str, type[ui.Form]]] = {
    "oordeel": ("Oordeel over de toets", "Bij een auditieve beperking beoordeelt u of iemand de toets kan maken.", JudgeForm),
    "ontheffen": ("Ontheffen van de toets", "Het college ontheft van de leerbaarheidstoets (Wet inburgering 2021, artikel 14, zesde lid).", ExemptForm),
    "overslaan": ("Geen toets nodig", "Alleen als een vorige gemeente al een leerroute vaststelde (Wet inburgering 2021, artikel 15, vierde lid).", SkipForm),
}  # fmt: skip


@door(Permission.HEALTH_VIEW)
def toets(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What the college decides about the toets: only what can be decided now."""
    dossier, intake = opened(request, pk, "toets")
    facts = feiten(dossier, intake)
    act = "" if intake.completed_on else presenters.toets_act(facts, on=clock.today())
    if not act:
        return redirect("intake:overview", pk)
    by, on = request.actor, clock.today()

    def save(data: dict[str, Any]) -> object:
        if act == "oordeel":
            return commands.judge_toets(
                intake, by=by, on=on, can_take=data["can_take"], motive=data["motive"]
            )
        if act == "ontheffen":
            return commands.exempt_from_toets(intake, by=by, on=on, motive=data["motive"])
        return commands.skip_toets(
            intake, by=by, on=on, gemeente=data["gemeente"], established_on=data["established_on"]
        )

    title, lead, made = TOETS[act]
    return form_page(
        request,
        dossier,
        bound(made, request),
        save,
        title=title,
        lead=lead,
        done=f"{title}: vastgelegd.",
        to="intake:overview",
    )


@door(Permission.HEALTH_VIEW)
def withdraw(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take back what was decided about the toets."""
    dossier, intake = opened(request, pk, "toets terugnemen")
    if not standing(intake):
        return redirect("intake:overview", pk)
    return form_page(
        request,
        dossier,
        bound(WithdrawForm, request),
        lambda data: commands.withdraw_toets_decision(
            intake, by=request.actor, on=clock.today(), reason=data["motive"]
        ),
        title="Beslissing over de toets terugnemen",
        lead="Alleen als het een vergissing was. Wat u eerst besloot, en waarom u het terugneemt, blijft bewaard.",
        done="Teruggenomen. De toets hoort weer bij wat de wet vraagt.",
        submit="Terugnemen",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def complete(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Complete the intake; after three oproepen without answer in absence. What is missing stands here in place of a form."""
    dossier, intake = opened(request, pk, "voltooien")
    row = pip_due(dossier)
    o = shown(request.actor, intake, row)
    absent = o.may_complete_in_absence
    if intake.completed_on:
        return redirect("intake:overview", pk)
    if request.method != "POST" and not (o.may_complete or absent):
        return render(
            request,
            "intake/incomplete.html",
            {
                "head": dossier_presenters.head(dossier, request.actor),
                "dossier": dossier,
                "intake": intake,
                "o": o,
                "may": True,
                "pip_why": dossier_presenters.why(row) if row else None,
            },
        )
    lead = (
        "Na drie oproepen zonder gehoor rondt u de intake af zonder de inburgeraar (Wet inburgering 2021, artikel 14 en 22)."
        if absent
        else "Alle onderdelen die de wet vraagt zijn er. Hierna maakt u het PIP."
    )
    if o.fewer and not absent:
        lead += f" U voerde {o.talks_held} van de {o.talks_wanted} gesprekken ({o.talks_source})."
    return form_page(
        request,
        dossier,
        bound(CompleteForm, request, fewer=o.fewer and not absent),
        lambda data: commands.complete_intake(
            intake, by=request.actor, on=data["on"], in_absence=absent, fewer_why=data.get("fewer_why", "")
        ),
        title="Intake in afwezigheid afronden" if absent else "Intake voltooien",
        lead=lead,
        done="De brede intake is voltooid.",
        submit="Afronden" if absent else "Voltooien",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def reopen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Go on with a completed intake."""
    dossier, intake = opened(request, pk, "heropenen")
    if not may_reopen(intake):
        return redirect("intake:overview", pk)
    return form_page(
        request,
        dossier,
        bound(ReopenForm, request),
        lambda data: commands.reopen_intake(
            intake, by=request.actor, on=clock.today(), reason=data["reason"]
        ),
        title="Intake heropenen",
        lead="Bijvoorbeeld als iemand toch verscheen. Het PIP kan pas worden vastgesteld als de intake weer voltooid is.",
        done="De intake is heropend.",
        submit="Heropenen",
        to="intake:overview",
    )
