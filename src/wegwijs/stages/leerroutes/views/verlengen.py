"""What would still make somebody's inburgeringstermijn longer, and the statement of the college."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.pages import back_to
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier, timeline
from wegwijs.dossiers.views.letter_page import letter_page
from wegwijs.dossiers.views.page import Act, dossier_form
from wegwijs.errors import DomainError
from wegwijs.stages.leerroutes.commands.statement import (
    ask_statement,
    record_statement,
    send_statement,
    statement_letter,
)
from wegwijs.stages.leerroutes.forms.voltooien import StatementForm
from wegwijs.stages.leerroutes.presenters import verlengen as presenters
from wegwijs.stages.leerroutes.presenters import voltooien
from wegwijs.stages.leerroutes.queries.verlengen import chances, decisions
from wegwijs.stages.leerroutes.queries.voltooien import completion
from wegwijs.stages.participatie.queries.behind import stand_of
from wegwijs.ui import notices

VIEW, RECORD = Permission.PIP_VIEW, Permission.DOSSIER_EDIT


@require_safe
@door(VIEW)
def overview(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Every ground side by side with its proof, what is still open, and what DUO decided."""
    actor, today = request.actor, clock.today()
    dossier = open_dossier(actor, pk, page="termijn verlengen", permission=VIEW)
    rows = list(timeline(dossier))
    found = completion(dossier, rows)
    hours = stand_of(dossier)
    made, planned = (hours.les_made, hours.les_planned) if hours else (0, None)
    grounds = presenters.lines(
        chances(found, all_lessons=planned is not None and made >= planned, lesson_hours=made // 60)
    )
    may = dossier.is_open and actor.may(RECORD, dossier.gemeente_id)
    return render(
        request,
        "voltooien/extend.html",
        {
            "head": dossier_presenters.head(dossier, actor),
            "dossier": dossier,
            "grounds": grounds,
            "term": presenters.term(found, today),
            "open": [line for line in voltooien.lines(found, today) if line.severity == "soon"],
            "decided": presenters.decided(decisions(rows)),
            "may_state": may and any(line.statement for line in grounds),
        },
    )


def _page_of(dossier: Dossier) -> str:
    return reverse("voltooien:extend", args=[dossier.pk])


@require_POST
@door(RECORD)
def ask(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Make the task for the statement."""
    dossier = open_dossier(request.actor, pk, page="verklaring vragen", permission=RECORD)
    try:
        ask_statement(dossier, by=request.actor)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        notices.saved(request, "De taak voor de verklaring staat in het dossier.")
    return redirect(_page_of(dossier))


@door(RECORD)
def letter(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The statement as a letter, seen first; where it makes no sense the page of the grounds says why."""
    actor, today = request.actor, clock.today()
    dossier = open_dossier(actor, pk, page="verklaring als brief", permission=RECORD)
    try:
        made = statement_letter(dossier, by=actor, on=today)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect(_page_of(dossier))
    return letter_page(
        request, dossier, lambda: made,
        lambda channel, seen: send_statement(dossier, by=actor, on=today, channel=channel, seen=seen),
        title="Verklaring van het college", lead="De inburgeraar stuurt deze brief met het verzoek om verlenging naar DUO. Lees na of de dagen kloppen: het college verklaart dit.",
        done="De verklaring is verzonden en staat in de tijdlijn.", back=back_to("voltooien:extend", "Terug", pk),
    )  # fmt: skip


@dossier_form(
    StatementForm,
    RECORD,
    "verklaring van het college",
    title="Verklaring van het college gegeven",
    lead="De inburgeraar stuurt de verklaring met het verzoek om verlenging naar DUO. DUO beslist.",
    said="De verklaring staat in de tijdlijn.",
    to=_page_of,
)
def given(act: Act[StatementForm]) -> object:
    """Record that the statement was given."""
    return record_statement(act.dossier, by=act.by, on=act.data["on"])
