"""Keys of the systems of providers: made once, seen never again, two at most, over by themselves or at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from support.beheer import manager_of, text
from support.lessons import school
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.access.commands import make_key, revoke_key
from wegwijs.access.models import AccessKey
from wegwijs.access.queries.keys import key_with
from wegwijs.errors import DomainError, NotAllowed

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
YEAR = TODAY + timedelta(days=365)


@pytest.fixture
def manager(region: Region) -> Actor:
    return manager_of(region, "SDD", "beheerder")


def made(
    region: Region, by: Actor, name: str = "Leerlingsysteem", short: str = "Sagènn", days: int = 300
) -> str:
    return make_key(region.organisations[short], name, by=by, valid_to=TODAY + timedelta(days=days))


def test_a_key_is_kept_as_a_hash_and_found_by_its_secret(region: Region, manager: Actor) -> None:
    secret = made(region, manager)
    key = key_with(secret)
    assert key
    assert len(secret) > 40
    assert secret not in key.secret_hash
    assert key_with(secret + "x") is None


def test_two_stand_beside_each_other_and_a_third_does_not(region: Region, manager: Actor) -> None:
    made(region, manager, "Een")
    made(region, manager, "Twee")
    with pytest.raises(DomainError, match="al 2 sleutels") as refusal:
        made(region, manager, "Drie")
    assert refusal.value.field == "organisation"
    revoke_key(AccessKey.objects.get(name="Een"), by=manager)
    made(region, manager, "Drie")
    made(region, manager, "Een", "NLtraining")


@pytest.mark.parametrize("days", [-1, 366])
def test_a_key_lasts_a_year_at_most(region: Region, manager: Actor, days: int) -> None:
    with pytest.raises(DomainError) as refusal:
        made(region, manager, days=days)
    assert refusal.value.field == "valid_to"


def test_two_keys_have_two_names(region: Region, manager: Actor) -> None:
    made(region, manager, "Leerlingsysteem")
    with pytest.raises(DomainError) as refusal:
        made(region, manager, "leerlingsysteem ")
    assert refusal.value.field == "name"


def test_only_management_makes_one_and_only_for_its_own(region: Region, manager: Actor) -> None:
    with pytest.raises(NotAllowed):
        made(region, region.regisseur)
    with pytest.raises(NotAllowed):
        made(region, school(region))
    own = manager_of(region, "Sagènn", "eigen")
    made(region, own)
    with pytest.raises(DomainError):
        made(region, own, short="NLtraining")
    with pytest.raises(DomainError):
        made(region, manager, short="VluchtelingenWerk")


def test_the_secret_shows_once_on_the_page(region: Region, manager: Actor, signed_in: SignedIn) -> None:
    browser = signed_in(manager)
    page = text(browser, "/beheer/sleutels/nieuw/", {"organisation": str(region.organisations["Sagènn"].pk), "name": "LVS", "valid_to": "31-05-2027"})  # fmt: skip
    assert "wegwijs_" in page
    listing = text(browser, "/beheer/sleutels/")
    assert "wegwijs_" not in listing
    assert "LVS" in listing
    assert "nog niet" in listing


def test_a_key_is_revoked_on_the_page(region: Region, manager: Actor, signed_in: SignedIn) -> None:
    made(region, manager)
    page = text(signed_in(manager), f"/beheer/sleutels/{AccessKey.objects.get().pk}/intrekken/", {})
    assert "werkt niet meer" in page
    assert AccessKey.objects.get().revoked_at


def test_who_does_not_manage_finds_no_page(region: Region, manager: Actor, signed_in: SignedIn) -> None:
    made(region, manager)
    pk = AccessKey.objects.get().pk
    for actor in (region.regisseur, school(region)):
        browser = signed_in(actor)
        assert [browser.get(f"/beheer/sleutels/{part}").status_code for part in ("", "nieuw/")] == [404, 404]
        assert browser.post(f"/beheer/sleutels/{pk}/intrekken/").status_code == 404
    other = signed_in(manager_of(region, "NLtraining", "ander"))
    assert other.post(f"/beheer/sleutels/{pk}/intrekken/").status_code == 404
    assert "Leerlingsysteem" not in text(other, "/beheer/sleutels/")


def test_the_list_costs_the_same_whatever_it_shows(
    region: Region, manager: Actor, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    browser = signed_in(manager)
    empty = statements(browser, "/beheer/sleutels/")
    made(region, manager)
    made(region, manager, "Twee", "NLtraining")
    assert statements(browser, "/beheer/sleutels/") <= max(empty, 8)
