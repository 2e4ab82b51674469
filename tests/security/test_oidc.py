"""Signing in with the account of the organisation: the provider proves who somebody is, and every proof is looked at."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from support.oidc import CLIENT, SECRET, Person, Provider, running
from support.region import START, Region
from wegwijs.access.commands import employ
from wegwijs.access.models import User
from wegwijs.access.roles import Role
from wegwijs.organisations.models import Employee

LOGIN = "/aanmelden/oidc/organisatie/login/?process=login&next=/zoeken/"


@pytest.fixture
def provider(region: Region, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """Set up as in production, with a second step for whoever has a password."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    settings.SECOND_STEP_REQUIRED = True
    with running() as found:
        app = {
            "provider_id": "organisatie", "name": "Account van de organisatie", "client_id": CLIENT, "secret": SECRET,
            "settings": {"server_url": found.url, "oauth_pkce_enabled": True},
        }  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        yield found


def to_the_provider(browser: Client, address: str = LOGIN) -> str:
    """Where the provider sends the browser back to."""
    away = browser.get(address)
    assert away.status_code == 302
    back = httpx.get(away.headers["Location"])
    assert back.status_code == 302, back.text
    return back.headers["Location"].removeprefix("http://testserver")


def sign_in(browser: Client) -> Any:
    return browser.get(to_the_provider(browser))


def signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_an_employee_signs_in_and_goes_on_where_they_wanted_to_be(provider: Provider) -> None:
    browser = Client()
    assert "Account van de organisatie" in browser.get("/aanmelden/login/").content.decode()
    answer = sign_in(browser)
    assert answer.headers["Location"] == "/zoeken/"
    assert "A. de Vries" in browser.get("/zoeken/").content.decode()


def test_the_second_step_is_the_provider_s_and_not_asked_again(provider: Provider) -> None:
    browser = Client()
    sign_in(browser)
    assert browser.get("/").status_code == 200


def test_each_time_it_asks_with_another_nonce_state_and_challenge(provider: Provider) -> None:
    asked = [parse_qs(urlsplit(Client().get(LOGIN).headers["Location"]).query) for _ in range(2)]
    for name in ("nonce", "state", "code_challenge"):
        assert asked[0][name] != asked[1][name]
        assert len(asked[0][name][0]) >= 16
    assert asked[0]["code_challenge_method"] == ["S256"]


