"""Money: what gemeenten have to spend, whether it is enough, what a trajectory costs, the uitkering of one gemeente."""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from pages.states.state import State
from pages.states.world import World
from support.contracts import buyer, called_off, contract, second
from support.lessons import accepted, course, learner
from support.region import TODAY, Region
from wegwijs.contracts.commands import (
    CostFacts,
    Fact,
    FundingFacts,
    book_delivered,
    end_call_off,
    record_costs,
    record_funding,
)
from wegwijs.contracts.models import CostKind, FundingLine, FundingSource, OtherCost

YEAR = date(2026, 1, 1), date(2026, 12, 31)
LONG = (
    "beschikking van het ministerie van 2 oktober 2025, kenmerk 2025-0000712345, bijlage met alle gemeenten"
)
FUNDING = {
    "gemeente": "0505", "source": "voorlopig", "cents": "90.000,00", "first_day": "01-01-2026", "last_day": "31-12-2026",
    "document": LONG,
}  # fmt: skip
COST = {
    "kind": "tolk", "cents": "1.250,00", "on": "20-11-2026", "note": "tolken november", "key": "inwoners",
    "deel_0505": "3", "deel_0642": "1",
}  # fmt: skip


def states(w: World) -> Iterator[State]:
    """Every page of money outside one contract."""
    yield from _budget(w)
    yield from _means(w)
    yield from _forms(w)


def _nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE contracts_fundingline, contracts_othercost, contracts_calloff CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _told(region: Region, cents: int = 3_000_00) -> None:
    by = second(region)
    for source, amount in ((FundingSource.OWN, cents), (FundingSource.FINAL, cents), (FundingSource.RESERVE, cents), (FundingSource.SHORTAGE, 50_00)):  # fmt: skip
        record_funding(region.dordrecht, FundingFacts(source, amount, *YEAR, LONG), by=by)
    record_costs(CostFacts(CostKind.EXECUTION, 700_00, TODAY, "uren regie", {"0505": 1}), by=by)


def _busy(region: Region) -> None:
    """Somebody learns, somebody stopped, somebody waits, money was told that isn't enough."""
    made = contract(region, places=None, ceiling=None)
    accepted(region, learner(region), course(region, made))
    row = called_off(region, made)
    book_delivered(row, Fact(2_800_00, TODAY, "x", "begonnen"), by=region.regisseur)
    end_call_off(row, by=region.regisseur, last_day=TODAY)
    learner(region)
    _told(region)


def _budget(w: World) -> Iterator[State]:
    by, looks = second(w.region), buyer(w.region)
    page, costs, grant = "/budget/", "/budget/kosten/", "/budget/uitkering/0505/"
    yield State("nothing told, nothing called off", page, by, before=_nothing)
    yield State("not enough", page, by, before=lambda: _busy(w.region))
    yield State("for the team leader", page, w.region.teamlead, before=lambda: _busy(w.region))
    yield State("by route", f"{page}?per=leerroute", looks, before=lambda: _busy(w.region))
    yield State("by cohort", f"{page}?per=cohort", looks, before=lambda: _busy(w.region))
    yield State("one gemeente", f"{page}?gemeente=0505", by, before=lambda: _busy(w.region))
    yield State("a year that is over", f"{page}?jaar=2024", by)
    yield State("not yours", page, w.region.regisseur, status=404)
    yield State("nothing that is over", costs, by, before=_nothing)
    yield State("too few to tell", costs, by, before=lambda: _busy(w.region))
    yield State("for who sees dossiers", costs, w.region.teamlead, before=lambda: _busy(w.region))
    yield State("not yours", costs, w.region.outsider, status=404)
    yield State("nothing told", grant, by, before=_nothing)
    yield State("settled", grant, by, before=lambda: _busy(w.region))
    yield State("a year that was not read", f"{grant}?jaar=2027", by)
    yield State("not yours", grant, w.region.regisseur, status=404)
    yield State("of no gemeente", "/budget/uitkering/9999/", by, status=404)


def _means(w: World) -> Iterator[State]:
    page = "/contracten/middelen/"
    yield State("nothing told", page, second(w.region), before=_nothing)
    yield State("money and costs", page, second(w.region), before=lambda: _busy(w.region))
    yield State("for who looks", page, buyer(w.region), before=lambda: _busy(w.region))
    yield State("not yours", page, w.region.regisseur, status=404)


def _forms(w: World) -> Iterator[State]:
    by = second(w.region)
    new, cost = "/contracten/middelen/nieuw/", "/contracten/kosten/nieuw/"
    yield State("new", new, by)
    yield State("nothing filled in", new, by, post={})
    yield State("not a whole year", new, by, post=FUNDING | {"last_day": "30-06-2026"})
    yield State("told", new, by, post=FUNDING, follow=True)
    yield State("not yours", new, buyer(w.region), status=404)
    yield State("costs", cost, by)
    yield State("nothing filled in", cost, by, post={})
    yield State("without a key", cost, by, post=COST | {"key": ""})
    yield State("nobody pays", cost, by, post=COST | {"deel_0505": "", "deel_0642": "0"})
    yield State("split", cost, by, post=COST, follow=True)
    record_funding(w.region.dordrecht, FundingFacts(FundingSource.OTHER, 100, *YEAR, "brief"), by=by)
    record_costs(CostFacts(CostKind.OTHER, 100, TODAY, "x", {"0505": 1}), by=by)
    line, paid = FundingLine.objects.latest("recorded_at").pk, OtherCost.objects.latest("recorded_at").pk
    yield State("taken back", f"/contracten/middelen/{line}/terug/", by, post={}, follow=True)
    yield State("costs taken back", f"/contracten/kosten/{paid}/terug/", by, post={}, follow=True)
