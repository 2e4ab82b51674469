"""Make a decision known, again when its letter came back, and tell DUO."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.pages import pressed
from wegwijs.access.roles import Permission
from wegwijs.documents.content import Content
from wegwijs.documents.models import Letter
from wegwijs.documents.queries import letter_of, translation_words
from wegwijs.dossiers.envelope import envelope
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.presenters import head
from wegwijs.dossiers.queries import open_dossier, timeline
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands import send_pip, send_pip_again, send_withdrawal, tell_duo
from wegwijs.stages.pip.forms.acts import SendAgainForm, SendForm
from wegwijs.stages.pip.models import Intrekking, State
from wegwijs.stages.pip.views.common import back_to, elsewhere, version_in
from wegwijs.ui import notices
from wegwijs.ui.forms import show_instead

Channel = Letter.Channel
Send = Callable[[dict[str, Any]], object]


@door(Permission.LETTER_SEND)
def send(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The decision: where it goes (a secret address is never shown), how, and what follows from it."""
    dossier = _opened(request, pk)
    pip = version_in(dossier, State.VASTGESTELD)
    if pip is None or pip.letter is None:
        return elsewhere(request, dossier)
    return _page(
        request, dossier, pip.letter, SendForm,
        lambda data: send_pip(pip, by=request.actor, **data),
        title=f"PIP versie {pip.versie} versturen",
        lead="De dag na verzenden begint de bezwaartermijn. DUO krijgt bericht van het PIP en de contactpersoon.",
        enclose=[f"{b.get_soort_display()}: kenmerk {b.kenmerk}" for b in pip.pw_besluiten.all()],
        submit="Verstuur het PIP",
        done="Het PIP is verzonden. De bezwaartermijn loopt, en DUO krijgt bericht.",
    )  # fmt: skip


@door(Permission.LETTER_SEND)
def send_end(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The decision to withdraw."""
    dossier = _opened(request, pk)
    pip = version_in(dossier, State.VERZONDEN)
    found = queries.withdrawal_of(pip) if pip else None
    if pip is None or found is None or found.letter is None or found.state != Intrekking.State.BESLOTEN:
        return elsewhere(request, dossier)
    more = " De dag na verzenden begint de bezwaartermijn." if found.is_own_decision else ""
    return _page(
        request, dossier, found.letter, SendForm,
        lambda data: send_withdrawal(found, by=request.actor, **data),
        title=f"Brief over het intrekken van versie {pip.versie} versturen",
        lead=f"Vanaf de verzending geldt het plan niet meer.{more} DUO krijgt bericht als dat nog kan.",
        submit="Verstuur de brief", done="De brief is verzonden. Het PIP geldt niet meer.",
    )  # fmt: skip


@door(Permission.LETTER_SEND)
def again(request: ActorRequest, pk: UUID, versie: int) -> HttpResponse:
    """The post brought the letter back: to the right address now."""
    dossier = _opened(request, pk)
    pip = queries.version_or_404(dossier, versie)
    back = queries.came_back(pip, timeline(dossier))
    if back is None:
        return elsewhere(request, dossier)
    return _page(
        request, dossier, letter_of(dossier.number, back.letter), SendAgainForm,
        lambda data: send_pip_again(pip, by=request.actor, **data),
        title="Brief opnieuw versturen",
        lead=f"De brief van versie {versie} kwam terug op {back.on:%d-%m-%Y}. Dezelfde brief gaat opnieuw.",
        submit="Verstuur opnieuw", done="De brief is opnieuw verzonden.",
    )  # fmt: skip


def _opened(request: ActorRequest, pk: UUID) -> Dossier:
    return open_dossier(request.actor, pk, page="pip-versturen", permission=Permission.LETTER_SEND)


def _page(
    request: ActorRequest,
    dossier: Dossier,
    letter: Letter,
    kind: type[SendForm],
    command: Send,
    *,
    title: str,
    lead: str,
    submit: str,
    done: str,
    enclose: list[str] | None = None,
) -> HttpResponse:
    actor = request.actor
    where = envelope(dossier, clock.today(), known=letter.address_mark)
    form = bound(
        kind,
        request,
        protected=where.secret or dossier.person.contact_safely,
        may_safe=actor.may(Permission.SAFE_ADDRESS_SHOW, dossier.gemeente_id),
        moved=where.moved,
        initial={"address": where.mark},
    )
    if request.method == "POST" and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name not in ("address", "looked")}
        data |= {"channel": Channel(data["channel"]), "seen": form.cleaned_data["address"]}
        if attempt(form, lambda: (command(data), True)):
            notices.saved(request, done)
            return redirect(back_to(request, dossier))
    # The page shows the address of now: sending again is about that one.
    show_instead(form, "address", where.mark, untick="looked")
    return render(
        request,
        "pip/send.html",
        {
            "head": head(dossier, actor),
            "dossier": dossier,
            "form": form,
            "where": where,
            "title": title,
            "lead": lead,
            "submit": submit,
            "enclose": enclose or [],
            "here": request.path,
            "back": back_to(request, dossier),
            "may_read": actor.may(Permission.PIP_VIEW, dossier.gemeente_id),
            "letter": Content.from_json(letter.content),
            "translation": translation_words(letter),
            "letter_pk": letter.pk,
        },
    )


@require_POST
@door(Permission.DUO_FACTS)
def tell(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Send the message to DUO again."""
    dossier = open_dossier(request.actor, pk, page="pip-duo", permission=Permission.DUO_FACTS)
    pip = version_in(dossier, State.VERZONDEN)
    if pip is None:
        raise Http404
    pressed(
        request, lambda: tell_duo(pip, by=request.actor, on=clock.today()), "Het bericht aan DUO staat klaar."
    )
    return redirect("pip:overview", pk)
