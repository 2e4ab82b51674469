"""The welcome programme: when the next group starts, who waits, which half-days, and a new group."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.agenda.queries import rooms
from wegwijs.audit.commands import record_list
from wegwijs.groups.models import Programme
from wegwijs.groups.presenters.sessions import counts_for
from wegwijs.organisations.queries import gemeenten_by_code
from wegwijs.people.languages import language_name
from wegwijs.stages.welkom import queries
from wegwijs.stages.welkom.commands import start_group
from wegwijs.stages.welkom.forms import StartForm
from wegwijs.stages.welkom.standard import STANDARD
from wegwijs.ui import notices
from wegwijs.ui.format import capital, dated, duration

PLAN = Permission.GROUP_PLAN


@require_safe
@door(PLAN)
def overview(request: ActorRequest) -> HttpResponse:
    """When the next group should start and for whom, and what its half-days count for."""
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
        "programmes": [
            (
                capital(programme.label),
                [(one, duration(one.minutes), counts_for(one.soort, one.practical)) for one in days],
            )
            for programme, days in STANDARD.items()
        ],
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
