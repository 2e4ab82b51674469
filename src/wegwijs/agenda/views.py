"""The rooms and interpreters that groups and talks use."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.agenda.commands import save_interpreter, save_room
from wegwijs.agenda.forms import InterpreterForm, RoomForm
from wegwijs.agenda.models import Interpreter, Room
from wegwijs.agenda.queries import interpreter_or_404, interpreters, room_or_404, rooms
from wegwijs.organisations.queries import gemeenten_by_code
from wegwijs.people.languages import language_name
from wegwijs.ui import forms as ui

PLAN = Permission.GROUP_PLAN


@require_safe
@door(PLAN)
def listing(request: ActorRequest) -> HttpResponse:
    """Rooms of the gemeenten where the actor plans, and every interpreter."""
    spoken = [(one, ", ".join(map(language_name, one.languages))) for one in interpreters()]
    context = {"rooms": list(rooms(request.actor.gemeenten(PLAN))), "interpreters": spoken}
    return render(request, "agenda/resources.html", context)


@door(PLAN)
def room_new(request: ActorRequest) -> HttpResponse:
    """A new room."""
    return _room(request, None)


@door(PLAN)
def room(request: ActorRequest, room_pk: UUID) -> HttpResponse:
    """Other facts of a room."""
    return _room(request, room_or_404(request.actor.gemeenten(PLAN), room_pk))


def _room(request: ActorRequest, row: Room | None) -> HttpResponse:
    gemeenten = list(gemeenten_by_code(request.actor.gemeenten(PLAN)).values())
    form = bound(RoomForm, request, gemeenten=gemeenten, room=row)
    return _form(
        request,
        form,
        lambda: save_room(
            form.facts(), by=request.actor, room=row, expected_version=form.cleaned_data["version"] or 0
        ),
        "Ruimte wijzigen" if row else "Nieuwe ruimte",
    )


@door(PLAN)
def interpreter_new(request: ActorRequest) -> HttpResponse:
    """A new interpreter."""
    return _interpreter(request, None)


@door(PLAN)
def interpreter(request: ActorRequest, interpreter_pk: UUID) -> HttpResponse:
    """Other facts of an interpreter."""
    return _interpreter(request, interpreter_or_404(interpreter_pk))


def _interpreter(request: ActorRequest, row: Interpreter | None) -> HttpResponse:
    form = bound(InterpreterForm, request, interpreter=row)
    return _form(
        request,
        form,
        lambda: save_interpreter(
            form.facts(),
            by=request.actor,
            interpreter=row,
            expected_version=form.cleaned_data["version"] or 0,
        ),
        "Tolk wijzigen" if row else "Nieuwe tolk",
    )


def _form(request: ActorRequest, form: ui.Form, act: Callable[[], object], title: str) -> HttpResponse:
    return form_page(
        request,
        form,
        lambda _: act(),
        title=title,
        done="Opgeslagen. U kunt er nu mee plannen.",
        back=back_to("rooms:list", "Ruimten en tolken"),
    )
