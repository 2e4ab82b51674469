"""The product without JavaScript, with a password manager, and for who needs more time than the sign-in lasts."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from support.region import Region, build_region, make_dossier
from support.story import Axe, SignIn
from wegwijs import clock
from wegwijs.dossiers.models import Contactmoment

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "vier losse woorden samen"


@pytest.fixture
def today_region(db: None) -> Region:
    """A region on the clock of the machine: sign-ins end by it."""
    return build_region()


@pytest.fixture
def plain(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_a_day_of_work_without_javascript(plain: Page, region: Region) -> None:
    """My work, a filter, search, a form with errors and then without, signing out."""
    dossier = make_dossier(region)
    client = Client()
    client.force_login(region.regisseur.user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    plain.goto("/toegang/personas/")
    plain.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": plain.url.split("/toegang")[0]}]
    )
    plain.goto("/?van=allen")
    plain.locator(".ww-chip-menu", has_text="Dordrecht").locator("summary").click()
    plain.get_by_role("link", name="Dordrecht", exact=True).click()
    expect(plain.get_by_role("link", name="Tesfay, Selam").first).to_be_visible()
    plain.get_by_role("searchbox").fill("tesfay")
    plain.get_by_role("button", name="Zoek", exact=True).click()
    expect(plain.get_by_role("heading", name="Selam Tesfay")).to_be_visible()
    plain.goto(f"/dossiers/{dossier.pk}/contact/")
    plain.locator("main form button[type=submit]").click()
    expect(plain.locator("[data-errors]")).to_be_visible()
    plain.get_by_label("telefoon").check()
    plain.get_by_role("group", name="Hebt u de inburgeraar gesproken?").get_by_label("Ja").check()
    plain.get_by_label("Waar ging het over").fill("Belde over de oppas")
    plain.locator("main form button[type=submit]").click()
    expect(plain.get_by_text("Het contact staat in de tijdlijn")).to_be_visible()
    assert Contactmoment.objects.get().summary == "Belde over de oppas"
    plain.get_by_role("button", name="Afmelden").click()
    expect(plain.get_by_role("heading", name="Aanmelden")).to_be_visible()


def test_a_password_may_be_pasted(page: Page, region: Region) -> None:
    """3.3.8: nobody has to remember or retype a password."""
    user = region.regisseur.user
    user.set_password(SECRET)
    user.save()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/aanmelden/login/")
    page.get_by_label("Gebruikersnaam").fill("devries")
    page.evaluate("text => navigator.clipboard.writeText(text)", SECRET)
    page.get_by_label("Wachtwoord", exact=True).press("Control+v")
    expect(page.get_by_label("Wachtwoord", exact=True)).to_have_value(SECRET)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible()


def test_before_the_sign_in_ends_one_is_warned_and_can_stay(
    page: Page, today_region: Region, sign_in: SignIn, axe: Axe, settings: Any
) -> None:
    """2.2.1: five minutes before, and one press is enough."""
    settings.SESSION_COOKIE_AGE = 4 * 60
    sign_in(page, today_region.regisseur.user)
    soon = clock.now() + timedelta(minutes=4)
    page.clock.install(time=clock.now())
    page.goto("/")
    warning = page.get_by_role("alert")
    expect(warning).to_contain_text("U wordt over 4 minuten afgemeld")
    axe(page)
    settings.SESSION_COOKIE_AGE = 60 * 60
    page.get_by_role("button", name="Blijf aangemeld").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("U blijft aangemeld tot")
    assert Session.objects.get().expire_date - soon > timedelta(minutes=50)


def test_when_the_sign_in_ended_the_page_says_so(
    page: Page, today_region: Region, sign_in: SignIn, settings: Any
) -> None:
    """2.2.1 and 2.2.6: and that what was typed is kept."""
    settings.SESSION_COOKIE_AGE = 6 * 60
    sign_in(page, today_region.regisseur.user)
    page.clock.install(time=clock.now())
    page.goto("/")
    expect(page.locator(".ww-session")).to_have_count(0)
    page.clock.run_for("02:00")
    expect(page.locator(".ww-session")).to_contain_text("afgemeld")
    page.clock.run_for("05:00")
    expect(page.locator(".ww-session")).to_contain_text("U bent afgemeld. Wat u typte, staat er nog")
