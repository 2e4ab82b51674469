"""Two people wrote the same thing: mine beside theirs, and saving mine again is a choice made with eyes open."""

from django.http import HttpResponse
from django.shortcuts import render

from wegwijs.access.doors import ActorRequest
from wegwijs.errors import Conflict


def both(
    request: ActorRequest, *, title: str, conflict: Conflict, rows: list[tuple[str, str, str]], version: int
) -> HttpResponse:
    """``rows``: label, mine, theirs. ``version`` is what stands there now; what was typed goes along with it."""
    hidden = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "version")
    ]
    return render(
        request,
        "ui/conflict.html",
        {
            "title": title,
            "message": str(conflict),
            "rows": [(label, mine, theirs, mine != theirs) for label, mine, theirs in rows],
            "hidden": [*hidden, ("version", str(version))],
            "back": request.path,
        },
        status=409,
    )
