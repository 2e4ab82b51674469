"""What waits for a second manager, and what was decided: nobody confirms what they proposed or their own role."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs.access import commands
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.models import Proposal
from wegwijs.access.pages import pressed
from wegwijs.access.presenters import proposal_line
from wegwijs.access.queries import beheer as beheer_queries
from wegwijs.access.roles import Permission


@door(Permission.SETTINGS_VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Open ones first, then the last fifty that were decided."""
    waiting, decided = beheer_queries.proposals(request.actor)
    return render(
        request,
        "access/beheer/proposals.html",
        {
            "waiting": [proposal_line(row, request.actor) for row in waiting],
            "decided": [proposal_line(row, request.actor) for row in decided],
        },
    )


@require_POST
@door(Permission.SETTINGS_VIEW, fresh=True)
def confirm(request: ActorRequest, pk: UUID) -> HttpResponse:
    """It is done now."""
    return _decide(request, pk, commands.confirm, "Bevestigd")


@require_POST
@door(Permission.SETTINGS_VIEW)
def reject(request: ActorRequest, pk: UUID) -> HttpResponse:
    """It is not done."""
    return _decide(request, pk, commands.reject, "Afgewezen")


def _decide(request: ActorRequest, pk: UUID, command: Callable[..., None], said: str) -> HttpResponse:
    found: Proposal = beheer_queries.proposal_or_404(request.actor, pk)
    by: Actor = request.actor
    pressed(request, lambda: command(found, by=by), f"{said}: {found}.")
    return redirect("organisations:proposals")
