"""Make it known, and tell DUO."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.documents.models import Letter
from wegwijs.dossiers.presenters import head
from wegwijs.dossiers.queries import open_dossier
from wegwijs.errors import DomainError
from wegwijs.people.models import Person
from wegwijs.people.queries import address_on
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands import send_pip, tell_duo
from wegwijs.stages.pip.forms.acts import SendForm
from wegwijs.stages.pip.models import State
from wegwijs.stages.pip.presenters import stand
from wegwijs.ui import notices


@door(Permission.LETTER_SEND)
def send(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Where it goes (a protected address is never shown), how, and what follows from it."""
    actor, today = request.actor, clock.today()
    dossier = open_dossier(actor, pk, page="pip-versturen", permission=Permission.LETTER_SEND)
    pip = queries.versions(dossier).filter(state=State.VASTGESTELD).first()
    if pip is None:
        raise Http404
    pip.dossier = dossier
    person = dossier.person
    form = bound(
        SendForm,
        request,
        protected=person.protected,
        may_safe=actor.may(Permission.SAFE_ADDRESS_SHOW, dossier.gemeente_id),
        initial={"on": today, "channel": "" if person.protected else Letter.Channel.POST},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        channel = Letter.Channel(data["channel"])
        if attempt(form, lambda: send_pip(pip, by=actor, on=data["on"], channel=channel)):
            notices.saved(request, "Het PIP is verzonden. De bezwaartermijn loopt, en DUO krijgt bericht.")
            return redirect("pip:overview", pk)
    return render(
        request,
        "pip/send.html",
        {
            "head": head(dossier, actor),
            "dossier": dossier,
            "pip": pip,
            "form": form,
            "address": _address(person),
            "facts": stand.facts(pip),
            "letter": pip.letter.content if pip.letter else None,
        },
    )


def _address(person: Person) -> str:
    """The address of today as the page may show it; nothing when there is none."""
    if person.protected:
        return "Geheim adres: niet op papier en niet op dit scherm."
    found = address_on(person, clock.today())
    return str(found) if found else ""


@require_POST
@door(Permission.DUO_FACTS)
def tell(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Send the message to DUO again."""
    dossier = open_dossier(request.actor, pk, page="pip-duo", permission=Permission.DUO_FACTS)
    pip = queries.versions(dossier).filter(state=State.VERZONDEN).first()
    if pip is None:
        raise Http404
    pip.dossier = dossier
    try:
        tell_duo(pip, by=request.actor, on=clock.today())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        notices.saved(request, "Het bericht aan DUO staat klaar.")
    return redirect("pip:overview", pk)
