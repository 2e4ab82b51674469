"""The template of a gemeente's regeldagen: which steps, in which order, where and with which papers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import gemeenten_of
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.overdracht import commands, sjablonen
from wegwijs.stages.overdracht.forms import TemplateAddForm, TemplateStepForm
from wegwijs.stages.overdracht.models import Sjabloonstap
from wegwijs.ui import notices
from wegwijs.ui.format import day
from wegwijs.ui.forms import Form

P = Permission.HOUSING_ARRANGE


@door(P)
def templates(request: ActorRequest) -> HttpResponse:
    """Each gemeente: its own template and since when, or the standard."""
    found = list(gemeenten_of(request.actor, P).order_by("naam"))
    own = sjablonen.templates_of(one.code for one in found)
    rows = [
        (one, f"eigen sjabloon, sinds {day(own[one.code].valid_from)}" if one.code in own else "standaard")
        for one in found
    ]
    return render(request, "overdracht/sjablonen.html", {"rows": rows})


@door(P)
def template(request: ActorRequest, code: str) -> HttpResponse:
    """The steps of one gemeente, with what was in force before."""
    gemeente = _gemeente(request, code)
    rows = sjablonen.history(gemeente)
    today = clock.today()
    current = next((row for row in rows if row.valid_from <= today), None)
    steps = list(current.stappen.all()) if current else []
    context = {
        "gemeente": gemeente,
        "current": current,
        "since": day(current.valid_from) if current else "",
        "steps": [(step, _note(step), n > 0, n < len(steps) - 1) for n, step in enumerate(steps)],
        "standard": sjablonen.standard_steps() if current is None else [],
        "earlier": [f"vanaf {day(row.valid_from)}: {_count(len(row.stappen.all()))}, door {row.by}" for row in rows if row is not current],
    }  # fmt: skip
    return render(request, "overdracht/sjabloon.html", context)


def _note(step: Sjabloonstap) -> str:
    at = f"{step.at:%H:%M}" if step.at else ""
    return " · ".join(filter(None, (at, step.body, step.place, step.phone)))


def _count(number: int) -> str:
    return "1 stap" if number == 1 else f"{number} stappen"


@require_POST
@door(P)
def begin(request: ActorRequest, code: str) -> HttpResponse:
    """A template of one's own, that begins as the standard."""
    gemeente = _gemeente(request, code)
    commands.begin_template(gemeente, by=request.actor)
    notices.saved(request, f"{gemeente.naam} heeft nu een eigen sjabloon. Nieuwe regeldagen beginnen ermee.")
    return redirect("regeldag:template", code)


@door(P)
def add(request: ActorRequest, code: str) -> HttpResponse:
    """A step at the end."""
    gemeente = _gemeente(request, code)
    current = sjablonen.template_on(code, clock.today())
    if current is None:
        raise Http404
    form = bound(TemplateAddForm, request, left=sjablonen.left_out(current.stappen.all()))
    return _shown(
        request,
        gemeente,
        form,
        lambda _: commands.add_template_step(gemeente, form.arranged(), by=request.actor, key=form.chosen()),
        title="Stap toevoegen",
        done="De stap staat in het sjabloon.",
        submit="Voeg toe",
    )


@door(P)
def change(request: ActorRequest, code: str, sjabloonstap_pk: UUID) -> HttpResponse:
    """Where, when and with which papers."""
    gemeente = _gemeente(request, code)
    current, step = sjablonen.template_step_or_404(gemeente, sjabloonstap_pk)
    form = bound(TemplateStepForm, request, step=step, version=current.version)
    return _shown(
        request,
        gemeente,
        form,
        lambda data: commands.change_template_step(
            step, form.arranged(), by=request.actor, expected_version=data["version"] or 0
        ),
        title=step.title,
        done="De stap is gewijzigd. Regeldagen die al gepland zijn, blijven zoals ze zijn.",
    )


def _shown(
    request: ActorRequest,
    gemeente: Gemeente,
    form: Form,
    command: Callable[[dict[str, Any]], object],
    *,
    title: str,
    done: str,
    submit: str = "Opslaan",
) -> HttpResponse:
    return form_page(
        request,
        form,
        command,
        title=title,
        tab=f"{title} · sjabloon van een gemeente",
        lead=f"Geldt vanaf vandaag voor nieuwe regeldagen in {gemeente.naam}",
        done=done,
        submit=submit,
        back=back_to("regeldag:template", f"Regeldag in {gemeente.naam}", gemeente.code),
    )


@require_POST
@door(P)
def up(request: ActorRequest, code: str, sjabloonstap_pk: UUID) -> HttpResponse:
    """One place earlier."""
    return _pressed(
        request,
        code,
        sjabloonstap_pk,
        lambda step: commands.move_template_step(step, by=request.actor, up=True),
    )


@require_POST
@door(P)
def down(request: ActorRequest, code: str, sjabloonstap_pk: UUID) -> HttpResponse:
    """One place later."""
    return _pressed(
        request,
        code,
        sjabloonstap_pk,
        lambda step: commands.move_template_step(step, by=request.actor, up=False),
    )


@require_POST
@door(P)
def leave_out(request: ActorRequest, code: str, sjabloonstap_pk: UUID) -> HttpResponse:
    """New days don't have the step."""
    return _pressed(
        request, code, sjabloonstap_pk, lambda step: commands.leave_out_of_template(step, by=request.actor)
    )


def _pressed(
    request: ActorRequest, code: str, pk: UUID, act: Callable[[Sjabloonstap], object]
) -> HttpResponse:
    """What a button does; a refusal, or that a colleague was first, stands above the template."""
    gemeente = _gemeente(request, code)
    try:
        act(sjablonen.template_step_or_404(gemeente, pk)[1])
    except (DomainError, Http404) as refusal:
        messages.warning(request, str(refusal) or commands.CHANGED)
    return redirect("regeldag:template", code)


def _gemeente(request: ActorRequest, code: str) -> Gemeente:
    """One of the actor's gemeenten. Raises Http404."""
    found = gemeenten_of(request.actor, P).filter(pk=code).first()
    if found is None:
        raise Http404
    return found
