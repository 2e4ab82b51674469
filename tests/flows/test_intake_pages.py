"""The brede intake in a browser: begin, call up, talk, fill in, meet a colleague's answers; on a desk and on a phone."""

import re
from datetime import date

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from support.intake import begun, call, fill_all
from support.region import TODAY, Region, build_region, make_dossier
from support.story import Axe, OnDay, SignIn
from wegwijs.dossiers.commands import involve, record_event, set_gemeente_registration
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.intake.commands import complete_intake, fill_block, record_oproep_outcome
from wegwijs.stages.intake.models import Oproep
from wegwijs.stages.intake.queries import must_have
from wi2021.intake import Onderdeel

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = (
    "oproep/",
    "gesprek/",
    "alleen/",
    "wachten/",
    "toets/",
    "voltooien/",
    "stuk/",
    "onderdeel/taalniveau/",
)


@pytest.fixture
def region(page: Page, sign_in: SignIn, on_day: OnDay) -> Region:
    """The region, with its regisseur signed in."""
    on_day(TODAY)
    made = build_region()
    sign_in(page, made.regisseur.user)
    return made


@pytest.fixture
def dossier(region: Region) -> Dossier:
    """Someone whom DUO reported on 20 September 2026, and who came to live in Dordrecht five days later."""
    made = make_dossier(region)
    payload = {"plichtig": True, "begin": "2026-09-15", "kennisgeving": "2026-09-20"}
    record_event(
        made, Kind.DUO_PLICHT, by=region.duo, on=date(2026, 9, 20), payload=payload, origin=Origin.DUO
    )
    set_gemeente_registration(made, by=region.regisseur, on=date(2026, 9, 25), article_28=True)
    return made


def fits(page: Page, axe: Axe) -> None:
    """No barrier, and nothing scrolls sideways, on a desk and on a small phone."""
    for width in (1280, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def test_an_intake_begins_with_an_oproep_that_is_read_first(page: Page, dossier: Dossier, axe: Axe) -> None:
    page.goto(f"/intake/{dossier.pk}/")
    axe(page)
    page.get_by_role("button", name="Intake beginnen").click()
    expect(
        page.get_by_role("heading", name="Nog 12 dingen nodig voor een rechtmatige intake")
    ).to_be_visible()
    expect(page.locator("main")).to_contain_text("04-12-2026")
    page.get_by_role("link", name="Oproep sturen").click()
    page.get_by_label("Datum van het gesprek").fill("1-12-2026")
    page.get_by_label("Plaats").fill("Spuiboulevard 300, Dordrecht")
    page.get_by_label("persoonlijk overhandigd").check()
    page.get_by_role("button", name="Bekijk de brief").click()
    expect(page.locator(".ww-letter")).to_contain_text("dinsdag 1 december 2026")
    fits(page, axe)
    page.get_by_role("button", name="Verstuur de brief").click()
    expect(page.get_by_text("Oproep 1 is verzonden")).to_be_visible()
    expect(page.get_by_role("link", name="Uitkomst van oproep 1")).to_be_visible()
    fits(page, axe)


def test_after_a_no_show_the_warning_is_the_next_step(
    page: Page, region: Region, dossier: Dossier, axe: Axe
) -> None:
    missed = call(begun(dossier, region), region, on=date(2026, 11, 9), at=date(2026, 11, 16))
    record_oproep_outcome(missed, by=region.regisseur, on=date(2026, 11, 16), outcome=Oproep.Uitkomst.NIET)
    page.goto(f"/intake/{dossier.pk}/")
    page.get_by_role("link", name="Waarschuwen en oproepen").click()
    expect(page.get_by_label("Plaats")).to_have_value("Spuiboulevard 300")
    page.get_by_label("Datum van het gesprek").fill("01-12-2026")
    page.get_by_role("button", name="Bekijk de brief").click()
    expect(page.locator(".ww-letter")).to_contain_text("Dit is een waarschuwing")
    axe(page)


def test_a_block_is_filled_with_the_keyboard(page: Page, region: Region, dossier: Dossier, axe: Axe) -> None:
    begun(dossier, region)
    page.goto(f"/intake/{dossier.pk}/")
    page.get_by_role("link", name="Voor- en vroegschoolse educatie").first.press("Enter")
    page.get_by_label("Hoeveel kinderen").fill("2")
    page.get_by_label("het kind gaat al").press("Space")
    page.get_by_role("button", name="Opslaan", exact=True).press("Enter")
    expect(page.get_by_text("Dit onderdeel is volledig")).to_be_visible()
    expect(page.get_by_role("heading", name="Nog 11 dingen nodig")).to_be_visible()


def test_two_people_on_one_block_lose_nothing(page: Page, region: Region, dossier: Dossier, axe: Axe) -> None:
    begun(dossier, region)
    page.goto(f"/intake/{dossier.pk}/onderdeel/zelfredzaamheid/")
    answers = {"geld": "zelf", "brieven": "hulp", "hulp": ["vwn"]}
    fill_block(
        must_have(dossier), Onderdeel.ZELFREDZAAMHEID, answers, by=region.colleague, on=TODAY, expected_version=0
    )  # fmt: skip
    page.get_by_role("group", name="Geld en rekeningen").get_by_label("lukt nog niet").check()
    page.get_by_label("wijkteam").check()
    page.get_by_label("taalmaatje").check()
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("B. Jansen, SDD heeft dit onderdeel intussen ingevuld")).to_be_visible()
    expect(page.get_by_role("cell", name="wijkteam, taalmaatje")).to_be_visible()
    fits(page, axe)
    page.get_by_role("button", name="Bewaar mijn antwoorden").click()
    expect(page.get_by_text("is opgeslagen")).to_be_visible()
    kept = must_have(dossier).blokken.get()
    assert kept.answers["geld"] == "niet"
    assert kept.answers["hulp"] == ["wijkteam", "taalmaatje"]


