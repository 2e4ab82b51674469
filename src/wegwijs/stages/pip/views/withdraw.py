"""Taking back a plan that the inburgeraar has: propose, decide, drop the proposal; sending stands with the other letter."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.documents.content import Content
from wegwijs.documents.pdf import render as render_pdf
from wegwijs.documents.queries import words_to_show
from wegwijs.documents.views import pdf_response
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.presenters import head
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.errors import DomainError
from wegwijs.organisations.queries import DecidesAs, expected_body
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands import Ground, decide_withdrawal, drop_withdrawal, propose_withdrawal
from wegwijs.stages.pip.commands.common import four_eyes
from wegwijs.stages.pip.commands.decide import name_of_decision
from wegwijs.stages.pip.forms.acts import GroundForm, ReadForm, ReasonForm
from wegwijs.stages.pip.models import Intrekking, Pip, State
from wegwijs.stages.pip.presenters import withdrawal as shown
from wegwijs.stages.pip.views.common import elsewhere, read_again, version_in
from wegwijs.stages.pip.withdrawal_letter import KIND, withdrawal_letter
from wegwijs.ui import notices

Stand = Intrekking.State


@door(Permission.PIP_VIEW)
def propose(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Why the plan no longer holds; then another decides."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="pip-intrekken", permission=Permission.PIP_VIEW)
    if not may_propose(actor, dossier):
        raise Http404
    pip = version_in(dossier, State.VERZONDEN)
    if pip is None or queries.withdrawal_of(pip):
        return elsewhere(request, dossier)
    return form_page(
        request, dossier, bound(GroundForm, request, initial={"soort": Intrekking.Soort.INTREKKING}),
        lambda data: propose_withdrawal(pip, Ground(**data), by=actor, on=clock.today()),
        title=f"PIP versie {pip.versie} intrekken",
        lead="De inburgeraar kreeg dit plan al. Intrekken is een besluit: iemand met mandaat beslist, en er gaat een "
             "brief. De inburgeringstermijn verandert niet (Wet inburgering 2021, artikel 11, derde lid).",
        submit="Leg voor", done="Het voorstel ligt klaar voor een besluit.", to="pip:overview",
    )  # fmt: skip


def may_propose(actor: Actor, dossier: Dossier) -> bool:
    """Who makes plans, and who decides on them."""
    gemeente = dossier.gemeente_id
    return actor.may(Permission.PIP_DRAFT, gemeente) or actor.may(Permission.PIP_ESTABLISH, gemeente)


def _waiting(dossier: Dossier) -> tuple[Pip, Intrekking] | None:
    pip = version_in(dossier, State.VERZONDEN)
    found = queries.withdrawal_of(pip) if pip else None
    if pip is None or found is None or found.state != Stand.VOORGELEGD:
        return None
    found.pip = pip
    return pip, found


@door(Permission.PIP_ESTABLISH)
def decide(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What ends and why, in whose name, with the letter; then the decision."""
    actor, today = request.actor, clock.today()
    dossier = open_dossier(actor, pk, page="pip-intrekken-besluit", permission=Permission.PIP_ESTABLISH)
    waiting = _waiting(dossier)
    if waiting is None:
        return elsewhere(request, dossier)
    pip, withdrawal = waiting
    form = bound(ReadForm, request, initial={"on": today, "version": withdrawal.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(
            form, lambda: decide_withdrawal(withdrawal, by=actor, on=data["on"], version=data["version"])
        ):
            notices.saved(request, "Het besluit is genomen. Verstuur nu de brief.")
            return redirect("pip:overview", pk)
    read_again(form, withdrawal.version)
    body, obstacle = _body(withdrawal, actor)
    return render(
        request,
        "pip/withdraw.html",
        {
            "head": head(dossier, actor),
            "dossier": dossier,
            "pip": pip,
            "form": form,
            "withdrawal": withdrawal,
            "facts": shown.facts(withdrawal),
            "name": body,
            "obstacle": obstacle,
            "duo": shown.at_duo(queries.case_of(dossier)),
            "letter": _letter(withdrawal, actor, body),
        },
    )


def _body(withdrawal: Intrekking, actor: Actor) -> tuple[DecidesAs, str]:
    today, gemeente = clock.today(), withdrawal.pip.dossier.gemeente
    rule = four_eyes(gemeente.pk, (withdrawal.proposed_by_id,), actor.employee, on=today)
    try:
        body = name_of_decision(withdrawal.pip, actor, on=today)
    except DomainError as refusal:
        return expected_body(gemeente, actor.organisation, on=today), str(refusal)
    return body, f"U hebt dit zelf voorgelegd. Een collega moet beslissen ({rule.source})." if rule else ""


def _letter(withdrawal: Intrekking, actor: Actor, body: DecidesAs) -> Content:
    case = queries.case_of(withdrawal.pip.dossier)
    today = clock.today()
    said = withdrawal_letter(withdrawal, on=today, case=case, organisation=actor.organisation, body=body)
    return said.content(words_to_show(actor.organisation, on=today))


@door(Permission.PIP_VIEW)
def drop(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The plan stays in force after all."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="pip-intrekken-terug", permission=Permission.PIP_VIEW)
    if not may_propose(actor, dossier):
        raise Http404
    waiting = _waiting(dossier)
    if waiting is None:
        return elsewhere(request, dossier)
    pip, withdrawal = waiting
    return form_page(
        request, dossier, bound(ReasonForm, request),
        lambda data: (drop_withdrawal(withdrawal, by=actor, on=clock.today(), reason=data["reason"]), True),
        title=f"PIP versie {pip.versie} blijft gelden",
        lead=f"Het voorstel van {withdrawal.proposed_by} om het in te trekken vervalt.",
        submit="Laat het voorstel vervallen", done="Het voorstel is vervallen. Het PIP blijft gelden.",
        to="pip:overview",
    )  # fmt: skip


@door(Permission.PIP_VIEW)
def letter(request: ActorRequest, pk: UUID, versie: int) -> HttpResponse:
    """The letter about the withdrawal of one version as PDF."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="pip-brief", permission=Permission.PIP_VIEW)
    pip = queries.version_or_404(dossier, versie)
    withdrawal = queries.withdrawal_of(pip)
    if withdrawal is None:
        raise Http404
    withdrawal.pip = pip
    if withdrawal.letter:
        return pdf_response(withdrawal.letter, actor)
    body = expected_body(dossier.gemeente, actor.organisation, on=clock.today())
    pdf = render_pdf(_letter(withdrawal, actor, body), (), draft=True)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{KIND}-{dossier.number}-concept.pdf"'
    return answer
