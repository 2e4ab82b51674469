"""Beheer: what was agreed with which gemeente, who decides there, and the numbers of local policy."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from wegwijs import clock
from wegwijs.access.commands import correct_gemeente, needs_two, propose, set_objection_address, set_policy
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.forms import GemeenteForm, ObjectionForm, PolicyForm
from wegwijs.access.models import Proposal
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.presenters import agreement_line, board_line, policy_tables
from wegwijs.access.queries import beheer as beheer_queries
from wegwijs.access.roles import Permission
from wegwijs.access.views.page import back_to_settings, proposed
from wegwijs.organisations.policy import TEXTS, PolicyKey
from wegwijs.ui.format import day

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
    return form_page(
        request,
        bound(GemeenteForm, request, gemeente=found),
        lambda data: correct_gemeente(
            found,
            by=request.actor,
            oin=data["oin"],
            college_address=data["college_address"],
            expected_version=data["version"],
        ),
        title=found.naam,
        lead="Met het OIN kent DUO deze gemeente.",
        back=back_to_settings(),
        done=f"De gegevens van {found.naam} zijn bijgewerkt.",
    )


@door(Permission.SETTINGS_VIEW)
def objection(request: ActorRequest, code: str = "") -> HttpResponse:
    """Where objections to the college of a gemeente go; without a code: to the own board."""
    actor, today = request.actor, clock.today()
    found = beheer_queries.gemeente_or_404(actor, code) if code else None
    if not actor.sees_all:
        raise Http404
    known = beheer_queries.objection_address(actor, found)
    before = {name: getattr(known, name) for name in ("postal", "digital", "court")} if known else {}
    whose = found.college if found else f"het bestuur van {actor.organisation.name}"
    form = bound(ObjectionForm, request, initial={"valid_from": today, **before})
    return form_page(
        request,
        form,
        lambda data: set_objection_address(found, by=actor, **data),
        title=f"Adres voor bezwaar{'' if found else ' bij het eigen bestuur'}",
        lead=f"Tegen besluiten van {whose}. Dit adres staat in elk besluit (Algemene wet bestuursrecht, artikel 3:45). "
        "Sinds 1 januari 2026 mag iemand ook digitaal bezwaar maken; die regel is hier nog niet gecontroleerd.",
        done=lambda _: f"Het adres voor bezwaar geldt vanaf {day(form.cleaned_data['valid_from'])}.",
        back=back_to_settings(),
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
    names = {gemeente.code: gemeente.naam for gemeente in gemeenten}

    def change(data: dict[str, Any]) -> object:
        values = {**data, "gemeente": data["place"]}
        del values["place"]
        if not needs_two(known, data["value"]):
            return set_policy(known, by=request.actor, **values)
        place = names[data["place"]] if data["place"] else "de hele regio"
        sentence = f"{text.label} in {place}: {text.words(data['value'])}, vanaf {day(data['valid_from'])}"
        return propose(Proposal.Act.POLICY, {"key": known.value, **values}, by=request.actor, words=sentence)

    def said(made: object) -> str:
        data = form.cleaned_data
        return proposed(made, f"{text.label}: {text.words(data['value'])} vanaf {day(data['valid_from'])}.")

    form = bound(PolicyForm, request, text=text, gemeenten=gemeenten)
    return form_page(
        request,
        form,
        change,
        title=text.label,
        lead=text.explained,
        submit="Beleid opslaan",
        done=said,
        back=back_to("organisations:policy", "Beleid"),
    )
