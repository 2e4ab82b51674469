"""A file of COA: send it. What its columns hold, and what becomes of it, is asked and shown by ``imports``."""

from django.http import HttpResponse
from django.shortcuts import render

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.imports import queries
from wegwijs.imports.forms import FileForm
from wegwijs.imports.views import kept_file
from wegwijs.stages.overdracht.coa_file import COA_FILE

RECENT = 20
P = Permission.OVERDRACHT_RECORD


@door(P)
def upload(request: ActorRequest) -> HttpResponse:
    """Choose a file; it is kept as it came, and nothing is taken over before its columns are known."""
    form = bound(FileForm, request, actor=request.actor, kind=COA_FILE)
    if kept := kept_file(request, form, COA_FILE, origin="COA"):
        return kept
    recent = queries.files(request.actor, COA_FILE)[:RECENT]
    return render(request, "overdracht/import.html", {"form": form, "recent": recent})
