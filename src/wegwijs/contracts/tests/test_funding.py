"""What a gemeente has to spend, and what it spends outside contracts."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from support.contracts import second
from support.region import TODAY, Region, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.contracts.commands import (
    CostFacts,
    FundingFacts,
    close_month,
    record_costs,
    record_funding,
    take_back_costs,
    take_back_funding,
)
from wegwijs.contracts.models import CostKind, FundingLine, FundingSource, OtherCost
from wegwijs.contracts.queries import funding as queries
from wegwijs.contracts.queries.funding import beside, funding, in_year, means
from wegwijs.errors import DomainError, NotAllowed

pytestmark = pytest.mark.django_db
S = FundingSource
YEAR = date(2026, 1, 1), date(2026, 12, 31)
SignedIn = Callable[[Actor], Client]


def facts(source: S = S.PRELIMINARY, cents: int = 1_000_00, document: str = "brief") -> FundingFacts:
    return FundingFacts(source, cents, *YEAR, document)


def costs(weights: dict[str, int], cents: int = 100_00, key: str = "inwoners") -> CostFacts:
    return CostFacts(CostKind.INTERPRETER, cents, TODAY, "tolk", weights, key)


def has(year: int = 2026) -> int:
    return sum(one.total for one in means(funding(["0505"], year), year).values())


def test_the_final_uitkering_takes_the_place_of_the_preliminary_one(region: Region) -> None:
    by = second(region)
    record_funding(region.dordrecht, facts(), by=by)
    assert has() == 1_000_00
    record_funding(region.dordrecht, facts(S.FINAL, 900_00), by=by)
    record_funding(region.dordrecht, facts(S.OWN, 50_00), by=by)
    record_funding(region.dordrecht, facts(S.SHORTAGE, 20_00), by=by)
    assert has() == 930_00


def test_a_line_is_taken_back_once_and_both_stay(region: Region) -> None:
    row = record_funding(region.dordrecht, facts(), by=second(region))
    take_back_funding(row, by=second(region))
    assert has() == 0
    assert FundingLine.objects.count() == 2
    with pytest.raises(DomainError, match="al teruggenomen"):
        take_back_funding(row, by=second(region))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (FundingFacts(S.PRELIMINARY, 100, date(2026, 1, 1), date(2026, 6, 30), "brief"), "last_day"),
        (FundingFacts(S.OWN, 100, date(2026, 6, 1), date(2026, 1, 1), "brief"), "last_day"),
        (facts(), "document"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(region: Region, wrong: FundingFacts, field: str) -> None:
    record_funding(region.dordrecht, facts(), by=second(region))
    with pytest.raises(DomainError) as refused:
        record_funding(region.dordrecht, wrong, by=second(region))
    assert refused.value.field == field


@given(cents=st.integers(-10**9, 10**9).filter(bool), start=st.dates(date(2022, 1, 1), date(2030, 1, 1)), days=st.integers(0, 2000))  # fmt: skip
def test_the_years_of_a_line_are_together_the_line(cents: int, start: date, days: int) -> None:
    line = FundingLine(
        source=S.OWN, cents=cents, first_day=start, last_day=date.fromordinal(start.toordinal() + days)
    )
    assert sum(in_year(line, year) for year in range(2022, 2037)) == cents


def test_costs_are_split_to_the_cent_and_taken_back_together(region: Region) -> None:
    rows = record_costs(costs({"0505": 1, "0642": 1, "0590": 1}, 100_00), by=second(region))
    assert sorted(row.cents for row in rows) == [3333, 3333, 3334]
    take_back_costs(rows[1], by=second(region))
    assert sum(one.provisions for one in beside(["0505", "0642", "0590"], 2026, on=TODAY).values()) == 0
    with pytest.raises(DomainError, match="al teruggenomen"):
        take_back_costs(rows[0], by=second(region))


def test_a_split_says_what_it_rests_on(region: Region) -> None:
    with pytest.raises(DomainError, match="verdeling"):
        record_costs(costs({"0505": 1, "0642": 1}, key=""), by=second(region))
    with pytest.raises(DomainError, match="minstens één"):
        record_costs(costs({"0505": 0}), by=second(region))


def test_a_closed_month_takes_no_costs(region: Region) -> None:
    close_month(date(2026, 10, 1), by=second(region))
    wrong = CostFacts(CostKind.EXECUTION, 100, date(2026, 10, 31), "x", {"0505": 1})
    with pytest.raises(DomainError, match="gesloten"):
        record_costs(wrong, by=second(region))
    assert not OtherCost.objects.exists()


def test_execution_is_told_apart(region: Region) -> None:
    record_costs(CostFacts(CostKind.EXECUTION, 100, TODAY, "x", {"0505": 1}), by=second(region))
    assert beside(["0505"], 2026, on=TODAY)["0505"].execution == 100


def test_only_who_keeps_the_money_of_a_gemeente_writes_it(region: Region) -> None:
    elsewhere = someone(region, "elders", Role.CONTROLLER, "SDD", "0642")
    with pytest.raises(NotAllowed):
        record_funding(region.dordrecht, facts(), by=elsewhere)
    with pytest.raises(NotAllowed):
        record_costs(costs({"0642": 1, "0505": 1}), by=elsewhere)
    rows = record_costs(costs({"0642": 1, "0505": 1}), by=second(region))
    with pytest.raises(NotAllowed):
        take_back_costs(next(one for one in rows if one.gemeente_id == "0642"), by=elsewhere)


def test_a_line_is_recorded_and_taken_back_on_the_page(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(second(region))
    sent = {"gemeente": "0505", "source": "eigen", "cents": "1.000,00", "first_day": "01-01-2026", "last_day": "31-12-2026", "document": "raadsbesluit"}  # fmt: skip
    assert browser.post("/contracten/middelen/nieuw/", sent).status_code == 302
    page = browser.get("/contracten/middelen/").content.decode()
    assert "€ 1.000,00" in page
    assert "raadsbesluit" in page
    row = FundingLine.objects.get()
    browser.post(f"/contracten/middelen/{row.pk}/terug/")
    assert "raadsbesluit" not in browser.get("/contracten/middelen/").content.decode()


def test_costs_over_gemeenten_are_recorded_on_the_page(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(second(region))
    sent = {"kind": "tolk", "cents": "10,00", "on": "20-11-2026", "note": "factuur 12", "key": "inwoners", "deel_0505": "3", "deel_0642": "1"}  # fmt: skip
    assert browser.post("/contracten/kosten/nieuw/", sent).status_code == 302
    page = browser.get("/contracten/middelen/").content.decode()
    assert "€ 7,50" in page
    assert "verdeeld naar inwoners: Dordrecht € 7,50 (3)" in page
    assert "Vul een bedrag boven nul in" in browser.post("/contracten/kosten/nieuw/", sent | {"cents": "0"}).content.decode()  # fmt: skip


def test_what_is_taken_back_in_another_year_shows_in_both(region: Region, signed_in: SignedIn) -> None:
    """The month of the costs is closed, so they are taken back on the day itself: the list says where the budget has it from."""
    then = date(2025, 12, 3)
    [row] = record_costs(CostFacts(CostKind.TRAVEL, 80_00, then, "bussen", {"0505": 1}), by=second(region))
    close_month(date(2025, 12, 1), by=second(region))
    browser = signed_in(second(region))
    said = browser.post(f"/contracten/kosten/{row.pk}/terug/", follow=True).content.decode()
    assert "De maand van 03-12-2025 is gesloten, dus het telt op 23-11-2026" in said
    before, now = (
        browser.get(f"/contracten/middelen/?jaar={year}").content.decode() for year in (2025, 2026)
    )
    assert "bussen" in before
    assert "teruggenomen op 23-11-2026, dat telt in 2026" in before
    assert "Reiskosten van 03-12-2025, teruggenomen op 23-11-2026" in now
    assert "€ -80,00" in now
    assert "Neem terug" not in before + now
    for year, cents in ((2025, 80_00), (2026, -80_00)):
        assert sum(one.cents for one in queries.costs(["0505"], year)) == cents
        assert beside(["0505"], year, on=TODAY)["0505"].provisions == cents


def test_what_is_taken_back_in_its_own_year_shows_in_none(region: Region) -> None:
    [row] = record_costs(costs({"0505": 1}), by=second(region))
    take_back_costs(row, by=second(region))
    assert queries.costs(["0505"], 2026) == []


@pytest.mark.parametrize(
    ("asked", "back"),
    [("", "/budget/?jaar=2025"), ("&van=0505", "/budget/uitkering/0505/?jaar=2025"), ("&van=9999", "/budget/?jaar=2025")],
)  # fmt: skip
def test_it_leads_back_to_where_one_came_from(
    region: Region, signed_in: SignedIn, asked: str, back: str
) -> None:
    page = signed_in(second(region)).get(f"/contracten/middelen/?jaar=2025{asked}").content.decode()
    assert f'href="{back}">←' in page
