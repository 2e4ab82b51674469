"""From a regeldag to the first leefgeld: payers told by VluchtelingenWerk, a plan, numbers and a run by two people, and the bank's word that it went."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from support.bank_pages import hand_in
from support.guidance import guided
from support.ontzorgen import second, treasurer
from support.payments import CLIENTS, LANDLORD, OURS, account
from support.plans import told_by_duo
from support.region import Region, make_dossier
from support.story import Axe, OnDay, SignIn, opens, press
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.bank import Entry
from wegwijs.stages.ontzorgen.models import Ontzorging, PaymentOrder
from wegwijs.stages.ontzorgen.queries.money import balances_of

pytestmark = pytest.mark.django_db(transaction=True)
BENEFIT, WEEK = 1_300_00, 70_00
NEXT_DAY, FRIDAY, MONDAY = date(2026, 11, 25), date(2026, 11, 27), date(2026, 11, 30)
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}


@pytest.fixture
def region(region: Region) -> Region:
    """With the account of the clients' money."""
    account(region)
    return region


@pytest.fixture
def dossier(region: Region) -> Dossier:
    """Somebody with an asylum permit whom DUO calls inburgeringsplichtig, guided by VluchtelingenWerk; no bijstand yet."""
    return told_by_duo(region, guided(region, make_dossier(region)))


def test_from_the_regeldag_to_the_first_leefgeld(
    page: Page,
    region: Region,
    dossier: Dossier,
    sign_in: SignIn,
    axe: Axe,
    on_day: OnDay,
) -> None:
    one, two = treasurer(region).user, second(region).user
    board = _bijstand_on_the_regeldag(page, region, dossier, sign_in)
    sign_in(page, one)
    _prepared(page, axe)
    sign_in(page, region.counsellor.user)
    _payers_told(page, board, axe)
    sign_in(page, one)
    page.goto(f"/ontzorgen/{dossier.pk}/")
    press(page, "Laat het lopen")
    expect(page.locator("main")).to_contain_text("weet het sinds 23-11-2026")
    made = Ontzorging.objects.get(state=Ontzorging.State.LOOPT)
    _number_asked(page, "Woonkracht10", LANDLORD)
    _number_asked(page, str(dossier.person), CLIENTS)
    sign_in(page, two)
    for name in ("Woonkracht10", str(dossier.person)):
        _number_confirmed(page, name)
    on_day(NEXT_DAY)
    sign_in(page, one)
    benefit = Entry(
        "1", NEXT_DAY, BENEFIT, counter_iban="NL44RABO0123456789", counter_name="Sociale Dienst Drechtsteden",
        remittance=f"uitkering dossier {dossier.number}",
    )  # fmt: skip
    hand_in(page, 0, benefit)
    assert balances_of([made])[made.pk] == BENEFIT
    run = _first_leefgeld_signed(page, axe)
    sign_in(page, two)
    page.goto(run)
    press(page, "Geef vrij")
    with page.expect_download():
        page.get_by_role("button", name="Haal het bestand op").click()
    on_day(MONDAY)
    sign_in(page, one)
    order = PaymentOrder.objects.get(state=PaymentOrder.State.RELEASED)
    went = Entry("2", FRIDAY, -WEEK, end_to_end_id=order.end_to_end, counter_iban=CLIENTS, counter_name=str(dossier.person))  # fmt: skip
    hand_in(page, BENEFIT, went)
    page.goto(f"/betalingen/dossier/{dossier.pk}/")
    expect(page.locator("main")).to_contain_text("€ 1.230,00")
    expect(page.get_by_role("row").filter(has_text="27-11-2026").first).to_contain_text("betaald")
    axe(page)
    assert balances_of([made])[made.pk] == BENEFIT - WEEK


def _bijstand_on_the_regeldag(page: Page, region: Region, dossier: Dossier, sign_in: SignIn) -> str:
    """Planned by the regisseur, run by VluchtelingenWerk on a phone; the regisseur takes the day of the bijstand over."""
    sign_in(page, region.regisseur.user)
    page.goto(f"/overdracht/{dossier.pk}/regeldag/")
    page.get_by_label("Datum").fill("23-11-2026")
    page.get_by_label("Wie begeleidt de dag").select_option("M. Bakker")
    press(page, "Plan de regeldag")
    board = page.url
    expect(page.locator("main")).not_to_contain_text("Rekeningnummers doorgeven")
    sign_in(page, region.counsellor.user)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(board)
    opens(page, "Bijstand aanvragen")
    press(page, "Gedaan")
    opens(page, "Bekijk de lijst")
    expect(page.locator("main")).to_contain_text("Nog geen geldplan")
    sign_in(page, region.regisseur.user)
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(board)
    opens(page, "Datum overnemen")
    press(page, "Gedaan")
    expect(page.locator("main")).to_contain_text("De datum staat in de dossiers")
    return board


