"""What a trajectory and a result cost."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.queries.funding import years
from wegwijs.organisations.queries import gemeenten_by_code
from wegwijs.reporting.presenters import costs as shown
from wegwijs.reporting.queries import costs as queries
from wegwijs.reporting.queries.trajectories import VIEW, Breakdown, figures_of
from wegwijs.reporting.views.chosen import Chosen, chosen
from wegwijs.tables import csv_of
from wegwijs.ui.parts import Menu


@require_safe
@door(VIEW)
def page(request: ActorRequest) -> HttpResponse:
    """Of trajectories that began in a year, by what is asked; as a file with ``?bestand=ja``."""
    actor, today = request.actor, clock.today()
    names = {code: one.naam for code, one in gemeenten_by_code(actor.gemeenten(VIEW)).items()}
    began = [one for one in years(today) if one <= today.year]
    pick = chosen(request.GET, names, began, 0, all_years=True)
    with figures_of(actor, pick.gemeente) as figures:
        found = queries.costs(figures, began=pick.year, by=pick.by)
    whole = queries.total(found)
    lines = shown.lines(found)
    if request.GET.get("bestand") == "ja":
        record(by=actor, action=Action.EXPORT, kind="kosten", key="-", detail=f"kosten per {pick.by}")
        rows = [shown.HEADER, *map(shown.file_row, [*lines, *([shown.line(whole)] if whole else [])])]
        made = HttpResponse(csv_of(rows), content_type="text/csv; charset=utf-8")
        made["Content-Disposition"] = f'attachment; filename="kosten-per-{pick.by}.csv"'
        return made
    return render(
        request,
        "reporting/costs.html",
        {
            "pick": pick,
            "menus": _menus(pick, names, began),
            "lines": lines,
            "total": shown.line(whole) if whole else None,
            "withheld": any(one.withheld for one in found),
            "few": queries.FEWEST,
            "file": f"{_address(pick)}&bestand=ja",
        },
    )


def _address(pick: Chosen, **changed: str) -> str:
    return f"{reverse('reporting:costs')}?{urlencode(pick.query(**changed))}"


def _menus(pick: Chosen, names: dict[str, str], years: list[int]) -> list[Menu]:
    def to(**changed: str) -> str:
        return _address(pick, **changed)

    when = {"alle": "alle jaren", **{str(one): str(one) for one in years}}
    return [
        Menu.of("Begonnen in", "jaar", str(pick.year or "alle"), when, to),
        Menu.of("Gemeente", "gemeente", pick.gemeente, names, to, everything="Alle gemeenten"),
        Menu.of("Per", "per", pick.by.value, {one.value: one.value for one in Breakdown}, to),
    ]
