"""Files with weeks of lessons, and with reports, that a school sends."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.imports import queries
from wegwijs.imports.views import kept_file
from wegwijs.stages.leerroutes.forms.school import LessonFileForm
from wegwijs.stages.leerroutes.lesson_file import COLUMNS, LESSON_FILE
from wegwijs.stages.leerroutes.models import LESSOORTEN, Advies, Taalniveau, Verwachting, Verzuimreden
from wegwijs.stages.leerroutes.quarters import ended
from wegwijs.stages.leerroutes.queries.aanbod import learning_numbers
from wegwijs.stages.leerroutes.queries.reports import asked_over
from wegwijs.stages.leerroutes.report_file import COLUMNS as REPORT_COLUMNS
from wegwijs.stages.leerroutes.report_file import REPORT_FILE
from wegwijs.tables import csv_of

RECENT = 20
RECEIVE = Permission.PLACEMENT_RECEIVE


@door(RECEIVE)
def upload(request: ActorRequest) -> HttpResponse:
    """Choose a file; it is kept as it came, and what could not be taken comes back as a file that can be mended."""
    actor = request.actor
    form = bound(LessonFileForm, request, actor=actor, kind=LESSON_FILE)
    if kept := kept_file(request, form, LESSON_FILE, origin=actor.organisation.short):
        return kept
    context = {
        "form": form,
        "recent": queries.files(actor, LESSON_FILE)[:RECENT],
        "columns": COLUMNS,
        "kinds": [(one.value, one.label) for one in LESSOORTEN],
        "reasons": [(one.value, one.label) for one in Verzuimreden],
    }
    return render(request, "leerroutes/files.html", context)


@door(RECEIVE)
def upload_reports(request: ActorRequest) -> HttpResponse:
    """The same of reports over a quarter; tests stand in the page of a participant only."""
    actor = request.actor
    form = bound(LessonFileForm, request, actor=actor, kind=REPORT_FILE)
    if kept := kept_file(request, form, REPORT_FILE, origin=actor.organisation.short):
        return kept
    context = {
        "form": form,
        "recent": queries.files(actor, REPORT_FILE)[:RECENT],
        "columns": REPORT_COLUMNS,
        "levels": Taalniveau.choices,
        "expectations": Verwachting.choices,
        "advice": Advies.choices,
    }
    return render(request, "leerroutes/report_files.html", context)


@require_safe
@door(RECEIVE)
def report_example(request: ActorRequest) -> HttpResponse:
    """An empty file over the last quarter, with the own participants in it."""
    quarter = ended(clock.today())[0]
    asked = asked_over(request.actor, quarter, clock.today())
    rows = [[column.key for column in REPORT_COLUMNS], *([one.aanbod.number, f"{quarter.year}-K{quarter.number}"] for one in asked)]  # fmt: skip
    answer = HttpResponse(csv_of(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rapporten.csv"'
    return answer


@require_safe
@door(RECEIVE)
def example(request: ActorRequest) -> HttpResponse:
    """An empty file with the own participants in it, to fill in."""
    rows = [
        [column.key for column in COLUMNS],
        *([number, "", "nt2"] for number in learning_numbers(request.actor)),
    ]
    answer = HttpResponse(csv_of(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="lessen.csv"'
    return answer