def _prepared(page: Page, axe: Axe) -> None:
    page.goto("/ontzorgen/recht/")
    opens(page, "Bereid voor")
    page.get_by_label("Besluit van").fill("23-11-2026")
    page.get_by_label("Kenmerk van het besluit").fill("Z-2026-44")
    page.get_by_label("geen partner, of een partner zonder bijstand").check()
    press(page, "Begin de voorbereiding")
    for what in (
        "de vijf vaste lasten betalen",
        "toeslagen ontvangen en regelen",
        "leefgeld per week uitbetalen",
    ):
        opens(page, "Leg vast")
        page.get_by_label(what).check()
        page.get_by_label("Waar het stuk ligt").fill("map 12")
        press(page, "Opslaan")
    _cost(page, "Voeg kosten toe", "huur", "650,00", "01-12-2026", payee="Woonkracht10")
    _cost(page, "Leefgeld", "leefgeld", "70,00", "27-11-2026")
    _income(page, "bijstand", "Sociale Dienst Drechtsteden", "1300", "25-11-2026")
    _income(page, "huurtoeslag", "Dienst Toeslagen", "310,00", "20-02-2027", least="0")
    expect(page.locator("main")).to_contain_text("moet ons rekeningnummer nog krijgen")
    axe(page)


def _cost(page: Page, link: str, kind: str, amount: str, first: str, *, payee: str = "") -> None:
    opens(page, link)
    page.get_by_label("Welke kosten").select_option(kind)
    page.get_by_label("Bedrag").fill(amount)
    page.get_by_label("Eerste keer op").fill(first)
    if payee:
        page.get_by_label("Of een nieuwe ontvanger").fill(payee)
    press(page, "Opslaan")
    expect(page.locator("main")).to_contain_text("De kosten staan in het plan.")


def _income(page: Page, kind: str, sender: str, amount: str, first: str, *, least: str = "") -> None:
    opens(page, "Voeg inkomen toe")
    page.get_by_label("Welk inkomen").select_option(kind)
    page.get_by_label("Wie betaalt").fill(sender)
    page.get_by_label("Verwacht bedrag").fill(amount)
    page.get_by_label("Minstens").fill(least)
    page.get_by_label("Eerste keer verwacht op").fill(first)
    press(page, "Opslaan")
    expect(page.locator("main")).to_contain_text("Het inkomen staat in het plan.")


def _payers_told(page: Page, board: str, axe: Axe) -> None:
    """On the phone, from the board; of the number VluchtelingenWerk sees whom to ask, not the number."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(board)
    opens(page, "Bekijk de lijst")
    expect(page.locator("main")).to_contain_text("0 van 1 gedaan")
    expect(page.locator("main")).to_contain_text("vraag het aan N. van den Berg")
    expect(page.locator("main")).not_to_contain_text(OURS[-4:])
    axe(page)
    page.locator("main").get_by_role("button", name="huurtoeslag").click()
    expect(page.locator("main")).to_contain_text("1 van 1 gedaan")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]


def _number_asked(page: Page, name: str, iban: str) -> None:
    page.goto("/betalingen/ontvangers/")
    opens(page, name)
    opens(page, "Nieuw rekeningnummer")
    page.get_by_label("Rekeningnummer (IBAN)").fill(iban)
    page.get_by_label("de naam klopt", exact=True).check()
    page.get_by_label("Waar komt dit nummer vandaan?").fill("bankpas, gezien op de regeldag")
    press(page, "Vraag aan")


def _number_confirmed(page: Page, name: str) -> None:
    page.goto("/betalingen/ontvangers/?wacht=ja")
    opens(page, name)
    opens(page, "Beoordeel")
    page.get_by_label("Ja, bevestig het").check()
    press(page, "Leg vast")
    expect(page.locator("main")).to_contain_text("te gebruiken vanaf")


def _first_leefgeld_signed(page: Page, axe: Axe) -> str:
    page.goto("/betalingen/voorstellen/?gemeente=0505")
    page.get_by_label("Gemeente").select_option("0505")
    press(page, "Stel voor")
    page.goto("/betalingen/runs/nieuw/")
    page.get_by_label("Gemeente").select_option("0505")
    page.get_by_label("Betaaldag").fill("27-11-2026")
    page.get_by_label("leefgeld en wat per week gaat").check()
    press(page, "Maak de run")
    expect(page.locator("main")).to_contain_text("€ 70,00")
    axe(page)
    press(page, "Zet de eerste handtekening")
    expect(page.locator("main")).to_contain_text("Wacht op een collega")
    return page.url
