"""What was opened in an emergency: all of it, each judged with a reason."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijs.access.commands import judge_emergency
from wegwijs.access.doors import ActorRequest, bound, carried_out, door
from wegwijs.access.models import EmergencyAccess
from wegwijs.access.queries.watching import emergencies, emergency_or_404
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.oversight import presenters
from wegwijs.oversight.forms import JudgementForm
from wegwijs.ui.notices import saved

PAGE = 50


@require_safe
@door(Permission.AUDIT_VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Newest first; what waits for a judgement says so."""
    rows = emergencies(request.actor)
    try:
        edge = rows.filter(pk=UUID(request.GET["na"])).order_by().values("began_at")
        rows = rows.filter(began_at__lt=edge)
    except (KeyError, ValueError):
        pass
    found = list(rows[: PAGE + 1])
    lines = presenters.emergency_lines(found[:PAGE])
    record_list(by=request.actor, page="noodtoegang", shown=len(lines))
    more = f"?na={found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return render(request, "oversight/emergencies.html", {"lines": lines, "next": more})


@door(Permission.AUDIT_VIEW)
def judge(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One of them with what was looked at, and the judgement. Raises Http404 for another gemeente."""
    found = emergency_or_404(request.actor, pk)
    form = bound(
        JudgementForm, request, initial={"judgement": found.judgement, "because": found.judged_because}
    )
    if carried_out(
        request,
        form,
        lambda data: judge_emergency(
            found,
            by=request.actor,
            judgement=EmergencyAccess.Judgement(data["judgement"]),
            because=data["because"],
        ),
    ):
        saved(request, "Het oordeel is vastgelegd.")
        return redirect("oversight:emergencies")
    [line] = presenters.emergency_lines([found])
    record_list(by=request.actor, page="noodtoegang", shown=1)
    return render(
        request,
        "oversight/emergency.html",
        {"line": line, "form": form, "views": presenters.views_of(found)},
    )
