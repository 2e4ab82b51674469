"""What gemeenten have to spend, what they spend outside contracts, and keeping both."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page, pressed
from wegwijs.access.roles import Permission
from wegwijs.contracts import commands
from wegwijs.contracts.forms.funding import CostForm, FundingForm
from wegwijs.contracts.models import OtherCost
from wegwijs.contracts.presenters import funding as shown
from wegwijs.contracts.queries import funding as queries
from wegwijs.contracts.views.back import TO_FUNDING, to_means
from wegwijs.organisations.models import Gemeente
from wegwijs.organisations.queries import gemeenten_by_code
from wegwijs.ui.format import day
from wegwijs.ui.parts import Menu

T = TypeVar("T")
VIEW, EDIT = Permission.CONTRACT_VIEW, Permission.FUNDING_EDIT


@require_safe
@door(VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Of a year: money by gemeente with the decision it stands in, and costs outside contracts."""
    actor, today = request.actor, clock.today()
    year = queries.year_of(request.GET.get("jaar", ""), today)
    codes = actor.gemeenten(VIEW)
    lines = queries.funding(codes, year)
    came = request.GET.get("van", "")
    van = came if came in codes else ""
    return render(
        request,
        "contracts/funding.html",
        {
            "year": year,
            "back": to_means(year, van),
            "years": Menu.of("Jaar", "jaar", str(year), {str(one): str(one) for one in queries.years(today)}, partial(_address, van=van)),
            "lines": [shown.funding_line(one, year, may=actor.may(EDIT, one.gemeente_id)) for one in lines],
            "total": shown.total(queries.means(lines, year)),
            "costs": shown.cost_lines(queries.costs(codes, year), lambda code: actor.may(EDIT, code)),
            "may_edit": actor.may(EDIT),
        },
    )  # fmt: skip


def _address(*, jaar: str, van: str = "") -> str:
    return f"{reverse('contracts:funding')}?jaar={jaar}{f'&van={van}' if van else ''}"


def _mine(request: ActorRequest) -> dict[str, Gemeente]:
    return gemeenten_by_code(request.actor.gemeenten(EDIT))


@door(EDIT)
def funding_new(request: ActorRequest) -> HttpResponse:
    """Money was told to a gemeente."""
    form = bound(FundingForm, request, gemeenten=_mine(request))
    return form_page(
        request, form,
        lambda data: commands.record_funding(form.gemeenten[data["gemeente"]], form.facts(), by=request.actor),
        title="Geld vastleggen", lead="Wat een gemeente voor de inburgering mag besteden", submit="Leg vast",
        done="Het bedrag is vastgelegd.", back=back_to(*TO_FUNDING),
        to=lambda row: _address(jaar=str(row.first_day.year)),
    )  # fmt: skip


@door(EDIT)
def cost_new(request: ActorRequest) -> HttpResponse:
    """Something was paid outside contracts."""
    form = bound(CostForm, request, gemeenten=_mine(request))
    return form_page(
        request, form, lambda _: commands.record_costs(form.facts(), by=request.actor),
        title="Kosten vastleggen", lead="Wat niet via een contract of factuur van een aanbieder loopt", submit="Leg vast",
        done=lambda rows: "De kosten zijn vastgelegd." if len(rows) == 1 else f"De kosten zijn verdeeld over {len(rows)} gemeenten.",
        back=back_to(*TO_FUNDING), to=lambda rows: _address(jaar=str(rows[0].on.year)),
    )  # fmt: skip


@require_POST
@door(EDIT)
def funding_back(request: ActorRequest, line_pk: UUID) -> HttpResponse:
    """A line was a mistake."""
    row = queries.funding_or_404(request.actor, line_pk)
    return _taken_back(
        request, lambda: commands.take_back_funding(row, by=request.actor), row.first_day.year,
        lambda _: "De regel is teruggenomen. In het boek blijven beide staan.",
    )  # fmt: skip


@require_POST
@door(EDIT)
def cost_back(request: ActorRequest, cost_pk: UUID) -> HttpResponse:
    """Costs were a mistake, for every gemeente over which they were split."""
    row = queries.cost_or_404(request.actor, cost_pk)
    return _taken_back(
        request, lambda: commands.take_back_costs(row, by=request.actor), row.on.year, lambda made: _said(row, made[0])
    )  # fmt: skip


def _said(row: OtherCost, back: OtherCost) -> str:
    said = "De kosten zijn teruggenomen, bij alle gemeenten waarover ze verdeeld waren."
    if back.on == row.on:
        return said
    return f"{said} De maand van {day(row.on)} is gesloten, dus het telt op {day(back.on)}."


def _taken_back(
    request: ActorRequest, act: Callable[[], T], year: int, said: Callable[[T], str]
) -> HttpResponse:
    pressed(request, act, said)
    return redirect(_address(jaar=str(year)))
