"""Taakstelling and homes: what each gemeente must do and did, which households wait, and a step for a household."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from wegwijs import clock
from wegwijs.access import pages
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.dossiers.choices import HouseRefusal, HouseStep
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.overdracht import housing as counted
from wegwijs.stages.overdracht import housing_shown as shown
from wegwijs.stages.overdracht.commands import record_huisvesting, set_taakstelling
from wegwijs.stages.overdracht.forms import HouseForm, TaakstellingForm
from wegwijs.stages.overdracht.halfyears import HalfYear
from wegwijs.stages.overdracht.models import Taakstelling
from wegwijs.stages.overdracht.regeldagen import household_dossiers

P = Permission
PAGE = 100


def _period(request: ActorRequest) -> tuple[HalfYear, HalfYear]:
    """The half-year that is asked for, and the present one."""
    now = HalfYear.of(clock.today())
    return HalfYear.read(request.GET.get("halfjaar", "")) or now, now


@door(P.OVERDRACHT_RECORD)
def overview(request: ActorRequest) -> HttpResponse:
    """Each gemeente of the actor: what it must do, who waits how far, who moved."""
    period, now = _period(request)
    found = counted.homes(request.actor, period)
    numbers = [
        (
            gemeente,
            counted.Numbers.of(
                figures[0] if figures else None,
                (one for one in found if one.gemeente == gemeente.code),
                period,
            ),
        )
        for gemeente, figures in counted.given(request.actor, period)
    ]
    context = {
        "rows": [shown.row(gemeente, n, now=period == now) for gemeente, n in numbers],
        "picture": shown.picture(numbers),
        "period": period,
        "periods": shown.periods(period, now),
        "now": period == now,
        "explained": shown.EXPLAINED,
        "may_arrange": request.actor.may(P.HOUSING_ARRANGE),
    }
    return render(request, "overdracht/housing.html", context)


@door(P.OVERDRACHT_RECORD)
def of_gemeente(request: ActorRequest, code: str) -> HttpResponse:
    """One gemeente: the figure with its source, and each household with its steps and weeks."""
    period, now = _period(request)
    gemeente, given = _given(request, period, P.OVERDRACHT_RECORD, code)
    found = counted.homes(request.actor, period, gemeente.code)
    numbers = counted.Numbers.of(given[0] if given else None, found, period)
    waiting = [home for home in found if home.waits] if period == now else []
    moved = [home for home in found if home.moved_in(period)]
    today = clock.today()
    record_list(by=request.actor, page="huisvesting", shown=len(waiting[:PAGE]) + len(moved[:PAGE]))
    context = {
        "gemeente": gemeente,
        "row": shown.row(gemeente, numbers, now=period == now),
        "numbers": numbers,
        "done": min(numbers.moved, numbers.total or 0),
        "figure": shown.figure(given[0]) if given else (),
        "earlier": shown.earlier(given[1:]),
        "waiting": [shown.home_line(home, today) for home in waiting[:PAGE]],
        "moved": [shown.home_line(home, today) for home in moved[:PAGE]],
        "more": max(len(waiting), len(moved)) > PAGE,
        "period": period,
        "periods": shown.periods(period, now),
        "now": period == now,
        "may_arrange": request.actor.may(P.HOUSING_ARRANGE, gemeente.code),
    }
    return render(request, "overdracht/housing_gemeente.html", context)


@door(P.HOUSING_ARRANGE)
def taakstelling(request: ActorRequest, code: str) -> HttpResponse:
    """Give the figure of a half-year, or a better one."""
    period, _ = _period(request)
    gemeente, given = _given(request, period, P.HOUSING_ARRANGE, code)
    known = given[0] if given else None
    form = bound(TaakstellingForm, request, period=period, known=known)
    back = back_to("overdracht:housing_gemeente", f"Huisvesting in {gemeente.naam}", gemeente.code)
    return pages.form_page(
        request,
        form,
        lambda _: set_taakstelling(gemeente, form.half_year(), form.figure(), by=request.actor),
        title=f"Taakstelling van {gemeente.naam}",
        tab="Taakstelling vastleggen",
        lead="Een beter cijfer komt boven het oude; dat blijft bewaard."
        if known
        else "Hoeveel mensen de gemeente in een halfjaar moet huisvesten.",
        done="De taakstelling is vastgelegd. Eerdere cijfers blijven bewaard.",
        submit="Leg vast",
        to=lambda _: f"{back.address}?halfjaar={form.half_year().code}",
        back=back,
    )


@door(P.OVERDRACHT_RECORD)
def step(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A step towards a home, for everybody of the household."""
    dossier = open_dossier(request.actor, pk, page="overdracht: woning", permission=P.OVERDRACHT_RECORD)
    form = bound(HouseForm, request, dossiers=household_dossiers(dossier, request.actor))

    def act(data: dict[str, str]) -> object:
        refusal = HouseRefusal(data["reden"]) if data["reden"] else None
        return record_huisvesting(
            form.chosen(), by=request.actor, on=form.cleaned_data["on"], step=HouseStep(data["stap"]), place=data["plaats"],
            refusal=refusal,
        )  # fmt: skip

    return form_page(
        request, dossier, form, act,
        title="Woning", lead="Hoe ver het is met een woning in de gemeente. Een woning is voor het hele huishouden.",
        done="De stap is vastgelegd.", to="overdracht:overview",
    )  # fmt: skip


def _given(
    request: ActorRequest, period: HalfYear, permission: Permission, code: str
) -> tuple[Gemeente, list[Taakstelling]]:
    """One of the actor's gemeenten with the figures of the half-year. Raises Http404."""
    found = counted.given(request.actor, period, permission, code)
    if not found:
        raise Http404
    return found[0]
