"""The BSN and a protected address: hidden until somebody says what for, then shown once."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters
from wegwijs.dossiers.commands import reveal_address, reveal_bsn
from wegwijs.dossiers.forms.work import RevealAddressForm, RevealForm
from wegwijs.dossiers.queries import address_is_secret, open_dossier


@door(Permission.BSN_SHOW)
def bsn(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask why, record it, and show the number once."""
    dossier = open_dossier(request.actor, pk, page="bsn", permission=Permission.BSN_SHOW)
    if not dossier.person.bsn:
        return redirect("desk:dossier", pk)
    form = bound(RevealForm, request)
    number = ""
    if request.method == "POST" and form.is_valid():
        number = reveal_bsn(dossier, by=request.actor, reason=form.cleaned_data["reason"])
    return render(
        request,
        "dossiers/bsn.html",
        {"head": presenters.head(dossier, request.actor), "dossier": dossier, "form": form, "number": number},
    )


@door(Permission.SAFE_ADDRESS_SHOW, fresh=True)
def address(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask why, record it, and show the address of today once."""
    dossier = open_dossier(request.actor, pk, page="beschermd adres", permission=Permission.SAFE_ADDRESS_SHOW)
    if not address_is_secret(dossier):
        return redirect("desk:dossier", pk)
    form = bound(RevealAddressForm, request)
    asked = request.method == "POST" and form.is_valid()
    found = reveal_address(dossier, by=request.actor, reason=form.cleaned_data["reason"]) if asked else None
    return render(
        request,
        "dossiers/safe_address.html",
        {
            "head": presenters.head(dossier, request.actor),
            "dossier": dossier,
            "form": form,
            "asked": asked,
            "address": found,
        },
    )
