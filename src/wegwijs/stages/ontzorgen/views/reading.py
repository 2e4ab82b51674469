"""A large file of statements that a worker reads: how far it is, and stop."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.commands import reading as commands
from wegwijs.stages.ontzorgen.presenters import reading as shown
from wegwijs.stages.ontzorgen.presenters.reasons import READ
from wegwijs.stages.ontzorgen.queries import reading as queries
from wegwijs.ui.reload import look_again, same_look

EDIT = Permission.MONEY_EDIT


@require_safe
@door(EDIT)
def page(request: ActorRequest, bestand_pk: UUID) -> HttpResponse:
    """The page looks again every two seconds until the worker is done."""
    found = queries.file_or_404(request.actor, bestand_pk, again=same_look(request))
    stand = shown.stand(found)
    answer = render(
        request,
        "ontzorgen/payments/reading.html",
        {"file": found, "stand": stand, "title": shown.heading(found), "why": READ},
    )
    if stand.busy:
        look_again(request, answer)
    return answer


@require_POST
@door(EDIT)
def stop(request: ActorRequest, bestand_pk: UUID) -> HttpResponse:
    """It isn't read further; what was taken in stays."""
    found = queries.file_or_404(request.actor, bestand_pk)
    try:
        commands.stop(found, by=request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("payments:reading", bestand_pk)
