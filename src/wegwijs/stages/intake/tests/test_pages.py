"""The pages of the intake: what they show, to whom, and at what cost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils.html import escape

from support.intake import begun, call, fill_all
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import involve
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.intake.blocks import BLOCKS
from wegwijs.stages.intake.commands import Wacht, record_oproep_outcome, wait_for_third
from wegwijs.stages.intake.models import Inbreng, IntakeBlok, Oproep, WachtOpDerde
from wegwijs.stages.intake.queries import must_have

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
NAUGHTY = ["<script>alert(1)</script>", "{{ 7*7 }}", "Ω≈ç√", "田中", "‮evil", "'; --", "\u200b"]


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.regisseur)


def test_an_intake_is_begun_from_its_empty_page(desk: Client, dossier: Dossier) -> None:
    page = f"/intake/{dossier.pk}/"
    assert "nog niet begonnen" in desk.get(page).content.decode()
    assert desk.post(f"{page}beginnen/").status_code == 302
    text = desk.get(page).content.decode()
    assert "0 van 10 klaar" in text
    assert "Besluit inburgering 2021, artikel 5.2" in text


@pytest.mark.parametrize("part", ["", "oproep/", "gesprek/", "alleen/", "wachten/", "voltooien/", "toets/"])
def test_what_is_not_yours_does_not_exist(
    region: Region, dossier: Dossier, signed_in: SignedIn, part: str
) -> None:
    begun(dossier, region)
    assert signed_in(region.outsider).get(f"/intake/{dossier.pk}/{part}").status_code == 404
    assert signed_in(region.counsellor).get(f"/intake/{dossier.pk}/{part}").status_code == 404


@pytest.mark.parametrize("part", ["oproep/", "gesprek/", "alleen/", "wachten/", "voltooien/", "toets/"])
def test_every_act_has_a_page_that_says_what_is_missing(
    region: Region, dossier: Dossier, desk: Client, part: str
) -> None:
    begun(dossier, region)
    page = f"/intake/{dossier.pk}/{part}"
    assert desk.get(page).status_code == 200
    assert "Er is nog niets opgeslagen" in desk.post(page, {}).content.decode()


@pytest.mark.parametrize("key", [o.value for o in BLOCKS])
def test_every_block_opens_and_keeps_half_an_answer(
    region: Region, dossier: Dossier, desk: Client, key: str
) -> None:
    begun(dossier, region)
    page = f"/intake/{dossier.pk}/onderdeel/{key}/"
    assert desk.get(page).status_code == 200
    assert desk.post(page, {"version": "0"}).status_code == 302


def test_two_browsers_on_one_block_see_both_answers(
    region: Region, dossier: Dossier, desk: Client, signed_in: SignedIn
) -> None:
    begun(dossier, region)
    page = f"/intake/{dossier.pk}/onderdeel/vve/"
    desk.post(page, {"version": "0", "kinderen": "1", "stand": "gaat"})
    second = signed_in(region.colleague)
    answer = second.post(page, {"version": "0", "kinderen": "3", "stand": "nvt"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "het kind gaat al" in text
    assert "niet van toepassing" in text
    assert IntakeBlok.objects.get().answers["kinderen"] == 1
    assert second.post(page, {"version": "1", "kinderen": "3", "stand": "nvt"}).status_code == 302


@pytest.mark.parametrize("text", NAUGHTY)
def test_any_place_stands_in_the_letter_as_it_was_typed(
    region: Region, dossier: Dossier, desk: Client, text: str
) -> None:
    begun(dossier, region)
    typed = {"at": "01-12-2026", "time": "10:00", "way": "kantoor", "place": text, "channel": "uitgereikt"}
    page = desk.post(f"/intake/{dossier.pk}/oproep/", typed).content.decode()
    assert escape(text.strip()) in page.split("ww-letter", 1)[1]
    assert desk.post(f"/intake/{dossier.pk}/oproep/", {**typed, "versturen": "1"}).status_code == 302


def test_the_letter_is_seen_before_it_is_sent(region: Region, dossier: Dossier, desk: Client) -> None:
    begun(dossier, region)
    page = f"/intake/{dossier.pk}/oproep/"
    typed = {
        "at": "01-12-2026",
        "time": "10:00",
        "way": "kantoor",
        "place": "Spuiboulevard 300",
        "channel": "uitgereikt",
    }
    assert "Uitnodiging" in desk.post(page, typed).content.decode()
    assert not must_have(dossier).oproepen.exists()
    assert desk.post(page, {**typed, "versturen": "1"}).status_code == 302
    assert must_have(dossier).oproepen.count() == 1
    letter = must_have(dossier).oproepen.get().letter
    assert desk.get(f"/dossiers/{dossier.pk}/brief/{letter.pk}/").content.startswith(b"%PDF")


def test_an_outcome_is_recorded_from_its_page(region: Region, dossier: Dossier, desk: Client) -> None:
    call(begun(dossier, region), region, on=date(2026, 11, 10), at=date(2026, 11, 17))
    page = f"/intake/{dossier.pk}/oproep/1/"
    assert desk.get(page).status_code == 200
    assert desk.post(page, {"on": "17-11-2026", "outcome": "niet_verschenen"}).status_code == 302
    assert "Waarschuwen en oproepen" in desk.get(f"/intake/{dossier.pk}/").content.decode()
    assert desk.get(f"/intake/{dossier.pk}/oproep/7/").status_code == 404


def test_a_counsellor_gives_input_and_sees_no_intake(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    involve(
        dossier,
        region.counsellor.organisation,
        by=region.regisseur,
        on=TODAY,
        purpose="inbreng",
        basis="Wi 14",
    )
    browser = signed_in(region.counsellor)
    page = f"/intake/{dossier.pk}/inbreng/"
    assert "nog niet begonnen" in browser.get(page).content.decode()
    intake = begun(dossier, region)
    Inbreng.objects.create(
        intake=intake,
        organisation="Sagènn",
        on=TODAY,
        by="x",
        daily_life="goed",
        language="goed",
        helps="les",
    )
    typed = {"daily_life": "goed", "language": "wisselend", "helps": "samen oefenen", "worries": ""}
    assert browser.post(page, typed).status_code == 302
    own = browser.get(page).content.decode()
    assert "samen oefenen" in own
    assert "Sagènn" not in own
    assert "staat er al" in browser.post(page, typed).content.decode()
    assert browser.get(f"/intake/{dossier.pk}/").status_code == 404
    assert "samen oefenen" in signed_in(region.regisseur).get(f"/intake/{dossier.pk}/").content.decode()


def test_an_incomplete_intake_gets_a_list_and_no_form(region: Region, dossier: Dossier, desk: Client) -> None:
    begun(dossier, region)
    page = desk.get(f"/intake/{dossier.pk}/voltooien/").content.decode()
    assert "Nog 12 dingen nodig" in page
    assert "Voltooid op" not in page
    refused = desk.post(f"/intake/{dossier.pk}/voltooien/", {"on": "23-11-2026"}).content.decode()
    assert "Opleiding is nog niet ingevuld" in refused


def test_a_block_leads_to_the_next(region: Region, dossier: Dossier, desk: Client) -> None:
    begun(dossier, region)
    answer = desk.post(
        f"/intake/{dossier.pk}/onderdeel/opleiding/", {"version": "0", "jaren": "9", "verder": "1"}
    )
    assert answer["Location"] == f"/intake/{dossier.pk}/onderdeel/werkervaring/"
    wrong = desk.post(f"/intake/{dossier.pk}/onderdeel/opleiding/", {"version": "1", "jaren": "99"})
    assert 'value="99"' in wrong.content.decode()
    assert desk.get(f"/intake/{dossier.pk}/onderdeel/onzin/").status_code == 404


def test_who_only_reads_sees_no_act(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    begun(dossier, region)
    page = signed_in(region.decider).get(f"/intake/{dossier.pk}/").content.decode()
    assert "Nog 12 dingen nodig" in page
    assert "/onderdeel/" not in page
    assert "Oproep sturen" not in page


def test_the_pages_cost_the_same_however_much_there_is(
    region: Region, dossier: Dossier, desk: Client, statements: Statements
) -> None:
    page = f"/intake/{dossier.pk}/"
    assert statements(desk, page) <= 12
    intake = begun(dossier, region)
    bare = statements(desk, page)
    for week in (1, 8):
        oproep = call(must_have(dossier), region, on=date(2026, 10, week), at=date(2026, 10, week + 5))
        record_oproep_outcome(
            oproep, by=region.regisseur, on=date(2026, 10, week + 5), outcome=Oproep.Uitkomst.NIET
        )
    fill_all(must_have(dossier), region)
    for kind in WachtOpDerde.Soort:
        wait_for_third(
            intake, Wacht(kind, "IDW", necessary=True, motive="x", about="x"), by=region.regisseur, on=TODAY
        )
    assert statements(desk, page) == bare <= 12
    for part in ("onderdeel/vve/", "gesprek/", "gesprek/1/", "oproep/", "wachten/", "toets/", "voltooien/"):
        assert statements(desk, page + part) <= 12, part


def test_the_list_costs_the_same_however_long_it_is(
    region: Region, dossier: Dossier, desk: Client, signed_in: SignedIn, statements: Statements
) -> None:
    begun(dossier, region)
    vwn = region.counsellor.organisation
    involve(dossier, vwn, by=region.regisseur, on=TODAY, purpose="begeleiding", basis="Wi 13")
    for browser in (desk, signed_in(region.counsellor), signed_in(region.administrator)):
        few = statements(browser, "/intake/?van=allen")
        for _ in range(4):
            made = make_dossier(region)
            begun(made, region)
            involve(made, vwn, by=region.regisseur, on=TODAY, purpose="begeleiding", basis="Wi 13")
        assert statements(browser, "/intake/?van=allen") == few <= 8
