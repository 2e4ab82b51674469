"""Who is who in a dossier: the regisseur, the partners."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters
from wegwijs.dossiers.choices import Purpose
from wegwijs.dossiers.commands import assign_regisseur, end_involvement, involve
from wegwijs.dossiers.forms.work import AssignForm, EndAccessForm, InvolveForm
from wegwijs.dossiers.queries import involved, involvement_or_404, open_dossier
from wegwijs.dossiers.views.page import Act, dossier_form, form_page


@dossier_form(
    AssignForm,
    Permission.ASSIGN,
    "regisseur",
    given=lambda dossier: {"dossier": dossier},
    title="Regisseur kiezen",
    lead="Het dossier en de open termijnen komen op de lijst van deze regisseur.",
    said="De regisseur is gekozen.",
)
def assign(act: Act[AssignForm]) -> object:
    """Choose the regisseur."""
    chosen = act.form.people[act.data["employee"]]
    return assign_regisseur(
        act.dossier, chosen, by=act.by, on=clock.today(), expected_version=act.data["version"]
    )


@door(Permission.DOSSIER_EDIT)
def partners(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who sees a slice of this dossier, what for and until when."""
    dossier = open_dossier(request.actor, pk, page="wie kijkt mee", permission=Permission.DOSSIER_EDIT)
    return render(
        request,
        "dossiers/partners.html",
        {"head": presenters.head(dossier, request.actor), "dossier": dossier, "partners": involved(dossier)},
    )


@dossier_form(
    InvolveForm,
    Permission.DOSSIER_EDIT,
    "partner",
    given=lambda dossier: {"dossier": dossier},
    title="Partner toegang geven",
    lead="De partner ziet alleen zijn deel: wie het is, de datums, en wat hij zelf vastlegde.",
    said="De partner ziet dit dossier vanaf nu.",
    to="dossiers:partners",
)
def involve_partner(act: Act[InvolveForm]) -> object:
    """Let a partner see its slice."""
    return involve(
        act.dossier,
        act.form.organisations[act.data["organisation"]],
        by=act.by,
        on=clock.today(),
        purpose=act.data["purpose"],
        basis=Purpose(act.data["purpose"]).basis,
        until=act.data["until"],
    )


@door(Permission.DOSSIER_EDIT)
def end_access(request: ActorRequest, pk: UUID, partner: int) -> HttpResponse:
    """A partner stops seeing its slice."""
    dossier = open_dossier(request.actor, pk, page="partner", permission=Permission.DOSSIER_EDIT)
    row = involvement_or_404(dossier, partner)
    yesterday = clock.today() - timedelta(days=1)
    return form_page(
        request,
        dossier,
        bound(EndAccessForm, request, initial={"on": yesterday}),
        lambda data: end_involvement(row, by=request.actor, on=data["on"]),
        title=f"Toegang van {row.organisation} beëindigen",
        lead=f"{row.organisation.name} ziet dit dossier voor: {row.purpose}.",
        done=f"De toegang van {row.organisation} is beëindigd.",
        submit="Beëindig de toegang",
        to="dossiers:partners",
    )