REFUSED: dict[str, Person] = {
    "for somebody else": Person(forged={"aud": "een andere toepassing"}),
    "of another provider": Person(forged={"iss": "https://kwaad.example"}),
    "that is over": Person(forged={"exp": time.time() - 600}),
    "with another nonce": Person(forged={"nonce": "een ander"}),
    "without a nonce": Person(forged={"nonce": None}),
    "about somebody else than the rest": Person(forged={"sub": "iemand anders"}),
    "that isn't there": Person(no_id_token=True),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_proof_that_is_not_right_is_refused_with_a_plain_page(what: str, provider: Provider) -> None:
    provider.person = REFUSED[what]
    browser = Client()
    answer = sign_in(browser)
    assert answer.status_code == 401
    assert "Aanmelden is niet gelukt" in answer.content.decode()
    assert not signed_in(browser)


def test_a_code_of_another_browser_is_worth_nothing(provider: Provider) -> None:
    address = to_the_provider(Client())
    browser = Client()
    answer = browser.get(address)
    assert answer.status_code == 401
    assert not signed_in(browser)


def test_a_code_works_once(provider: Provider) -> None:
    browser = Client()
    address = to_the_provider(browser)
    browser.get(address)
    browser.post("/toegang/afmelden/")
    assert browser.get(address).status_code == 401
    assert not signed_in(browser)


@pytest.mark.parametrize(
    "person",
    [
        Person(sub="x", email="niemand@example.org"),
        Person(sub="y", verified=False),
        Person(sub="z", email=""),
    ],
)
def test_who_is_no_employee_stays_outside_with_a_plain_page(person: Person, provider: Provider) -> None:
    provider.person = person
    before, browser = User.objects.count(), Client()
    answer = sign_in(browser)
    text = answer.content.decode()
    assert "U hebt nog geen toegang" in text
    assert "functioneel beheer" in text
    assert not signed_in(browser)
    assert User.objects.count() == before


def test_who_left_signs_in_and_sees_nothing(provider: Provider, region: Region) -> None:
    Employee.objects.filter(pk=region.regisseur.employee.pk).update(valid_to=START)  # type: ignore[union-attr]
    browser = Client()
    sign_in(browser)
    assert browser.get("/").status_code == 403


def test_an_account_that_was_closed_stays_outside(provider: Provider, region: Region) -> None:
    sign_in(Client())
    User.objects.filter(pk=region.regisseur.user.pk).update(is_active=False)
    browser = Client()
    sign_in(browser)
    assert not signed_in(browser)


def test_who_cancels_at_the_provider_is_told_so(provider: Provider) -> None:
    browser = Client()
    state = parse_qs(urlsplit(browser.get(LOGIN).headers["Location"]).query)["state"][0]
    page = f"/aanmelden/oidc/organisatie/login/callback/?error=access_denied&state={state}"
    assert "U bent niet aangemeld" in browser.get(page, follow=True).content.decode()


def test_after_signing_out_one_goes_by_the_provider_again(provider: Provider) -> None:
    browser = Client()
    sign_in(browser)
    old = browser.cookies["sessionid"].value
    browser.post("/toegang/afmelden/")
    browser.cookies["sessionid"] = old
    assert browser.get("/").headers["Location"].startswith("/aanmelden/login/")
    assert sign_in(browser).headers["Location"] == "/zoeken/"


@pytest.fixture
def manager(provider: Provider, region: Region) -> Client:
    """Functional management, signed in by the provider twenty minutes ago."""
    employ(
        region.organisations["SDD"], username="beheer", name="Q. Prins", function="beheerder", roles={Role.BEHEER: ()},
        valid_from=START,
    )  # fmt: skip
    provider.person = Person(sub="prins", email="beheer@example.org")
    browser = Client()
    sign_in(browser)
    session = browser.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= 20 * 60
    session.save()
    return browser


def leave(browser: Client, region: Region) -> Any:
    assert region.colleague.employee
    return browser.post(
        f"/beheer/medewerkers/{region.colleague.employee.pk}/uit-dienst/", {"on": "30-11-2026"}
    )


def test_an_act_that_matters_sends_to_the_provider_and_loses_nothing(
    manager: Client, provider: Provider, region: Region
) -> None:
    away = leave(manager, region).headers["Location"]
    assert away.startswith("/aanmelden/oidc/organisatie/login/?process=redirect")
    there = parse_qs(urlsplit(manager.get(away).headers["Location"]).query)
    assert (there["prompt"], there["max_age"]) == (["login"], ["0"])
    page = manager.get(to_the_provider(manager, away)).headers["Location"]
    assert page.endswith("/uit-dienst/")
    shown = manager.get(page).content.decode()
    assert 'value="30-11-2026"' in shown
    assert region.colleague.employee
    there_now = leave(manager, region).headers["Location"]
    assert there_now == f"/beheer/medewerkers/{region.colleague.employee.pk}/"


@pytest.mark.parametrize(
    "person",
    [
        Person(sub="prins", email="beheer@example.org", auth_time=time.time() - 3600),
        Person(sub="prins", email="beheer@example.org", forged={"auth_time": None}),
        Person(sub="devries-1", email="devries@example.org"),
    ],
    ids=["who didn't sign in anew", "where the provider doesn't say when", "who is somebody else"],
)
def test_the_act_stays_shut_for(person: Person, manager: Client, provider: Provider, region: Region) -> None:
    away = leave(manager, region).headers["Location"]
    provider.person = person
    assert manager.get(to_the_provider(manager, away)).status_code == 401
    assert leave(manager, region).headers["Location"].startswith("/aanmelden/oidc/")
