"""A list from DUO's portal: send it. What its columns hold, and what becomes of it, is asked and shown by ``imports``."""

from django.http import HttpResponse
from django.shortcuts import render

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.exchange.duo.duo_file import DUO_FILE
from wegwijs.exchange.duo.queries import linked_codes
from wegwijs.imports import queries
from wegwijs.imports.forms import FileForm
from wegwijs.imports.views import kept_file

RECENT = 20


@door(Permission.DUO_FACTS)
def upload(request: ActorRequest) -> HttpResponse:
    """Choose a file; it is kept as it came, and nothing is taken over before someone saw what it would do."""
    form = bound(FileForm, request, actor=request.actor, kind=DUO_FILE, without=linked_codes())
    if kept := kept_file(request, form, DUO_FILE, origin="portaal van DUO"):
        return kept
    return render(
        request,
        "duo/upload.html",
        {
            "form": form,
            "groups": DUO_FILE.groups,
            "recent": queries.files(request.actor, DUO_FILE)[:RECENT],
        },
    )
