"""The decision: establish, give back, withdraw."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.presenters import head
from wegwijs.dossiers.queries import open_dossier
from wegwijs.errors import DomainError
from wegwijs.organisations.queries import DecidesAs, expected_body
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands import annul_pip, establish_pip, return_pip
from wegwijs.stages.pip.commands.decide import four_eyes, name_of_decision
from wegwijs.stages.pip.content import content_of
from wegwijs.stages.pip.forms.acts import EstablishForm, ReasonForm, WithdrawForm
from wegwijs.stages.pip.letter import letter_content
from wegwijs.stages.pip.models import DECIDED, OPEN, Pip, State
from wegwijs.stages.pip.presenters import conditions, stand
from wegwijs.ui import notices


def _version(request: ActorRequest, pk: UUID, permission: Permission, *states: str) -> Pip:
    dossier = open_dossier(request.actor, pk, page="pip-besluit", permission=permission)
    pip = queries.versions(dossier).filter(state__in=states).first()
    if pip is None:
        raise Http404
    pip.dossier = dossier
    return pip


@door(Permission.PIP_ESTABLISH)
def establish(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What is decided, in whose name and on which mandate, with every check; then the decision."""
    actor, today = request.actor, clock.today()
    pip = _version(request, pk, Permission.PIP_ESTABLISH, State.AANGEBODEN)
    form = bound(EstablishForm, request, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: establish_pip(pip, by=actor, on=form.cleaned_data["on"]))
        if done:
            notices.saved(request, "Het PIP is vastgesteld. Verstuur nu de brief.")
            return redirect("pip:overview", pk)
    body, obstacle = _body(pip, actor)
    case = queries.case_of(pip.dossier)
    return render(
        request,
        "pip/establish.html",
        {
            "head": head(pip.dossier, actor),
            "dossier": pip.dossier,
            "pip": pip,
            "form": form,
            "facts": stand.facts(pip),
            "name": body,
            "obstacle": obstacle,
            "missing": conditions.missing(queries.findings(pip, on=today, case=case)),
            "letter": letter_content(
                pip, content_of(pip), on=today, case=case, organisation=actor.organisation, body=body
            ),
        },
    )


def _body(pip: Pip, actor: Actor) -> tuple[DecidesAs, str]:
    """In whose name it would be, and what keeps this actor from deciding ("" when nothing does)."""
    today = clock.today()
    rule = four_eyes(pip, actor.employee, on=today)
    try:
        return (
            name_of_decision(pip, actor, on=today),
            f"U hebt dit PIP zelf opgesteld. Een collega moet het vaststellen ({rule.source})."
            if rule
            else "",
        )
    except DomainError as refusal:
        return expected_body(pip.dossier.gemeente, actor.organisation, on=today), str(refusal)


@door(Permission.PIP_ESTABLISH)
def give_back(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Back to who prepared it, with what must be different."""
    pip = _version(request, pk, Permission.PIP_ESTABLISH, State.AANGEBODEN)
    form = bound(ReasonForm, request)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: return_pip(pip, by=request.actor, on=clock.today(), reason=reason)):
            notices.saved(request, f"Het PIP is teruggegeven aan {pip.offered_by}.")
            return redirect("pip:overview", pk)
    return _act(
        request, pip, form, "PIP teruggeven", f"{pip.offered_by} krijgt een taak met uw reden.", "Geef terug"
    )


@door(Permission.PIP_VIEW)
def withdraw(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Drop a draft, or withdraw a decision."""
    draft = queries.open_version(
        open_dossier(request.actor, pk, page="pip-intrekken", permission=Permission.PIP_VIEW)
    )
    if draft and not request.actor.may(Permission.PIP_DRAFT, draft.dossier.gemeente_id):
        draft = None
    permission = Permission.PIP_DRAFT if draft else Permission.PIP_ESTABLISH
    pip = _version(request, pk, permission, *(OPEN if draft else DECIDED))
    form = bound(WithdrawForm, request, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: annul_pip(pip, by=request.actor, on=data["on"], reason=data["reason"])):
            notices.saved(request, f"Versie {pip.versie} is ingetrokken.")
            return redirect("pip:overview", pk)
    lead = (
        "Het concept verdwijnt uit de lijsten. Het blijft te zien bij de versies."
        if draft
        else "Dit is een besluit over een besluit: laat het de inburgeraar ook schriftelijk weten."
    )
    return _act(request, pip, form, f"PIP versie {pip.versie} intrekken", lead, "Trek in", kind="danger")


def _act(
    request: ActorRequest,
    pip: Pip,
    form: ReasonForm,
    title: str,
    lead: str,
    submit: str,
    kind: str = "primary",
) -> HttpResponse:
    return render(
        request,
        "pip/act.html",
        {
            "head": head(pip.dossier, request.actor),
            "dossier": pip.dossier,
            "form": form,
            "title": title,
            "lead": lead,
            "submit": submit,
            "kind": kind,
        },
    )
