"""The guidance of one person: plan, log, change, end, and who of the own organisation works with them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.commands import assign_colleague, end_colleague
from wegwijs.dossiers.forms.work import EndAccessForm
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.begeleiding.commands import change_plan, end_plan, make_plan, record_visit
from wegwijs.stages.begeleiding.forms.plan import (
    ChangePlanForm,
    EndPlanForm,
    MakePlanForm,
    NameForm,
    VisitForm,
)
from wegwijs.stages.begeleiding.models import Eindreden
from wegwijs.stages.begeleiding.presenters import plan as shown
from wegwijs.stages.begeleiding.queries import plans as queries
from wegwijs.stages.begeleiding.queries.offer import offer_of
from wegwijs.ui.format import day

VIEW, RECORD, ASSIGN = Permission.GUIDANCE_VIEW, Permission.GUIDANCE_RECORD, Permission.GUIDANCE_ASSIGN
PAGE = "guidance:plan"


@require_safe
@door(VIEW)
def plan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The plan with what was done, the log, former versions and plans, and who is named; a volunteer sees the same."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="begeleiding", permission=VIEW)
    plans, beside = queries.plans_of(actor, dossier)
    chosen = next(
        (one for one in plans if str(one.pk) == request.GET.get("plan")), plans[0] if plans else None
    )
    context: dict[str, object] = {
        "head": dossier_presenters.head(dossier, actor),
        "dossier": dossier,
        "plan": chosen,
        "may_record": actor.may(RECORD, dossier.gemeente_id),
        "may_plan": actor.may(RECORD, dossier.gemeente_id) and not actor.assigned_only and dossier.is_open,
        "may_assign": actor.may(ASSIGN, dossier.gemeente_id),
        "running": any(one.is_running for one in plans),
        "beside": [shown.beside(one) for one in beside],
        "others": [(one.pk, str(one), shown.stand(one)) for one in plans if one is not chosen],
    }
    if not actor.sees_all:
        context["named"] = [shown.named_line(row) for row in queries.named(actor, dossier)]
    if chosen:
        log, versions = queries.log_of(chosen), queries.versions_of(chosen)
        context |= {
            "stand": shown.stand(chosen),
            "facts": shown.facts(chosen, log),
            "parts": shown.part_lines(queries.in_order(versions[0]), log),
            "log": [shown.log_line(row, actor, dossier.gemeente_id) for row in log.rows],
            "more": log.more,
            "former": shown.former(versions),
        }
    return render(request, "begeleiding/plan.html", context)


@door(RECORD)
def make(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A plan from what the gemeente offers today; where one runs this page leads to it."""
    actor = request.actor
    dossier = _opened(request, pk, "begeleidingsplan maken")
    offer = offer_of(dossier.gemeente_id, on=clock.today())
    if request.method != "POST" and (
        actor.assigned_only or not dossier.is_open or offer is None or queries.running(actor, dossier)
    ):
        return redirect(PAGE, dossier.pk)
    if offer is None:
        return redirect(PAGE, dossier.pk)
    people = queries.colleagues_for(actor, dossier, on=clock.today())
    form = bound(MakePlanForm, request, offer=offer, me=actor.employee, people=people)
    return form_page(
        request,
        dossier,
        form,
        lambda data: make_plan(dossier, form.wanted(), by=actor, begins_on=data["begins_on"]),
        title="Begeleidingsplan maken",
        lead=f"Ingevuld is wat {dossier.gemeente} aanbiedt. Pas aan wat deze persoon nodig heeft, en schrijf per onderdeel een kort doel.",
        done="Het plan staat klaar.",
        submit="Maak het plan",
        to=PAGE,
    )


@door(RECORD)
def change(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Other hours, goals, begeleider or last day."""
    actor = request.actor
    dossier = _opened(request, pk, "begeleidingsplan wijzigen")
    found = queries.running_or_404(actor, dossier)
    people = queries.colleagues_for(actor, dossier, on=clock.today())
    form = bound(ChangePlanForm, request, plan=found, lines=queries.lines_of(found), people=people)
    return form_page(
        request,
        dossier,
        form,
        lambda data: change_plan(
            found, form.wanted(), by=actor, why=data["why"], expected_version=data["version"]
        ),
        title="Begeleidingsplan wijzigen",
        lead="Wat er stond blijft te lezen bij de eerdere versies.",
        done="Het plan is gewijzigd.",
        to=PAGE,
    )


@door(RECORD)
def end(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Guidance ends."""
    dossier = _opened(request, pk, "begeleiding beëindigen")
    found = queries.running_or_404(request.actor, dossier)
    return form_page(
        request,
        dossier,
        bound(EndPlanForm, request, plan=found),
        lambda data: end_plan(
            found,
            Eindreden(data["reason"]),
            by=request.actor,
            on=data["on"],
            expected_version=data["version"],
        ),
        title="Begeleiding beëindigen",
        lead="Plan en uren blijven te lezen. Daarna kunt u een nieuw plan maken als dat nodig is.",
        done="De begeleiding is beëindigd.",
        submit="Beëindig",
        to=PAGE,
    )


@door(RECORD)
def visit(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record a contact or visit with its hours."""
    dossier = _opened(request, pk, "begeleiding: contact")
    found = queries.running_or_404(request.actor, dossier)
    form = bound(VisitForm, request, parts=queries.lines_of(found))
    return form_page(
        request,
        dossier,
        form,
        lambda data: record_visit(found, form.visit(), by=request.actor),
        title="Contact en uren vastleggen",
        lead="Eén keer vastleggen is genoeg: het contact staat in het dossier, de uren in het urenboek en bij het plan.",
        done="Vastgelegd bij het plan en in het urenboek.",
        to=PAGE,
    )


@door(ASSIGN)
def assign(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Name a begeleider or volunteer for this person."""
    dossier = open_dossier(request.actor, pk, page="begeleider toewijzen", permission=ASSIGN)
    form = bound(NameForm, request, people=queries.colleagues_for(request.actor, dossier, on=clock.today()))
    return form_page(
        request,
        dossier,
        form,
        lambda data: assign_colleague(
            dossier, form.people[data["employee"]], by=request.actor, on=clock.today(), until=data["until"]
        ),
        title="Begeleider of vrijwilliger toewijzen",
        lead="Een vrijwilliger ziet alleen wie aan hem of haar is toegewezen, en niet langer dan u hier invult.",
        done="Toegewezen.",
        submit="Wijs toe",
        to=PAGE,
    )


@door(ASSIGN)
def unassign(request: ActorRequest, pk: UUID, partner: int) -> HttpResponse:
    """Take the name back."""
    dossier = open_dossier(request.actor, pk, page="toewijzing beëindigen", permission=ASSIGN)
    row = queries.named_or_404(request.actor, dossier, partner)
    assert row.employee  # noqa: S101 of ``queries.named``
    return form_page(
        request,
        dossier,
        bound(EndAccessForm, request, initial={"on": clock.today()}),
        lambda data: end_colleague(row, by=request.actor, on=data["on"]),
        title="Toewijzing beëindigen",
        lead=f"{row.employee.name}, toegewezen vanaf {day(row.valid_from)}.",
        done="De toewijzing is beëindigd.",
        submit="Beëindig",
        to=PAGE,
    )


def _opened(request: ActorRequest, pk: UUID, page: str) -> Dossier:
    return open_dossier(request.actor, pk, page=page, permission=RECORD)
