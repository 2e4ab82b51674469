"""The list of groups and one group."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import Back, back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.groups.commands import cancel_group, change_group
from wegwijs.groups.forms import GroupForm
from wegwijs.groups.models import Group
from wegwijs.groups.presenters import groups as shown
from wegwijs.groups.presenters import sessions as shown_sessions
from wegwijs.groups.queries import groups as queries
from wegwijs.groups.queries.called_off import unknowing
from wegwijs.groups.queries.remind import to_remind
from wegwijs.groups.queries.sessions import sessions_of
from wegwijs.ui import forms as ui

VIEW, PLAN = Permission.GROUP_VIEW, Permission.GROUP_PLAN


@require_safe
@door(VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Groups that still come together, or those that are over."""
    over = request.GET.get("toon") == "klaar"
    found = list(queries.groups(request.actor, over=over)[: queries.PAGE + 1])
    lines = [shown.line(row) for row in found[: queries.PAGE]]
    context = {
        "lines": lines,
        "over": over,
        "runs": not over,
        "more": len(found) > queries.PAGE,
        "may_plan": request.actor.may(PLAN),
    }
    return render(request, "groups/list.html", context)


@require_safe
@door(VIEW)
def page(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Its half-days, who has a place and who waits."""
    actor = request.actor
    group = queries.group_or_404(actor, pk)
    rows = queries.enrolments(actor, group)
    record_list(by=actor, page="groep", shown=len(rows))
    placed, waiting = shown.members(rows)
    lines = [shown_sessions.line(row) for row in sessions_of(group)]
    plans = actor.may(PLAN, group.gemeente_id)
    return render(
        request,
        "groups/page.html",
        {
            "group": group,
            "level": shown.level(group),
            "sessions": lines,
            "placed": placed,
            "waiting": waiting,
            "free": group.capacity - len(placed),
            "may_plan": plans and group.cancelled_at is None,
            "unknowing": unknowing(actor, group).count() if plans else 0,
            "silent": to_remind(actor, group).count() if plans else 0,
            "may_register": actor.may(Permission.ATTENDANCE_RECORD, group.gemeente_id),
            "coming": any(not one.off and not one.todo for one in lines),
        },
    )


@door(PLAN)
def change(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Another name, level, language or number of places."""
    group = queries.group_or_404(request.actor, pk)
    form = bound(GroupForm, request, group=group)
    return form_page(
        request,
        form,
        lambda data: change_group(group, form.facts(), by=request.actor, expected_version=data["version"]),
        title="Groep wijzigen",
        done="De groep is gewijzigd. Zijn er meer plaatsen, dan krijgt wie op de wachtlijst staat er een.",
        back=back_to_group(group),
    )


@door(PLAN)
def cancel(request: ActorRequest, pk: UUID) -> HttpResponse:
    """It doesn't go on: asked first, for nobody gets this back by a button."""
    group = queries.group_or_404(request.actor, pk)
    if group.cancelled_at:
        return redirect("groups:page", pk)
    return form_page(
        request,
        bound(ui.Form, request),
        lambda _: cancel_group(group, by=request.actor),
        title="Groep afzeggen",
        lead="Alle bijeenkomsten die nog komen, worden afgezegd. Wat is geregistreerd blijft staan. Daarna laat u het de deelnemers weten.",
        done="De groep gaat niet door. Ruimten, trainers en deelnemers zijn weer vrij.",
        submit="Zeg de groep af",
        to=lambda _: where_to_tell(request, group),
        back=back_to_group(group),
    )


def back_to_group(group: Group) -> Back:
    """The page of the group, by its name."""
    return back_to("groups:page", group.name, group.pk)


def where_to_tell(request: ActorRequest, group: Group) -> str:
    """After calling something off: the address where others hear of it, when there is anybody; else that of the group."""
    some = unknowing(request.actor, group).exists()
    return reverse("groups:called_off" if some else "groups:page", args=[group.pk])
