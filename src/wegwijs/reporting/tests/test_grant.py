"""The uitkering of a gemeente: what was told, what the law counts, how the year ends."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.contracts import called_off, contract, second
from support.region import TODAY, Region, make_dossier, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.contracts.commands import FundingFacts, record_funding
from wegwijs.contracts.models import FundingSource
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.reporting.queries import grant
from wegwijs.reporting.queries.grant import Counted
from wegwijs.reporting.queries.trajectories import figures_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
PAGE = "/budget/uitkering/0505/"


def counted(region: Region, year: int) -> Counted:
    with figures_of(second(region), "0505") as figures:
        return grant.counted(figures, year)


def told(region: Region, source: FundingSource, cents: int) -> None:
    facts = FundingFacts(source, cents, date(2026, 1, 1), date(2026, 12, 31), "brief")
    record_funding(region.dordrecht, facts, by=second(region))


def registered(region: Region, on: date) -> None:
    dossier = make_dossier(region)
    payload = {"gemeente": "0505", "artikel_28": True}
    record_event(
        dossier, Kind.BRP_INSCHRIJVING, by=region.regisseur, on=on, payload=payload, origin=Origin.BRP
    )


def test_who_was_registered_counts_in_the_year_of_it(region: Region) -> None:
    registered(region, date(2026, 9, 1))
    assert counted(region, 2026).asylum == (1, 0, 0)
    assert counted(region, 2027).asylum == (0, 1, 0)
    assert counted(region, 2023).asylum == (0, 0, 0)


def test_the_page_gives_the_amounts_of_the_year_with_their_articles(
    region: Region, signed_in: SignedIn
) -> None:
    registered(region, date(2026, 9, 1))
    page = signed_in(second(region)).get(PAGE).content.decode()
    assert "€ 6.087,34" in page  # F-09: one of cohort t in 2026
    for rule in ("F-07", "F-08", "F-09", "F-10", "F-11"):
        assert rule in page
    assert "vraagt een oordeel" in page  # ABO wasn't found


def test_a_year_that_was_not_read_gives_no_number(region: Region, signed_in: SignedIn) -> None:
    page = signed_in(second(region)).get(f"{PAGE}?jaar=2027").content.decode()
    assert "nog niet bekend" in page


def test_what_is_left_may_be_reserved_and_a_final_uitkering_is_settled(
    region: Region, signed_in: SignedIn
) -> None:
    called_off(region, contract(region))
    told(region, FundingSource.PRELIMINARY, 12_000_00)
    told(region, FundingSource.FINAL, 11_000_00)
    page = signed_in(second(region)).get(PAGE).content.decode()
    assert "vordert" in page
    assert "€ 1.000,00" in page
    assert "€ 5.400,00" in page  # 11.000 less 5.600 that is expected
    assert page.count("komt nog") == 1  # of twelve twelfths only that of December


def test_another_gemeente_is_not_there(region: Region, signed_in: SignedIn) -> None:
    elsewhere = someone(region, "elders", Role.CONTROLLER, "SDD", "0642")
    assert signed_in(elsewhere).get(PAGE).status_code == 404
    assert signed_in(region.regisseur).get("/budget/").status_code == 404


def test_it_costs_at_most_twelve_statements(
    region: Region, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    told(region, FundingSource.PRELIMINARY, 12_000_00)
    assert statements(signed_in(second(region)), PAGE) <= 12
    assert TODAY.year == 2026
