"""The steps of a regeldag: buttons for who runs it on a phone, and small forms."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.stages.overdracht import commands
from wegwijs.stages.overdracht.board import hides_place, is_secret
from wegwijs.stages.overdracht.commands.regelstappen import feeds
from wegwijs.stages.overdracht.forms import FailForm, ResultForm, StepForm
from wegwijs.stages.overdracht.models import Regelstap
from wegwijs.stages.overdracht.regeldagen import Along, regeldag_or_404, step_or_404
from wegwijs.stages.overdracht.views.page import on_the_board, regeldag_form
from wegwijs.ui import notices
from wegwijs.ui.format import day

P = Permission.REGELDAG_RUN


def _found(request: ActorRequest, pk: UUID, stap_pk: UUID) -> tuple[Regelstap, Along]:
    regeldag, who = regeldag_or_404(request.actor, pk, page="regeldag: stap")
    return step_or_404(regeldag, stap_pk), who


def _back(pk: UUID, stap_pk: UUID | None = None) -> HttpResponse:
    return redirect(on_the_board(pk, stap_pk))


def _pressed(request: ActorRequest, act: Callable[[], object], said: str = "") -> None:
    """What a button does; a refusal stands above the board."""
    try:
        act()
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        if said:
            notices.saved(request, said)


@door(P)
def add(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A step of one's own."""
    regeldag, who = regeldag_or_404(request.actor, pk, page="regeldag: stap")
    form = bound(StepForm, request, secret=is_secret(who))
    return regeldag_form(
        request,
        regeldag,
        form,
        lambda _: commands.add_step(regeldag, form.prepared(), by=request.actor),
        title="Stap toevoegen",
        lead="Iets dat niet op de lijst staat.",
        done="De stap staat op de dag.",
        submit="Voeg toe",
    )


@door(P)
def prepare(request: ActorRequest, pk: UUID, stap_pk: UUID) -> HttpResponse:
    """Where, when, with whom, what to bring."""
    stap, who = _found(request, pk, stap_pk)
    secret = hides_place(stap, who)
    form = bound(StepForm, request, secret=secret, stap=stap)
    return regeldag_form(
        request,
        stap.regeldag,
        form,
        lambda _: commands.prepare_step(stap, form.prepared(), by=request.actor),
        title="Stap voorbereiden",
        lead="Er is een geheim adres. Daarom vult u hier geen plaats in." if secret else "",
        step=stap_pk,
        leave_out=stap.state == Regelstap.State.OPEN,
    )


@door(P)
def not_done(request: ActorRequest, pk: UUID, stap_pk: UUID) -> HttpResponse:
    """It didn't work out, and why."""
    stap, _ = _found(request, pk, stap_pk)
    return regeldag_form(
        request,
        stap.regeldag,
        bound(FailForm, request),
        lambda data: commands.fail(stap, by=request.actor, reason=data["reason"]),
        title="Niet gelukt",
        lead=stap.title,
        step=stap_pk,
    )


@door(P)
def result(request: ActorRequest, pk: UUID, stap_pk: UUID) -> HttpResponse:
    """Done, with the day from which it holds: in the dossiers, or as a task for the regisseur."""
    stap, who = _found(request, pk, stap_pk)
    fact = feeds(stap)
    if fact is None or not who.active:
        raise Http404
    keeps = request.actor.may(Permission.DOSSIER_EDIT, stap.regeldag.dossier.gemeente_id)
    form = bound(ResultForm, request, fact=fact, stap=stap, dossiers=who.active, keeps=keeps)
    lead = (
        "De datum komt in de dossiers van wie u kiest. Wie de inschrijving of bijstand al heeft, houdt de eerdere datum."
        if keeps
        else "De regisseur neemt de datum over in het dossier."
    )
    said = (
        "De datum staat in de dossiers. De termijnen zijn opnieuw berekend."
        if keeps
        else "De regisseur krijgt een taak om de datum over te nemen."
    )

    def done(kept: dict[Dossier, date]) -> str:
        if kept:
            names = ", ".join(f"{one.person} ({day(on)})" for one, on in kept.items())
            messages.warning(
                request,
                f"Er stond al een andere datum in het dossier van {names}. Die blijft staan. Klopt die niet, verbeter hem dan in het dossier.",
            )
        return "" if len(kept) == len(form.chosen()) else said

    return regeldag_form(
        request,
        stap.regeldag,
        form,
        lambda data: commands.report_result(
            stap, form.chosen(), by=request.actor, on=data["on"], article_28=data.get("article_28")
        ),
        title=stap.title,
        lead=lead,
        done=done,
        submit="Gedaan",
        step=stap_pk,
    )


@require_POST
@door(P)
def done(request: ActorRequest, pk: UUID, stap_pk: UUID) -> HttpResponse:
    """Tick."""
    stap, _ = _found(request, pk, stap_pk)
    _pressed(request, lambda: commands.tick(stap, by=request.actor))
    return _back(pk, stap_pk)


@require_POST
@door(P)
def reopen(request: ActorRequest, pk: UUID, stap_pk: UUID) -> HttpResponse:
    """To be done after all."""
    stap, _ = _found(request, pk, stap_pk)
    _pressed(request, lambda: commands.untick(stap, by=request.actor))
    return _back(pk, stap_pk)


@require_POST
@door(P)
def leave_out(request: ActorRequest, pk: UUID, stap_pk: UUID) -> HttpResponse:
    """Not needed."""
    stap, _ = _found(request, pk, stap_pk)
    _pressed(request, lambda: commands.leave_out(stap, by=request.actor), f"‘{stap.title}’ is weggelaten.")
    return _back(pk)


@require_POST
@door(P)
def close(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The day is over."""
    regeldag, who = regeldag_or_404(request.actor, pk, page="regeldag afsluiten")
    _pressed(
        request,
        lambda: commands.close_regeldag(regeldag, by=request.actor, dossiers=who.active),
        "De regeldag is afgesloten en staat in de tijdlijn van het dossier.",
    )
    return _back(pk)


@require_POST
@door(P)
def again(request: ActorRequest, pk: UUID) -> HttpResponse:
    """It was closed too soon."""
    regeldag, _ = regeldag_or_404(request.actor, pk, page="regeldag heropenen")
    _pressed(
        request, lambda: commands.reopen_regeldag(regeldag, by=request.actor), "U kunt weer stappen afvinken."
    )
    return _back(pk)
