"""Self-reliance of one person, and signals about money."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.ontzorgen.commands.geldsignalen import escalate, report_signal, solve
from wegwijs.stages.ontzorgen.commands.selfreliance import record_levels
from wegwijs.stages.ontzorgen.forms.after import EscalateForm, LevelsForm, SignalForm, SolveForm
from wegwijs.stages.ontzorgen.models import Ontzorging
from wegwijs.stages.ontzorgen.presenters import after as shown
from wegwijs.stages.ontzorgen.queries import selfreliance as queries
from wegwijs.stages.ontzorgen.queries.plans import plan_or_404

PLAN, EDIT, HELP = Permission.MONEY_PLAN, Permission.MONEY_EDIT, Permission.SELF_RELIANCE
PAGE = "selfreliance:page"


def opened(
    request: ActorRequest, pk: UUID, page: str, permission: Permission = PLAN
) -> tuple[Dossier, Ontzorging]:
    """The dossier with its ontzorging, the running one first. Raises Http404."""
    dossier = open_dossier(request.actor, pk, page=page, permission=permission)
    row = plan_or_404(request.actor, dossier)
    return dossier, row


def head(request: ActorRequest, dossier: Dossier, row: Ontzorging) -> dict[str, object]:
    """What stands above every page of this room about one person."""
    actor = request.actor
    return {
        "head": dossier_presenters.head(dossier, actor),
        "dossier": dossier,
        "ontzorging": row,
        "keeps_money": actor.may(EDIT, dossier.gemeente_id),
        "may_edit": actor.may(EDIT, dossier.gemeente_id),
        "may_help": actor.may(HELP, dossier.gemeente_id),
        "running": row.state != Ontzorging.State.KLAAR,
    }


@require_safe
@door(PLAN)
def page(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What somebody does alone, what the lessons and the guidance did, and what signals there are."""
    dossier, row = opened(request, pk, "ontzorgen: zelf doen")
    levels = queries.levels_of(row)
    context = head(request, dossier, row) | {
        "facts": shown.facts(row),
        "why": shown.why(row),
        "tasks": shown.task_lines(levels),
        "alone": len(queries.alone(levels)),
        "picture": shown.progress(levels),
        "history": shown.history(levels),
        "lessons": shown.lesson_lines(queries.lessons_of(dossier)),
        "helped": shown.helped_words(queries.helped(dossier)),
        "signals": [shown.signal_line(one) for one in queries.signals_of(row)],
    }
    return render(request, "ontzorgen/own/page.html", context)


@door(HELP)
def levels(request: ActorRequest, pk: UUID) -> HttpResponse:
    """How far somebody is with each task."""
    dossier, row = opened(request, pk, "ontzorgen: zelf doen vastleggen", HELP)
    form = bound(LevelsForm, request, known=queries.now_of(queries.levels_of(row)))
    return form_page(
        request,
        dossier,
        form,
        lambda data: record_levels(row, form.levels(), by=request.actor, on=data["on"]),
        title="Hoever is deze persoon",
        lead="Ingevuld staat hoever iemand de vorige keer was. Verander alleen wat anders is; wat er stond blijft te lezen.",
        done="Het staat erbij.",
        to=PAGE,
    )


@door(HELP)
def report(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A debt, arrears, an attachment: who keeps the money hears it today."""
    dossier, row = opened(request, pk, "ontzorgen: signaal melden", HELP)
    form = bound(SignalForm, request)
    return form_page(
        request,
        dossier,
        form,
        lambda data: report_signal(row, form.found(), by=request.actor),
        title="Signaal over geld melden",
        lead="Zegt iemand dat er een schuld is, of ziet u een brief van een deurwaarder? Meld het. De administrateur krijgt vandaag een taak.",
        done="Gemeld. De administrateur heeft een taak.",
        submit="Meld het",
        to=PAGE,
    )


@door(EDIT)
def to_specialist(request: ActorRequest, pk: UUID, geldsignaal_pk: UUID) -> HttpResponse:
    """A specialist of the executor goes on with it."""
    dossier, row = opened(request, pk, "ontzorgen: signaal naar specialist", EDIT)
    signal = queries.signal_or_404(row, geldsignaal_pk)
    form = bound(EscalateForm, request, signal=signal, people=queries.specialists(request.actor))
    return form_page(
        request,
        dossier,
        form,
        lambda data: escalate(
            signal, form.people[data["employee"]], by=request.actor, version=data["version"]
        ),
        title="Naar een specialist",
        lead=f"{shown.signal_line(signal).title}, {shown.signal_line(signal).note}.",
        done="De specialist heeft een taak.",
        submit="Geef door",
        to=PAGE,
    )


@door(EDIT)
def solved(request: ActorRequest, pk: UUID, geldsignaal_pk: UUID) -> HttpResponse:
    """What was done about it."""
    dossier, row = opened(request, pk, "ontzorgen: signaal oplossen", EDIT)
    signal = queries.signal_or_404(row, geldsignaal_pk)
    return form_page(
        request,
        dossier,
        bound(SolveForm, request, signal=signal),
        lambda data: solve(signal, data["outcome"], by=request.actor, on=data["on"], version=data["version"]),
        title="Signaal oplossen",
        lead=f"{shown.signal_line(signal).title}, {shown.signal_line(signal).note}.",
        done="Opgelost. De taak is weg.",
        to=PAGE,
    )
