"""What one person said that a line of the bank is, for another to confirm."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.stages.ontzorgen.commands.settle import confirm_line, refuse_line
from wegwijs.stages.ontzorgen.forms.payees import Answer, DecideForm
from wegwijs.stages.ontzorgen.models import StatementLine
from wegwijs.stages.ontzorgen.presenters import payments as shown
from wegwijs.stages.ontzorgen.presenters.reasons import SAID
from wegwijs.stages.ontzorgen.queries.statements import OPEN, line_or_404, orders_said
from wegwijs.ui.format import day, euros

RELEASE = Permission.MONEY_RELEASE


@door(RELEASE, fresh=True)
def decide(request: ActorRequest, regel_pk: UUID) -> HttpResponse:
    """What the bank wrote, who said what it is and why; the second confirms, who said it may take it back."""
    actor = request.actor
    line = line_or_404(actor, regel_pk)
    own = actor.employee is not None and line.asked_by_id == actor.employee.pk
    form = bound(DecideForm, request, own=own, version=line.asked_times)

    def act(data: dict[str, Any]) -> StatementLine:
        if data["answer"] == Answer.YES:
            return confirm_line(line, data["version"], by=actor)
        return refuse_line(line, data["reason"], data["version"], by=actor)

    def more() -> dict[str, object]:
        code = line.statement.account.fund.gemeente_id
        record(by=actor, action=Action.VIEW, kind="regel van afschrift", key=line.pk, gemeente=code)
        return {
            "wrote": shown.line_facts(line),
            "facts": shown.asked_facts(line, orders_said(line)),
            "why": SAID,
            "own": own,
            "waits": line.waits,
            "note": "Deze regel wacht niet op een collega."
            if line.outcome in OPEN
            else "Deze regel is al uitgezocht.",
        }

    went = "Geld dat binnenkwam" if line.cents > 0 else "Geld dat wegging"
    return form_page(
        request, form, act, title="Regel van de bank bevestigen", lead=f"{went}: {euros(line.cents)} op {day(line.booked_on)}", submit="Leg vast",
        done="Uw antwoord is vastgelegd.", back=back_to("payments:waiting", "Uitzoeken"), template="ontzorgen/payments/said.html", more=more,
    )  # fmt: skip
