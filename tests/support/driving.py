"""A real browser, a running server and the jobs of the workers, for every test that asks for them.

Fixtures: ``page`` (a fresh browser context), ``url`` (makes a full address), ``sign_in``, ``axe``, ``run_jobs``,
``on_day``. Whatever happens in a test, a page that breaks the Content-Security-Policy, raises an error in its script
or asks another machine for something makes that test fail.
"""

import os
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from support.browser import find
from wegwijs import clock, jobs
from wegwijs.access.models import User

RESULTS = Path(__file__).parents[2] / "test-results"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TIMEOUT_MS = 10_000

# The browser library runs a loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for a browser needs one."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep a picture of the page when a test fails."""
    report = yield
    page = getattr(item, "funcargs", {}).get("page")
    if call.when == "call" and call.excinfo and isinstance(page, Page) and not page.is_closed():
        RESULTS.mkdir(exist_ok=True)
        page.screenshot(path=RESULTS / f"{re.sub('[^A-Za-z0-9]+', '-', item.name)}.png", full_page=True)
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole session; without one the tests fail rather than pass unseen."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


def launch(playwright: Playwright) -> Browser:
    """Start the browser that is found; without one the test fails."""
    path = find()
    if path is None:
        pytest.fail("geen browser gevonden: draai 'make test', of wijs er een aan met WEGWIJS_BROWSER")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


@contextmanager
def new_tab(browser: Browser, **options: Any) -> Iterator[Page]:
    """An empty tab that remembers nothing, in Dutch, for the block."""
    page = browser.new_page(locale="nl-NL", **options)
    yield page
    page.close()


class Watch:
    """What a page may never do, noted while it happens."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.faults: list[str] = []
        self._host = host
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != self._host:
            self.faults.append(f"asked another machine: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)


@pytest.fixture
def context(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A browser that remembers nothing of other tests, in Dutch."""
    opened = browser.new_context(
        base_url=live_server.url,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        viewport={"width": 1280, "height": 900},
    )
    opened.set_default_timeout(TIMEOUT_MS)
    watch = Watch(opened, urlsplit(live_server.url).netloc)
    yield opened
    opened.close()
    assert not watch.faults, watch.faults


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page; ``page.goto("/pad/")`` goes to the running server."""
    return context.new_page()


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[[Page, User], None]:
    """Make a page's browser signed in as an account, as after the sign-in page."""

    def signed_in(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
        )

    return signed_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that a page as it is now breaks no accessibility rule."""
    checker = Axe()

    def checked(page: Page) -> None:
        page.wait_for_load_state()
        try:
            results = checker.run(page)
        except Error:
            # The page made way for the one that a press leads to: that one is meant.
            page.wait_for_load_state()
            results = checker.run(page)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return checked


@pytest.fixture
def run_jobs(transactional_db: None) -> Callable[[], int]:
    """Do what the workers would do now, jobs that come of it included; returns how many.

    Emptying the database between tests leaves the library's own tables alone, so what an earlier test handed over
    and never ran is taken away first.
    """
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    return jobs.run_due


@pytest.fixture
def on_day() -> Iterator[Callable[[date], None]]:
    """Set the day for the server and the test; the last call counts."""
    with ExitStack() as stack:
        yield lambda day: stack.enter_context(clock.frozen_everywhere(day))
