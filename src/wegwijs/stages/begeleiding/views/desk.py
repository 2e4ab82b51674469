"""The desk of an organisation that guides people: whom it guides, and its volunteers."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.pages import back_to
from wegwijs.access.queries.volunteers import volunteer_or_404, volunteers
from wegwijs.access.roles import Permission
from wegwijs.access.views.page import review_page
from wegwijs.audit.commands import record_list
from wegwijs.stages.begeleiding.presenters import plan as shown
from wegwijs.stages.begeleiding.queries.caseload import Place, Which, cases, page, weeks_by_gemeente

RECORD, ASSIGN = Permission.GUIDANCE_RECORD, Permission.GUIDANCE_ASSIGN
TILES = {Which.ZONDER: "soon", Which.STIL: "soon", Which.AFLOPEND: "soon"}


@require_safe
@door(RECORD)
def desk(request: ActorRequest) -> HttpResponse:
    """Whom I guide, or everybody of the organisation; of whom was heard longest ago first."""
    actor = request.actor
    asked, whole = (
        request.GET.get("toon", ""),
        request.GET.get("van") == "iedereen" and not actor.assigned_only,
    )
    which = Which(asked) if asked in Which.values else Which.ALLE
    after = _place(request.GET.get("na", ""))
    weeks = weeks_by_gemeente(actor)
    rows = cases(actor, mine=not whole)
    seen = page(actor, rows, which, weeks, after)
    record_list(by=actor, page="begeleiding", shown=len(seen.cases))
    here = "van=iedereen&" if whole else ""
    last = seen.cases[-1] if seen.cases else None
    return render(
        request,
        "begeleiding/desk.html",
        {
            "lines": [shown.case_line(case) for case in seen.cases],
            "tiles": [
                (
                    seen.numbers[one],
                    one.label,
                    severity if seen.numbers[one] else "neutral",
                    f"?{here}toon={one}",
                    which == one,
                )
                for one, severity in TILES.items()
            ],
            "whole": whole,
            "which": which,
            "here": here,
            "narrowed": which is not Which.ALLE,
            "first": f"?{here}toon={which}" if after else "",
            "more": f"?{here}toon={which}&na={(last.heard or date(1900, 1, 1)).isoformat()}_{last.dossier.pk}"
            if seen.more and last
            else "",
            "volunteer": actor.assigned_only,
            "coordinates": actor.may(ASSIGN),
            "overdue": seen.overdue,
        },
    )


def _place(text: str) -> Place | None:
    """Where a page goes on; None for what can't be read, which shows the first."""
    heard, _, key = text.partition("_")
    try:
        return Place(date.fromisoformat(heard), UUID(key))
    except ValueError:
        return None


@require_safe
@door(ASSIGN)
def helpers(request: ActorRequest) -> HttpResponse:
    """The organisation's volunteers: until when each, and with whom a talk is due."""
    found = volunteers(request.actor, on=clock.today())
    return render(
        request,
        "begeleiding/volunteers.html",
        {"lines": [shown.volunteer_line(row, request.actor) for row in found]},
    )


@door(ASSIGN, fresh=True)
def review(request: ActorRequest, employee_pk: int) -> HttpResponse:
    """The yearly talk with a volunteer of the own organisation."""
    found = volunteer_or_404(request.actor, employee_pk)
    return review_page(
        request, found, tab="Jaargesprek", back=back_to("guidance:volunteers", "Vrijwilligers")
    )
