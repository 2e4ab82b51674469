"""For who refers: the referrals of a dossier, a new one with its preview, one with its answer, stopping it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.begeleiding.commands import mark, prepared, refer, stop_referral
from wegwijs.stages.begeleiding.forms.referrals import ReferForm, StopForm
from wegwijs.stages.begeleiding.models import Stopreden, Verwijzing
from wegwijs.stages.begeleiding.presenters import referrals as presenters
from wegwijs.stages.begeleiding.queries import referrals as queries
from wegwijs.ui import notices

SEND = Permission.REFERRAL_SEND


@require_safe
@door(SEND)
def listing(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Every referral of the dossier."""
    dossier = _opened(request, pk)
    return render(
        request,
        "begeleiding/list.html",
        {
            "head": dossier_presenters.head(dossier, request.actor),
            "dossier": dossier,
            "lines": [presenters.sent(row) for row in queries.sent_from(dossier)],
        },
    )


@door(SEND)
def new(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Fill in, look at exactly what the receiver will see, then send that or go back and change it."""
    dossier = _opened(request, pk)
    form = bound(ReferForm, request, dossier=dossier)
    act = request.POST.get("act", "")
    if request.method == "POST" and act != "change" and form.is_valid():
        wish, by, on = form.wish(), request.actor, clock.today()
        if act == "send":
            seen = form.cleaned_data["seen"]
            made = attempt(form, lambda: refer(dossier, wish, seen=seen, by=by, on=on))
            if made:
                notices.saved(request, f"De verwijzing is verstuurd naar {made.organisation.name}.")
                return redirect("begeleiding:sent", pk, made.pk)
        else:
            looked = attempt(form, lambda: prepared(dossier, wish, by=by, on=on))
            if looked:
                return _preview(request, dossier, looked)
    return render(
        request,
        "begeleiding/new.html",
        {"head": dossier_presenters.head(dossier, request.actor), "dossier": dossier, "form": form},
    )


def _preview(request: ActorRequest, dossier: Dossier, referral: Verwijzing) -> HttpResponse:
    """What the receiver will see, with what was filled in kept to send or to change."""
    left = ("csrfmiddlewaretoken", "act", "seen")
    hidden = [(name, one) for name, many in request.POST.lists() if name not in left for one in many]
    return render(
        request,
        "begeleiding/preview.html",
        {
            "head": dossier_presenters.head(dossier, request.actor),
            "dossier": dossier,
            "referral": referral,
            "told": presenters.told(referral),
            "hidden": [*hidden, ("seen", mark(referral))],
        },
    )


@require_safe
@door(SEND)
def page(request: ActorRequest, pk: UUID, referral_pk: UUID) -> HttpResponse:
    """What was sent, how far it is, and what came back."""
    dossier = _opened(request, pk)
    referral = queries.sent_or_404(dossier, referral_pk)
    return render(
        request,
        "begeleiding/sent.html",
        {
            "head": dossier_presenters.head(dossier, request.actor),
            "dossier": dossier,
            "referral": referral,
            "stand": presenters.stand(referral),
            "told": presenters.told(referral),
            "answer": presenters.answer(referral),
        },
    )


@door(SEND)
def stop(request: ActorRequest, pk: UUID, referral_pk: UUID) -> HttpResponse:
    """Withdraw what was not taken yet, end what was."""
    dossier = _opened(request, pk)
    referral = queries.sent_or_404(dossier, referral_pk)
    if not referral.is_running and request.method != "POST":
        return redirect("begeleiding:sent", pk, referral_pk)
    return form_page(
        request,
        dossier,
        bound(StopForm, request, initial={"version": referral.version}),
        lambda data: stop_referral(
            referral, Stopreden(data["reason"]), by=request.actor, on=clock.today(),
            expected_version=data["version"],
        ),
        title="Verwijzing stoppen",
        lead=f"{referral.organisation.name} ziet de gegevens daarna niet meer, ook niet wie de pagina nu open heeft.",
        done=f"De verwijzing is gestopt. {referral.organisation.name} ziet haar niet meer.",
        submit="Stop de verwijzing",
        to=reverse("begeleiding:sent", args=[pk, referral_pk]),
    )  # fmt: skip


def _opened(request: ActorRequest, pk: UUID) -> Dossier:
    return open_dossier(request.actor, pk, page="verwijzing", permission=SEND)
