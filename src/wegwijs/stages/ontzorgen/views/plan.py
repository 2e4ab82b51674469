"""The money plan of one person: half a year ahead, what goes out, what comes in, and keeping both."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.ontzorgen.commands import plan as acts
from wegwijs.stages.ontzorgen.forms.plan import CostForm, EndForm, IncomeForm
from wegwijs.stages.ontzorgen.grounds import Basis, lacking, law_of, signed
from wegwijs.stages.ontzorgen.models import Inkomstenpost, Kostenpost, Kostensoort, Ontzorging
from wegwijs.stages.ontzorgen.presenters import picture as drawn
from wegwijs.stages.ontzorgen.presenters import plan as shown
from wegwijs.stages.ontzorgen.queries import plans as queries
from wegwijs.stages.ontzorgen.queries.forecast_facts import Forecast, forecast_of, known, past_weeks
from wegwijs.stages.ontzorgen.views.opened import PAGE, running
from wegwijs.ui.format import day, euros

VIEW, EDIT = Permission.MONEY_PLAN, Permission.MONEY_EDIT
S = Ontzorging.State


@require_safe
@door(VIEW)
def page(request: ActorRequest, pk: UUID) -> HttpResponse:
    """How it stands, whether there is a hole, and the plan itself; a partner sees the plan without balances."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="geldplan", permission=VIEW)
    plans = queries.plans_shown(actor, dossier)
    context: dict[str, Any] = {
        "head": dossier_presenters.head(dossier, actor),
        "dossier": dossier,
        "may_edit": actor.may(EDIT, dossier.gemeente_id),
        "keeps_money": actor.may(EDIT, dossier.gemeente_id),
        "may_tick": actor.may(Permission.SELF_RELIANCE, dossier.gemeente_id),
    }
    if not plans:
        return render(request, "ontzorgen/none.html", context | {"tab": "Geldplan"})
    one = plans[0]
    found = one.ontzorging
    costs, incomes = queries.costs_of(found), queries.incomes_of(found)
    today = clock.today()
    basis = Basis(found, law_of(dossier), signed(one.consents, today))
    context |= _plan(found, basis, costs, incomes) | {
        "consents": shown.consent_lines(one.consents, costs),
        "may_edit": context["may_edit"] and found.state != S.KLAAR,
        "may_tick": context["may_tick"] and found.state != S.KLAAR,
        "earlier": [shown.stand(row.ontzorging) for row in plans[1:]],
        "mine": found.administrator_id is not None and found.administrator == actor.employee,
        "lacks": lacking(basis, costs, incomes, on=today) if found.state == S.VOORBEREIDEN else [],
    }
    if actor.sees_all:
        forecast = _forecast(found)
        late = frozenset(income.pk for income, _ in forecast.late)
        shows = bool(costs or incomes or forecast.balance)
        context |= (_money(found, forecast) if shows else {}) | {
            "incomes": shown.income_lines(incomes, basis, late)
        }
        context["advances"] = shown.advance_lines(one.advances, one.owed, actor)
        context["as_of"] = one.as_of
        context["may_ask"] = context["may_edit"] and found.state in (S.LOOPT, S.AFBOUW)
    return render(request, "ontzorgen/plan.html", context)


def _plan(
    found: Ontzorging, basis: Basis, costs: Sequence[Kostenpost], incomes: Sequence[Inkomstenpost]
) -> dict[str, Any]:
    return {
        "ontzorging": found,
        "stand": shown.stand(found),
        "facts": shown.facts(found, incomes),
        "split": shown.split_words(found) if found.split_undecided else "",
        "why": shown.why_until(found),
        "prepared": found.state == S.VOORBEREIDEN,
        "costs": shown.costs(costs, basis),
        "incomes": shown.income_lines(incomes, basis),
        "redirects": shown.redirect_lines(incomes),
    }


def _forecast(found: Ontzorging) -> Forecast:
    today = clock.today()
    return forecast_of(known([found.pk], today=today)[found.pk], today=today)


def _money(found: Ontzorging, forecast: Forecast) -> dict[str, Any]:
    severity, words = drawn.headline(forecast)
    if found.state == S.KLAAR:
        return {"balance": euros(forecast.balance)}
    return {
        "course": drawn.picture(forecast),
        "weeks": drawn.week_lines(forecast),
        "headline": words,
        "headline_severity": severity,
        "bridge": drawn.bridge_words(forecast.bridge) if forecast.bridge else "",
        "hole": forecast.hole is not None,
        "balance": euros(forecast.balance),
        "late": [f"{one.what} van {one.sender}, verwacht op {day(on)}" for one, on in forecast.late],
    }


