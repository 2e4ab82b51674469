"""Employees and their roles: who works where, who starts, who gets or loses a role, who leaves."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.commands import NewEmployee, assign_role, end_employment, end_role, take_on
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.forms import EmployeeForm, LastDayForm, RoleForm
from wegwijs.access.presenters import employee_line, role_line
from wegwijs.access.queries import beheer as beheer_queries
from wegwijs.access.roles import Permission, Role
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
            data["username"], data["name"], data["function"], data["email"], data["phone"], data["volunteer"]
        )
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
        "back": "organisations:employees", "back_label": "Medewerkers",
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
            "gone": bool(found.valid_to and found.valid_to < today),
        },
    )


@door(Permission.SETTINGS_VIEW)
def role(request: ActorRequest, employee_pk: int) -> HttpResponse:
    """Give a role."""
    found = beheer_queries.employee_or_404(request.actor, employee_pk)
    gemeenten = beheer_queries.gemeenten_of(found.organisation, on=clock.today())
    form = bound(RoleForm, request, kind=found.organisation.kind, gemeenten=gemeenten)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form,
            lambda: assign_role(
                found, Role(data["role"]), by=request.actor, gemeente=data["gemeente"],
                valid_from=data["valid_from"], valid_to=data["valid_to"],
            ),
        )  # fmt: skip
        if made:
            saved(request, f"{found.name} is {made.get_role_display()} vanaf {made.valid_from:%d-%m-%Y}.")
            return redirect("organisations:employee", found.pk)
    return _form(request, found.pk, form, f"Rol geven aan {found.name}", found.organisation.name, "Rol geven")


@door(Permission.SETTINGS_VIEW)
def role_end(request: ActorRequest, employee_pk: int, role_pk: int) -> HttpResponse:
    """End a role on a day."""
    found = beheer_queries.employee_or_404(request.actor, employee_pk)
    assignment = beheer_queries.role_or_404(found, role_pk)
    form = bound(LastDayForm, request)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["on"]
        if attempt(form, lambda: end_role(assignment, by=request.actor, on=day) or True):
            saved(
                request, f"De rol {assignment.get_role_display()} van {found.name} eindigt na {day:%d-%m-%Y}."
            )
            return redirect("organisations:employee", found.pk)
    place = assignment.gemeente.naam if assignment.gemeente else "alle gemeenten"
    lead = f"{assignment.get_role_display().capitalize()}, {place}"
    return _form(request, found.pk, form, f"Rol van {found.name} beëindigen", lead, "Rol beëindigen")


@door(Permission.SETTINGS_VIEW)
def leave(request: ActorRequest, employee_pk: int) -> HttpResponse:
    """Someone leaves: every role ends with it."""
    found = beheer_queries.employee_or_404(request.actor, employee_pk)
    form = bound(LastDayForm, request)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["on"]
        if attempt(form, lambda: end_employment(found, by=request.actor, on=day) or True):
            saved(
                request,
                f"{found.name} is na {day:%d-%m-%Y} niet meer in dienst. Alle rollen eindigen dan ook.",
            )
            return redirect("organisations:employee", found.pk)
    lead = "Alle rollen eindigen op dezelfde dag. Verdeel eerst de dossiers van deze medewerker."
    return _form(request, found.pk, form, f"{found.name} gaat uit dienst", lead, "Uit dienst melden")


def _form(request: ActorRequest, pk: int, form: object, title: str, lead: str, submit: str) -> HttpResponse:
    return render(
        request,
        "access/beheer/employee_form.html",
        {"form": form, "heading": title, "lead": lead, "submit": submit, "pk": pk},
    )
