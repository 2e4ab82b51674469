"""Beheer: what was agreed with which gemeente, who decides there, and the numbers of local policy."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.commands import correct_gemeente, set_objection_address, set_policy
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.forms import GemeenteForm, ObjectionForm, PolicyForm
from wegwijs.access.presenters import agreement_line, board_line, policy_tables
from wegwijs.access.queries import beheer as beheer_queries
from wegwijs.access.roles import Permission
from wegwijs.organisations.policy import TEXTS, PolicyKey
from wegwijs.ui.notices import saved

# In an address the dots of a policy's key read as dashes.
KEYS = {key.value.replace(".", "-").replace("_", "-"): key for key in PolicyKey}
SLUGS = {key: slug for slug, key in KEYS.items()}


@door(Permission.SETTINGS_VIEW)
def settings(request: ActorRequest) -> HttpResponse:
    """Every gemeente with its OIN, DVO and mandates, and in whose name decisions are taken today."""
    today = clock.today()
    rows = beheer_queries.agreements(request.actor, on=today)
    return render(
        request,
        "access/beheer/settings.html",
        {
            "rows": [agreement_line(row, today) for row in rows],
            "board": board_line(beheer_queries.own_board(request.actor, on=today), rows),
            "may_change": request.actor.sees_all,
        },
    )


@door(Permission.SETTINGS_VIEW)
def gemeente(request: ActorRequest, code: str) -> HttpResponse:
    """The OIN and the address of one gemeente."""
    found = beheer_queries.gemeente_or_404(request.actor, code)
    form = bound(GemeenteForm, request, initial={"oin": found.oin, "college_address": found.college_address})

    def correct() -> bool:
        correct_gemeente(found, by=request.actor, **form.cleaned_data)
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, correct):
        saved(request, f"De gegevens van {found.naam} zijn bijgewerkt.")
        return redirect("organisations:settings")
    return render(request, "access/beheer/form.html", {
        "form": form, "title": found.naam, "lead": "Met het OIN kent DUO deze gemeente.", "submit": "Opslaan",
        "back": "organisations:settings", "back_label": "Gemeenten en mandaten",
    })  # fmt: skip


@door(Permission.SETTINGS_VIEW)
def objection(request: ActorRequest, code: str = "") -> HttpResponse:
    """Where objections to the college of a gemeente go; without a code: to the own board."""
    actor, today = request.actor, clock.today()
    found = beheer_queries.gemeente_or_404(actor, code) if code else None
    if not actor.sees_all:
        raise Http404
    known = beheer_queries.objection_address(actor, found)
    before = {name: getattr(known, name) for name in ("postal", "digital", "court")} if known else {}
    form = bound(ObjectionForm, request, initial={"valid_from": today, **before})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(form, lambda: set_objection_address(found, by=actor, **data))
        if made:
            saved(request, f"Het adres voor bezwaar geldt vanaf {made.valid_from:%d-%m-%Y}.")
            return redirect("organisations:settings")
    whose = found.college if found else f"het bestuur van {actor.organisation.name}"
    return render(request, "access/beheer/form.html", {
        "form": form, "title": "Adres voor bezwaar", "submit": "Opslaan",
        "lead": f"Tegen besluiten van {whose}. Dit adres staat in elk besluit (Algemene wet bestuursrecht, artikel 3:45). "
                "Sinds 1 januari 2026 mag iemand ook digitaal bezwaar maken; die regel is hier nog niet gecontroleerd.",
        "back": "organisations:settings", "back_label": "Gemeenten en mandaten",
    })  # fmt: skip


@door(Permission.SETTINGS_VIEW)
def policy(request: ActorRequest) -> HttpResponse:
    """Each number of policy with its value, place, first day and source."""
    gemeenten = [row.gemeente for row in beheer_queries.agreements(request.actor, on=clock.today())]
    found = beheer_queries.numbers(gemeenten, on=clock.today())
    return render(
        request,
        "access/beheer/policy.html",
        {"tables": policy_tables(found, SLUGS), "may_change": request.actor.sees_all},
    )


@door(Permission.SETTINGS_VIEW)
def change_policy(request: ActorRequest, key: str) -> HttpResponse:
    """A new value from a day on."""
    known = KEYS.get(key)
    if known is None or not request.actor.sees_all:
        raise Http404
    text = TEXTS[known]
    gemeenten = [row.gemeente for row in beheer_queries.agreements(request.actor, on=clock.today())]
    form = bound(PolicyForm, request, text=text, gemeenten=gemeenten)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form,
            lambda: set_policy(
                known, data["value"], by=request.actor, gemeente=data["place"],
                valid_from=data["valid_from"], source=data["source"],
            ),
        )  # fmt: skip
        if made:
            saved(request, f"{text.label}: {text.words(made.value)} vanaf {made.valid_from:%d-%m-%Y}.")
            return redirect("organisations:policy")
    return render(request, "access/beheer/form.html", {
        "form": form, "title": text.label, "lead": text.explained, "submit": "Beleid opslaan",
        "back": "organisations:policy", "back_label": "Beleid",
    })  # fmt: skip
