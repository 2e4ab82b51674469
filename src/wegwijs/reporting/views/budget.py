"""Whether the money of a year is enough."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.queries import funding
from wegwijs.organisations.queries import gemeenten_by_code
from wegwijs.reporting.presenters import budget as shown
from wegwijs.reporting.queries import budget as queries
from wegwijs.reporting.queries.trajectories import VIEW, Breakdown, figures_of
from wegwijs.reporting.views.chosen import Chosen, chosen
from wegwijs.tables import csv_of
from wegwijs.ui.parts import Menu


@require_safe
@door(VIEW)
def page(request: ActorRequest) -> HttpResponse:
    """By gemeente with the money there is, or by route, provider or cohort; as a file with ``?bestand=ja``."""
    actor, today = request.actor, clock.today()
    names = {code: one.naam for code, one in gemeenten_by_code(actor.gemeenten(VIEW)).items()}
    pick = chosen(request.GET, names, funding.years(today), today.year)
    codes = {pick.gemeente} if pick.gemeente else set(names)
    running = pick.year >= today.year
    with figures_of(actor, pick.gemeente) as figures:
        found = queries.spent(figures, pick.year, on=today, by=pick.by)
        waiting = queries.waiting(figures, on=today) if running else []
    if pick.by is Breakdown.GEMEENTE:
        means = funding.means(funding.funding(codes, pick.year), pick.year)
        beside = funding.beside(codes, pick.year, on=today)
        asked = {code: name for code, name in names.items() if code in codes}
        lines, total = shown.lines(found, means, beside, asked)
    else:
        lines, total = shown.parts(found)
    if request.GET.get("bestand") == "ja":
        record(
            by=actor, action=Action.EXPORT, kind="budget", key="-", detail=f"budget {pick.year} per {pick.by}"
        )
        rows = [shown.HEADER, *map(shown.file_row, [*lines, *([total] if total else [])])]
        made = HttpResponse(csv_of(rows), content_type="text/csv; charset=utf-8")
        made["Content-Disposition"] = f'attachment; filename="budget-{pick.year}-{pick.by}.csv"'
        return made
    return render(
        request,
        "reporting/budget.html",
        {
            "pick": pick,
            "menus": _menus(pick, names, funding.years(today)),
            "lines": lines,
            "total": total,
            "money": pick.by is Breakdown.GEMEENTE,
            "picture": shown.picture(lines, told=pick.by is Breakdown.GEMEENTE and any(one.cells[1] for one in lines)),
            "why": shown.why(pick.year, today),
            "to_place": shown.to_place(waiting),
            "file": f"{_address(pick)}&bestand=ja",
            "gemeenten": [(code, name) for code, name in names.items() if code in codes],
        },
    )  # fmt: skip


def _address(pick: Chosen, **changed: str) -> str:
    return f"{reverse('reporting:budget')}?{urlencode(pick.query(**changed))}"


def _menus(pick: Chosen, names: dict[str, str], years: list[int]) -> list[Menu]:
    def to(**changed: str) -> str:
        return _address(pick, **changed)

    return [
        Menu.of("Jaar", "jaar", str(pick.year), {str(one): str(one) for one in years}, to),
        Menu.of("Gemeente", "gemeente", pick.gemeente, names, to, everything="Alle gemeenten"),
        Menu.of("Per", "per", pick.by.value, {one.value: one.value for one in Breakdown}, to),
    ]
