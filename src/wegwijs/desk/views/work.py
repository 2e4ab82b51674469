"""Mijn werk."""

from django.http import HttpResponse
from django.shortcuts import render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission, Role
from wegwijs.desk import worklist
from wegwijs.dossiers.models import Fase, Variant
from wegwijs.dossiers.queries import gemeenten_of
from wegwijs.organisations.models import Gemeente
from wegwijs.ui.parts import Chip

SEVERITIES = {"laat": "late", "week": "soon", "maand": "in-time", "wacht": "neutral"}


@door()
def work(request: ActorRequest) -> HttpResponse:
    """Every open dossier of the actor with what is due next. Someone without dossiers is told whom to ask."""
    if not request.actor.may(Permission.DOSSIER_VIEW):
        return render(request, "desk/no_dossiers.html")
    today = clock.today()
    regisseur = Role.REGISSEUR in request.actor.roles
    filters = worklist.Filters.from_query(request.GET, mine_by_default=regisseur)
    rows = worklist.narrowed(request.actor, filters)
    tiles = worklist.counts(rows, today=today)
    lines, more = worklist.page(worklist.in_bucket(rows, filters.bucket, today=today), filters, today=today)
    gemeenten = list(gemeenten_of(request.actor))
    return render(
        request,
        "desk/work.html",
        {
            "today": today,
            "may_open": request.actor.may(Permission.DOSSIER_OPEN),
            "filters": filters,
            "tiles": [_tile(key, tiles[key], filters) for key in worklist.BUCKETS],
            "rows": lines,
            "more": filters.address(na=more) if more else "",
            "first": filters.address() if filters.after else "",
            "menus": _menus(filters, gemeenten),
            "mine": Chip(
                "Regisseur: ik", filters.address(van="allen" if filters.mine else "mij"), filters.mine
            )
            if regisseur
            else None,
            "narrowed": filters != worklist.Filters(mine=filters.mine),
        },
    )


def _tile(key: str, number: int, filters: worklist.Filters) -> dict[str, object]:
    chosen = filters.bucket == key
    return {
        "number": number,
        "label": worklist.BUCKETS[key],
        "severity": SEVERITIES[key],
        "url": filters.address(wanneer="" if chosen else key),
        "current": chosen,
    }


def _menus(filters: worklist.Filters, gemeenten: list[Gemeente]) -> list[dict[str, object]]:
    """Filters of which one value is chosen; the first choice takes the filter off."""
    named = {g.code: g.naam for g in gemeenten}
    return [
        _menu("Gemeente", "gemeente", filters.gemeente, named, filters, "alle gemeenten"),
        _menu("Doelgroep", "groep", filters.variant, dict(Variant.choices), filters, "alle groepen"),
        _menu("Fase", "fase", filters.fase, dict(Fase.choices), filters, "alle fasen"),
    ]


def _menu(
    label: str, key: str, chosen: str, choices: dict[str, str], filters: worklist.Filters, everything: str
) -> dict[str, object]:
    options = [Chip(everything, filters.address(**{key: ""}), not chosen)]
    options += [
        Chip(text, filters.address(**{key: value}), value == chosen) for value, text in choices.items()
    ]
    return {"label": f"{label}: {choices.get(chosen, 'alle')}", "active": bool(chosen), "options": options}
