"""The uitkering of one gemeente in a year."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.contracts.queries import funding
from wegwijs.organisations.queries import gemeenten_by_code
from wegwijs.reporting.presenters import grant as shown
from wegwijs.reporting.queries.budget import spent
from wegwijs.reporting.queries.grant import counted
from wegwijs.reporting.queries.trajectories import VIEW, figures_of
from wegwijs.ui.parts import Menu


@require_safe
@door(VIEW)
def page(request: ActorRequest, code: str) -> HttpResponse:
    """What was told, what the law counts, when it comes, and how the year would end now and at its last day."""
    actor, today = request.actor, clock.today()
    if code not in actor.gemeenten(VIEW):
        raise Http404
    gemeente = gemeenten_by_code([code])[code]
    year = funding.year_of(request.GET.get("jaar", ""), today)
    means = funding.means(funding.funding([code], year), year).get(code, funding.Means({}))
    other = funding.beside([code], year, on=today).get(code, funding.Beside())
    with figures_of(actor, code) as figures:
        delivered = [(one.sums.delivered, one.expected) for one in spent(figures, year, on=today)]
        persons = counted(figures, year)
    now, then = delivered[0] if delivered else (0, 0)
    rows, why_months = shown.months(year, means, today)
    endings = [
        shown.ending("Als het jaar vandaag eindigt", year, means, now + other.provisions),
        shown.ending("Met wat nog verwacht wordt", year, means, then + other.provisions),
    ]
    return render(
        request,
        "reporting/grant.html",
        {
            "gemeente": gemeente,
            "year": year,
            "years": Menu.of("Jaar", "jaar", str(year), {str(one): str(one) for one in funding.years(today)}, lambda jaar: f"{reverse('reporting:grant', args=[code])}?jaar={jaar}"),
            "told": shown.told(means),
            "settled": shown.settled(means),
            "parts": shown.law_parts(year, persons),
            "endings": [one for one in endings if one],
            "execution": other.execution,
            "days": shown.days(year, today),
            "months": rows,
            "why_months": why_months,
        },
    )  # fmt: skip
