"""Which intakes run, and how one of them stands."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import NOTHING_DUE, TermijnRow
from wegwijs.dossiers.queries import open_dossier, pip_due
from wegwijs.stages.intake import presenters
from wegwijs.stages.intake.blocks import BLOCKS
from wegwijs.stages.intake.commands import start_intake
from wegwijs.stages.intake.queries import intake_of, to_take_in
from wegwijs.ui import notices
from wegwijs.ui.format import dated

PAGE = 50


@door(Permission.DOSSIER_VIEW)
def intakes(request: ActorRequest) -> HttpResponse:
    """Open intakes by next date, with how far each is."""
    today = clock.today()
    rows = to_take_in(request.actor)
    if request.GET.get("van", "mij") == "mij" and request.actor.employee and request.actor.sees_all:
        rows = rows.filter(regisseur=request.actor.employee)
    found = list(rows[: PAGE + 1])
    lines = [
        {
            "dossier": d,
            "due": dated(d.next_on, today) if d.next_on != NOTHING_DUE else None,
            "filled": d.filled,  # type: ignore[attr-defined]
            "talks": d.talks,  # type: ignore[attr-defined]
        }
        for d in found[:PAGE]
    ]
    context = {
        "lines": lines,
        "total": len(BLOCKS),
        "more": len(found) > PAGE,
        "all": request.GET.get("van") == "allen",
        "partner": not request.actor.sees_all,
    }
    return render(request, "intake/list.html", context)


@door(Permission.INTAKE_VIEW)
def overview(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What the law asks, what is missing and by when; talk by talk."""
    dossier = open_dossier(request.actor, pk, page="intake", permission=Permission.INTAKE_VIEW)
    today = clock.today()
    intake = intake_of(dossier)
    row: TermijnRow | None = pip_due(dossier)
    context = {
        "head": dossier_presenters.head(dossier, request.actor),
        "dossier": dossier,
        "intake": intake,
        "may": request.actor.may(Permission.INTAKE_RECORD, dossier.gemeente_id),
        "pip_why": dossier_presenters.why(row) if row else None,
    }
    if intake:
        context["o"] = presenters.overview(intake, on=today, due=row.last_day if row else None)
    return render(request, "intake/overview.html", context)


@require_POST
@door(Permission.INTAKE_RECORD)
def start(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Begin the intake today."""
    dossier = open_dossier(request.actor, pk, page="intake", permission=Permission.INTAKE_RECORD)
    start_intake(dossier, by=request.actor, on=clock.today())
    notices.saved(request, "De brede intake is begonnen.")
    return redirect("intake:overview", pk)
