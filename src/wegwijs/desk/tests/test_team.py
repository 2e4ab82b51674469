"""The team page and the Mondays that are kept."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor, system_actor
from wegwijs.desk.chart import lines
from wegwijs.desk.commands import keep_week
from wegwijs.desk.models import TeamWeek
from wegwijs.dossiers.models import Dossier

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
STATEMENTS = 10


@pytest.fixture
def late(region: Region, dossier: Dossier) -> Dossier:
    """One late dossier of the regisseur, beside one of nobody."""
    Dossier.objects.filter(pk=dossier.pk).update(
        regisseur=region.regisseur.employee, next_on=TODAY - timedelta(days=1)
    )
    make_dossier(region)
    return dossier


def test_each_regisseur_has_a_row_whose_numbers_lead_to_the_dossiers(
    region: Region, late: Dossier, signed_in: SignedIn
) -> None:
    browser = signed_in(region.teamlead)
    rows = browser.get("/team/").context["rows"]
    assert [row.name for row in rows] == ["zonder regisseur", "A. de Vries"]
    cell = rows[1].cells[1]
    assert cell.number == 1
    assert late.person.list_name in browser.get(cell.url).content.decode()


def test_only_who_leads_a_team_sees_it(region: Region, late: Dossier, signed_in: SignedIn) -> None:
    assert signed_in(region.regisseur).get("/team/").status_code == 404
    assert signed_in(region.counsellor).get("/team/").status_code == 404


def test_a_monday_is_kept_once_and_shown(region: Region, late: Dossier, signed_in: SignedIn) -> None:
    system = system_actor("wegwijs", on=TODAY)
    assert [keep_week(by=system, on=TODAY), keep_week(by=system, on=TODAY + timedelta(days=2))] == [2, 0]
    assert TeamWeek.objects.get(regisseur=region.regisseur.employee).late == 1
    keep_week(by=system, on=TODAY - timedelta(days=7))
    text = signed_in(region.teamlead).get("/team/").content.decode()
    assert "Van 16-11-2026 tot 23-11-2026. te laat: van 0 naar 1" in text


def test_the_page_costs_the_same_for_a_large_team(
    region: Region, late: Dossier, signed_in: SignedIn, statements: Statements
) -> None:
    before = statements(signed_in(region.teamlead), "/team/")
    Dossier.objects.filter(pk=make_dossier(region).pk).update(regisseur=region.colleague.employee)
    assert statements(signed_in(region.teamlead), "/team/") == before <= STATEMENTS


def test_one_day_makes_no_line() -> None:
    assert lines([date(2026, 11, 23)], {"te laat": [3]}) is None


def test_a_line_of_zeros_lies_on_the_ground() -> None:
    chart = lines([date(2026, 11, 16), date(2026, 11, 23)], {"te laat": [0, 0]})
    assert chart
    assert chart.series[0].points == "36,156 628,156"
