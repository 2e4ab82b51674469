"""Facts of others that are typed over: the BRP, COA, the Participatiewet, work."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters
from wegwijs.dossiers.commands import report_fact, set_gemeente_registration
from wegwijs.dossiers.forms.facts import FACTS, RegistrationForm
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import Act, dossier_form, form_page


@dossier_form(
    RegistrationForm,
    Permission.DOSSIER_EDIT,
    "inschrijving",
    title=lambda dossier: f"Inschrijving in {dossier.gemeente}",
    lead="Neem de datum over uit de BRP.",
    said="De inschrijving is vastgelegd. De termijnen zijn opnieuw berekend.",
)
def registration(act: Act[RegistrationForm]) -> object:
    """The registration in the BRP, which may start the ten weeks."""
    return set_gemeente_registration(
        act.dossier, by=act.by, on=act.data["on"], article_28=act.data["article_28"]
    )


@door(Permission.DOSSIER_EDIT)
def facts(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Which fact to add."""
    dossier = open_dossier(request.actor, pk, page="gegevens", permission=Permission.DOSSIER_EDIT)
    return render(
        request,
        "dossiers/facts.html",
        {"head": presenters.head(dossier, request.actor), "dossier": dossier, "facts": FACTS.items()},
    )


@door(Permission.DOSSIER_EDIT)
def fact(request: ActorRequest, pk: UUID, kind: str) -> HttpResponse:
    """One fact with its date."""
    if kind not in FACTS:
        raise Http404
    wanted = FACTS[kind]
    dossier = open_dossier(request.actor, pk, page=kind, permission=Permission.DOSSIER_EDIT)
    form = bound(wanted.form, request)
    return form_page(
        request,
        dossier,
        form,
        lambda data: report_fact(
            dossier,
            wanted.kind,
            by=request.actor,
            on=data["on"],
            payload={k: v for k, v in data.items() if k != "on"},
            summary=wanted.summary(form),
            origin=wanted.origin,
        ),
        title=wanted.title,
        lead=wanted.lead,
        done=f"{wanted.title}: vastgelegd. De termijnen zijn opnieuw berekend.",
    )
