"""Employees and their roles: who works where, who starts, who gets or loses a role, who leaves."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.commands import (
    NewEmployee,
    assign_role,
    end_employment,
    end_role,
    let_in_again,
    propose,
    take_on,
)
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.forms import EmployeeForm, LastDayForm, RoleForm
from wegwijs.access.lockout import shut_until
from wegwijs.access.models import Proposal
from wegwijs.access.pages import Back, back_to, form_page
from wegwijs.access.presenters import employee_line, review_facts, role_line
from wegwijs.access.queries import beheer as beheer_queries
from wegwijs.access.queries.volunteers import volunteer_or_404
from wegwijs.access.roles import Permission, Role, guarded
from wegwijs.access.views.page import proposed, review_page
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Employee
from wegwijs.ui.format import day, moment
from wegwijs.ui.notices import saved

PAGE = 100


@door(Permission.SETTINGS_VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """By name; narrowed to one organisation, or to those who left."""
    today, chosen = clock.today(), request.GET.get("organisatie", "")[:30]
    left, after = request.GET.get("uit-dienst") == "ja", request.GET.get("na", "")[:120]
    rows = beheer_queries.employees_of(request.actor, on=today, organisation=chosen, left=left)
    if after:
        rows = rows.filter(name__gt=after)
    found = list(rows[: PAGE + 1])
    return render(
        request,
        "access/beheer/employees.html",
        {
            "rows": [employee_line(row) for row in found[:PAGE]],
            "organisations": list(beheer_queries.organisations_of(request.actor)),
            "chosen": chosen,
            "left": left,
            "more": found[PAGE - 1].name if len(found) > PAGE else "",
        },
    )


@door(Permission.SETTINGS_VIEW)
def new(request: ActorRequest) -> HttpResponse:
    """Someone starts. Roles follow on the next page."""
    form = bound(EmployeeForm, request, organisations=list(beheer_queries.organisations_of(request.actor)))

    def start(data: dict[str, Any]) -> Employee:
        someone = NewEmployee(
            data["username"], data["name"], data["function"], data["email"], data["phone"], data["volunteer"],
            data["valid_to"],
        )  # fmt: skip
        organisation = form.organisations[data["organisation"]]
        return take_on(organisation, someone, by=request.actor, valid_from=data["valid_from"])

    return form_page(
        request,
        form,
        start,
        title="Medewerker toevoegen",
        lead="Wie al een account heeft, hoeft u niet nog een keer toe te voegen.",
        submit="Toevoegen",
        done=lambda made: f"{made.name} staat erin. Geef nu een rol: zonder rol is er niets te zien.",
        to=lambda made: reverse("organisations:employee", args=[made.pk]),
        back=back_to("organisations:employees", "Medewerkers"),
    )


@door(Permission.SETTINGS_VIEW)
def employee(request: ActorRequest, employee_pk: int) -> HttpResponse:
    """One employee with every role, now and before."""
    found = beheer_queries.employee_or_404(request.actor, employee_pk)
    today = clock.today()
    own = request.actor.employee is not None and request.actor.employee.pk == found.pk
    return render(
        request,
        "access/beheer/employee.html",
        {
            "employee": found,
            "roles": sorted(
                (role_line(row, today) for row in found.roles.all()), key=lambda line: not line.runs
            ),
            "own": own,
            "proposals": beheer_queries.proposals_about(found),
            "shut": moment(until) if (until := shut_until(found.user.username)) else "",
            "reviewed": review_facts(found, today) if found.volunteer else None,
            "gone": bool(found.valid_to and found.valid_to < today),
            "regisseur": any(row.role == Role.REGISSEUR for row in found.roles.all()),
            "may_assign": request.actor.may(Permission.ASSIGN)
            and request.actor.organisation.pk == found.organisation_id,
        },
    )


@door(Permission.SETTINGS_VIEW, fresh=True)
def role(request: ActorRequest, employee_pk: int) -> HttpResponse:
    """Give a role; one that gives power is proposed to a colleague."""
    found = beheer_queries.employee_or_404(request.actor, employee_pk)
    gemeenten = beheer_queries.gemeenten_of(found.organisation, on=clock.today())
    names = {gemeente.code: gemeente.naam for gemeente in gemeenten}

    def give(data: dict[str, Any]) -> object:
        wanted = Role(data["role"])
        if not guarded(wanted):
            return assign_role(found, by=request.actor, **{**data, "role": wanted})
        place = names[data["gemeente"]] if data["gemeente"] else "alle gemeenten van de organisatie"
        sentence = f"{found.name} wordt {wanted.label} voor {place}, vanaf {day(data['valid_from'])}"
        return propose(Proposal.Act.ROLE, {"employee": found.pk, **data}, by=request.actor, words=sentence)

    lead = f"{found.organisation.name}. Een rol met ‘twee beheerders’ geldt pas als een collega van beheer die bevestigt."

    def said(made: object) -> str:
        data = form.cleaned_data
        return proposed(made, f"{found.name} is {Role(data['role']).label} vanaf {day(data['valid_from'])}.")

    form = bound(RoleForm, request, kind=found.organisation.kind, gemeenten=gemeenten)
    return form_page(
        request,
        form,
        give,
        title=f"Rol geven aan {found.name}",
        tab="Rol geven",
        lead=lead,
        submit="Rol geven",
        done=said,
        back=_back(found),
    )


@door(Permission.SETTINGS_VIEW, fresh=True)
def role_end(request: ActorRequest, employee_pk: int, role_pk: int) -> HttpResponse:
    """End a role on a day."""
    found = beheer_queries.employee_or_404(request.actor, employee_pk)
    assignment = beheer_queries.role_or_404(found, role_pk)
    label = assignment.get_role_display()
    place = assignment.gemeente.naam if assignment.gemeente else "alle gemeenten"
    form = bound(LastDayForm, request)
    return form_page(
        request,
        form,
        lambda data: end_role(assignment, by=request.actor, on=data["on"]),
        title=f"Rol van {found.name} beëindigen",
        tab="Rol beëindigen",
        lead=f"{label.capitalize()}, {place}",
        submit="Rol beëindigen",
        done=lambda _: f"De rol {label} van {found.name} eindigt na {day(form.cleaned_data['on'])}.",
        back=_back(found),
    )


@require_POST
@door(Permission.SETTINGS_VIEW, fresh=True)
def let_in(request: ActorRequest, employee_pk: int) -> HttpResponse:
    """Open the door that was shut after wrong passwords."""
    found = beheer_queries.employee_or_404(request.actor, employee_pk)
    try:
        let_in_again(found, by=request.actor)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        saved(request, f"{found.name} kan weer aanmelden.")
    return redirect("organisations:employee", found.pk)


@door(Permission.SETTINGS_VIEW, fresh=True)
def leave(request: ActorRequest, employee_pk: int) -> HttpResponse:
    """Someone leaves: every role ends with it."""
    found = beheer_queries.employee_or_404(request.actor, employee_pk)
    form = bound(LastDayForm, request)
    return form_page(
        request,
        form,
        lambda data: end_employment(found, by=request.actor, on=data["on"]),
        title=f"{found.name} gaat uit dienst",
        tab="Uit dienst melden",
        lead="Alle rollen eindigen op dezelfde dag. Verdeel eerst de dossiers van deze medewerker.",
        submit="Uit dienst melden",
        done=lambda _: (
            f"{found.name} is na {day(form.cleaned_data['on'])} niet meer in dienst. Alle rollen eindigen dan ook."
        ),
        back=_back(found),
    )


@door(Permission.SETTINGS_VIEW, fresh=True)
def review(request: ActorRequest, employee_pk: int) -> HttpResponse:
    """The yearly talk with a volunteer."""
    found = volunteer_or_404(request.actor, employee_pk)
    return review_page(request, found, tab="Jaargesprek met een medewerker", back=_back(found))


def _back(found: Employee) -> Back:
    return back_to("organisations:employee", "Medewerker", found.pk)
