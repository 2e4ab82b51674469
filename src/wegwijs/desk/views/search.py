"""Search: a posted form, so that no name or number stands in an address, a log or a history."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.desk.markup import found_html
from wegwijs.dossiers.searching import Answer, found_by

LIMIT = 50
LONGEST = 100


@door(Permission.DOSSIER_VIEW)
def search(request: ActorRequest) -> HttpResponse:
    """What was found; one dossier opens at once."""
    text = request.POST.get("q", "").replace("\x00", "").strip()[:LONGEST]
    answer = found_by(request.actor, text, limit=LIMIT + 1) if text else Answer([])
    found = answer.found
    if len(found) == 1 and not found[0].alike:
        return redirect("desk:dossier", found[0].pk)
    return render(
        request,
        "desk/search.html",
        {
            "text": text,
            "found": found_html(found[:LIMIT]),
            "more": len(found) > LIMIT,
            "whole": answer.whole,
            "asked": request.method == "POST",
            "may_emergency": request.actor.sees_all and request.actor.may(Permission.EMERGENCY_OPEN),
        },
    )
