"""Guidance on a phone: a plan from the offer, a volunteer named, a visit with its hours, and what the grant shows of it."""

import pytest
from playwright.sync_api import Page, expect

from support.guidance import GOAL, SUMMARY, coordinator, guided, offered, volunteer
from support.region import Region, make_dossier
from support.story import Axe, SignIn, opens, press
from wegwijs.hours.models import Uren

pytestmark = pytest.mark.django_db(transaction=True)


def plans(page: Page, axe: Axe, name: str) -> None:
    """From the desk to a plan."""
    page.goto("/begeleiding/?van=iedereen")
    axe(page)
    opens(page, name, axe)
    opens(page, "Maak een plan", axe)
    expect(page.get_by_label("Uren: geld, post en formulieren")).to_have_value("4")
    page.get_by_label("Doel: geld, post en formulieren").fill(GOAL)
    page.get_by_label("Begeleider").select_option(label="M. Bakker")
    press(page, "Maak het plan", axe)
    expect(page.get_by_text(GOAL)).to_be_visible()


def names(page: Page, axe: Axe) -> None:
    """The coordinator names a volunteer."""
    opens(page, "Wijs toe", axe)
    page.get_by_label("Begeleider of vrijwilliger").select_option(label="Aartsen Werker, vrijwilliger")
    press(page, "Wijs toe", axe)
    expect(page.locator("main")).to_contain_text("Aartsen Werker")


def visits(page: Page, axe: Axe, name: str) -> None:
    """The volunteer finds one person and records a visit."""
    page.goto("/begeleiding/")
    axe(page)
    opens(page, name, axe)
    opens(page, "Contact en uren", axe)
    page.get_by_label("Duur").fill("1,5")
    page.get_by_label("geld, post en formulieren").check()
    page.get_by_label("Waar ging het over").fill(SUMMARY)
    press(page, "Opslaan", axe)
    expect(page.get_by_text(SUMMARY)).to_be_visible()
    expect(page.locator("main")).to_contain_text("1,5 van 4 uur")


def test_from_plan_to_grant(region: Region, page: Page, sign_in: SignIn, axe: Axe) -> None:
    offered(region)
    dossier = guided(region, make_dossier(region))
    by, helper, name = coordinator(region), volunteer(region), dossier.person.list_name
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, by.user)
    plans(page, axe, name)
    names(page, axe)
    sign_in(page, helper.user)
    visits(page, axe, name)
    assert Uren.objects.get().minutes == 90
    sign_in(page, region.teamlead.user)
    page.goto("/begeleidingsaanbod/cijfers/")
    axe(page)
    expect(page.get_by_role("row").filter(has_text="Dordrecht")).to_contain_text("1,5")
