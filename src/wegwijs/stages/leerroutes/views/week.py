"""The grid of a week: who was offered lessons, who followed them and who missed them."""

from datetime import MAXYEAR, MINYEAR, date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands import record_weeks
from wegwijs.stages.leerroutes.forms.week import LABELS, PARTS, REST, WeekForm
from wegwijs.stages.leerroutes.markup import week_rows
from wegwijs.stages.leerroutes.models import LESSOORTEN
from wegwijs.stages.leerroutes.queries import aanbod as queries
from wegwijs.stages.leerroutes.queries import week as weeks
from wegwijs.stages.leerroutes.weeks import after, before, stretch
from wegwijs.ui import notices
from wegwijs.ui.format import day, hours
from wegwijs.ui.parts import Menu

RECEIVE = Permission.PLACEMENT_RECEIVE


@door(RECEIVE)
def grid(request: ActorRequest) -> HttpResponse:
    """One kind of lesson, one stretch of days, one course or all."""
    first, last = stretch(_day(request.GET.get("van", "")))
    soort = _kind(request.GET.get("soort", ""))
    asked = _course(request.GET.get("cursus", ""))
    people, courses = queries.learning_page(request.actor, first, last, asked)
    if asked and not people:
        asked = None
        people, courses = queries.learning_page(request.actor, first, last, None)
    course = str(asked or "")
    record_list(by=request.actor, page="week van de school", shown=len(people))

    def address(**other: str) -> str:
        kept = {"van": first.isoformat(), "soort": soort.value, "cursus": course, **other}
        return "?" + "&".join(f"{name}={value}" for name, value in kept.items() if value)

    standing = weeks.standing(people, soort, first, last)
    form = bound(WeekForm, request, people=people, standing=standing, soort=soort, on=first)
    if request.method == "POST" and form.is_valid():
        entries = form.weeks(rest=REST in request.POST)
        done = attempt(form, lambda: record_weeks(entries, by=request.actor))
        if done is not None and not done.differ:
            notices.saved(request, _said(done.changed))
            return redirect(request.path + address())
        if done is not None:
            # Shown at once: what is typed here must stay beside what a colleague wrote.
            facts = {one.pk: entry for one, entry in entries}
            theirs = {row.aanbod_id: facts[row.aanbod_id] for row in done.differ}
            for row in done.differ:
                messages.warning(request, f"{row.aanbod.name}: {row.label} vulde intussen {hours(row.followed)} uur gevolgd in. Hieronder staat wat u invulde. Bewaar opnieuw als dat klopt.")  # fmt: skip
            form = WeekForm(
                people=people, standing=weeks.standing(people, soort, first, last), soort=soort, on=first, mine=theirs
            )  # fmt: skip
    today = clock.today()
    context = {
        "form": form,
        "rows": week_rows(form) if people else "",
        "labels": [LABELS[part] for part in PARTS],
        "title": f"{day(first)} tot en met {day(last)}",
        "before": address(van=before(first).isoformat()),
        "after": address(van=after(last).isoformat()) if after(last) <= today else "",
        "kinds": Menu.of("Soort les", "soort", soort.value, {one.value: str(one.label) for one in LESSOORTEN}, address),
        "courses": Menu.of("Cursus", "cursus", course, courses, address, everything="alle cursussen"),
        "open": len(people) - len(standing),
        "future": first > today,
    }  # fmt: skip
    return render(request, "leerroutes/week.html", context)


def _day(text: str) -> date:
    """The day asked for; without one that of last week, which is what a school fills in."""
    if not text:
        return before(stretch(clock.today())[0])
    try:
        found = date.fromisoformat(text)
    except ValueError as wrong:
        raise Http404 from wrong
    if not MINYEAR < found.year < MAXYEAR:
        raise Http404
    return found


def _course(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _kind(text: str) -> Soort:
    return next((one for one in LESSOORTEN if one.value == text), Soort.NT2)


def _said(changed: int) -> str:
    if not changed:
        return "Er is niets gewijzigd: dit stond er al."
    return f"De week van {changed} {'deelnemer' if changed == 1 else 'deelnemers'} is bewaard. De uren staan in het urenboek."
