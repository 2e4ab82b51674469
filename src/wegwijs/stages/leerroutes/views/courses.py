"""Courses of a school: the list, a new one, changing it, closing it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.stages.leerroutes.commands import change_course, close_course, make_course
from wegwijs.stages.leerroutes.forms.school import CourseForm
from wegwijs.stages.leerroutes.presenters import school as shown
from wegwijs.stages.leerroutes.queries import courses as queries
from wegwijs.ui import notices

EDIT = Permission.COURSE_EDIT
LEAD = "De regisseur zoekt hierin. Iemand met een plaats houdt de dagen die gepland zijn."


@require_safe
@door(EDIT)
def listing(request: ActorRequest) -> HttpResponse:
    """Those that run or will, with how many seats are taken."""
    found, today = queries.listed(request.actor, clock.today()), clock.today()
    return render(
        request,
        "leerroutes/courses.html",
        {"lines": [shown.course(row, taken, today) for row, taken in found[: queries.PAGE]], "more": len(found) > queries.PAGE},
    )  # fmt: skip


@door(EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """A new course under a contract."""
    form = bound(CourseForm, request, contracts=queries.contracts_of(request.actor))
    return form_page(
        request, form, lambda data: make_course(form.contracts[data["contract"]], form.facts(), by=request.actor),
        title="Nieuwe cursus", lead=LEAD, done="De cursus staat erbij.", back=back_to("leerroutes:courses", "Cursussen"),
    )  # fmt: skip


@door(EDIT)
def change(request: ActorRequest, cursus_pk: UUID) -> HttpResponse:
    """Other seats, days or hours."""
    course = queries.mine_or_404(request.actor, cursus_pk)
    form = bound(CourseForm, request, course=course)
    return form_page(
        request, form,
        lambda data: change_course(course, form.facts(), by=request.actor, expected_version=data["version"] or 0),
        title="Cursus wijzigen", lead=LEAD, done="De cursus is gewijzigd.", back=back_to("leerroutes:courses", "Cursussen"),
    )  # fmt: skip


@require_POST
@door(EDIT)
def close(request: ActorRequest, cursus_pk: UUID) -> HttpResponse:
    """Nobody is placed in it any more."""
    close_course(queries.mine_or_404(request.actor, cursus_pk), by=request.actor)
    notices.saved(request, "In deze cursus wordt niemand meer geplaatst.")
    return redirect("leerroutes:courses")
