"""Signing in as people do it: a password with a second step, a passkey, a persona; and a sign-in that expires in a form."""

from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import Page, expect

from support.region import TODAY, Region, build_region, make_dossier
from support.story import Axe, OnDay
from wegwijs.access.models import User

SECRET = "vier losse woorden samen"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(db: None) -> Region:
    """A region of which the regisseur has a password. On the clock of the machine: codes of apps go by it."""
    region = build_region()
    user = region.regisseur.user
    user.set_password(SECRET)
    user.save()
    return region


def sign_in_with_password(page: Page) -> None:
    page.goto("/aanmelden/login/")
    page.get_by_label("Gebruikersnaam").fill("devries")
    page.get_by_label("Wachtwoord", exact=True).fill(SECRET)
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def show_it_is_you(page: Page) -> None:
    """The password once more, before anything of the account changes."""
    page.get_by_label("Wachtwoord", exact=True).fill(SECRET)
    page.get_by_role("button", name="Verder").click()


def code_of(user: User) -> str:
    """What the app on somebody's telephone shows now."""
    kept = Authenticator.objects.get(user=user, type="totp").data["secret"]
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(get_adapter().decrypt(kept), counter)))


def virtual_authenticator(page: Page) -> None:
    """A key that always recognises its owner, in the browser itself."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_opens_the_door_without_a_password(
    page: Page, people: Region, axe: Axe
) -> None:
    sign_in_with_password(page)
    virtual_authenticator(page)
    page.goto("/aanmelden/2fa/webauthn/add/")
    show_it_is_you(page)
    expect(page.get_by_label("Ook aanmelden zonder wachtwoord")).to_be_checked()
    axe(page)
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    page.goto("/aanmelden/2fa/webauthn/")
    expect(page.get_by_text("nog niet gebruikt")).to_be_visible()
    axe(page)
    assert Authenticator.objects.filter(user=people.regisseur.user, type="webauthn").exists()
    page.get_by_role("button", name="Afmelden").click()
    page.goto("/aanmelden/login/")
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    expect(page.get_by_role("heading", name="Mijn werk")).to_be_visible()


def test_an_app_on_the_telephone_becomes_the_second_step(page: Page, people: Region, axe: Axe) -> None:
    sign_in_with_password(page)
    page.goto("/aanmelden/2fa/totp/activate/")
    show_it_is_you(page)
    secret = page.locator("main code").inner_text()
    axe(page)
    counter = next(iter(yield_hotp_counters_from_time()))
    page.get_by_label("Code").fill(str(format_hotp_value(hotp_value(secret, counter))))
    page.get_by_role("button", name="Koppelen").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Afmelden").click()
    sign_in_with_password(page)
    expect(page.get_by_role("heading", name="Tweede stap bij het aanmelden")).to_be_visible()
    axe(page)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_text("Deze code klopt niet").first).to_be_visible()
    cache.clear()
    page.get_by_label("Code").fill(code_of(people.regisseur.user))
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_role("heading", name="Mijn werk")).to_be_visible()


def test_what_was_typed_when_the_sign_in_expired_stands_there_again(
    page: Page, people: Region, axe: Axe, on_day: OnDay
) -> None:
    on_day(TODAY)
    dossier = make_dossier(people)
    sign_in_with_password(page)
    page.goto(f"/dossiers/{dossier.pk}/contact/")
    page.get_by_label("Waar ging het over").fill("Belde over de oppas")
    Session.objects.all().delete()
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", name="Aanmelden")).to_be_visible()
    page.get_by_label("Gebruikersnaam").fill("devries")
    page.get_by_label("Wachtwoord", exact=True).fill(SECRET)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_label("Waar ging het over")).to_have_value("Belde over de oppas")
    expect(page.get_by_text("Wij hebben teruggezet wat u had ingevuld").first).to_be_visible()
    axe(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_one_click_on_a_persona_and_one_to_sign_out(page: Page, people: Region, axe: Axe, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/toegang/personas/")
    axe(page)
    page.get_by_role("button", name="Kies E. Smit").click()
    expect(page.get_by_text("gemandateerd beslisser, SDD")).to_be_visible()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("heading", name="Aanmelden")).to_be_visible()
