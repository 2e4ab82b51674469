"""For who receives: the desk of today, one referral, and what is done with it. Nothing of the dossier opens here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.errors import DomainError
from wegwijs.stages.begeleiding.commands import Answer, accept_referral, answer_referral, refuse_referral
from wegwijs.stages.begeleiding.forms.referrals import AnswerForm, RefuseForm
from wegwijs.stages.begeleiding.models import Uitkomst, Verwijzing, Weigering
from wegwijs.stages.begeleiding.presenters import referrals as presenters
from wegwijs.stages.begeleiding.queries import referrals as queries
from wegwijs.ui import notices
from wegwijs.ui.forms import Form

RECEIVE = Permission.REFERRAL_RECEIVE


@require_safe
@door(RECEIVE)
def inbox(request: ActorRequest) -> HttpResponse:
    """What to do today: new referrals first, then those that wait for an answer."""
    rows = list(queries.received(request.actor)[: queries.PAGE + 1])
    shown = rows[: queries.PAGE]
    record_list(by=request.actor, page="verwijzingen", shown=len(shown))
    new = [presenters.to_do(row) for row in shown if row.state == Verwijzing.State.VERSTUURD]
    taken = [presenters.to_do(row) for row in shown if row.state == Verwijzing.State.GEACCEPTEERD]
    return render(
        request, "begeleiding/inbox.html", {"new": new, "taken": taken, "more": len(rows) > queries.PAGE}
    )


@require_safe
@door(RECEIVE)
def page(request: ActorRequest, referral_pk: UUID) -> HttpResponse:
    """One referral, for as long as it runs; afterwards it is not found."""
    referral = queries.received_or_404(request.actor, referral_pk, page="verwijzing")
    return render(
        request,
        "begeleiding/received.html",
        {
            "referral": referral,
            "stand": presenters.stand(referral),
            "taken": referral.state == Verwijzing.State.GEACCEPTEERD,
            "told": presenters.told(referral, queries.withheld(referral)),
        },
    )


@require_POST
@door(RECEIVE)
def accept(request: ActorRequest, referral_pk: UUID) -> HttpResponse:
    """Take it."""
    referral = queries.received_or_404(request.actor, referral_pk, page="verwijzing aannemen")
    try:
        accept_referral(referral, by=request.actor, on=clock.today())
    except DomainError as gone:
        raise Http404 from gone
    notices.saved(request, "U hebt de verwijzing aangenomen. Geef antwoord als u weet wat er volgt.")
    return redirect("begeleiding:received", referral_pk)


@door(RECEIVE)
def refuse(request: ActorRequest, referral_pk: UUID) -> HttpResponse:
    """Not take it; the page is gone afterwards."""
    referral = queries.received_or_404(request.actor, referral_pk, page="verwijzing weigeren")
    form = bound(RefuseForm, request, initial={"version": referral.version})
    return _act(
        request,
        referral,
        form,
        lambda data: refuse_referral(
            referral,
            Weigering(data["reason"]),
            data["explained"],
            by=request.actor,
            on=clock.today(),
            expected_version=data["version"],
        ),
        title="Verwijzing niet aannemen",
        lead="De regisseur krijgt uw reden. Daarna ziet u deze verwijzing niet meer.",
        done="De verwijzing is terug bij de regisseur. U ziet de gegevens niet meer.",
        submit="Geef terug",
    )


@door(RECEIVE)
def answer(request: ActorRequest, referral_pk: UUID) -> HttpResponse:
    """Answer what was asked; the page is gone afterwards."""
    referral = queries.received_or_404(request.actor, referral_pk, page="verwijzing beantwoorden")
    if referral.state != Verwijzing.State.GEACCEPTEERD and request.method != "POST":
        return redirect("begeleiding:received", referral_pk)
    form = bound(AnswerForm, request, initial={"version": referral.version})
    return _act(
        request,
        referral,
        form,
        lambda data: answer_referral(
            referral,
            Answer(Uitkomst(data["outcome"]), data["found"], data["follows"]),
            by=request.actor,
            on=clock.today(),
            expected_version=data["version"],
        ),
        title="Antwoord geven",
        lead="De regisseur leest uw antwoord. Daarna is de verwijzing klaar en ziet u haar niet meer.",
        done="Uw antwoord is bij de regisseur. U ziet de gegevens niet meer.",
        submit="Verstuur het antwoord",
    )


def _act(
    request: ActorRequest,
    referral: Verwijzing,
    form: Form,
    command: Callable[[dict[str, Any]], object],
    *,
    title: str,
    lead: str,
    done: str,
    submit: str,
) -> HttpResponse:
    """Afterwards the referral is no longer the receiver's: on to the desk."""
    return form_page(
        request,
        form,
        command,
        title=title,
        lead=lead,
        done=done,
        submit=submit,
        to=reverse("begeleiding:inbox"),
        back=back_to("begeleiding:received", "Terug naar de verwijzing", referral.pk),
        template="begeleiding/act.html",
    )
