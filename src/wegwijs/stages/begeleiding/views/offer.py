"""The offer side by side, laying it down, and delivered against agreed for the grant."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.stages.begeleiding.commands import depart, lay_down_offer
from wegwijs.stages.begeleiding.forms.offer import DepartForm, OfferForm
from wegwijs.stages.begeleiding.models import Begeleidingsdeel
from wegwijs.stages.begeleiding.presenters import offer as shown
from wegwijs.stages.begeleiding.queries import offer as queries
from wegwijs.stages.begeleiding.queries.figures import FEWEST, Span, figures, sees_each, span_of, spans, total
from wegwijs.tables import csv_of
from wegwijs.ui.format import day
from wegwijs.ui.parts import Menu

SETTINGS, FIGURES = Permission.SETTINGS_VIEW, Permission.GUIDANCE_FIGURES


@require_safe
@door(SETTINGS, Permission.GUIDANCE_VIEW, FIGURES)
def offer(request: ActorRequest) -> HttpResponse:
    """What the region offers today beside each gemeente that departs, and what is to come."""
    today = clock.today()
    gemeenten = queries.region()
    offers = queries.offers([one.code for one in gemeenten], on=today)
    now = next(iter(offers.values())).version if offers else None
    return render(
        request,
        "begeleiding/offer.html",
        {
            "table": shown.table(offers, gemeenten),
            "departures": [
                (one.naam, told) for one in gemeenten if (told := shown.departures(offers.get(one.code)))
            ],
            "coming": [shown.coming_line(row) for row in queries.coming(today)],
            "versions": shown.version_lines(queries.versions(), now),
            "may_change": _keeps(request.actor),
            "may_figures": request.actor.may(FIGURES),
        },
    )


def _keeps(actor: Actor) -> bool:
    return actor.sees_all and actor.may(SETTINGS)


def _kept_or_404(request: ActorRequest) -> None:
    if not _keeps(request.actor):
        raise Http404


@door(SETTINGS)
def new(request: ActorRequest) -> HttpResponse:
    """A new version of the region's offer, filled in with what holds now."""
    _kept_or_404(request)
    now = queries.version_on(clock.today())
    form = bound(OfferForm, request, known=queries.minutes_of(now) if now else {})
    return form_page(
        request,
        form,
        lambda data: lay_down_offer(
            form.minutes(), by=request.actor, valid_from=data["valid_from"], source=data["source"]
        ),
        title="Nieuw basisaanbod",
        lead="Geldt voor alle gemeenten. Plannen die al zijn gemaakt veranderen niet.",
        done=lambda _: f"Het nieuwe basisaanbod geldt vanaf {day(form.cleaned_data['valid_from'])}.",
        submit="Leg vast",
        back=back_to("offer:page", "Aanbod van begeleiding"),
    )


@door(SETTINGS)
def departure(request: ActorRequest) -> HttpResponse:
    """A gemeente departs from the region, or stops doing so."""
    _kept_or_404(request)
    form = bound(
        DepartForm, request, gemeenten=[g for g in queries.region() if request.actor.may(SETTINGS, g.code)]
    )

    def keep(data: dict[str, Any]) -> object:
        return depart(
            form.gemeenten[data["gemeente"]], Begeleidingsdeel(data["part"]), form.signed(), by=request.actor,
            valid_from=data["valid_from"], reason=data["reason"],
        )  # fmt: skip

    return form_page(
        request,
        form,
        keep,
        title="Afwijking van een gemeente",
        lead="Het verschil blijft ook als het basisaanbod verandert. Plannen die al zijn gemaakt veranderen niet.",
        done=lambda _: f"De afwijking geldt vanaf {day(form.cleaned_data['valid_from'])}.",
        submit="Leg vast",
        back=back_to("offer:page", "Aanbod van begeleiding"),
    )


@require_safe
@door(FIGURES)
def grant(request: ActorRequest) -> HttpResponse:
    """Delivered against agreed, a gemeente a line."""
    today = clock.today()
    span = span_of(request.GET.get("periode", ""), today)
    lines, summed = _lines(request.actor, span)
    gemeenten = request.actor.gemeenten(FIGURES)
    return render(
        request,
        "begeleiding/figures.html",
        {
            "span": span,
            "label": shown.span_label(span),
            "spans": Menu.of(
                "Periode",
                "periode",
                span.key,
                {one.key: shown.span_label(one) for one in spans(today)},
                lambda periode: f"?periode={periode}",
            ),
            "lines": lines,
            "drawn": [line for line in lines if line.most],
            "total": summed,
            "running": span.last >= today,
            "few": FEWEST if not all(sees_each(request.actor, code) for code in gemeenten) else 0,
        },
    )


@require_safe
@door(FIGURES)
def grant_file(request: ActorRequest) -> HttpResponse:
    """The same as a file for a spreadsheet. Who took it and for which period is recorded."""
    span = span_of(request.GET.get("periode", ""), clock.today())
    lines, summed = _lines(request.actor, span)
    record(
        by=request.actor,
        action=Action.EXPORT,
        kind="begeleiding",
        key=span.key,
        detail="cijfers van de begeleiding",
    )
    rows = [line.cells for line in (*lines, *((summed,) if summed else ()))]
    made = HttpResponse(csv_of([shown.HEADER, *rows]), content_type="text/csv; charset=utf-8")
    made["Content-Disposition"] = f'attachment; filename="begeleiding-{span.key}.csv"'
    return made


def _lines(actor: Actor, span: Span) -> tuple[list[shown.FiguresLine], shown.FiguresLine | None]:
    today = clock.today()
    found = figures(actor, span, today=today)
    summed = total(found)
    lines = [shown.figures_line(row) for row in found]
    return lines, shown.total_line(summed) if summed else None
