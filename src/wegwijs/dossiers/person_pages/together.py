"""The household on one page, and what is done for several of its members at once."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters
from wegwijs.dossiers.commands.move import NewHome, consequences, move_household
from wegwijs.dossiers.forms.household import MoveForm, SpeakForm
from wegwijs.dossiers.household import Home, household_of
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.person_pages.page import address, reached
from wegwijs.dossiers.queries import gemeenten_of
from wegwijs.people.commands import speak_alike
from wegwijs.people.models import Child, Source
from wegwijs.people.queries import household_on
from wegwijs.ui import notices

SURE = "zeker"


@require_safe
@door(Permission.DOSSIER_EDIT)
def household(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who lives together, each with the own obligation; one address, one language and interpreter."""
    dossier = reached(request, pk, "huishouden")
    return _page(
        request, dossier, "people/household.html", household_of(dossier, request.actor),
        children=_children(dossier),
    )  # fmt: skip


def _children(dossier: Dossier) -> list[Child]:
    """Those without a dossier in the household of today."""
    home = household_on(dossier.person, clock.today())
    return list(home.children.order_by("birth_year", "pk")) if home else []


def _page(request: ActorRequest, dossier: Dossier, template: str, home: Home, **more: Any) -> HttpResponse:  # noqa: ANN401 of any page
    head = presenters.head(dossier, request.actor)
    context = {
        "head": head,
        "dossier": dossier,
        "household": home,
        "back": address("people:household", dossier),
    }
    return render(request, template, {**context, **more})


@door(Permission.DOSSIER_EDIT)
def move(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The first post shows what the move means for each; the second, which says that one is sure, does it."""
    dossier = reached(request, pk, "verhuizen")
    home = household_of(dossier, request.actor)
    gemeenten = list(gemeenten_of(request.actor, Permission.DOSSIER_OPEN).order_by("naam"))
    form = bound(MoveForm, request, dossiers=home.open, gemeenten=gemeenten, children=_children(dossier))
    lines: list[tuple[str, tuple[str, ...]]] = []
    if request.method == "POST" and form.is_valid():
        where, movers = _new_home(form), form.chosen()
        young = form.going()
        lines = [(str(one.person), consequences(one, where)) for one in movers]
        lines += [(str(one), ("Gaat mee naar het nieuwe huishouden.",)) for one in young]
        lines += [(str(one), ("Blijft in het oude huishouden.",)) for one in form.staying()]
        sent = SURE in request.POST
        done = (
            attempt(form, lambda: move_household(movers, where, by=request.actor, children=young))
            if sent
            else None
        )
        if done:
            notices.saved(request, "De verhuizing staat in elk dossier.")
            return redirect(address("people:household", dossier))
    sure = [(name, value) for name in form.fields for value in request.POST.getlist(name)] if lines else []
    return _page(request, dossier, "people/move.html", home, form=form, lines=lines, sure=sure)


def _new_home(form: MoveForm) -> NewHome:
    data = form.cleaned_data
    return NewHome(
        data["street"], data["number"], data["postcode"], data["place"], data["valid_from"], Source(data["source"]),
        form.gemeenten.get(data["gemeente"]), bool(data["article_28"]),
    )  # fmt: skip


@door(Permission.DOSSIER_EDIT)
def speak(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The same contact language and interpreter for several members."""
    dossier = reached(request, pk, "talen")
    home = household_of(dossier, request.actor)
    form = bound(SpeakForm, request, dossiers=home.open)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        people = [one.person for one in form.chosen()]
        speak_alike(people, by=request.actor, contact=data["contact"], interpreter=data["interpreter"])
        notices.saved(request, "De contacttaal en de tolk zijn opgeslagen.")
        return redirect(address("people:household", dossier))
    return _page(request, dossier, "people/speak.html", home, form=form)
