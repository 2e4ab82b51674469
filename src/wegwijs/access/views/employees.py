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
    record_review,
    take_on,
)
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.forms import EmployeeForm, LastDayForm, ReviewForm, RoleForm
from wegwijs.access.lockout import shut_until
from wegwijs.access.models import Proposal
from wegwijs.access.presenters import REVIEW_LEAD, employee_line, review_facts, role_line
from wegwijs.access.queries import beheer as beheer_queries
from wegwijs.access.queries.volunteers import next_last_day, volunteer_or_404
from wegwijs.access.roles import Permission, Role, guarded
from wegwijs.access.views.page import Words, form_page
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Employee, Jaargesprek
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
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        someone = NewEmployee(
            data["username"], data["name"], data["function"], data["email"], data["phone"], data["volunteer"],
            data["valid_to"],
        )  # fmt: skip
        organisation = form.organisations[data["organisation"]]
        made = attempt(
            form, lambda: take_on(organisation, someone, by=request.actor, valid_from=data["valid_from"])
        )
        if made:
            saved(request, f"{made.name} staat erin. Geef nu een rol: zonder rol is er niets te zien.")
            return redirect("organisations:employee", made.pk)
    return render(request, "access/beheer/form.html", {
        "form": form, "title": "Medewerker toevoegen", "submit": "Toevoegen",
        "lead": "Wie al een account heeft, hoeft u niet nog een keer toe te voegen.",
        "url_back": reverse("organisations:employees"), "back_label": "Medewerkers",
    })  # fmt: skip


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
    return form_page(
        request,
        bound(RoleForm, request, kind=found.organisation.kind, gemeenten=gemeenten),
        give,
        _words(found, f"Rol geven aan {found.name}", lead, "Rol geven"),
        done=lambda data: f"{found.name} is {Role(data['role']).label} vanaf {day(data['valid_from'])}.",
    )


@door(Permission.SETTINGS_VIEW, fresh=True)
def role_end(request: ActorRequest, employee_pk: int, role_pk: int) -> HttpResponse:
    """End a role on a day."""
    found = beheer_queries.employee_or_404(request.actor, employee_pk)
    assignment = beheer_queries.role_or_404(found, role_pk)
    label = assignment.get_role_display()
    place = assignment.gemeente.naam if assignment.gemeente else "alle gemeenten"
    return form_page(
        request,
        bound(LastDayForm, request),
        lambda data: end_role(assignment, by=request.actor, on=data["on"]),
        _words(found, f"Rol van {found.name} beëindigen", f"{label.capitalize()}, {place}", "Rol beëindigen"),
        done=lambda data: f"De rol {label} van {found.name} eindigt na {day(data['on'])}.",
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
    return form_page(
        request,
        bound(LastDayForm, request),
        lambda data: end_employment(found, by=request.actor, on=data["on"]),
        _words(
            found,
            f"{found.name} gaat uit dienst",
            "Alle rollen eindigen op dezelfde dag. Verdeel eerst de dossiers van deze medewerker.",
            "Uit dienst melden",
        ),
        done=lambda data: (
            f"{found.name} is na {day(data['on'])} niet meer in dienst. Alle rollen eindigen dan ook."
        ),
    )


@door(Permission.SETTINGS_VIEW, fresh=True)
def review(request: ActorRequest, employee_pk: int) -> HttpResponse:
    """The yearly talk with a volunteer."""
    found = volunteer_or_404(request.actor, employee_pk)
    return form_page(
        request,
        bound(ReviewForm, request, last_day=next_last_day(clock.today())),
        lambda data: record_review(
            found, by=request.actor, on=data["on"], outcome=Jaargesprek.Outcome(data["outcome"]), last_day=data["last_day"]
        ),
        _words(found, f"Jaargesprek met {found.name}", REVIEW_LEAD, "Vastleggen"),
        done=lambda data: f"Vastgelegd. De laatste dag van {found.name} is {day(data['last_day'])}.",
    )  # fmt: skip


def _words(found: Employee, title: str, lead: str, submit: str) -> Words:
    return Words(title, lead, submit, "organisations:employee", "Medewerker", (found.pk,))
