"""From rent to the bank and back: a swapped account number is refused, a run released by two, the file fits its schema, a payment comes back."""

from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from support.bank_pages import hand_in
from support.ontzorgen import BENEFIT, RENT, second, treasurer
from support.payments import LANDLORD, OTHER, with_rent
from support.region import TODAY, Region
from support.story import Axe, SignIn
from wegwijs.exchange.bank import Entry
from wegwijs.stages.ontzorgen.models import Ontzorging, PayeeChange, PaymentOrder, PaymentRun
from wegwijs.stages.ontzorgen.queries.money import balances_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def of(region: Region) -> Ontzorging:
    """Somebody with rent to pay, and the bijstand on their account."""
    return with_rent(region)


def test_rent_is_paid_by_two_and_comes_back(
    page: Page, region: Region, of: Ontzorging, sign_in: SignIn, axe: Axe, tmp_path: Path
) -> None:
    one, two = treasurer(region).user, second(region).user
    sign_in(page, one)
    _swap_asked(page)
    sign_in(page, two)
    _swap_refused(page, axe)
    sign_in(page, one)
    run = _signed(page, axe)
    sign_in(page, two)
    content = _released(page, run, tmp_path)
    schema = (files("sepaxml") / "schemas" / "pain.001.001.09.xsd").read_bytes()
    etree.XMLSchema(etree.fromstring(schema)).assertValid(etree.fromstring(content))
    assert LANDLORD.encode() in content
    assert OTHER.encode() not in content
    assert balances_of([of])[of.pk] == BENEFIT - RENT
    _came_back(page, axe)
    assert balances_of([of])[of.pk] == BENEFIT
    assert PaymentOrder.objects.filter(again__isnull=False).count() == 1


def _swap_asked(page: Page) -> None:
    page.goto("/betalingen/ontvangers/")
    page.get_by_role("link", name="Woonkracht10").click()
    page.get_by_role("link", name="Nieuw rekeningnummer").click()
    page.get_by_label("Rekeningnummer (IBAN)").fill(OTHER)
    page.get_by_label("de naam lijkt erop").check()
    page.get_by_label("Waar komt dit nummer vandaan?").fill("mail van de verhuurder")
    page.get_by_role("button", name="Vraag aan").click()
    expect(page.locator("main")).to_contain_text("wacht op een collega")


def _swap_refused(page: Page, axe: Axe) -> None:
    page.goto("/betalingen/ontvangers/?wacht=ja")
    page.get_by_role("link", name="Woonkracht10").click()
    page.get_by_role("link", name="Beoordeel").click()
    expect(page.locator("main")).to_contain_text("Bel de ontvanger op een telefoonnummer dat u al kende")
    axe(page)
    page.get_by_label("Nee, wijs het af").check()
    page.get_by_label("Waarom niet?").fill("De verhuurder weet van niets.")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.locator("main")).to_contain_text("Het rekeningnummer is afgewezen.")
    assert PayeeChange.objects.get(iban=OTHER).confirmed_at is None


def _signed(page: Page, axe: Axe) -> PaymentRun:
    page.goto("/betalingen/voorstellen/?gemeente=0505")
    page.get_by_label("Gemeente").select_option("0505")
    page.get_by_role("button", name="Stel voor").click()
    expect(page.locator("main")).to_contain_text("Woonkracht10")
    axe(page)
    page.goto("/betalingen/runs/nieuw/")
    page.get_by_label("Gemeente").select_option("0505")
    page.get_by_label("Betaaldag").fill("01-12-2026")
    page.get_by_role("button", name="Maak de run").click()
    page.get_by_role("button", name="Zet de eerste handtekening").click()
    expect(page.locator("main")).to_contain_text("Wacht op een collega")
    axe(page)
    return PaymentRun.objects.get()


def _released(page: Page, run: PaymentRun, tmp_path: Path) -> bytes:
    page.goto(f"/betalingen/runs/{run.pk}/")
    expect(page.locator("main")).to_contain_text(run.sha256)
    page.get_by_role("button", name="Geef vrij").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Haal het bestand op").click()
    taken.value.save_as(tmp_path / "run.xml")
    return (tmp_path / "run.xml").read_bytes()


def _came_back(page: Page, axe: Axe) -> None:
    order = PaymentOrder.objects.get()
    went = Entry(
        "1", TODAY, -RENT, end_to_end_id=order.end_to_end, counter_iban=LANDLORD, counter_name="Woonkracht10"
    )
    back = Entry(
        "2", TODAY, RENT, end_to_end_id=order.end_to_end, counter_iban=LANDLORD, counter_name="Woonkracht10",
        return_code="AC04", return_text="ACCOUNT CLOSED",
    )  # fmt: skip
    hand_in(page, BENEFIT, went, back)
    expect(page.locator("main")).to_contain_text("2 regels ingelezen")
    axe(page)
    page.goto("/betalingen/teruggekomen/")
    expect(page.locator("main")).to_contain_text("De rekening is opgeheven.")
    page.get_by_role("link", name="Betaal opnieuw").click()
    page.get_by_role("button", name="Zet klaar").click()
    expect(page.locator("main")).to_contain_text("De betaling staat opnieuw klaar.")
    axe(page)
