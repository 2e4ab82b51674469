"""A file of COA: send it, say what its columns hold, follow it, stop it, and fetch what was refused."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.stages.overdracht import presenters, queries
from wegwijs.stages.overdracht.commands import fetch_report, map_columns, stop_import, store_file
from wegwijs.stages.overdracht.forms import ImportForm, MappingForm
from wegwijs.stages.overdracht.jobs import take_in_file
from wegwijs.stages.overdracht.models import ImportRij, ProfielImport

RECENT = 20
SHOWN = 100
RELOAD_SECONDS = 2
P = Permission.OVERDRACHT_RECORD
State = ProfielImport.State


@door(P)
def upload(request: ActorRequest) -> HttpResponse:
    """Choose a file; it is kept as it came, and nothing is taken over before its columns are known."""
    form = bound(ImportForm, request, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form,
            lambda: store_file(
                form.gemeenten[data["gemeente"]],
                file_name=data["file"].name or "bestand",
                content=data["file"].read(),
                as_of=data["as_of"],
                by=request.actor,
            ),
        )
        if made:
            return redirect("overdracht:mapping", made.pk)
    recent = queries.imports(request.actor)[:RECENT]
    return render(request, "overdracht/import.html", {"form": form, "recent": recent})


@door(P)
def mapping(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Which column is which field: a guess to be looked at, beside the first rows."""
    found = queries.import_or_404(request.actor, pk)
    if found.state != State.MAPPING:
        return redirect("overdracht:progress", pk)
    form = bound(MappingForm, request, columns=found.columns, guesses=found.mapping)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(form, lambda: _hand_over(request, found, form)):
        return redirect("overdracht:progress", pk)
    examples = queries.examples(found)
    rows = [(form[f"kolom_{place}"], examples.get(c, ())) for place, c in enumerate(found.columns)]
    return render(request, "overdracht/mapping.html", {"upload": found, "form": form, "rows": rows})


@transaction.atomic
def _hand_over(request: ActorRequest, upload: ProfielImport, form: MappingForm) -> bool:
    """The choice and the job that reads the file exist together or not at all."""
    map_columns(upload, form.mapping(), by=request.actor)
    take_in_file.defer(upload=str(upload.pk))
    return True


@door(P)
def progress(request: ActorRequest, pk: UUID) -> HttpResponse:
    """How far it is; the page looks again every two seconds until it is done."""
    found = queries.import_or_404(request.actor, pk)
    if found.state == State.MAPPING:
        return redirect("overdracht:mapping", pk)
    running = found.state in (State.WAITING, State.RUNNING)
    refused = list(queries.rows_of(found, ImportRij.State.REFUSED)[:SHOWN])
    answer = render(
        request,
        "overdracht/progress.html",
        {
            "upload": found,
            "running": running,
            "stopped": found.state == State.STOPPED,
            "refused": refused,
            "refused_count": found.done - found.taken,
            "left": found.total - found.done,
            "shown": SHOWN,
        },
    )
    if running:
        answer["Refresh"] = str(RELOAD_SECONDS)
    return answer


@require_POST
@door(P)
def stop(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Stop reading; what was taken over stays."""
    stop_import(queries.import_or_404(request.actor, pk), by=request.actor)
    return redirect("overdracht:progress", pk)


@door(P)
def report(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The refused rows as a file that can be mended and sent again."""
    found = queries.import_or_404(request.actor, pk)
    rows = fetch_report(found, by=request.actor)
    answer = HttpResponse(presenters.report(rows, found.columns), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="geweigerde-regels-{found.pk}.csv"'
    return answer
