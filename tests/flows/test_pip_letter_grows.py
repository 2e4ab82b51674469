"""The letter grows beside the choices, in a browser, for both groups."""

import pytest
from playwright.sync_api import Page, expect

from support.pips import drafted, offered, ready_dossier
from support.region import TODAY, Region
from support.story import Axe, SignIn
from wegwijs.dossiers.models import Variant
from wegwijs.stages.pip.commands import draft_pip

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_choice_changes_the_letter_and_what_is_still_missing(
    region: Region, page: Page, sign_in: SignIn, axe: Axe
) -> None:
    dossier = ready_dossier(region, variant=Variant.GEZIN)
    draft_pip(dossier, by=region.regisseur, on=TODAY)
    sign_in(page, region.regisseur.user)
    page.goto(f"/pip/{dossier.pk}/wijzigen/")
    letter, needed = page.locator("#brief"), page.locator("#nodig")
    expect(needed).to_contain_text("Er is nog geen leerroute gekozen")
    page.get_by_label("Z-route", exact=True).check()
    expect(letter).to_contain_text("Z-route")
    expect(needed).to_contain_text("artikel 3.14")
    page.get_by_label("Waarom past dit plan").fill("U leert graag in de praktijk.")
    expect(letter).to_contain_text("U leert graag in de praktijk.")
    axe(page)


def test_the_decision_maker_reads_checks_and_decides(
    region: Region, page: Page, sign_in: SignIn, axe: Axe
) -> None:
    dossier = ready_dossier(region)
    offered(region, dossier)
    drafted(region, ready_dossier(region, bsn=None))
    sign_in(page, region.decider.user)
    page.goto("/pip/?stand=voorgelegd")
    axe(page)
    page.get_by_role("link", name="Tesfay, Selam", exact=True).click()
    axe(page)
    page.get_by_role("link", name="Vaststellen").click()
    axe(page)
    page.get_by_label("Ik heb het plan en de brief gelezen").check()
    page.get_by_role("button", name="Stel het PIP vast").click()
    expect(page.get_by_text("Verstuur nu de brief")).to_be_visible()
    page.get_by_role("link", name="Versturen", exact=True).click()
    axe(page)
    page.get_by_role("button", name="Verstuur het PIP").click()
    expect(page.get_by_text("De bezwaartermijn loopt")).to_be_visible()
    axe(page)
