"""Who is behind on the hours of the PIP, and the same as a file."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record, record_list
from wegwijs.audit.models import Action
from wegwijs.organisations.policy import policies_of
from wegwijs.stages.participatie.presenters import behind as presenters
from wegwijs.stages.participatie.queries import behind

VIEW = Permission.PIP_VIEW


@require_safe
@door(VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Every dossier with a PIP in force, longest behind first."""
    actor, today = request.actor, clock.today()
    policies = policies_of(actor.gemeenten(VIEW), on=today)
    gemeenten = {gemeente.code: gemeente.naam for gemeente in policies}
    chosen = behind.Chosen.from_query(request.GET, gemeenten)
    found, more = behind.page(actor, chosen, policies, today=today)
    edges = behind.behind_edges(policies, today)
    record_list(by=actor, page="participatie", shown=len(found))
    return render(
        request,
        "participatie/behind.html",
        {
            "lines": [presenters.line(row, edges, chosen, today) for row in found],
            "menus": presenters.menus(chosen, gemeenten),
            "chips": presenters.chips(chosen),
            "narrowed": chosen.narrows,
            "first": chosen.address() if chosen.after else "",
            "more": chosen.address(na=more) if more else "",
            "here": chosen.address(),
            "may_export": actor.may(Permission.LIST_EXPORT) and found,
        },
    )


@require_safe
@door(Permission.LIST_EXPORT)
def exported(request: ActorRequest) -> HttpResponse:
    """The whole list, not only its page. Who took it and how much is recorded."""
    actor, today = request.actor, clock.today()
    policies = policies_of(actor.gemeenten(VIEW), on=today)
    chosen = behind.Chosen.from_query(request.GET, {gemeente.code: gemeente.naam for gemeente in policies})
    found, number = behind.file_of(actor, chosen, policies, today=today)
    record(
        by=actor,
        action=Action.EXPORT,
        kind="dossier",
        key="-",
        detail=f"uren naast het PIP, {number} dossiers",
    )
    return FileResponse(  # type: ignore[return-value]  # streamed, which the decorators don't mind
        found,
        as_attachment=True,
        filename=f"uren-pip-{today:%Y-%m-%d}.csv",
        content_type="text/csv; charset=utf-8",
    )
