"""A school reports by keyboard on one after the other and sends a signal; the regisseur takes it up, and the school sees that."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from support.lessons import course, learning, of_the_regisseur, school
from support.region import TODAY, Region
from support.story import Axe, OnDay, SignIn, opens, press
from wegwijs.stages.leerroutes.models import Lessignaal, Voortgangsrapport

pytestmark = pytest.mark.django_db(transaction=True)
LATER = date(2027, 1, 25)


def test_reports_are_made_one_after_the_other_with_the_keyboard(
    page: Page, region: Region, sign_in: SignIn, axe: Axe, on_day: OnDay
) -> None:
    of = course(region)
    for bsn in (None, "999993653"):
        learning(region, of_the_regisseur(region, bsn), of)
    on_day(LATER)
    sign_in(page, region.regisseur.user)
    page.goto("/voltooien/rapporten/")
    axe(page)
    expect(page.locator("main")).to_contain_text("vierde kwartaal 2026")
    sign_in(page, school(region).user)
    page.goto("/leerroutes/school/")
    axe(page)
    expect(page.locator("main")).to_contain_text("2 rapporten over het vierde kwartaal 2026 te laat")
    opens(page, "Maak de rapporten", axe)
    opens(page, "Begin met de eerste", axe)
    for _ in range(2):
        page.get_by_label("Lezen").focus()
        page.keyboard.type("A1")
        page.keyboard.press("Tab")
        page.keyboard.type("A2")
        page.get_by_label("nog niet te zeggen").check()
        page.get_by_label("Advies", exact=True).select_option(label="zo doorgaan")
        press(page, "Bewaar en volgende", axe)
    expect(page.locator("main")).to_contain_text("2 van 2 rapporten gemaakt")
    assert set(Voortgangsrapport.objects.values_list("le", "lu", "sc")) == {("A1", "A2", "")}


def test_a_signal_is_sent_taken_up_and_seen_to_be_taken_up(
    page: Page, region: Region, sign_in: SignIn, axe: Axe
) -> None:
    row = learning(region, of_the_regisseur(region), course(region))
    sign_in(page, school(region).user)
    page.goto(f"/leerroutes/school/{row.pk}/")
    opens(page, "Stuur een signaal", axe)
    page.get_by_label("dreigt uit te vallen").check()
    page.get_by_label("Wat ziet u in de les").fill("Komt al twee weken niet.")
    press(page, "Stuur het signaal", axe)
    expect(page.locator("main")).to_contain_text("nog niet opgepakt")
    sign_in(page, region.regisseur.user)
    page.goto(f"/leerroutes/dossier/{row.dossier_id}/")
    axe(page)
    opens(page, "Bekijk en pak op", axe)
    opens(page, "Pak op wat er speelt: Dreigt uit te vallen", axe)
    page.get_by_label("er is iets afgesproken").check()
    page.get_by_label("Wat is afgesproken").fill("Gaat met een buurman mee.")
    press(page, "Leg vast", axe)
    expect(page.locator("main")).to_contain_text("Gaat met een buurman mee.")
    sign_in(page, school(region).user)
    page.goto(f"/leerroutes/school/{row.pk}/")
    expect(page.locator("main")).to_contain_text("opgepakt op 23-11-2026")
    expect(page.locator("main")).not_to_contain_text("buurman")
    assert Lessignaal.objects.get().taken_up_on == TODAY
