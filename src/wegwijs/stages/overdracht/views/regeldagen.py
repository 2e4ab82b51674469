"""The regeldagen: list, plan, board, and the sheet on paper."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.documents.wording.words import words_in
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.overdracht import board as shown
from wegwijs.stages.overdracht.commands import cancel_regeldag, move_regeldag, plan_regeldag
from wegwijs.stages.overdracht.forms import CancelForm, MoveDayForm, PlanDayForm
from wegwijs.stages.overdracht.models import Regelstap
from wegwijs.stages.overdracht.regeldagen import (
    Which,
    along,
    begeleiders_for,
    children_along,
    household_dossiers,
    planned_for,
    regeldag_or_404,
    regeldagen,
    steps_of,
)
from wegwijs.stages.overdracht.sjablonen import steps_for
from wegwijs.stages.overdracht.standard import BRING, PLAIN_LEAD
from wegwijs.stages.overdracht.views.page import on_the_board, regeldag_form
from wegwijs.ui.format import day, long_day, weekday

P = Permission
PAGE = 50


@door(P.REGELDAG_RUN)
def days(request: ActorRequest) -> HttpResponse:
    """Today and to come, or what was."""
    asked = request.GET.get("toon", "")
    which = Which(asked) if asked in Which.values else Which.KOMEND
    mine = request.GET.get("van") == "mij"
    found = list(regeldagen(request.actor, which, mine=mine)[: PAGE + 1])
    who = along(request.actor, found)
    record_list(by=request.actor, page="regeldagen", shown=len(found[:PAGE]))
    context = {
        "lines": [shown.line(row, who[row.pk]) for row in found[:PAGE]],
        "more": len(found) > PAGE,
        "which": which,
        "choices": Which.choices,
        "mine": mine,
        "may_plan": request.actor.may(P.OVERDRACHT_RECORD),
        "may_arrange": request.actor.may(P.HOUSING_ARRANGE),
    }
    return render(request, "overdracht/regeldagen.html", context)


@door(P.OVERDRACHT_RECORD)
def plan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A day for the household of a dossier; the one that is planned already, when there is one."""
    dossier = open_dossier(request.actor, pk, page="regeldag plannen", permission=P.OVERDRACHT_RECORD)
    if known := planned_for(dossier):
        return redirect("regeldag:board", known.pk)
    together = household_dossiers(dossier, request.actor)
    steps = steps_for(dossier.gemeente_id, clock.today())
    form = bound(PlanDayForm, request, dossiers=together, begeleiders=begeleiders_for(together), steps=steps)
    return form_page(
        request,
        dossier,
        form,
        lambda data: plan_regeldag(form.chosen(), form.day(), by=request.actor, keys=data["keys"]),
        title="Regeldag plannen",
        lead="Eén dag waarop een huishouden samen alles regelt voor de nieuwe woning.",
        done=lambda made: f"De regeldag van {day(made.on)} staat klaar. Vul per stap tijd en plaats in.",
        submit="Plan de regeldag",
        to="overdracht:overview",
        then=lambda made: on_the_board(made.pk),
    )


@door(P.REGELDAG_RUN)
def board(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who comes along, and every step with large buttons."""
    found, who = regeldag_or_404(request.actor, pk, page="regeldag")
    rows = steps_of(found)
    waits = shown.waiting(rows, who, request.actor)
    steps = [shown.step(row, who, request.actor, waits) for row in rows]
    words, severity = shown.stand_of(found, who)
    gemeente = found.dossier.gemeente_id
    runs = not (found.cancelled_at or found.closed_at)
    context = {
        "regeldag": found,
        "day": f"{weekday(found.on)} {found.at:%H:%M} tot {found.until:%H:%M}",
        "people": [shown.person(one, who, request.actor) for one in who.seen],
        "others": who.others,
        "children": children_along(who),
        "steps": [(one, shown.note(one)) for one in steps],
        "done": sum(one.state == Regelstap.State.GEDAAN for one in steps),
        "stand": words,
        "severity": severity,
        "lapsed": who.lapsed,
        "runs": runs,
        "beside": shown.beside(found, who) if runs and found.on >= clock.today() else "",
        "may_close": runs and not who.lapsed and found.on <= clock.today(),
        "may_plan": request.actor.may(P.OVERDRACHT_RECORD, gemeente),
        "sees_money": request.actor.may(P.MONEY_PLAN, gemeente),
    }
    return render(request, "overdracht/regeldag.html", context)


@door(P.REGELDAG_RUN)
def sheet(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One A4 for the household: when, what, where and what to bring, in plain Dutch and as far as we can in their language."""
    found, who = regeldag_or_404(request.actor, pk, page="regeldag: blad")
    spoken = shown.languages(who)
    steps = [shown.step(row, who, request.actor) for row in steps_of(found)]
    context = {
        "regeldag": found,
        "day": f"{long_day(found.on)}, {found.at:%H:%M} uur",
        "people": [str(one.person) for one in who.active],
        "lead": PLAIN_LEAD,
        "said": shown.said_in(spoken, PLAIN_LEAD),
        "steps": [
            (step, shown.where(step), shown.said_in(spoken, step.plain), shown.papers_in(spoken, step.papers))
            for step in steps
        ],
        "bring": BRING,
        "unchecked": [code for code in spoken if not words_in(code).checked],
    }
    return render(request, "overdracht/regeldag_sheet.html", context)


@door(P.OVERDRACHT_RECORD)
def move(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Another day, hour or begeleider."""
    found, who = regeldag_or_404(request.actor, pk, page="regeldag wijzigen")
    initial = {
        "on": found.on, "at": found.at, "until": found.until, "interpreter": found.interpreter, "begeleider": str(found.begeleider_id or ""),
        "version": found.version,
    }  # fmt: skip
    form = bound(MoveDayForm, request, begeleiders=begeleiders_for(who.active), initial=initial)
    return regeldag_form(
        request,
        found,
        form,
        lambda data: move_regeldag(
            found, form.day(), by=request.actor, expected_version=data["version"], dossiers=who.active
        ),
        title="Regeldag wijzigen",
        done="De regeldag is gewijzigd. Laat het de begeleider en het huishouden ook weten.",
    )


@door(P.OVERDRACHT_RECORD)
def cancel(request: ActorRequest, pk: UUID) -> HttpResponse:
    """It doesn't go on."""
    found, who = regeldag_or_404(request.actor, pk, page="regeldag afzeggen")
    return regeldag_form(
        request,
        found,
        bound(CancelForm, request),
        lambda data: cancel_regeldag(found, by=request.actor, reason=data["reason"], dossiers=who.active),
        title="Regeldag afzeggen",
        lead=f"Die van {day(found.on)}. U kunt daarna een nieuwe plannen.",
        done="De regeldag is afgezegd. Laat het de begeleider en het huishouden ook weten.",
        submit="Zeg af",
    )
