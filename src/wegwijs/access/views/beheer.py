"""Beheer: what was agreed with which gemeente, who decides there, and the numbers of local policy."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.commands import correct_gemeente, set_policy
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.forms import GemeenteForm, PolicyForm
from wegwijs.access.presenters import agreement_line, policy_tables
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
        {"rows": [agreement_line(row, today) for row in rows], "may_change": request.actor.sees_all},
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
