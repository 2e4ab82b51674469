"""Beheer: what was agreed with which gemeente, who decides there, and the numbers of local policy."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.commands import set_policy
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.forms import PolicyForm
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
