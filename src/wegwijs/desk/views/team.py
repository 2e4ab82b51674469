"""The team: what waits with whom, and whether it gets better."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.desk import team as standing
from wegwijs.desk.chart import lines
from wegwijs.desk.worklist.norms import Norms
from wegwijs.organisations.policy import policies_of
from wegwijs.organisations.queries import colleagues


@require_safe
@door(Permission.TEAM_VIEW)
def team(request: ActorRequest) -> HttpResponse:
    """By regisseur, each number a link to its dossiers; the Mondays of the last half year as a picture and a table."""
    actor, today = request.actor, clock.today()
    norms = Norms.of(policies_of(actor.gemeenten(), on=today), today=today)
    weeks = standing.history(actor, today)
    record(by=actor, action=Action.VIEW, kind="team", key="-")
    return render(
        request,
        "desk/team.html",
        {
            "today": today,
            "labels": list(standing.LABELS.values()),
            "rows": standing.table(actor, norms, colleagues(actor.organisation)),
            "may_assign": actor.may(Permission.ASSIGN),
            "weeks": list(reversed(weeks)),
            "chart": lines(
                [week.monday for week in weeks],
                {
                    "te laat": [week.late for week in weeks],
                    "PIP dreigt te laat": [week.at_risk for week in weeks],
                    "lang niets gehoord": [week.silent for week in weeks],
                },
            ),
        },
    )
