"""The welcome programme: when the next group starts, who waits, which half-days, and a new group."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, carried_out, door
from wegwijs.access.roles import Permission
from wegwijs.agenda.queries import rooms
from wegwijs.audit.commands import record_list
from wegwijs.groups.models import Programme
from wegwijs.organisations.queries import gemeenten_by_code
from wegwijs.people.languages import language_name
from wegwijs.stages.welkom import presenters as shown
from wegwijs.stages.welkom import queries
from wegwijs.stages.welkom.commands import lay_down_programme, start_group
from wegwijs.stages.welkom.forms import ProgrammeForm, StartForm, stepped
from wegwijs.stages.welkom.programme import half_days, half_days_of, versions
from wegwijs.stages.welkom.standard import STANDARD
from wegwijs.ui import notices
from wegwijs.ui.format import capital, dated, day

PLAN = Permission.GROUP_PLAN


@require_safe
@door(PLAN)
def overview(request: ActorRequest) -> HttpResponse:
    """When the next group should start and for whom, and where its half-days are."""
    actor = request.actor
    total, spoken = queries.waiting(actor)
    record_list(by=actor, page="welkomstprogramma", shown=total)
    start, weeks, source = queries.next_start(actor, min(actor.gemeenten(PLAN)))
    context = {
        "start": dated(start, clock.today()) if start else None,
        "weeks": weeks,
        "source": source,
        "total": total,
        "most": spoken[0][1] if spoken else 0,
        "spoken": [(language_name(code) if code else "taal niet bekend", number) for code, number in spoken],
        "programmes": [(one.value, capital(one.label)) for one in Programme],
    }
    return render(request, "welkom/overview.html", context)


@door(PLAN)
def new(request: ActorRequest) -> HttpResponse:
    """A group with all its half-days at once; they can be changed one by one afterwards."""
    actor = request.actor
    gemeenten = actor.gemeenten(PLAN)
    start, _, _ = queries.next_start(actor, min(gemeenten))
    form = bound(
        StartForm,
        request,
        gemeenten=list(gemeenten_by_code(gemeenten).values()),
        rooms=list(rooms(gemeenten, on=clock.today())),
        earlier=queries.earlier(actor),
        initial={
            "first": start if start and start > clock.today() else None,
            "example": Programme.WELKOM.value,
        },
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: start_group(
                form.facts(),
                form.start(),
                by=actor,
                after=form.after(),
                with_trainers=form.cleaned_data["with_trainers"],
            ),
        )
        if made:
            notices.saved(
                request, "De groep staat klaar. Kies nu per dagdeel een trainer, en daarna de deelnemers."
            )
            return redirect("groups:page", made.pk)
    return render(request, "welkom/new.html", {"form": form})


def _programme_or_404(request: ActorRequest, key: str) -> Programme:
    if key not in Programme or not request.actor.sees_all:
        raise Http404
    return Programme(key)


@require_safe
@door(PLAN)
def programme(request: ActorRequest, programme: str) -> HttpResponse:
    """The half-days as they are today, and every version: what is to come and what was."""
    found, today = _programme_or_404(request, programme), clock.today()
    known = list(versions(found))
    now = next((row for row in known if row.valid_from <= today), None)
    context = {
        "title": capital(found.label),
        "programme": shown.programme(found, half_days_of(now) if now else STANDARD[found]),
        "now": shown.version_line(now, now, today) if now else None,
        "coming": [shown.version_line(row, now, today) for row in reversed(known) if row.valid_from > today],
        "past": [
            shown.version_line(row, now, today) for row in known if row.valid_from <= today and row != now
        ],
    }
    return render(request, "welkom/programme.html", context)


@door(PLAN)
def new_programme(request: ActorRequest, programme: str) -> HttpResponse:
    """A new version, filled in with what holds today. A press that changes only the list ("stap") shows it again, and saves nothing."""
    found = _programme_or_404(request, programme)
    known, press = half_days(found, clock.today()), request.POST.get("stap", "")
    form = stepped(request.POST, known, press) if press else bound(ProgrammeForm, request, known=known)
    if not press and carried_out(
        request, form,
        lambda data: lay_down_programme(
            found, form.days(), by=request.actor, valid_from=data["valid_from"], source=data["source"]
        ),
    ):  # fmt: skip
        notices.saved(
            request,
            f"Groepen die vanaf {day(form.cleaned_data['valid_from'])} beginnen, hebben deze dagdelen.",
        )
        return redirect("welkom:programme", programme)
    days = form.days()
    context = {
        "form": form, "key": programme, "title": capital(found.label), "lines": [(one, *shown.folded(one.day)) for one in form.parts()],
        "total": shown.total(days), "short": shown.short(found, days),
    }  # fmt: skip
    return render(request, "welkom/programme_new.html", context)
