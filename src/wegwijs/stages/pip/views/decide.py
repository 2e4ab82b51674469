"""The decision: establish, give back, drop what was not made known."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.presenters import head
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.errors import DomainError
from wegwijs.organisations.queries import DecidesAs, expected_body
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands import annul_pip, establish_pip, return_pip
from wegwijs.stages.pip.commands.decide import name_of_decision, who_made_it
from wegwijs.stages.pip.content import content_of
from wegwijs.stages.pip.forms.acts import ReadForm, ReasonForm, WithdrawForm
from wegwijs.stages.pip.letter import letter_content
from wegwijs.stages.pip.models import OPEN, Pip, State
from wegwijs.stages.pip.presenters import conditions, stand
from wegwijs.stages.pip.views.common import elsewhere, read_again, version_in
from wegwijs.ui import notices


@door(Permission.PIP_ESTABLISH, fresh=True)
def establish(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What is decided, in whose name and on which mandate, with every check; then the decision."""
    actor, today = request.actor, clock.today()
    dossier = open_dossier(actor, pk, page="pip-besluit", permission=Permission.PIP_ESTABLISH)
    pip = version_in(dossier, State.AANGEBODEN)
    if pip is None:
        return elsewhere(request, dossier)
    form = bound(ReadForm, request, initial={"on": today, "version": pip.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: establish_pip(pip, by=actor, on=data["on"], version=data["version"])):
            notices.saved(request, "Het PIP is vastgesteld. Verstuur nu de brief.")
            return redirect("pip:overview", pk)
    read_again(form, pip.version)
    body, obstacle = _body(pip, actor)
    case = queries.case_of(dossier)
    return render(
        request,
        "pip/establish.html",
        {
            "head": head(dossier, actor),
            "dossier": dossier,
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
    rule = who_made_it(pip, actor.employee, on=today)
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
    dossier = open_dossier(request.actor, pk, page="pip-teruggeven", permission=Permission.PIP_ESTABLISH)
    pip = version_in(dossier, State.AANGEBODEN)
    if pip is None:
        return elsewhere(request, dossier)
    form = bound(ReasonForm, request, initial={"version": pip.version})

    def give(data: dict[str, str]) -> object:
        version = int(data["version"]) if data["version"] else None
        return return_pip(pip, by=request.actor, on=clock.today(), reason=data["reason"], version=version)

    return form_page(
        request, dossier, form, give,
        title="PIP teruggeven", lead=f"{pip.offered_by} krijgt een taak met uw reden.", submit="Geef terug",
        done=f"Het PIP is teruggegeven aan {pip.offered_by}.", to="pip:overview",
    )  # fmt: skip


@door(Permission.PIP_VIEW)
def drop(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A draft that isn't wanted any more, or a decision that nobody outside knows yet."""
    dossier = open_dossier(request.actor, pk, page="pip-intrekken", permission=Permission.PIP_VIEW)
    pip = droppable(dossier, request.actor)
    if pip is None:
        return elsewhere(request, dossier)
    lead = (
        "Het concept verdwijnt uit de lijsten. Het blijft te zien bij de versies."
        if pip.is_open
        else "De inburgeraar weet nog niet van dit besluit: er hoeft geen brief te gaan. De brief die klaarstond vervalt."
    )
    return form_page(
        request, dossier, bound(WithdrawForm, request, initial={"on": clock.today(), "version": pip.version}),
        lambda data: annul_pip(pip, by=request.actor, on=data["on"], reason=data["reason"]),
        title=f"PIP versie {pip.versie} laten vervallen", lead=lead, submit="Laat vervallen",
        done=f"Versie {pip.versie} is vervallen.", to="pip:overview",
    )  # fmt: skip


def droppable(dossier: Dossier, actor: Actor) -> Pip | None:
    """The version that this actor may drop."""
    if actor.may(Permission.PIP_DRAFT, dossier.gemeente_id):
        draft = version_in(dossier, *OPEN)
        if draft:
            return draft
    decides = actor.may(Permission.PIP_ESTABLISH, dossier.gemeente_id)
    return version_in(dossier, State.VASTGESTELD) if decides else None
