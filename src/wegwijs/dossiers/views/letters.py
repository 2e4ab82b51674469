"""The letters of a dossier as files, and the look at the address before one goes."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import pressed
from wegwijs.access.roles import Permission
from wegwijs.documents.models import Retour
from wegwijs.documents.queries import letter_of
from wegwijs.documents.views import pdf_response, translation_response
from wegwijs.dossiers.commands import letter_came_back
from wegwijs.dossiers.forms.post import ReturnForm
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.people.commands import confirm_address


@door(Permission.PIP_VIEW)
def letter(request: ActorRequest, pk: UUID, letter_pk: UUID) -> HttpResponse:
    """One letter as it was sent, or as a draft that says so."""
    dossier = open_dossier(request.actor, pk, page="brief", permission=Permission.PIP_VIEW)
    return pdf_response(letter_of(dossier.number, letter_pk), request.actor)


@door(Permission.PIP_VIEW)
def translation(request: ActorRequest, pk: UUID, letter_pk: UUID) -> HttpResponse:
    """The copy of a letter in the language of who got it."""
    dossier = open_dossier(request.actor, pk, page="vertaling van brief", permission=Permission.PIP_VIEW)
    return translation_response(letter_of(dossier.number, letter_pk), request.actor)


@door(Permission.POST_FILE)
def came_back(request: ActorRequest, pk: UUID, letter_pk: UUID) -> HttpResponse:
    """The post brought a letter back."""
    dossier = open_dossier(request.actor, pk, page="brief terug", permission=Permission.POST_FILE)
    found = letter_of(dossier.number, letter_pk)
    return form_page(
        request,
        dossier,
        bound(ReturnForm, request),
        lambda data: letter_came_back(
            dossier, found, by=request.actor, on=data["on"], reason=Retour.Reason(data["reason"])
        ),
        title="Brief kwam terug",
        lead=f"{found.title}. De regisseur krijgt een taak om het goede adres te zoeken.",
        done="Het staat in het dossier. De regisseur krijgt een taak.",
    )


@require_POST
@door(Permission.LETTER_SEND)
def address_is_right(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Someone looked in the BRP: the address is still the one that the page shows. Back to that page."""
    dossier = open_dossier(request.actor, pk, page="adres nagekeken", permission=Permission.LETTER_SEND)
    pressed(
        request,
        lambda: confirm_address(dossier.person, request.POST.get("address", ""), by=request.actor),
        "Dat u het adres hebt nagekeken staat bij de persoon.",
    )
    back = request.POST.get("back", "")
    ours = str(pk) in back and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back) if ours else redirect("desk:dossier", pk)
