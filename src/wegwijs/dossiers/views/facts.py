"""Facts of others that are typed over: the BRP, COA, the Participatiewet, work."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters
from wegwijs.dossiers.commands import correct_event, report_fact, set_gemeente_registration, withdraw_event
from wegwijs.dossiers.forms.facts import CORRECTABLE, FACTS, REASON, RegistrationForm, correction, payload_of
from wegwijs.dossiers.forms.work import WithdrawForm
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.dossiers.queries import event_or_404, open_dossier, without_place
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
        act.dossier, by=act.by, on=act.data["on"], article_28=act.data["artikel_28"]
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
    if kind not in FACTS or FACTS[kind].step:
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
            payload=payload_of(data),
            summary=wanted.summary(form),
            origin=wanted.origin,
        ),
        title=wanted.title,
        lead=wanted.lead,
        done=f"{wanted.title}: vastgelegd. De termijnen zijn opnieuw berekend.",
    )


def _row(request: ActorRequest, pk: UUID, event: int) -> tuple[Dossier, Gebeurtenis]:
    """A row of the timeline that may be put right by hand. Raises Http404."""
    dossier = open_dossier(request.actor, pk, page="tijdlijn", permission=Permission.DOSSIER_EDIT)
    found = event_or_404(dossier, event)
    if found.kind not in CORRECTABLE:
        raise Http404
    return dossier, found


@door(Permission.DOSSIER_EDIT)
def correct(request: ActorRequest, pk: UUID, event: int) -> HttpResponse:
    """Put right what was typed over wrongly: a new row takes the place of the old one, which stays."""
    dossier, found = _row(request, pk, event)
    wanted = CORRECTABLE[found.kind]
    shown = without_place(found, dossier)
    form = bound(correction(wanted, shown), request)
    return form_page(
        request,
        dossier,
        form,
        lambda data: correct_event(
            found,
            by=request.actor,
            on=data["on"],
            # What isn't shown and is left empty stays as it was.
            payload={**found.payload, **{k: v for k, v in payload_of(data).items() if v or shown is found}},
            summary=wanted.summary(form) or found.summary,
            reason=data[REASON],
        ),
        title=f"{wanted.title} verbeteren",
        lead="De oude regel blijft bewaard. De termijnen worden opnieuw berekend.",
        done="De regel is verbeterd. De termijnen zijn opnieuw berekend.",
        more={"instead": ("Deze regel intrekken", reverse("dossiers:withdraw", args=[pk, event]))},
    )


@door(Permission.DOSSIER_EDIT)
def withdraw(request: ActorRequest, pk: UUID, event: int) -> HttpResponse:
    """What the row says never happened."""
    dossier, found = _row(request, pk, event)
    return form_page(
        request,
        dossier,
        bound(WithdrawForm, request),
        lambda data: withdraw_event(found, by=request.actor, reason=data["reason"]),
        title=f"{CORRECTABLE[found.kind].title} intrekken",
        lead=f"De regel van {found.on:%d-%m-%Y} telt dan niet meer mee. In de tijdlijn staat dat u hem introk.",
        done="De regel is ingetrokken. De termijnen zijn opnieuw berekend.",
        submit="Trek de regel in",
    )
