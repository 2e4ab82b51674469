"""Signing in and out, and the personas of the example region."""

import importlib
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client
from django.urls import NoReverseMatch, clear_url_caches, reverse

from support.region import Region
from wegwijs.access import personas, urls
from wegwijs.access.actor import Actor
from wegwijs.access.adapters import SocialAccountAdapter
from wegwijs.access.models import User
from wegwijs.organisations.models import Employee

SignedIn = Callable[[Actor], Client]
SECRET = "vier losse woorden samen"


def body(browser: Client, address: str, **data: Any) -> str:
    answer = browser.post(address, data, follow=True) if data else browser.get(address)
    return answer.content.decode()


@pytest.fixture
def with_password(region: Region) -> User:
    user = region.regisseur.user
    user.set_password(SECRET)
    user.save()
    return user


def test_the_persona_page_groups_people_by_organisation_and_says_what_they_do(region: Region) -> None:
    page = body(Client(), "/toegang/personas/")
    assert page.index("Sociale Dienst Drechtsteden") < page.index("VluchtelingenWerk Drechtsteden")
    assert "E. Smit, gemandateerd beslisser" in page
    assert "Stelt het PIP vast namens het college" in page
    assert "bericht van DUO" not in page


def test_somebody_who_left_is_no_persona(region: Region) -> None:
    Employee.objects.filter(pk=region.decider.employee.pk).update(valid_to=date(2026, 10, 31))  # type: ignore[union-attr]
    assert "E. Smit" not in body(Client(), "/toegang/personas/")


def test_one_click_signs_in_and_goes_on_to_where_one_wanted_to_be(region: Region) -> None:
    browser = Client()
    answer = browser.post(f"/toegang/personas/{region.regisseur.user.pk}/", {"next": "/zoeken/"})
    assert answer.headers["Location"] == "/zoeken/"
    assert "A. de Vries" in body(browser, "/zoeken/")


