"""Totals of hours: sums that name nobody, of one's own gemeenten, in one statement."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.region import START, TODAY, Region, make_dossier
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.commands import Done, record_hours, take_back
from wegwijs.hours.models import Per, Soort, Uren
from wegwijs.hours.totals import Total, totals

pytestmark = pytest.mark.django_db
PAGE = "/uren/totalen/"
YEAR = date(2026, 1, 1), date(2026, 12, 31)
SignedIn = Callable[[Actor], Client]


def made(
    region: Region,
    dossier: Dossier,
    soort: Soort,
    minutes: int,
    *,
    by: str = "SDD",
    on: date = TODAY,
    practical: bool = False,
) -> Uren:
    done = Done(
        soort, on, minutes, region.organisations[by], f"{soort}{by}{on}{minutes}", practical=practical
    )
    return record_hours(dossier, done, by=region.regisseur)


@pytest.fixture
def controller(region: Region) -> Actor:
    employee = employ(
        region.organisations["SDD"], username="telt", name="T. Telt", function="controller", roles={Role.CONTROLLER: ()},
        valid_from=START,
    )  # fmt: skip
    actor = actor_of(employee.user, on=TODAY)
    assert actor
    return actor


def test_hours_add_up_by_gemeente_giver_and_kind_with_how_many_persons(region: Region) -> None:
    one, other = make_dossier(region), make_dossier(region)
    for dossier in (one, other):
        made(region, dossier, Soort.PVT, 120, by="VluchtelingenWerk")
    made(region, one, Soort.MAP, 240, practical=True)
    take_back(made(region, other, Soort.MAP, 60), by=region.regisseur, reason="fout")
    made(region, other, Soort.PVT, 60, on=date(2025, 12, 31))
    vwn, sdd = region.organisations["VluchtelingenWerk"].name, region.organisations["SDD"].name
    assert totals({"0505"}, *YEAR) == [
        Total("Dordrecht", sdd, "map", 240, 240, 1),
        Total("Dordrecht", vwn, "pvt", 240, 0, 2),
    ]
    assert totals({"0505"}, *YEAR, Per.GEMEENTE) == [Total("Dordrecht", "", "", 480, 240, 2)]
    assert [one.minutes for one in totals({"0505"}, *YEAR, Per.AANBIEDER)] == [240, 240]
    assert [one.soort for one in totals({"0505"}, *YEAR, Per.SOORT)] == ["map", "pvt"]
    assert totals({"0590"}, *YEAR) == []


def test_the_controller_sees_totals_and_no_dossier(
    region: Region,
    dossier: Dossier,
    controller: Actor,
    signed_in: SignedIn,
    statements: Callable[[Client, str], int],
) -> None:
    made(region, dossier, Soort.NT2, 150)
    browser = signed_in(controller)
    page = browser.get(PAGE).content.decode()
    assert "Taalles (NT2)" in page
    assert "2,5" in page
    assert dossier.person.list_name not in page
    for address in (f"/dossier/{dossier.pk}/", f"/uren/{dossier.pk}/", "/participatie/"):
        assert browser.get(address).status_code == 404
    assert statements(browser, PAGE) <= 8


def test_a_period_without_hours_and_a_wrong_one_say_so(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    made(region, dossier, Soort.NT2, 150)
    browser = signed_in(region.teamlead)
    assert (
        "Geen uren in deze periode"
        in browser.get(f"{PAGE}?since=01-01-2025&until=31-12-2025").content.decode()
    )
    assert "voor de begindatum" in browser.get(f"{PAGE}?since=01-01-2026&until=31-12-2025").content.decode()
    assert browser.get(f"{PAGE}?since=wat&per=alles").status_code == 200


def test_the_file_is_recorded(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    made(region, dossier, Soort.NT2, 150, on=TODAY - timedelta(days=1))
    answer = signed_in(region.teamlead).get(f"{PAGE}?since=01-01-2026&until=31-12-2026&bestand=ja")
    assert "Dordrecht;Sociale Dienst Drechtsteden;Taalles (NT2);2,5;0;1" in answer.content.decode()
    assert AuditRecord.objects.filter(detail__startswith="totalen van uren, 01-01-2026").exists()


def test_who_accounts_for_nothing_finds_nothing(region: Region, signed_in: SignedIn) -> None:
    for stranger in (region.regisseur, region.counsellor, region.administrator, region.decider):
        assert signed_in(stranger).get(PAGE).status_code == 404
