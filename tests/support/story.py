"""A story played in the browser: who is signed in, which day it is, what is typed and pressed, and what is seen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from playwright.sync_api import Page, expect

from support.region import Region
from wegwijs.access.models import User
from wegwijs.demo import duo

SignIn = Callable[[Page, User], None]
Axe = Callable[[Page], None]
OnDay = Callable[[date], None]


def press(page: Page, name: str, axe: Axe | None = None) -> None:
    """Press a button of the page and wait for the next; with ``axe`` that one has no barriers either."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()
    if axe:
        axe(page)


def opens(page: Page, name: str, axe: Axe | None = None) -> None:
    """Follow the first link of the page whose words hold these; with ``axe`` the next page has no barriers and fits its window."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name).first.click()
    if axe:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@dataclass
class Story:
    """The browser with who is signed in, the day, and the region it plays in."""

    page: Page
    region: Region
    on_day: OnDay
    run_jobs: Callable[[], int]
    sign_in: SignIn
    axe: Axe

    def on(self, day: str) -> None:
        self.on_day(date.fromisoformat(day))

    def as_(self, who: str) -> None:
        """Sign in as one of the region."""
        self.sign_in(self.page, getattr(self.region, who).user)

    def reported_by_duo(self, bsn: str, *, indeling: str, detail: str, settled: date | None) -> None:
        """Who became inburgeringsplichtig on 13-08-2026, with the kennisgeving of 20-08-2026."""
        duo.introduce(
            bsn, gemeente="0505", begin=date(2026, 8, 13), kennisgeving=date(2026, 8, 20), indeling=indeling,
            gedetailleerd=detail, gevestigd=settled,
        )  # fmt: skip
        duo.notify("SS101", bsn, "0505")
        self.run_jobs()

    def open(self, address: str, **typed: Any) -> None:
        """Open a page, see that it has no barriers, and fill in what is given by name of field."""
        self.page.goto(address)
        self.axe(self.page)
        self.fill(**typed)

    def fill(self, **typed: Any) -> None:
        for name, value in typed.items():
            field = self.page.locator(f'form.ww-form [name="{name}"]')
            kind = field.first.evaluate("e => e.tagName + ':' + (e.type || '')")
            if kind == "INPUT:radio":
                shown = {True: "ja", False: "nee"}.get(value, value) if isinstance(value, bool) else value
                self.page.locator(f'form.ww-form [name="{name}"][value="{shown}"]').check()
            elif kind == "INPUT:checkbox":
                for one in value if isinstance(value, list | tuple) else [value]:
                    self.page.locator(f'form.ww-form [name="{name}"][value="{one}"]').check()
            elif kind.startswith("SELECT"):
                field.first.select_option(value)
            else:
                field.first.fill(str(value))

    def press(self, name: str) -> None:
        """Press a button of the page; what comes of it has no barriers either."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()
        self.axe(self.page)

    def sees(self, *words: str) -> None:
        for part in words:
            expect(self.page.locator("main")).to_contain_text(part)


def dutch(day: str) -> str:
    """A day as it is typed: 2026-11-23 gives 23-11-2026."""
    return "-".join(reversed(day.split("-")))
