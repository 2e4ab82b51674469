"""A file: say what its columns hold, follow the work, look at its rows, stop, go on, take it back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.errors import DomainError
from wegwijs.imports import presenters, queries
from wegwijs.imports.commands import (
    fetch_report,
    map_columns,
    resume_file,
    stop_file,
    store_file,
    take_over,
    undo_file,
)
from wegwijs.imports.forms import FileForm, MappingForm
from wegwijs.imports.jobs import work_on_file
from wegwijs.imports.kinds import ImportKind
from wegwijs.imports.models import ImportFile
from wegwijs.ui.reload import look_again, same_look

State = ImportFile.State


def kept_file(request: ActorRequest, form: FileForm, kind: ImportKind, *, origin: str) -> HttpResponse | None:
    """Keep the file of a form that is right and go on to its columns; None: the page shows the form (again)."""
    if request.method != "POST" or not form.is_valid():
        return None
    data = form.cleaned_data
    made = attempt(
        form,
        lambda: store_file(
            kind,
            form.gemeenten[data["gemeente"]],
            file_name=data["file"].name or "bestand",
            content=data["file"].read(),
            origin=origin,
            as_of=data["as_of"],
            by=request.actor,
        ),
    )
    return redirect("imports:mapping", made.pk) if made else None


@door()
def mapping(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Which column is which field: a guess to be looked at, beside the first values."""
    found, kind = queries.file_or_404(request.actor, pk)
    if found.state not in (State.MAPPING, State.CHECKED):
        return redirect("imports:file", pk)
    form = bound(MappingForm, request, columns=found.columns, guesses=found.mapping, kind=kind)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(form, lambda: _hand_over(request, found, form)):
        return redirect("imports:file", pk)
    examples = queries.examples(found)
    rows = [(form[f"kolom_{place}"], examples.get(c, ())) for place, c in enumerate(found.columns)]
    return render(
        request, "imports/mapping.html", {"upload": found, "kind": kind, "form": form, "rows": rows}
    )


@transaction.atomic
def _hand_over(request: ActorRequest, upload: ImportFile, form: MappingForm) -> bool:
    """The choice and the job that reads the file exist together or not at all."""
    map_columns(upload, form.mapping(), by=request.actor)
    work_on_file.defer(file=str(upload.pk), gemeente=upload.gemeente_id)
    return True


@door()
def file(request: ActorRequest, pk: UUID) -> HttpResponse:
    """How far it is and what was found; the page looks again every two seconds while a worker is busy."""
    found, kind = queries.file_or_404(request.actor, pk, again=same_look(request))
    if found.state == State.MAPPING:
        return redirect("imports:mapping", pk)
    narrowed = request.GET.get("toon", "")
    after = request.GET.get("na", "")
    counts = queries.counts(found)
    rows, more = queries.rows_page(found, narrowed, int(after) if after.isdecimal() and len(after) < 9 else 0)
    subjects = kind.subjects(request.actor, {row.subject for row in rows if row.subject})
    stand = presenters.stand(found, kind, counts)
    context = {
        "upload": found,
        "kind": kind,
        "stand": stand,
        "chips": presenters.chips(counts, narrowed),
        "lines": [presenters.line(row, found, subjects) for row in rows],
        "more": presenters.address(narrowed, more) if more else "",
        "first": presenters.address(narrowed, 0) if after else "",
        "narrowed": narrowed in queries.NARROWED,
    }
    answer = render(request, "imports/file.html", context)
    if stand.running:
        look_again(request, answer)
    return answer


@door()
def row(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """One row: what stood there, what Wegwijs made of it, and what others say of the same dates."""
    found, kind = queries.file_or_404(request.actor, pk)
    line = queries.row_or_404(found, number)
    subjects = kind.subjects(request.actor, {line.subject} if line.subject else ())
    context = {
        "upload": found,
        "kind": kind,
        "line": presenters.line(line, found, subjects),
        "notes": presenters.notes(line),
        "cells": presenters.cells(line, found, kind),
    }
    return render(request, "imports/row.html", context)


@require_POST
@door()
def take(request: ActorRequest, pk: UUID) -> HttpResponse:
    """After the dry run: go."""
    return _act(request, pk, lambda upload: take_over(upload, by=request.actor), works=True)


@require_POST
@door()
def stop(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Stop reading; what was taken over stays."""
    return _act(request, pk, lambda upload: stop_file(upload, by=request.actor))


@require_POST
@door()
def resume(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Go on where it was stopped."""
    return _act(request, pk, lambda upload: resume_file(upload, by=request.actor), works=True)


@require_POST
@door()
def undo(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take back what nobody worked on since."""
    return _act(request, pk, lambda upload: undo_file(upload, by=request.actor), works=True)


def _act(
    request: ActorRequest, pk: UUID, command: Callable[[ImportFile], None], *, works: bool = False
) -> HttpResponse:
    found, _ = queries.file_or_404(request.actor, pk)
    try:
        with transaction.atomic():
            command(found)
            if works:
                work_on_file.defer(file=str(pk), gemeente=found.gemeente_id)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("imports:file", pk)


@door()
def report(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The refused rows as a file that can be mended and sent again."""
    found, _ = queries.file_or_404(request.actor, pk)
    answer = HttpResponse(fetch_report(found, by=request.actor), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="geweigerde-regels-{found.pk}.csv"'
    return answer
