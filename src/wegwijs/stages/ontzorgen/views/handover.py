"""The end: the checklist, bills and income back, what is left paid out, the account closed; or an end before its time."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.dossiers.views.page import form_page
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.commands import handover as acts
from wegwijs.stages.ontzorgen.commands.endings import end_early
from wegwijs.stages.ontzorgen.forms.after import DoneForm, EndForm, FinishForm, PayOutForm, ReleaseForm
from wegwijs.stages.ontzorgen.models import Eindreden, Ontzorging, Overdrachtsstap
from wegwijs.stages.ontzorgen.presenters import after as shown
from wegwijs.stages.ontzorgen.queries import handover as queries
from wegwijs.stages.ontzorgen.views.after import EDIT, HELP, PLAN, head, opened
from wegwijs.ui import notices

PAGE = "selfreliance:handover"
State = Ontzorging.State


@require_safe
@door(PLAN)
def page(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What is done and what isn't; amounts for who keeps the money only."""
    dossier, row = opened(request, pk, "ontzorgen: overdracht")
    steps = queries.steps_of(row)
    begins = row.state in (State.VOORBEREIDEN, State.LOOPT)
    context = head(request, dossier, row) | {
        "facts": shown.handover_facts(row, queries.moments_of(row) if begins else None),
        "why": shown.why(row),
        "steps": shown.step_lines(steps),
        "done": sum(1 for step in steps if step.done_on),
        "winding_down": row.state == State.AFBOUW,
        "prepares": row.state == State.VOORBEREIDEN,
    }
    if context["may_edit"]:
        money = queries.money_of(row)
        known = steps if row.state == State.AFBOUW else []
        context |= {
            "money": shown.money_facts(money),
            "free": money.free > 0 and money.payout is None and all(step.done_on for step in known),
            "open": queries.open_points(row, known, money, on=clock.today(), whole=False),
            "empty": not (money.balance or money.proposed or money.under_way),
        }
    return render(request, "ontzorgen/own/handover.html", context)


@require_POST
@door(EDIT)
def begin(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Make the checklist, or add to it what came in the plan since."""
    _, row = opened(request, pk, "ontzorgen: overdracht beginnen", EDIT)
    return _done(request, pk, lambda: acts.begin_handover(row, by=request.actor), "De lijst staat klaar.")


@require_POST
@door(EDIT)
def close(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The account is at zero and closes."""
    _, row = opened(request, pk, "ontzorgen: rekening sluiten", EDIT)
    return _done(request, pk, lambda: acts.close_books(row, by=request.actor), "De rekening is gesloten.")


def _done(request: ActorRequest, pk: UUID, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        notices.saved(request, said)
    return redirect(PAGE, pk)


@door(HELP)
def step(request: ActorRequest, pk: UUID, overdrachtsstap_pk: UUID) -> HttpResponse:
    """One step: seen or agreed on a day, or released from a day on."""
    dossier, row = opened(request, pk, "ontzorgen: stap van de overdracht", HELP)
    actor = request.actor
    found = _step_or_404(row, overdrachtsstap_pk)
    kind, _ = queries.about(found)
    if kind not in (queries.COST, queries.INCOME):
        return form_page(
            request,
            dossier,
            bound(DoneForm, request),
            lambda data: acts.tick(found, by=actor, on=data["on"]),
            title=found.title,
            lead="Leg vast op welke dag u dit hebt gezien of afgesproken.",
            done="Gedaan.",
            to=PAGE,
        )
    if not actor.may(EDIT, dossier.gemeente_id):
        raise Http404
    release = acts.release_cost if kind == queries.COST else acts.release_income
    return form_page(
        request,
        dossier,
        bound(ReleaseForm, request),
        lambda data: release(found, by=actor, on=data["on"]),
        title=found.title,
        lead="Vanaf die dag betalen of ontvangen wij dit niet meer. Wat al was voorgesteld voor die dag of later, vervalt.",
        done="Overgedragen.",
        submit="Draag over",
        to=PAGE,
    )


def _step_or_404(row: Ontzorging, pk: UUID) -> Overdrachtsstap:
    found = row.overdrachtsstappen.select_related("kostenpost").filter(pk=pk, done_on=None).first()
    if found is None:
        raise Http404
    found.ontzorging = row
    return found


@door(EDIT)
def pay_out(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Propose to pay what is left; two people release it."""
    dossier, row = opened(request, pk, "ontzorgen: uitbetalen", EDIT)
    form = bound(PayOutForm, request, accounts=queries.accounts_for(row))
    return form_page(
        request,
        dossier,
        form,
        lambda data: acts.pay_out(row, form.accounts[data["payee"]], by=request.actor),
        title="Uitbetalen wat over is",
        lead="Wegwijs stelt de uitbetaling voor. Twee administrateurs geven haar vrij in een betaalrun. Staat de rekening er niet bij? Leg het rekeningnummer van de cliënt vast en laat een collega het bevestigen.",
        done="De uitbetaling staat klaar voor een betaalrun.",
        submit="Stel voor",
        to=PAGE,
    )


@door(EDIT)
def finish(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Everything is the client's own again."""
    dossier, row = opened(request, pk, "ontzorgen: overdracht afronden", EDIT)
    return form_page(
        request,
        dossier,
        bound(FinishForm, request, row=row),
        lambda data: acts.finish_handover(row, by=request.actor, on=data["on"], version=data["version"]),
        title="Overdracht afronden",
        lead="Dit kan als alles op de lijst is gedaan en de rekening op nul staat. De rekening wordt gesloten; daarna stuurt u de eindafrekening.",
        done="Afgerond. Stuur nu de eindafrekening.",
        submit="Rond af",
        to=PAGE,
    )


@door(EDIT)
def end(request: ActorRequest, pk: UUID) -> HttpResponse:
    """It stops before its time."""
    dossier, row = opened(request, pk, "ontzorgen: eerder beëindigen", EDIT)
    return form_page(
        request,
        dossier,
        bound(EndForm, request, row=row),
        lambda data: end_early(
            row, Eindreden(data["reason"]), by=request.actor, on=data["on"], version=data["version"]
        ),
        title="Ontzorgen eerder beëindigen",
        lead="Wat al bij de bank is, gaat door. Wat alleen is voorgesteld, vervalt. Is een betaalrun vrijgegeven en nog niet bij de bank, trek die dan in. Staat er nog geld op de rekening, dan krijgt de administrateur een taak. Verhuist of overlijdt iemand, sluit dan het dossier: dan stopt het ontzorgen vanzelf.",
        done="Het ontzorgen is beëindigd.",
        submit="Beëindig",
        to=PAGE,
    )
