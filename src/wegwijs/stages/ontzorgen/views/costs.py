"""A line that one person called costs of the bank, for another to confirm."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.stages.ontzorgen.commands.settle import confirm_costs, refuse_costs
from wegwijs.stages.ontzorgen.forms.payees import Answer
from wegwijs.stages.ontzorgen.forms.statements import DecideCostsForm
from wegwijs.stages.ontzorgen.models import StatementLine
from wegwijs.stages.ontzorgen.presenters import payments as shown
from wegwijs.stages.ontzorgen.presenters.reasons import COSTS
from wegwijs.stages.ontzorgen.queries.statements import OPEN, line_or_404
from wegwijs.ui.format import day, euros

RELEASE = Permission.MONEY_RELEASE


@door(RELEASE, fresh=True)
def decide(request: ActorRequest, regel_pk: UUID) -> HttpResponse:
    """What the bank wrote, who called it costs and why; the second confirms, who asked may take it back."""
    actor = request.actor
    line = line_or_404(actor, regel_pk)
    own = actor.employee is not None and line.costs_asked_by_id == actor.employee.pk
    form = bound(DecideCostsForm, request, own=own, version=line.costs_times)

    def act(data: dict[str, Any]) -> StatementLine:
        if data["answer"] == Answer.YES:
            return confirm_costs(line, data["version"], by=actor)
        return refuse_costs(line, data["reason"], data["version"], by=actor)

    def more() -> dict[str, object]:
        code = line.statement.account.fund.gemeente_id
        record(by=actor, action=Action.VIEW, kind="regel van afschrift", key=line.pk, gemeente=code)
        return {
            "wrote": shown.line_facts(line),
            "facts": shown.costs_facts(line),
            "why": COSTS,
            "own": own,
            "waits": line.waits_as_costs,
            "note": "Deze regel wacht niet op een collega."
            if line.outcome in OPEN
            else "Deze regel is al uitgezocht.",
        }

    went = "Geld dat binnenkwam" if line.cents > 0 else "Geld dat wegging"
    return form_page(
        request, form, act, title="Kosten van de bank", lead=f"{went}: {euros(line.cents)} op {day(line.booked_on)}", submit="Leg vast",
        done="Uw antwoord is vastgelegd.", back=back_to("payments:waiting", "Uitzoeken"), template="ontzorgen/payments/costs.html", more=more,
    )  # fmt: skip