def test_what_was_typed_stays_when_one_looks_at_another_block_first(
    page: Page, region: Region, dossier: Dossier
) -> None:
    begun(dossier, region)
    page.set_viewport_size({"width": 768, "height": 1024})
    page.goto(f"/intake/{dossier.pk}/onderdeel/werkervaring/")
    page.get_by_label("Wat kan iemand goed").fill("Metselen en tegels zetten.")
    page.get_by_text("bouw en techniek").click()
    hop = page.get_by_role("navigation", name="Onderdelen van de intake")
    hop.get_by_role("link", name="Taalniveau").click()
    expect(page.get_by_role("heading", name="Taalniveau")).to_be_visible()
    hop.get_by_role("link", name="Werkervaring").click()
    expect(page.get_by_text("Wij hebben teruggezet wat u had ingevuld")).to_be_visible()
    expect(page.get_by_label("Wat kan iemand goed")).to_have_value("Metselen en tegels zetten.")
    page.get_by_role("button", name="Opslaan en verder").click()
    expect(page.get_by_role("heading", name="Persoonlijke omstandigheden")).to_be_visible()
    assert must_have(dossier).blokken.get().answers["branches"] == ["bouw"]


def test_nothing_is_lost_when_the_sign_in_expires_in_the_middle_of_a_talk(
    page: Page, region: Region, dossier: Dossier, sign_in: SignIn
) -> None:
    begun(dossier, region)
    address = f"/intake/{dossier.pk}/gesprek/"
    page.goto(address)
    page.get_by_role("group", name="Tolk").get_by_label("niet nodig").check()
    page.get_by_role("group", name="Sprak u de inburgeraar alleen").get_by_label("Ja").check()
    page.get_by_label("Verslag").fill("Wil als kok werken; komt op woensdag.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page).to_have_url(re.compile("/aanmelden/login/"))
    sign_in(page, region.regisseur.user)
    page.goto(address)
    expect(page.get_by_label("Verslag")).to_have_value("Wil als kok werken; komt op woensdag.")
    expect(page.get_by_role("group", name="Tolk").get_by_label("niet nodig")).to_be_checked()
    assert not must_have(dossier).gesprekken.exists()
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Het gesprek is vastgelegd")).to_be_visible()


def test_every_page_of_an_intake_is_without_barriers(
    page: Page, region: Region, dossier: Dossier, sign_in: SignIn, axe: Axe
) -> None:
    involve(
        dossier, region.counsellor.organisation, by=region.regisseur, on=TODAY, purpose="x", basis="Wi 14"
    )
    begun(dossier, region)
    for part in PARTS:
        page.goto(f"/intake/{dossier.pk}/{part}")
        fits(page, axe)
    page.goto("/intake/?van=allen")
    expect(page.get_by_text("Oproep sturen")).to_be_visible()
    fits(page, axe)
    sign_in(page, region.counsellor.user)
    page.goto(f"/intake/{dossier.pk}/inbreng/")
    fits(page, axe)


def test_a_full_intake_leads_to_the_pip(page: Page, region: Region, dossier: Dossier, axe: Axe) -> None:
    fill_all(begun(dossier, region), region)
    payload = {"resultaat": "B1-route haalbaar", "score": "61,50", "drempel": "55,00"}
    record_event(
        dossier, Kind.DUO_TOETS_RESULTAAT, by=region.duo, on=date(2026, 11, 2), payload=payload, origin=Origin.DUO
    )  # fmt: skip
    page.goto(f"/intake/{dossier.pk}/")
    expect(page.get_by_role("heading", name="Alles is er voor een rechtmatige intake")).to_be_visible()
    fits(page, axe)
    page.get_by_role("link", name="Verbeter").click()
    expect(page.get_by_label("Verslag")).to_have_value("Besproken.")
    fits(page, axe)
    complete_intake(must_have(dossier), by=region.regisseur, on=TODAY, fewer_why="genoeg")
    page.goto(f"/intake/{dossier.pk}/")
    expect(page.get_by_role("link", name="Naar het PIP")).to_be_visible()
    expect(page.get_by_role("link", name="Heropenen")).to_be_visible()
    axe(page)
