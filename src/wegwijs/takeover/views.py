"""Send a file of an older system, and see the earlier ones."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.imports import queries
from wegwijs.imports.commands import store_file
from wegwijs.tables import csv_of
from wegwijs.takeover.columns import COLUMNS
from wegwijs.takeover.forms import CaseloadForm
from wegwijs.takeover.kind import CASELOAD

RECENT = 20
P = Permission.CASELOAD_TAKE_OVER


@door(P)
def new(request: ActorRequest) -> HttpResponse:
    """Choose a file; nothing is taken over before its columns are known and every row was tried out."""
    form = bound(CaseloadForm, request, actor=request.actor, kind=CASELOAD)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form,
            lambda: store_file(
                CASELOAD,
                form.gemeenten[data["gemeente"]],
                file_name=data["file"].name or "bestand",
                content=data["file"].read(),
                origin=data["origin"],
                as_of=data["as_of"],
                by=request.actor,
            ),
        )
        if made:
            return redirect("imports:mapping", made.pk)
    groups: dict[str, list[str]] = {}
    for column in COLUMNS.values():
        groups.setdefault(column.group, []).append(column.label)
    recent = queries.files(request.actor, CASELOAD)[:RECENT]
    return render(
        request, "takeover/new.html", {"form": form, "recent": recent, "groups": list(groups.items())}
    )


@door(P)
def example(request: ActorRequest) -> HttpResponse:
    """An empty file with every column, to be filled from the older system."""
    answer = HttpResponse(
        csv_of([[c.label for c in COLUMNS.values()]]), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="dossiers-overnemen.csv"'
    return answer
