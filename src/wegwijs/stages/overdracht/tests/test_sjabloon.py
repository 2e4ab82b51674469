"""The template of a gemeente's regeldagen: dated, in order, and only for days that are planned afterwards."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.test import Client

from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.stages.overdracht.commands import (
    Arranged,
    Day,
    add_template_step,
    begin_template,
    change_template_step,
    leave_out_of_template,
    move_template_step,
    plan_regeldag,
)
from wegwijs.stages.overdracht.models import Regelsjabloon, Sjabloonstap
from wegwijs.stages.overdracht.sjablonen import steps_for, template_on
from wegwijs.stages.overdracht.standard import STANDARD

SignedIn = Callable[[Actor], Client]
BASE = "/regeldagen/sjabloon/0505/"
TOMORROW = Day(date(2026, 11, 24), time(9))
BRP = Arranged(
    "Inschrijven", "gemeente", "Stadskantoor, Spuiboulevard 300", "14 078", "Verblijfsdocument", time(10, 30)
)


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.teamlead)


@pytest.fixture
def own(region: Region) -> Regelsjabloon:
    with clock.frozen(TODAY - timedelta(days=30)):
        return begin_template(region.dordrecht, by=region.teamlead)


def step(key: str) -> Sjabloonstap:
    found = template_on("0505", TODAY)
    assert found
    return found.stappen.get(key=key)


def keys() -> list[str]:
    return [one.mark for one in steps_for("0505", TODAY)]


def test_without_a_template_a_day_begins_with_the_standard_steps(region: Region) -> None:
    made = plan_regeldag([make_dossier(region)], TOMORROW, by=region.regisseur)
    assert [row.key for row in made.stappen.all()] == list(STANDARD) == keys()


def test_a_new_day_takes_the_template_and_a_planned_one_stays_as_it_is(
    region: Region, own: Regelsjabloon
) -> None:
    before = plan_regeldag([make_dossier(region)], TOMORROW, by=region.regisseur)
    change_template_step(step("brp"), BRP, by=region.teamlead, expected_version=1)
    leave_out_of_template(step("water"), by=region.teamlead)
    add_template_step(region.dordrecht, Arranged("Fiets halen", place="Fietsenmaker"), by=region.teamlead)
    after = plan_regeldag([make_dossier(region)], TOMORROW, by=region.regisseur)
    here = after.stappen.get(key="brp")
    assert (here.place, here.phone, here.at) == (BRP.place, "14 078", time(10, 30))
    assert not after.stappen.filter(key="water").exists()
    assert after.stappen.get(key="").title == "Fiets halen"
    assert before.stappen.get(key="brp").place == ""
    assert before.stappen.filter(key="water").exists()


def test_other_gemeenten_keep_the_standard(region: Region, own: Regelsjabloon) -> None:
    change_template_step(step("brp"), BRP, by=region.teamlead, expected_version=1)
    assert [one.place for one in steps_for("0642", TODAY) if one.key == "brp"] == [""]


def test_a_change_is_dated_and_what_was_in_force_stays(region: Region, own: Regelsjabloon) -> None:
    change_template_step(step("brp"), BRP, by=region.teamlead, expected_version=1)
    change_template_step(step("bank"), Arranged("Bank"), by=region.teamlead, expected_version=2)
    assert [row.valid_from for row in Regelsjabloon.objects.all()] == [TODAY, TODAY - timedelta(days=30)]
    assert own.stappen.get(key="brp").place == ""
    assert [one.place for one in steps_for("0505", TODAY - timedelta(days=1)) if one.key == "brp"] == [""]


def test_steps_change_places(region: Region, own: Regelsjabloon) -> None:
    move_template_step(step("huur"), by=region.teamlead, up=True)
    assert keys()[:2] == ["huur", "bezichtiging"]
    move_template_step(step("huur"), by=region.teamlead, up=True)
    assert keys()[:2] == ["huur", "bezichtiging"]
    move_template_step(step("huur"), by=region.teamlead, up=False)
    assert keys() == list(STANDARD)


def test_of_two_people_the_second_is_told(region: Region, own: Regelsjabloon) -> None:
    seen = step("brp")
    change_template_step(step("bank"), Arranged("Bank"), by=region.teamlead, expected_version=1)
    with pytest.raises(Conflict):
        change_template_step(seen, BRP, by=region.teamlead, expected_version=1)
    with pytest.raises(DomainError, match="net gewijzigd"):
        leave_out_of_template(seen, by=region.teamlead)


def test_the_last_step_stays_and_there_are_at_most_thirty(region: Region, own: Regelsjabloon) -> None:
    Sjabloonstap.objects.exclude(key="brp").delete()
    with pytest.raises(DomainError, match="laatste stap"):
        leave_out_of_template(step("brp"), by=region.teamlead)
    for number in range(29):
        add_template_step(region.dordrecht, Arranged(f"Stap {number}"), by=region.teamlead)
    with pytest.raises(DomainError, match="al 30"):
        add_template_step(region.dordrecht, Arranged("Nog een"), by=region.teamlead)
    with pytest.raises(NotAllowed):
        begin_template(region.dordrecht, by=region.regisseur)


def test_it_is_arranged_on_its_pages(region: Region, desk: Client) -> None:
    assert "standaard" in desk.get("/regeldagen/sjabloon/").content.decode()
    assert "Begin een eigen sjabloon" in desk.get(BASE).content.decode()
    assert desk.post(f"{BASE}begin/").status_code == 302
    assert "sinds 23-11-2026" in desk.get("/regeldagen/sjabloon/").content.decode()
    address = f"{BASE}stap/{step('brp').pk}/"
    typed = {"title": "Inschrijven", "phone": "bel maar", "version": "1"}
    assert "Schrijf alleen cijfers" in desk.post(address, typed).content.decode()
    assert desk.post(address, {**typed, "phone": "14 078", "at": "10:30"}).status_code == 302
    assert "10:30 · 14 078" in desk.get(BASE).content.decode()
    desk.post(f"{BASE}stap/{step('water').pk}/weglaten/")
    assert "water" not in keys()
    added = desk.post(f"{BASE}stap/", {"key": "water"})
    assert added.status_code == 302, added.content.decode()
    assert keys()[-1] == "water"
    assert "Vul in wat er moet gebeuren" in desk.post(f"{BASE}stap/", {"key": "eigen"}).content.decode()


def test_a_button_on_an_old_page_says_so_instead_of_doing_something_else(
    own: Regelsjabloon, desk: Client
) -> None:
    old = step("huur")
    desk.post(f"{BASE}stap/{step('bank').pk}/later/")
    page = desk.post(f"{BASE}stap/{old.pk}/eerder/", follow=True).content.decode()
    assert "net gewijzigd" in page
    assert keys()[:2] == ["bezichtiging", "huur"]


def test_the_form_of_a_day_offers_the_steps_of_the_gemeente(
    region: Region, own: Regelsjabloon, signed_in: SignedIn
) -> None:
    add_template_step(region.dordrecht, Arranged("Fiets halen"), by=region.teamlead)
    dossier = make_dossier(region)
    browser, address = signed_in(region.regisseur), f"/overdracht/{dossier.pk}/regeldag/"
    assert "Fiets halen" in browser.get(address).content.decode()
    mark = steps_for("0505", TODAY)[-1].mark
    typed = {
        "on": "24-11-2026",
        "at": "09:00",
        "until": "16:00",
        "members": [str(dossier.pk)],
        "keys": [mark, "brp"],
    }
    browser.post(address, typed)
    assert [row.title for row in dossier.regeldagen.get().stappen.all()] == [
        STANDARD["brp"].title,
        "Fiets halen",
    ]


def test_only_who_arranges_sees_it(region: Region, own: Regelsjabloon, signed_in: SignedIn) -> None:
    for actor in (region.regisseur, region.counsellor, region.administrator, region.decider):
        browser = signed_in(actor)
        for address in ("/regeldagen/sjabloon/", BASE, f"{BASE}stap/", f"{BASE}stap/{step('brp').pk}/"):
            assert browser.get(address).status_code == 404
        assert browser.post(f"{BASE}begin/").status_code == 404


def test_the_pages_cost_a_fixed_number(
    own: Regelsjabloon, desk: Client, statements: Callable[[Client, str], int]
) -> None:
    assert statements(desk, "/regeldagen/sjabloon/") <= 8
    assert statements(desk, BASE) <= 8
