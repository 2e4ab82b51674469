"""What a year costs and will cost: sums of the book, told apart by gemeente, route, provider and cohort."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.contracts import WHOLE, called_off, contract, second
from support.lessons import accepted, course, followed, learner, learning, week
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.contracts.commands import (
    CostFacts,
    Fact,
    FundingFacts,
    book_delivered,
    end_call_off,
    record_costs,
    record_funding,
)
from wegwijs.contracts.models import CostKind, FundingSource
from wegwijs.reporting.queries import budget
from wegwijs.reporting.queries.budget import Spent, Waiting
from wegwijs.reporting.queries.trajectories import Breakdown, figures_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Counted = Callable[[Client, str], int]
B = Breakdown


def spent(by: Actor, year: int, *, on: date, per: Breakdown = B.GEMEENTE) -> list[Spent]:
    with figures_of(by) as figures:
        return budget.spent(figures, year, on=on, by=per)


def waiting(by: Actor, *, on: date) -> list[Waiting]:
    with figures_of(by) as figures:
        return budget.waiting(figures, on=on)


def given_money(region: Region, cents: int, source: FundingSource = FundingSource.PRELIMINARY) -> None:
    facts = FundingFacts(source, cents, date(2026, 1, 1), date(2026, 12, 31), "brief 1")
    record_funding(region.dordrecht, facts, by=second(region))


def test_nothing_called_off_is_no_line(region: Region) -> None:
    assert spent(second(region), 2026, on=TODAY) == []


def test_what_has_no_planned_end_is_due_this_year(region: Region) -> None:
    row = called_off(region, contract(region))
    book_delivered(row, Fact(1_000_00, TODAY, "x", "les"), by=region.regisseur)
    (one,) = spent(second(region), 2026, on=TODAY)
    assert (one.sums.committed, one.sums.delivered, one.to_come) == (WHOLE, 1_000_00, WHOLE - 1_000_00)
    assert one.expected == WHOLE
    assert spent(second(region), 2027, on=TODAY) == []


def test_what_is_left_of_a_placement_comes_evenly_until_its_last_day(region: Region) -> None:
    accepted(region, learner(region), course(region))
    by = second(region)
    this, following = (spent(by, year, on=TODAY, per=B.ROUTE)[0] for year in (2026, 2027))
    assert this.name == "B1-route"
    assert 0 < this.to_come < following.to_come
    assert abs(this.to_come + following.to_come - this.sums.committed) <= 1


@pytest.mark.parametrize("days", [1, 38, 39, 403, 404, 2000])
def test_all_years_together_are_what_is_open(region: Region, days: int) -> None:
    row = accepted(region, learner(region), course(region))
    row.ends_on = row.starts_on + timedelta(days=days)
    row.save()
    years = [sum(one.to_come for one in spent(second(region), year, on=TODAY)) for year in range(2026, 2034)]
    (one,) = spent(second(region), 2026, on=TODAY)
    assert abs(sum(years) - (one.sums.committed - one.sums.delivered)) <= len(years)


def test_who_ended_asks_nothing_any_more(region: Region) -> None:
    row = called_off(region, contract(region))
    book_delivered(row, Fact(1_000_00, TODAY, "x", "les"), by=region.regisseur)
    end_call_off(row, by=region.regisseur, last_day=TODAY)
    (one,) = spent(second(region), 2026, on=TODAY)
    assert (one.expected, one.to_come) == (1_000_00, 0)


def test_every_breakdown_gives_the_same_whole(region: Region) -> None:
    made = contract(region)
    followed(region, learning(region, learner(region), course(region, made)), week())
    called_off(region, made)
    wholes = {
        by: (sum(one.sums.committed for one in rows), sum(one.expected for one in rows))
        for by in B
        if (rows := spent(second(region), 2026, on=TODAY, per=by))
    }
    assert len(wholes) == len(B)
    assert len({committed for committed, _ in wholes.values()}) == 1
    assert max(e for _, e in wholes.values()) - min(e for _, e in wholes.values()) <= 2


def test_who_has_a_plan_and_no_place_is_counted_apart(region: Region) -> None:
    learner(region)
    (one,) = waiting(second(region), on=TODAY)
    assert (one.persons, one.each) == (1, 0)
    accepted(region, learner(region, "111222333"), course(region))
    (one,) = waiting(second(region), on=TODAY)
    assert (one.persons, one.each) == (1, WHOLE)


def test_the_page_says_what_there_is_and_what_is_left(region: Region, signed_in: SignedIn) -> None:
    called_off(region, contract(region))
    given_money(region, 10_000_00)
    record_costs(CostFacts(CostKind.INTERPRETER, 400_00, TODAY, "tolk", {"0505": 1}), by=second(region))
    page = signed_in(second(region)).get("/budget/").content.decode()
    for amount in ("€ 10.000,00", "€ 5.600,00", "€ 400,00", "€ 6.000,00", "€ 4.000,00"):
        assert amount in page


def test_a_gemeente_without_told_money_has_no_left(region: Region, signed_in: SignedIn) -> None:
    called_off(region, contract(region))
    assert "nog niet vastgelegd" in signed_in(second(region)).get("/budget/").content.decode()


def test_the_file_says_who_took_it(region: Region, signed_in: SignedIn) -> None:
    called_off(region, contract(region))
    answer = signed_in(second(region)).get("/budget/?bestand=ja&per=aanbieder")
    assert answer["Content-Disposition"] == 'attachment; filename="budget-2026-aanbieder.csv"'
    assert "5.600,00" in answer.content.decode("utf-8-sig")


def test_what_is_not_offered_gives_what_is_usual(region: Region, signed_in: SignedIn) -> None:
    page = signed_in(second(region)).get("/budget/?jaar=1812&gemeente=9999&per=huidskleur")
    assert "Budget 2026" in page.content.decode()


@pytest.mark.parametrize(
    "address", ["/budget/", "/budget/?per=cohort", "/budget/kosten/", "/contracten/middelen/"]
)
def test_a_page_costs_at_most_twelve_statements(
    region: Region, signed_in: SignedIn, statements: Counted, address: str
) -> None:
    made = contract(region)
    called_off(region, made)
    given_money(region, 1_00)
    browser = signed_in(second(region))
    first = statements(browser, address)
    called_off(region, made)
    learner(region)
    given_money(region, 2_00, FundingSource.OWN)
    assert statements(browser, address) == first <= 12