@pytest.mark.parametrize("elsewhere", ["https://kwaad.example/", "//kwaad.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(region: Region, elsewhere: str) -> None:
    answer = Client().post(f"/toegang/personas/{region.regisseur.user.pk}/", {"next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_nobody_becomes_a_system(region: Region) -> None:
    assert Client().post(f"/toegang/personas/{region.duo.user.pk}/").status_code == 404


@pytest.fixture
def without_demo(settings: Any) -> Iterator[None]:
    """The addresses as an installation without the example region has them."""
    settings.DEMO_PERSONAS = False
    importlib.reload(urls)
    clear_url_caches()
    importlib.reload(importlib.import_module("wegwijs.config.urls"))
    yield
    settings.DEMO_PERSONAS = True
    importlib.reload(urls)
    importlib.reload(importlib.import_module("wegwijs.config.urls"))
    clear_url_caches()


@pytest.mark.usefixtures("without_demo")
def test_outside_the_trial_there_is_no_persona_page(region: Region) -> None:
    assert Client().get("/toegang/personas/").status_code == 404
    assert Client().post(f"/toegang/personas/{region.regisseur.user.pk}/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("access:personas")


def test_the_views_themselves_refuse_too(region: Region, settings: Any) -> None:
    settings.DEMO_PERSONAS = False
    assert Client().get("/toegang/personas/").status_code == 404
    assert Client().post(f"/toegang/personas/{region.regisseur.user.pk}/").status_code == 404


def test_an_installation_without_the_example_region_refuses_the_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(personas, "DEMO", "wegwijs.not_installed")
    assert not personas.personas_on()
    with pytest.raises(ImproperlyConfigured, match="zonder wachtwoord"):
        personas.refuse_outside_demo()


def test_signing_out_needs_a_post_and_ends_the_session(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.regisseur)
    assert browser.get("/toegang/afmelden/").status_code == 405
    browser.post("/toegang/afmelden/")
    assert browser.get("/").headers["Location"].startswith("/aanmelden/login/")


def test_a_password_signs_in_and_a_wrong_one_says_so_without_saying_which(with_password: User) -> None:
    browser = Client()
    wrong = body(browser, "/aanmelden/login/", login="devries", password="verkeerd")
    unknown = body(browser, "/aanmelden/login/", login="bestaat.niet", password="verkeerd")
    assert "gebruikersnaam of het wachtwoord klopt niet" in wrong
    assert "gebruikersnaam of het wachtwoord klopt niet" in unknown
    assert "Mijn werk" in body(browser, "/aanmelden/login/", login="devries", password=SECRET)


def test_guessing_a_password_ends_soon_also_with_the_right_one(with_password: User) -> None:
    cache.clear()
    browser = Client()
    for attempt in range(15):
        page = body(browser, "/aanmelden/login/", login="devries", password=f"gok {attempt}")
    assert "te vaak een verkeerd wachtwoord" in page
    assert "Mijn werk" not in body(browser, "/aanmelden/login/", login="devries", password=SECRET)
    cache.clear()


def test_the_session_changes_at_sign_in_and_the_browser_keeps_it_to_itself(with_password: User) -> None:
    browser = Client()
    browser.get("/aanmelden/login/")
    before = browser.cookies.get("sessionid")
    browser.post("/aanmelden/login/", {"login": "devries", "password": SECRET})
    after = browser.cookies["sessionid"]
    assert before is None or before.value != after.value
    assert after["httponly"]
    assert after["samesite"] == "Lax"
    assert not after["max-age"]


def test_a_forgotten_password_says_the_same_whether_the_address_is_known_or_not(with_password: User) -> None:
    cache.clear()
    known = body(Client(), "/aanmelden/password/reset/", email="devries@example.org")
    unknown = body(Client(), "/aanmelden/password/reset/", email="niemand@example.org")
    assert "Kijk in uw e-mail" in known
    assert known == unknown
    [message] = mail.outbox
    assert message.to == ["devries@example.org"]
    assert message.subject == "Wegwijs: Kies een nieuw wachtwoord"
    link = next(line for line in message.body.splitlines() if line.startswith("http"))
    page = Client().get(link, follow=True).content.decode()
    assert "Nieuw wachtwoord kiezen" in page
    cache.clear()


def test_nobody_makes_an_account_or_changes_an_address(with_password: User) -> None:
    browser = Client()
    browser.force_login(with_password, backend="django.contrib.auth.backends.ModelBackend")
    for address in ("signup/", "email/", "3rdparty/", "3rdparty/signup/", "confirm-email/abc/"):
        assert browser.get(f"/aanmelden/{address}").status_code == 404, address
        assert browser.post(f"/aanmelden/{address}").status_code == 404, address


def test_the_identity_provider_gives_nobody_an_account(rf: Any) -> None:
    assert SocialAccountAdapter().is_open_for_signup(rf.get("/"), None) is False


@pytest.mark.parametrize("left_on", [date(2026, 11, 22), None])
def test_someone_without_an_employment_is_told_whom_to_ask(
    region: Region, signed_in: SignedIn, left_on: date | None
) -> None:
    user = region.regisseur.user
    if left_on:
        Employee.objects.filter(user=user).update(valid_to=left_on)
    else:
        user.employee = None
        user.save()
    answer = signed_in(region.regisseur).get("/")
    assert answer.status_code == 403
    assert "Vraag functioneel beheer" in answer.content.decode()


def test_who_asked_for_a_new_password_can_still_add_a_second_step(with_password: User) -> None:
    browser = Client()
    browser.post("/aanmelden/password/reset/", {"email": with_password.email})
    browser.post("/aanmelden/login/", {"login": "devries", "password": SECRET})
    browser.post("/aanmelden/reauthenticate/", {"password": SECRET})
    assert browser.get("/aanmelden/2fa/totp/activate/").status_code == 200


def test_who_lost_the_recovery_codes_makes_new_ones(with_password: User) -> None:
    TOTP.activate(with_password, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(with_password)
    browser = Client()
    browser.force_login(with_password, backend="django.contrib.auth.backends.ModelBackend")
    browser.post("/aanmelden/reauthenticate/", {"password": SECRET})
    before = browser.get("/aanmelden/2fa/recovery-codes/").content
    assert browser.post("/aanmelden/2fa/recovery-codes/generate/").status_code == 302
    assert browser.get("/aanmelden/2fa/recovery-codes/").content != before


def test_a_short_password_is_refused_in_dutch() -> None:
    with pytest.raises(ValidationError, match="Kies er een van minstens 12 tekens"):
        validate_password("Zon-4-kat")
