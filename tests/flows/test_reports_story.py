"""A school reports by keyboard on one after the other and sends a signal; the regisseur takes it up, and the school sees that."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from support.lessons import course, learner, learning, school
from support.region import TODAY, Region, build_region
from wegwijs.access.models import User
from wegwijs.dossiers.commands import assign_regisseur
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.leerroutes.models import Lessignaal, Voortgangsrapport

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[Page, User], None]
Axe = Callable[[Page], None]
LATER = date(2027, 1, 25)


@pytest.fixture
def region(on_day: Callable[[Any], None], db: None) -> Region:
    """A region on the day of the tests."""
    on_day(TODAY)
    return build_region()


def of_the_regisseur(region: Region, bsn: str | None = None) -> Dossier:
    dossier = learner(region, bsn)
    assert region.regisseur.employee
    assign_regisseur(dossier, region.regisseur.employee, by=region.teamlead, on=TODAY)
    return dossier


def press(page: Page, axe: Axe, name: str, role: Any = "button") -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role(role, name=name, exact=True).first.click()
    axe(page)


def test_reports_are_made_one_after_the_other_with_the_keyboard(
    page: Page, region: Region, sign_in: SignIn, axe: Axe, on_day: Callable[[Any], None]
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
    press(page, axe, "Maak de rapporten", "link")
    press(page, axe, "Begin met de eerste", "link")
    for _ in range(2):
        page.get_by_label("Lezen").focus()
        page.keyboard.type("A1")
        page.keyboard.press("Tab")
        page.keyboard.type("A2")
        page.get_by_label("nog niet te zeggen").check()
        page.get_by_label("Advies", exact=True).select_option(label="zo doorgaan")
        press(page, axe, "Bewaar en volgende")
    expect(page.locator("main")).to_contain_text("2 van 2 rapporten gemaakt")
    assert set(Voortgangsrapport.objects.values_list("le", "lu", "sc")) == {("A1", "A2", "")}


def test_a_signal_is_sent_taken_up_and_seen_to_be_taken_up(
    page: Page, region: Region, sign_in: SignIn, axe: Axe
) -> None:
    row = learning(region, of_the_regisseur(region), course(region))
    sign_in(page, school(region).user)
    page.goto(f"/leerroutes/school/{row.pk}/")
    press(page, axe, "Stuur een signaal", "link")
    page.get_by_label("dreigt uit te vallen").check()
    page.get_by_label("Wat ziet u in de les").fill("Komt al twee weken niet.")
    press(page, axe, "Stuur het signaal")
    expect(page.locator("main")).to_contain_text("nog niet opgepakt")
    sign_in(page, region.regisseur.user)
    page.goto(f"/leerroutes/dossier/{row.dossier_id}/")
    axe(page)
    press(page, axe, "Bekijk en pak op", "link")
    press(page, axe, "Pak op wat er speelt: Dreigt uit te vallen", "link")
    page.get_by_label("er is iets afgesproken").check()
    page.get_by_label("Wat is afgesproken").fill("Gaat met een buurman mee.")
    press(page, axe, "Leg vast")
    expect(page.locator("main")).to_contain_text("Gaat met een buurman mee.")
    sign_in(page, school(region).user)
    page.goto(f"/leerroutes/school/{row.pk}/")
    expect(page.locator("main")).to_contain_text("opgepakt op 23-11-2026")
    expect(page.locator("main")).not_to_contain_text("buurman")
    assert Lessignaal.objects.get().taken_up_on == TODAY
