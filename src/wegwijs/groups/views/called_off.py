"""Let people know that a session or a group doesn't go on: all of them by letter, one of them, or by telephone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.dossiers.queries import open_dossier
from wegwijs.errors import DomainError
from wegwijs.groups.commands import cancellation, tell_by_letter, tell_in_person
from wegwijs.groups.pile import AFZEGGINGEN, hand_over_all
from wegwijs.groups.presenters import called_off as shown
from wegwijs.groups.presenters.invite import letters
from wegwijs.groups.queries import called_off as queries
from wegwijs.groups.queries.groups import group_or_404
from wegwijs.groups.views.one_letter import one_letter
from wegwijs.groups.views.piles import to_the_piles
from wegwijs.ui import forms as ui
from wegwijs.ui import notices

PLAN = Permission.GROUP_PLAN


@door(PLAN)
def of_group(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who doesn't know yet and who does; one button makes all the letters."""
    actor = request.actor
    group = group_or_404(actor, pk)
    found = list(queries.concerned(actor, group))
    record_list(by=actor, page="groep: afzegging laten weten", shown=len(found))
    rows = [row for row in found if row.open]
    form = bound(ui.Form, request)
    if request.method == "POST" and form.is_valid() and rows:
        made = attempt(form, lambda: hand_over_all(rows, by=actor, kind=AFZEGGINGEN))
        if made:
            return to_the_piles(request, made)
    context = {
        "group": group, "form": form, "open": [shown.concerned(row, actor) for row in rows],
        "told": [shown.concerned(row, actor) for row in found if not row.open],
        "submit": f"Maak en verstuur {letters(len(rows))}",
    }  # fmt: skip
    return render(request, "groups/called_off.html", context)


@door(PLAN)
def of_one(request: ActorRequest, pk: UUID, enrolment_pk: UUID) -> HttpResponse:
    """One letter, seen before it goes."""
    actor, today = request.actor, clock.today()
    group = group_or_404(actor, pk)
    place = queries.place_or_404(actor, group, enrolment_pk)
    place.dossier = open_dossier(actor, place.dossier_id, page="groep: afzegging", permission=PLAN)
    place.group = group
    return one_letter(
        request,
        place,
        lambda: cancellation(place, by=actor, on=today),
        lambda channel, seen: tell_by_letter(place, by=actor, on=today, channel=channel, seen=seen),
        list_page="groups:called_off",
        back="Laat het weten",
        title=f"Afzegging van {group.name}",
        tab="Afzegging van een groep",
        lead="Eén brief over alles wat van deze groep niet doorgaat en deze inburgeraar nog niet weet.",
        done="De brief is verzonden.",
    )


@require_POST
@door(PLAN)
def in_person(request: ActorRequest, pk: UUID, enrolment_pk: UUID) -> HttpResponse:
    """Somebody called them, or told them."""
    group = group_or_404(request.actor, pk)
    place = queries.place_or_404(request.actor, group, enrolment_pk)
    try:
        tell_in_person(place, by=request.actor, on=clock.today())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        notices.saved(request, f"{place.dossier.person} weet het. Er gaat geen brief.")
    return redirect("groups:called_off", pk)
