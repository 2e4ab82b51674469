"""A file of COA: send it. What its columns hold, and what becomes of it, is asked and shown by ``imports``."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.imports import queries
from wegwijs.imports.commands import store_file
from wegwijs.imports.forms import FileForm
from wegwijs.stages.overdracht.coa_file import COA_FILE

RECENT = 20
P = Permission.OVERDRACHT_RECORD


@door(P)
def upload(request: ActorRequest) -> HttpResponse:
    """Choose a file; it is kept as it came, and nothing is taken over before its columns are known."""
    form = bound(FileForm, request, actor=request.actor, kind=COA_FILE)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form,
            lambda: store_file(
                COA_FILE,
                form.gemeenten[data["gemeente"]],
                file_name=data["file"].name or "bestand",
                content=data["file"].read(),
                origin="COA",
                as_of=data["as_of"],
                by=request.actor,
            ),
        )
        if made:
            return redirect("imports:mapping", made.pk)
    recent = queries.files(request.actor, COA_FILE)[:RECENT]
    return render(request, "overdracht/import.html", {"form": form, "recent": recent})
