"""Who is who in a dossier: the BSN shown with a reason, the regisseur, the partners."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters
from wegwijs.dossiers.commands import assign_regisseur, involve, reveal_bsn
from wegwijs.dossiers.forms.work import AssignForm, InvolveForm, RevealForm, purposes_basis
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page


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


@door(Permission.ASSIGN)
def assign(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Choose the regisseur."""
    dossier = open_dossier(request.actor, pk, page="regisseur", permission=Permission.ASSIGN)
    form = bound(AssignForm, request, dossier=dossier)
    return form_page(
        request,
        dossier,
        form,
        lambda data: assign_regisseur(
            dossier, form.people[data["employee"]], by=request.actor, on=clock.today()
        ),
        title="Regisseur kiezen",
        lead="Het dossier en de open termijnen komen op de lijst van deze regisseur.",
        done="De regisseur is gekozen.",
    )


@door(Permission.DOSSIER_EDIT)
def involve_partner(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Let a partner see its slice."""
    dossier = open_dossier(request.actor, pk, page="partner", permission=Permission.DOSSIER_EDIT)
    form = bound(InvolveForm, request, dossier=dossier)
    return form_page(
        request,
        dossier,
        form,
        lambda data: involve(
            dossier,
            form.organisations[data["organisation"]],
            by=request.actor,
            on=clock.today(),
            purpose=data["purpose"],
            basis=purposes_basis(data["purpose"]),
            until=data["until"],
        ),
        title="Partner toegang geven",
        lead="De partner ziet alleen zijn deel: wie het is, de datums, en wat hij zelf vastlegde.",
        done="De partner ziet dit dossier vanaf nu.",
    )
