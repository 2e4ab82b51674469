"""Beheer: who comes in, addresses for objections, and policy from a day on."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.beheer import TOMORROW, manager_of, text
from support.region import START, TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.access.commands import employ
from wegwijs.access.roles import ROLES_OF, Role
from wegwijs.audit.models import AuditRecord
from wegwijs.organisations.models import (
    Beleid,
    Bevoegdheid,
    Bezwaaradres,
    Gemeente,
    OrganisationKind,
    Overdrachtsbesluit,
)
from wegwijs.organisations.policy import TEXTS, PolicyKey, policy
from wegwijs.organisations.queries import decides_as

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
TALKS = "/beheer/beleid/intake-gesprekken-asiel/"


@pytest.mark.parametrize(
    "address", ["", "beleid/", "beleid/pip-vier-ogen/", "medewerkers/", "medewerkers/nieuw/"]
)
def test_only_functional_management_comes_in(address: str, region: Region, signed_in: SignedIn) -> None:
    for actor in (region.regisseur, region.teamlead, region.counsellor):
        assert signed_in(actor).get(f"/beheer/{address}").status_code == 404


OBJECTION = {"postal": "Postbus 9, 3300 AA Dordrecht", "digital": "", "court": "Rechtbank Rotterdam"}


def test_a_gemeente_without_an_address_for_objections_stands_out_and_gets_one(
    desk: Client, manager: Actor, region: Region
) -> None:
    Bezwaaradres.objects.filter(gemeente="0505").delete()
    assert "zonder dit adres kan niemand een PIP vaststellen" in text(desk, "/beheer/")
    page = text(desk, "/beheer/gemeente/0505/bezwaar/", {**OBJECTION, "valid_from": "23-11-2026"})
    assert "Postbus 9, 3300 AA Dordrecht" in page
    assert "geen digitaal adres" in page
    assert AuditRecord.objects.filter(
        detail="adres voor bezwaar vanaf 23-11-2026", actor=manager.label
    ).exists()


def test_a_new_address_for_objections_ends_the_one_before(desk: Client, region: Region) -> None:
    page = text(desk, "/beheer/gemeente/0505/bezwaar/", {**OBJECTION, "valid_from": "24-11-2026"})
    assert "vanaf 24-11-2026: Postbus 9" in page
    assert (
        Bezwaaradres.objects.get(gemeente="0505", valid_to=TODAY).postal == "Postbus 505, 3300 AA Dordrecht"
    )
    refused = text(desk, "/beheer/gemeente/0505/bezwaar/", {**OBJECTION, "valid_from": "23-11-2026"})
    assert "Er staat al een adres dat geldt vanaf 24-11-2026" in refused
    text(
        desk,
        "/beheer/gemeente/0505/bezwaar/",
        {**OBJECTION, "postal": "Postbus 10", "valid_from": "24-11-2026"},
    )
    assert Bezwaaradres.objects.get(gemeente="0505", valid_to=None).postal == "Postbus 10"


def test_the_own_board_has_its_own_address_for_objections(desk: Client, region: Region) -> None:
    assert "/beheer/bezwaar/" not in text(desk, "/beheer/")
    Overdrachtsbesluit.objects.create(
        gemeente_id="0642", organisation=region.organisations["SDD"], board="het bestuur van de SDD", valid_from=START
    )  # fmt: skip
    assert "zonder dit adres" in text(desk, "/beheer/")
    text(desk, "/beheer/bezwaar/", {**OBJECTION, "valid_from": "23-11-2026"})
    zwijndrecht = Gemeente.objects.get(pk="0642")
    body = decides_as(zwijndrecht, region.organisations["SDD"], Bevoegdheid.PIP_VASTSTELLEN, on=TODAY)
    assert body.objection
    assert body.objection.postal == "Postbus 9, 3300 AA Dordrecht"


def test_a_partner_sets_no_address_for_objections(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(manager_of(region, "VluchtelingenWerk", "vwn"))
    for address in ("/beheer/bezwaar/", "/beheer/gemeente/0505/bezwaar/"):
        assert browser.get(address).status_code == 404
        assert browser.post(address, {**OBJECTION, "valid_from": "23-11-2026"}).status_code == 404


def change(value: str = "5", place: str = "0505", on: str = "24-11-2026") -> dict[str, str]:
    return {"place": place, "value": value, "valid_from": on, "source": "collegebesluit 12"}


def test_new_policy_holds_from_its_day_and_the_old_one_until_the_day_before(
    desk: Client, manager: Actor
) -> None:
    assert "5 gesprekken vanaf 24-11-2026" in text(desk, TALKS, change())
    assert policy(PolicyKey.INTAKE_TALKS_ASIEL, "0505", on=TODAY).value == 3
    assert policy(PolicyKey.INTAKE_TALKS_ASIEL, "0505", on=TOMORROW).value == 5
    text(desk, TALKS, change("6", on="25-11-2026"))
    assert policy(PolicyKey.INTAKE_TALKS_ASIEL, "0505", on=TOMORROW).value == 5
    assert policy(PolicyKey.INTAKE_TALKS_ASIEL, "0590", on=date(2027, 1, 1)).value == 3
    assert AuditRecord.objects.filter(subject_kind="beleid", actor=manager.label).count() == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (change("0"), "Kies een getal van 1 tot en met 12"),
        (change("veel"), "Voer een geheel getal in"),
        (change(on="22-11-2026"), "niet met terugwerkende kracht"),
        (change(place="0999"), "Deze keuze is er niet meer"),
        ({**change(), "source": ""}, "Vul ‘Besluit of beleidsregel’ in"),
    ],
)
def test_policy_that_can_not_be_is_refused_and_what_was_typed_stays(
    data: dict[str, str], said: str, desk: Client
) -> None:
    page = text(desk, TALKS, data)
    assert said in page
    assert f'value="{data["value"]}"' in page
    assert not Beleid.objects.exists()


def test_policy_can_not_be_slipped_in_before_what_is_laid_down_already(desk: Client) -> None:
    text(desk, TALKS, change(on="1-1-2027"))
    assert "Er staat al een getal klaar voor een latere dag" in text(desk, TALKS, change(on="24-11-2026"))


@pytest.mark.parametrize("address", ["/beheer/", "/beheer/beleid/", "/beheer/medewerkers/"])
def test_pages_cost_the_same_however_many_rows(
    address: str, desk: Client, region: Region, statements: Statements
) -> None:
    few = statements(desk, address)
    for place in range(5):
        employ(
            region.organisations["SDD"], username=f"u{place}", name=f"U. {place}", function="regisseur",
            roles={Role.REGISSEUR: ("0505", "0590")}, valid_from=START,
        )  # fmt: skip
        Beleid.objects.create(
            key=PolicyKey.OPROEP_DAYS, gemeente_id="0505", value=9, source="x", valid_from=START
        )
    assert statements(desk, address) == few
    assert few <= 12


def test_every_number_of_policy_and_every_kind_of_organisation_is_known() -> None:
    assert set(TEXTS) == set(PolicyKey)
    assert set(ROLES_OF) == set(OrganisationKind)


def test_four_eyes_is_answered_with_ja_or_nee(desk: Client) -> None:
    browser, page = desk, "/beheer/beleid/pip-vier-ogen/"
    assert "Ja" in browser.get(page).content.decode()
    typed = {"place": "0505", "valid_from": "23-11-2026", "source": "collegebesluit 7"}
    assert browser.post(page, {**typed, "value": "nee"}).status_code == 302
    assert "Kies bij ‘Nieuwe waarde’" in browser.post(page, typed).content.decode()
