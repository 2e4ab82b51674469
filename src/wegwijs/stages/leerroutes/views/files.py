"""Files with weeks of lessons that a school sends."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.imports import queries
from wegwijs.imports.views import kept_file
from wegwijs.stages.leerroutes.forms.school import LessonFileForm
from wegwijs.stages.leerroutes.lesson_file import COLUMNS, LESSON_FILE
from wegwijs.stages.leerroutes.models import LESSOORTEN, Verzuimreden
from wegwijs.stages.leerroutes.queries.aanbod import learning_numbers
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
