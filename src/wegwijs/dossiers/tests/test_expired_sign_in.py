"""A sign-in that expired in the middle of a form: nothing typed is lost, and nobody else gets it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from support.region import Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Contactmoment, Dossier

SignedIn = Callable[[Actor], Client]
NOTE = "Belde over de oppas, komt woensdag."


@pytest.fixture
def expired(dossier: Dossier, region: Region, signed_in: SignedIn) -> tuple[Client, str]:
    """A regisseur with a contact form open whose session has ended, and the address of the form."""
    browser = signed_in(region.regisseur)
    address = f"/dossiers/{dossier.pk}/contact/"
    assert browser.get(address).status_code == 200
    del browser.cookies["sessionid"]
    return browser, address


def send(browser: Client, address: str, **data: Any) -> str:
    answer = browser.post(address, {"what": NOTE, "summary": NOTE, "text": NOTE, "note": NOTE, **data})
    location: str = answer.headers["Location"]
    return location


def test_what_was_typed_stands_there_again_after_signing_in(
    expired: tuple[Client, str], region: Region
) -> None:
    browser, address = expired
    assert send(browser, address) == f"/aanmelden/login/?next={address}"
    browser.post(f"/toegang/personas/{region.regisseur.user.pk}/", {"next": address})
    page = browser.get(address).content.decode()
    assert NOTE in page
    assert "Wij hebben teruggezet wat u had ingevuld" in page
    assert not Contactmoment.objects.exists()


def test_it_is_put_back_once(expired: tuple[Client, str], region: Region) -> None:
    browser, address = expired
    send(browser, address)
    browser.post(f"/toegang/personas/{region.regisseur.user.pk}/", {"next": address})
    browser.get(address)
    assert NOTE not in browser.get(address).content.decode()


def test_a_colleague_on_the_same_machine_does_not_get_it(expired: tuple[Client, str], region: Region) -> None:
    browser, address = expired
    send(browser, address)
    browser.post(f"/toegang/personas/{region.colleague.user.pk}/", {"next": address})
    assert NOTE not in browser.get(address).content.decode()


def test_a_browser_that_nobody_used_keeps_nothing(dossier: Dossier, region: Region) -> None:
    browser, address = Client(), f"/dossiers/{dossier.pk}/contact/"
    send(browser, address)
    browser.post(f"/toegang/personas/{region.regisseur.user.pk}/", {"next": address})
    assert NOTE not in browser.get(address).content.decode()


def test_after_a_button_one_comes_back_to_its_page(expired: tuple[Client, str]) -> None:
    browser, address = expired
    page = address.replace("dossiers", "dossier").replace("contact/", "")
    answer = browser.post(address, {}, headers={"Referer": f"http://testserver{page}?van=SDD"})
    assert answer.headers["Location"] == f"/aanmelden/login/?next={page}%3Fvan%3DSDD"


def test_a_referer_of_another_site_leads_nowhere(expired: tuple[Client, str]) -> None:
    browser, address = expired
    answer = browser.post(address, {}, headers={"Referer": "https://kwaad.example/lok/"})
    assert answer.headers["Location"] == f"/aanmelden/login/?next={address}"
