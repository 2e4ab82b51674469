"""Mijn werk: every open dossier of the actor, in order of its next date."""

from collections.abc import Callable

import pytest
from django.test import Client

from support.region import Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
# Session, account, served gemeenten and roles are read once a request; then navigation, tiles, rows and gemeenten.
STATEMENTS = 8


def test_shows_my_dossiers_with_their_next_date(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    text = signed_in(region.teamlead).get("/").content.decode()
    assert dossier.person.list_name in text


def test_the_number_of_statements_does_not_grow_with_the_list(
    region: Region, signed_in: SignedIn, statements: Statements
) -> None:
    browser = signed_in(region.teamlead)
    for _ in range(3):
        make_dossier(region)
    assert statements(browser, "/") == STATEMENTS
    for _ in range(7):
        make_dossier(region)
    assert statements(browser, "/") == STATEMENTS


def test_a_colleague_of_another_gemeente_sees_nothing(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    text = signed_in(region.outsider).get("/?van=allen").content.decode()
    assert dossier.person.list_name not in text
    assert "Geen open dossiers" in text


@pytest.mark.parametrize(
    "query", ["?na=zomaar", "?wanneer=ooit&fase=x&groep=y", "?gemeente=%00", "?na=2026-01-01_x"]
)
def test_nonsense_in_the_address_is_no_error(
    region: Region, dossier: Dossier, signed_in: SignedIn, query: str
) -> None:
    assert signed_in(region.teamlead).get(f"/{query}").status_code == 200