@require_safe
@door(VIEW)
def weeks(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The weeks that are over, expected against what was; with the picture from there on."""
    dossier = open_dossier(request.actor, pk, page="geldplan: weken", permission=VIEW)
    plans = queries.plans_shown(request.actor, dossier)
    if not plans or not request.actor.sees_all:
        return redirect(PAGE, dossier.pk)
    found = plans[0].ontzorging
    costs, incomes = queries.costs_of(found), queries.incomes_of(found)
    past = past_weeks(found, costs, incomes, today=clock.today())
    forecast = _forecast(found)
    return render(
        request,
        "ontzorgen/weeks.html",
        {
            "head": dossier_presenters.head(dossier, request.actor),
            "dossier": dossier,
            "keeps_money": request.actor.may(EDIT, dossier.gemeente_id),
            "ontzorging": found,
            "course": drawn.picture(forecast, past) if found.state != S.KLAAR else None,
            "past": drawn.past_lines(past),
            "as_of": plans[0].as_of,
        },
    )


@door(EDIT)
def cost_new(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A cost of the plan."""
    dossier, found = running(request, pk, "geldplan: kosten")
    asked = request.GET.get("soort", "")
    first = max(clock.today(), found.since)
    initial = {"first_on": first, "soort": asked if asked in Kostensoort.values else ""}
    form = bound(CostForm, request, payees=queries.payees_for(dossier), initial=initial)
    return form_page(
        request, dossier, form, lambda _: acts.add_cost(found, form.bill(), by=request.actor), title="Kosten toevoegen",
        lead="De eerste zes soorten noemt de wet. Al het andere kan alleen met een machtiging.", done="De kosten staan in het plan.",
        to=PAGE,
    )  # fmt: skip


@door(EDIT)
def cost_change(request: ActorRequest, pk: UUID, kosten_pk: UUID) -> HttpResponse:
    """Other amount, payee or way of paying, from a day on."""
    dossier, found = running(request, pk, "geldplan: kosten wijzigen")
    row = queries.cost_or_404(found, kosten_pk)
    form = bound(CostForm, request, payees=queries.payees_for(dossier), cost=row)
    return form_page(
        request, dossier, form, lambda _: acts.change_cost(row, form.bill(), by=request.actor),
        title=f"Wijzig {row.get_soort_display()}", lead="Wat tot die dag gold, blijft staan", done="De kosten zijn gewijzigd.", to=PAGE,
    )  # fmt: skip


@door(EDIT)
def cost_end(request: ActorRequest, pk: UUID, kosten_pk: UUID) -> HttpResponse:
    """Nothing falls due any more after a day."""
    dossier, found = running(request, pk, "geldplan: kosten stoppen")
    row = queries.cost_or_404(found, kosten_pk)
    return form_page(
        request, dossier, bound(EndForm, request),
        lambda data: acts.end_cost(row, by=request.actor, last_on=data["last_on"]), title=f"Stop {row.get_soort_display()}",
        lead=shown.amount(row), done="De kosten stoppen.", submit="Stop", to=PAGE,
    )  # fmt: skip


@door(EDIT)
def income_new(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Income that is expected."""
    dossier, found = running(request, pk, "geldplan: inkomen")
    form = bound(IncomeForm, request)
    return form_page(
        request, dossier, form, lambda _: acts.add_income(found, form.expected(), by=request.actor),
        title="Inkomen toevoegen", lead="Innen kan alleen met een machtiging of volmacht: de wet gaat over betalen",
        done="Het inkomen staat in het plan.", to=PAGE,
    )  # fmt: skip


@door(EDIT)
def income_change(request: ActorRequest, pk: UUID, inkomen_pk: UUID) -> HttpResponse:
    """Other amounts from a day on."""
    dossier, found = running(request, pk, "geldplan: inkomen wijzigen")
    row = queries.income_or_404(found, inkomen_pk)
    form = bound(IncomeForm, request, income=row)
    return form_page(
        request, dossier, form,
        lambda data: acts.change_income(row, form.expected(), by=request.actor, expected_version=data["version"]),
        title=f"Wijzig {row.get_soort_display()}", lead="Wat tot die dag verwacht werd, blijft staan",
        done="Het inkomen is gewijzigd.", to=PAGE,
    )  # fmt: skip


@door(EDIT)
def income_end(request: ActorRequest, pk: UUID, inkomen_pk: UUID) -> HttpResponse:
    """Nothing is expected any more after a day."""
    dossier, found = running(request, pk, "geldplan: inkomen stoppen")
    row = queries.income_or_404(found, inkomen_pk)
    return form_page(
        request, dossier, bound(EndForm, request, version=row.version),
        lambda data: acts.end_income(
            row, by=request.actor, last_on=data["last_on"], expected_version=data["version"]
        ),
        title=f"Stop {row.get_soort_display()}", lead=shown.amount(row), done="Dit inkomen wordt niet meer verwacht.",
        submit="Stop", to=PAGE,
    )  # fmt: skip
