"""A welcome group in a browser: from the programme to fifteen people whose hours are on file.

Given fifteen people in the intake, when the team leader makes a group and gives them a place, and the trainer registers on a
phone who was there while the connection fails, then nothing is lost, nothing is counted twice, and the hours stand in each dossier.
"""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from support.groups import room, trainer
from support.intake import begun
from support.region import TODAY, Region, build_region, make_dossier
from support.story import Axe, OnDay, SignIn
from wegwijs.dossiers.models import Dossier
from wegwijs.groups.models import Group
from wegwijs.hours.models import Uren

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = date(2026, 12, 1)


def test_a_welcome_group_of_fifteen_from_the_programme_to_hours_on_file(
    page: Page, sign_in: SignIn, on_day: OnDay, axe: Axe
) -> None:
    on_day(TODAY)
    region = build_region()
    for _ in range(16):
        begun(make_dossier(region), region)
    trainer(region)
    room(region)
    sign_in(page, region.teamlead.user)
    made = the_team_leader_makes_a_group(page)
    fifteen_have_a_place_and_one_waits(page, made)
    on_day(FIRST)
    sign_in(page, trainer(region).user)
    page.set_viewport_size({"width": 360, "height": 800})
    the_trainer_registers_while_the_connection_fails(page, axe)
    the_hours_are_on_file(page, region, sign_in, made)


def the_team_leader_makes_a_group(page: Page) -> Group:
    page.goto("/groepen/")
    page.get_by_role("link", name="Nieuwe groep").first.click()
    page.get_by_label("Gemeente waar").select_option("Dordrecht")
    page.get_by_label("Eerste keer").fill("01-12-2026")
    page.get_by_label("Ruimte").select_option(label="Zaal 1 (Dordrecht, 20 plaatsen)")
    page.get_by_label("Naam", exact=True).fill("Welkom 12")
    page.get_by_role("button", name="Maak de groep").click()
    expect(page.get_by_text("De groep staat klaar")).to_be_visible()
    page.get_by_role("link", name="Wijzig Kennismaken").click()
    page.get_by_label("Trainer", exact=False).first.select_option(label="S. Yilmaz (VluchtelingenWerk)")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("De bijeenkomst is gewijzigd")).to_be_visible()
    return Group.objects.get()


def fifteen_have_a_place_and_one_waits(page: Page, group: Group) -> None:
    page.goto(f"/groepen/{group.pk}/deelnemers/")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Geef een plaats").click()
    expect(page.get_by_text("15 geplaatst en 1 op de wachtlijst")).to_be_visible()
    expect(page.get_by_text("15 van 15 plaatsen")).to_be_visible()


def the_trainer_registers_while_the_connection_fails(page: Page, axe: Axe) -> None:
    page.goto("/groepen/bijeenkomsten/")
    page.get_by_role("link", name="Registreer Kennismaken").click()
    axe(page)
    people = page.locator(".ww-attendance__one")
    expect(people).to_have_count(15)
    people.nth(0).get_by_role("radio", name="Te laat").check()
    people.nth(0).get_by_label("Hoeveel minuten").fill("30")
    people.nth(1).get_by_role("radio", name="Afgemeld").check()
    people.nth(2).get_by_role("radio", name="Afwezig").check()
    page.context.set_offline(True)
    page.get_by_role("button", name="de rest was aanwezig").click()
    expect(page.get_by_text("Er is geen verbinding")).to_be_visible()
    assert not Uren.objects.exists()
    page.context.set_offline(False)
    expect(page.get_by_text("De aanwezigheid van 15 mensen is bewaard")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("allemaal ingevuld")).to_be_visible()


def the_hours_are_on_file(page: Page, region: Region, sign_in: SignIn, group: Group) -> None:
    assert sorted(Uren.objects.values_list("minutes", flat=True)) == [120, *[150] * 12]
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page, region.regisseur.user)
    page.goto(f"/groepen/{group.pk}/")
    expect(page.get_by_text("13 van 15 aanwezig")).to_be_visible()
    dossier = Dossier.objects.filter(uren__minutes=120).get()
    page.goto(f"/uren/{dossier.pk}/")
    expect(page.get_by_text("2 uur").first).to_be_visible()
    expect(page.get_by_text("S. Yilmaz, VluchtelingenWerk").first).to_be_visible()
