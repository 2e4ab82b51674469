"""How far everybody is, who runs out of time, whom nobody spoke, and of whom a report is late."""

from collections.abc import Callable, Mapping
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.organisations.policy import policies_of
from wegwijs.stages.leerroutes.presenters import region as presenters
from wegwijs.stages.leerroutes.presenters.region import Line
from wegwijs.stages.leerroutes.queries import region
from wegwijs.stages.leerroutes.queries.region import Chosen, Listing, Row

VIEW = Permission.PIP_VIEW
Made = Callable[[Row, Mapping[str, date], date], Line]


@require_safe
@door(VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Everybody with a PIP, with each part of the law in short."""
    return _list(
        request,
        Listing.COMPLETION,
        "voltooien",
        lambda row, edges, today: presenters.completion_line(row, today),
    )


@require_safe
@door(VIEW)
def time(request: ActorRequest) -> HttpResponse:
    """Whose termijn ends within the time in which an extension can be asked, and what would still help."""
    return _list(
        request, Listing.TIME, "termijn loopt af", lambda row, edges, today: presenters.time_line(row, today)
    )


@require_safe
@door(VIEW)
def talks(request: ActorRequest) -> HttpResponse:
    """Who waits for a talk about progress, and of whom nothing was heard."""
    return _list(request, Listing.TALKS, "voortgangsgesprekken", presenters.talk_line)


@require_safe
@door(VIEW)
def reports(request: ActorRequest) -> HttpResponse:
    """Of whom a school's report is late."""
    return _list(
        request,
        Listing.REPORTS,
        "rapporten te laat",
        lambda row, edges, today: presenters.report_line(row, today),
    )


def _list(request: ActorRequest, which: Listing, page: str, made: Made) -> HttpResponse:
    actor, today = request.actor, clock.today()
    policies = policies_of(actor.gemeenten(VIEW), on=today)
    gemeenten = {gemeente.code: gemeente.naam for gemeente in policies}
    chosen = Chosen.from_query(which, request.GET, gemeenten)
    found, more = region.page(actor, chosen, policies, today=today)
    edges = region.silent_edges(policies, today)
    record_list(by=actor, page=page, shown=len(found))
    return render(
        request,
        f"voltooien/{which.name.lower()}.html",
        {
            "tab": which.name.lower(),
            "lines": [made(row, edges, today) for row in found],
            "menus": presenters.menus(chosen, gemeenten),
            "chips": presenters.chips(chosen),
            "narrowed": chosen.narrows,
            "may_plan": actor.may(Permission.CONTACT_RECORD),
            "first": chosen.address() if chosen.after else "",
            "more": chosen.address(na=more) if more else "",
        },
    )
