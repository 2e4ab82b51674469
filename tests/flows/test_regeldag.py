"""From a driegesprek by the regisseur to a regeldag on the begeleider's phone, and the registration in the dossier."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from support.region import TODAY, build_region, make_dossier
from wegwijs.access.models import User
from wegwijs.dossiers.commands import involve
from wegwijs.dossiers.kinds import Kind
from wegwijs.stages.overdracht.commands import record_koppeling

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_talk_to_the_registration(
    page: Page,
    sign_in: Callable[[Page, User], None],
    on_day: Callable[[date], None],
    axe: Callable[[Page], None],
) -> None:
    on_day(TODAY)
    region = build_region()
    dossier = make_dossier(region)
    record_koppeling(dossier, by=region.regisseur, on=date(2026, 10, 5), location="azc Dronten")
    vwn = region.organisations["VluchtelingenWerk"]
    involve(dossier, vwn, by=region.regisseur, on=TODAY, purpose="begeleiding", basis="Wi 13")

    sign_in(page, region.regisseur.user)
    page.goto("/overdracht/?stand=zonder-gesprek")
    page.get_by_role("link", name="Tesfay, Selam").click()
    page.locator("a[href$='/driegesprek/plannen/']").click()
    page.get_by_label("Datum").fill("24-11-2026")
    page.get_by_label("Tijd").fill("10:00")
    page.get_by_label("Begeleider van COA").fill("L. Maas")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("gepland op 24-11-2026")).to_be_visible()

    page.locator("a[href$='/regeldag/']").click()
    page.get_by_label("Datum").fill("23-11-2026")
    page.get_by_label("Wie begeleidt de dag").select_option("M. Bakker")
    page.get_by_role("button", name="Plan de regeldag").click()
    expect(page.get_by_text("0 van 11 gedaan")).to_be_visible()
    board = page.url

    page.set_viewport_size({"width": 360, "height": 800})
    sign_in(page, region.counsellor.user)
    page.goto(board)
    axe(page)
    page.get_by_role("button", name="Bankrekening openen").click()
    expect(page.get_by_text("1 van 11 gedaan")).to_be_visible()
    page.locator("a[href$='/uitkomst/']").first.click()
    page.get_by_role("button", name="Gedaan", exact=True).click()
    expect(page.get_by_text("2 van 11 gedaan")).to_be_visible()
    assert not dossier.gebeurtenissen.filter(kind=Kind.BRP_INSCHRIJVING).exists()

    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page, region.regisseur.user)
    page.goto(board)
    page.locator("a[href$='/uitkomst/']").first.click()
    page.get_by_label("Ja").check()
    page.get_by_role("button", name="Gedaan", exact=True).click()
    expect(page.get_by_text("De datum staat in de dossiers")).to_be_visible()
    assert dossier.gebeurtenissen.get(kind=Kind.BRP_INSCHRIJVING).on == TODAY
