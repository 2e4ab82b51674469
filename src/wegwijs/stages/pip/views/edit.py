"""Begin a version, work on it while the letter grows beside it, and put it forward."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.dossiers.presenters import head
from wegwijs.dossiers.queries import open_dossier
from wegwijs.errors import Conflict, DomainError, Refused
from wegwijs.organisations.queries import body_from
from wegwijs.stages.pip import queries, rules
from wegwijs.stages.pip.commands import draft_pip, offer_pip, revise_pip, save_draft
from wegwijs.stages.pip.commands.draft import words
from wegwijs.stages.pip.content import content_of
from wegwijs.stages.pip.forms.plan import PlanForm, initial
from wegwijs.stages.pip.letter import letter_content
from wegwijs.stages.pip.models import OPEN, Pip, State
from wegwijs.stages.pip.presenters import conditions
from wegwijs.stages.pip.rules import Case
from wegwijs.stages.pip.views.common import elsewhere
from wegwijs.ui import notices
from wi2021.grondslag import blocking


@require_POST
@door(Permission.PIP_DRAFT)
def begin(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A first version, or a new one of the PIP in force."""
    dossier = open_dossier(request.actor, pk, page="pip-opstellen", permission=Permission.PIP_DRAFT)
    command = revise_pip if queries.current_pip(dossier) else draft_pip
    try:
        command(dossier, by=request.actor, on=clock.today())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("pip:overview", pk)
    return redirect("pip:edit", pk)


def _draft(request: ActorRequest, dossier: Dossier) -> Pip | None:
    """The version in the making; while something was typed for one that went on, that one, so that it isn't lost."""
    rows = queries.versions_with_body(dossier, request.actor.organisation, on=clock.today())
    pip = rows.filter(state__in=OPEN).first() or (rows.first() if request.method == "POST" else None)
    if pip:
        pip.dossier = dossier
    return pip


def _form(request: ActorRequest, pip: Pip, case: Case) -> PlanForm:
    content = content_of(pip)
    return bound(
        PlanForm,
        request,
        kept=content,
        asylum=pip.dossier.variant != Variant.GEZIN,
        switching=case.facts.actueel_pip() is not None,
        colleagues=queries.colleagues(request.actor.organisation, on=clock.today()),
        initial=initial(content, pip.version),
    )


@door(Permission.PIP_DRAFT)
def edit(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The choices at the left, the letter at the right. Saving keeps an incomplete plan; putting forward does not."""
    dossier = open_dossier(request.actor, pk, page="pip-wijzigen", permission=Permission.PIP_DRAFT)
    pip = _draft(request, dossier)
    if pip is None or (pip.state != State.CONCEPT and request.method != "POST"):
        return elsewhere(request, dossier)
    case = queries.case_of(pip.dossier)
    form = _form(request, pip, case)
    stored = form.data.get("version", pip.version) if form.is_bound else pip.version
    if request.method == "POST" and form.is_valid() and "ververs" not in request.POST:
        try:
            saved = save_draft(
                pip, form.content(), by=request.actor, on=clock.today(),
                expected_version=form.cleaned_data["version"],
            )  # fmt: skip
        except Conflict as conflict:
            return _both(request, pip, form, conflict)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _after_save(request, saved)
    return render(
        request,
        "pip/edit.html",
        {**_context(request, pip, case, form), "stored": stored},
    )


def _after_save(request: ActorRequest, saved: Pip) -> HttpResponse:
    pk = saved.dossier_id
    if "voorleggen" not in request.POST:
        notices.saved(request, "Het concept is opgeslagen.")
        return redirect("pip:edit", pk)
    try:
        offer_pip(saved, by=request.actor, on=clock.today(), version=saved.version)
    except DomainError as refusal:
        said = _not_on_page(saved, refusal)
        messages.warning(request, f"Het concept is opgeslagen. Voorleggen kan nog niet: {said}")
        return redirect("pip:edit", pk)
    notices.saved(request, "Het PIP is voorgelegd. Een collega met mandaat kan het nu vaststellen.")
    return redirect("pip:overview", pk)


def _not_on_page(pip: Pip, refusal: DomainError) -> str:
    """Why it was refused, as far as the list beside the letter doesn't say so already."""
    if not isinstance(refusal, Refused):
        return str(refusal)
    lacking = blocking(queries.intake_findings(pip, on=clock.today()))
    if lacking:
        return "in de brede intake: " + " ".join(finding.zin for finding in lacking)
    return "zie wat er nog nodig is."


@require_POST
@door(Permission.PIP_DRAFT)
def preview(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The letter and what is still missing, for what stands in the form now; stores nothing."""
    dossier = open_dossier(request.actor, pk, page="pip-wijzigen", permission=Permission.PIP_DRAFT)
    pip = _draft(request, dossier)
    if pip is None:
        raise Http404
    case = queries.case_of(pip.dossier)
    form = _form(request, pip, case)
    form.is_valid()
    return render(request, "pip/preview.html", _context(request, pip, case, form))


def _context(request: ActorRequest, pip: Pip, case: Case, form: PlanForm) -> dict[str, object]:
    today = clock.today()
    plan = form.content() if form.is_bound and hasattr(form, "cleaned_data") else content_of(pip)
    organisation = request.actor.organisation
    body = body_from(pip, pip.dossier.gemeente)
    findings = (*rules.findings(plan, case, on=today), *rules.body_findings(body))
    return {
        "head": head(pip.dossier, request.actor),
        "dossier": pip.dossier,
        "pip": pip,
        "form": form,
        "goal_areas": conditions.goal_areas({goal.sleutel for goal in plan.doelen}),
        "groups": conditions.choices(form, case, on=today),
        "missing": conditions.missing(findings, form),
        "letter": letter_content(pip, plan, on=today, case=case, organisation=organisation, body=body),
    }


def _both(request: ActorRequest, pip: Pip, form: PlanForm, conflict: Conflict) -> HttpResponse:
    """Mine beside a colleague's; saving mine again is a choice, made with eyes open."""
    mine = form.content()
    rows = []
    for name, theirs in conflict.theirs.items():
        label = str(form.fields[name].label) if name in form.fields else name.replace("_", " ")
        named = dict(getattr(form.fields.get(name), "choices", ()) or ())
        both = (words(getattr(mine, name)), theirs)
        rows.append((label, *(str(named.get(value, value)) for value in both), True))
    hidden = [
        (key, value)
        for key, values in request.POST.lists()
        for value in values
        if key not in ("csrfmiddlewaretoken", "version")
    ]
    hidden.append(("version", str(queries.stored_version(pip))))
    return render(
        request,
        "ui/conflict.html",
        {
            "title": f"PIP versie {pip.versie}",
            "message": conflict.message,
            "rows": rows,
            "hidden": hidden,
            "back": request.path,
        },
        status=409,
    )
