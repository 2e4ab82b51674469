"""What the benefits administration says of each month: by its file, or typed over."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.views.page import form_page
from wegwijs.imports import queries as imports
from wegwijs.imports.forms import FileForm
from wegwijs.imports.views import kept_file
from wegwijs.stages.ontzorgen.commands.months import record_month
from wegwijs.stages.ontzorgen.forms.after import MonthForm, months_for
from wegwijs.stages.ontzorgen.month_file import COLUMNS, MONTH_FILE
from wegwijs.stages.ontzorgen.presenters import after as shown
from wegwijs.stages.ontzorgen.queries.months import months_of
from wegwijs.stages.ontzorgen.queries.plans import costs_of, incomes_of
from wegwijs.stages.ontzorgen.views.after import head, opened
from wegwijs.tables import csv_of

EDIT = Permission.MONEY_EDIT
RECENT = 20


@require_safe
@door(EDIT)
def months(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Each month with what differs from the plan, and what stood there before a correction."""
    dossier, row = opened(request, pk, "ontzorgen: bijstand per maand", EDIT)
    lines = shown.month_lines(months_of(row), incomes_of(row), costs_of(row))
    return render(request, "ontzorgen/own/months.html", head(request, dossier, row) | {"months": lines})


@door(EDIT)
def record(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A month typed over; one that is there already gets a newer row that counts."""
    dossier, row = opened(request, pk, "ontzorgen: bijstand vastleggen", EDIT)
    rows = months_of(row)
    form = bound(MonthForm, request, row=row, last=rows[0] if rows else None, months=months_for(row))
    return form_page(
        request,
        dossier,
        form,
        lambda data: record_month(row, form.facts(), by=request.actor),
        title="Bijstand van een maand",
        lead="Wat is toegekend, wat is ingehouden en al betaald, en wat op de rekening van de SDD komt. Staat de maand er al, dan telt wat u nu invult.",
        done=lambda made: "Vastgelegd." if made[1] else "Dit stond er al zo.",
        to="selfreliance:months",
    )


@door(EDIT)
def upload(request: ActorRequest) -> HttpResponse:
    """Choose a file; it is kept as it came, and what could not be taken comes back as a file that can be mended."""
    actor = request.actor
    form = bound(FileForm, request, actor=actor, kind=MONTH_FILE)
    if kept := kept_file(request, form, MONTH_FILE, origin="uitkeringsadministratie"):
        return kept
    context = {
        "form": form,
        "recent": imports.files(actor, MONTH_FILE)[:RECENT],
        "columns": COLUMNS,
    }
    return render(request, "ontzorgen/own/files.html", context)


@require_safe
@door(EDIT)
def example(request: ActorRequest) -> HttpResponse:
    """An empty file with the columns in it."""
    answer = HttpResponse(
        csv_of([[column.key for column in COLUMNS]]), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="bijstand.csv"'
    return answer
