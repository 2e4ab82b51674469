"""Pages of buying: whose they are, what they cost, and what a file holds."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from support.contracts import TERMS, awarded, buyer, called_off, contract, lot, second, tender, waiting
from support.region import TODAY, Region, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.contracts.commands import Fact, add_tender_file, book_delivered, propose_terms
from wegwijs.contracts.models import CallOff, Rebooking
from wegwijs.contracts.presenters.agreements import settled_apart
from wegwijs.contracts.queries.money import Cell, Sums

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Counted = Callable[[Client, str], int]


def of_gemeente(region: Region, code: str) -> Actor:
    """The controller of a gemeente."""
    return someone(region, f"controller{code}", Role.CONTROLLER, "SDD", code)


def test_a_gemeente_sees_the_contracts_that_it_takes_part_in_and_its_own_money(
    region: Region, signed_in: SignedIn
) -> None:
    made = contract(region)
    called_off(region, made)
    ours, theirs = signed_in(of_gemeente(region, "0505")), signed_in(of_gemeente(region, "0642"))
    assert "€ 5.600,00" in ours.get("/contracten/geld/").content.decode()
    assert "Dordrecht" not in theirs.get("/contracten/geld/").content.decode()
    assert ours.get(f"/contracten/{made.pk}/").status_code == 200
    assert theirs.get(f"/contracten/{made.pk}/").status_code == 404


def test_first_terms_are_seen_by_who_must_confirm_them(region: Region, signed_in: SignedIn) -> None:
    made = waiting(region)
    assert signed_in(second(region)).get(f"/contracten/{made.pk}/voorwaarden/beoordelen/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/inkoop/", "/contracten/", "/contracten/geld/", "/contracten/aanbieders/"]
)
def test_a_list_costs_at_most_eight_statements_whatever_it_shows(
    region: Region, signed_in: SignedIn, statements: Counted, address: str
) -> None:
    made = contract(region, of=awarded(region))
    book_delivered(called_off(region, made), Fact(100, TODAY, "x", "les"), by=region.regisseur)
    browser = signed_in(buyer(region))
    first = statements(browser, address)
    called_off(region, contract(region, "NLtraining"))
    lot(region)
    assert statements(browser, address) == first <= 8


def test_a_contract_and_a_tender_cost_at_most_twelve(
    region: Region, signed_in: SignedIn, statements: Counted
) -> None:
    part = awarded(region)
    made = contract(region, of=part)
    called_off(region, made)
    browser = signed_in(buyer(region))
    assert statements(browser, f"/contracten/{made.pk}/") <= 12
    assert statements(browser, f"/inkoop/{part.tender_id}/") <= 12


def test_the_money_of_a_day_comes_as_a_file_and_who_took_it_is_recorded(
    region: Region, signed_in: SignedIn
) -> None:
    called_off(region, contract(region))
    answer = signed_in(second(region)).get("/contracten/geld/?bestand=ja")
    assert answer["Content-Disposition"] == 'attachment; filename="contracten-2026-11-23.csv"'
    assert "5.600,00" in answer.content.decode("utf-8-sig")


def test_a_paper_of_a_tender_comes_back_as_it_was_under_a_safe_name(
    region: Region, signed_in: SignedIn
) -> None:
    made = tender(region)
    row = add_tender_file(made, by=buyer(region), title="x", file_name='a"\r\n;é.pdf', content=b"%PDF-1.7")
    answer = signed_in(buyer(region)).get(f"/inkoop/stukken/{row.pk}/")
    assert answer.content == b"%PDF-1.7"
    assert answer["Content-Disposition"] == 'attachment; filename="a-----.pdf"'
    assert signed_in(region.regisseur).get(f"/inkoop/stukken/{row.pk}/").status_code == 404


def test_who_only_looks_sees_no_button_that_changes(region: Region, signed_in: SignedIn) -> None:
    made = contract(region)
    page = signed_in(region.teamlead).get(f"/contracten/{made.pk}/").content.decode()
    for words in ("Nieuwe voorwaarden", "Gemeente doet mee", "Niet gebruiken"):
        assert words not in page


def test_a_volunteer_or_teacher_finds_no_page_of_buying(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.counsellor)
    for address in ("/inkoop/", "/contracten/", "/contracten/geld/", "/contracten/maanden/"):
        assert browser.get(address).status_code == 404
    assert not CallOff.objects.exists()


def test_a_contract_says_what_the_next_months_will_ask_and_folds_years_that_are_paid(
    region: Region, signed_in: SignedIn
) -> None:
    made = contract(region, places=None, ceiling=None)
    first, other = called_off(region, made), called_off(region, made)
    book_delivered(first, Fact(500_00, TODAY - timedelta(days=20), "x", "les"), by=region.regisseur)
    book_delivered(other, Fact(900_00, TODAY - timedelta(days=120), "y", "les"), by=region.regisseur)
    page = signed_in(buyer(region)).get(f"/contracten/{made.pk}/").content.decode()
    page = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "Geleverd in de laatste drie maanden € 500,00" in page
    assert "Verwacht € 500,00 tot en met 22-02-2027" in page
    done = Cell(made.pk, None, "0505", "Dordrecht", 2025, Sums(100, 100, 100, 100))
    rows, before = settled_apart([done, replace(done, year=2026)], 2026)
    assert ([one.year for one in rows], before) == ([2026], Sums(100, 100, 100, 100))


def test_how_far_new_prices_are_booked_stands_on_the_contract_and_what_must_come_back_first(
    region: Region, signed_in: SignedIn, statements: Counted
) -> None:
    made = contract(region)
    rows = [called_off(region, made) for _ in range(2)]
    terms = made.terms.get()
    Rebooking.objects.bulk_create(
        Rebooking(terms=terms, call_off=one, owed=24_00 * at) for at, one in enumerate(rows)
    )
    browser = signed_in(buyer(region))
    page = browser.get(f"/contracten/{made.pk}/").content.decode()
    assert "De nieuwe prijzen worden geboekt: klaar voor 0 van 2 trajecten." in page
    assert f"Vraag Sagènn om een creditnota voor {rows[1]} (€ 24,00)" in page
    assert statements(browser, f"/contracten/{made.pk}/") <= 12


def test_who_decides_reads_for_whom_money_is_booked_anew(region: Region, signed_in: SignedIn) -> None:
    made = contract(region)
    called_off(region, made)
    facts = replace(TERMS, valid_from=date(2026, 10, 1), for_running=True)
    propose_terms(made, facts, by=buyer(region))
    page = signed_in(second(region)).get(f"/contracten/{made.pk}/voorwaarden/beoordelen/").content.decode()
    assert "Deze versie geldt vanaf 01-10-2026 ook voor 1 traject dat al is afgeroepen." in page
