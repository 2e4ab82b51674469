"""Mijn werk of who keeps clients' money: the dossiers in which she has a task, what is due first first; those of the region are a link."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from support.ontzorgen import treasurer
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.desk.worklist.counts import waiting
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import add_task, close_dossier
from wegwijs.dossiers.models import Dossier

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]


def counted(by: Actor) -> int:
    return waiting(by, today=TODAY)["mine"]


def test_first_what_is_due_first_and_the_rest_is_counted(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    by, closed = treasurer(region), make_dossier(region)
    others = [make_dossier(region) for _ in range(3)]
    me = by.employee
    add_task(others[0], "Later", due_on=TODAY + timedelta(days=20), assigned_to=me)
    add_task(dossier, "Ook nog", due_on=TODAY + timedelta(days=1), assigned_to=me)
    add_task(
        dossier,
        "Kijk <het> geldplan na",
        why="de bijstand loopt door",
        due_on=TODAY - timedelta(days=1),
        link="/ontzorgen/",
        assigned_to=me,
    )
    add_task(closed, "Betaal uit wat er staat", due_on=TODAY + timedelta(days=2), assigned_to=me)
    close_dossier(closed, by=region.regisseur, on=TODAY, reason=CloseReason.OVERLEDEN.label)
    add_task(others[1], "Van de regisseur", due_on=TODAY)
    browser = signed_in(by)
    page = browser.get("/").content.decode()
    rows = re.findall(r"<tr class=.*?</tr>", page)
    assert [re.findall(r'ww-cell-main">([^<]*)<', row)[0] for row in rows] == [
        "Kijk &lt;het&gt; geldplan na", "Betaal uit wat er staat", "Later",
    ]  # fmt: skip
    assert "de bijstand loopt door · en nog 1 taak" in rows[0]
    assert 'href="/ontzorgen/"' in rows[0]
    assert re.findall(r'ww-tile__number">(\d+)', page) == ["1", "1", "1"]
    assert "Alle 4 open dossiers" in page
    assert "Van de regisseur" not in page
    every = browser.get("/?van=allen").content.decode()
    assert every.count('<tr class="ww-line') == 4
    assert browser.get("/?wanneer=laat").content.decode().count('<tr class="ww-line') == 1
    assert counted(by) == 3


def test_the_badge_counts_the_same(region: Region, dossier: Dossier) -> None:
    by = treasurer(region)
    assert counted(by) == 0
    add_task(dossier, "Doe dit", due_on=TODAY, assigned_to=by.employee)
    make_dossier(region)
    assert counted(by) == 1
    assert waiting(region.teamlead, today=TODAY)["mine"] == 2


def test_nothing_to_do_says_where_to_look(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    page = signed_in(treasurer(region)).get("/").content.decode()
    assert "Geen taken" in page
    assert 'href="/ontzorgen/?van=mij"' in page
    assert "Alle 1 open dossiers" in page


def test_everybody_may_ask_for_their_tasks(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    add_task(dossier, "Bel terug", due_on=TODAY, assigned_to=region.regisseur.employee)
    page = signed_in(region.regisseur).get("/?van=taken").content.decode()
    assert "Bel terug" in page
    assert "geldplannen" not in page


def test_it_costs_no_more(
    region: Region, dossier: Dossier, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    by = treasurer(region)
    for _ in range(3):
        add_task(make_dossier(region), "Doe dit", due_on=TODAY, assigned_to=by.employee)
    assert statements(signed_in(by), "/") <= 8
