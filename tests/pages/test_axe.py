"""No barrier that axe knows, on any page in any state, at a desk, on a tablet and on a phone."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page, sync_playwright

from pages.states import Rendered
from support.driving import launch
from support.showing import Shows, showing

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": TAGS, "resultTypes": ["violations"]}
WIDTHS = (1280, 768, 360)
RUN = "options => axe.run(document, options).then(found => found.violations)"
OPEN = "open => document.querySelectorAll('details').forEach(part => { part.open = open || part.dataset.was === 'open' })"
NOTE = "document.querySelectorAll('details[open]').forEach(part => { part.dataset.was = 'open' })"
CLOSE_MENUS = "document.querySelectorAll('details.ww-chip-menu').forEach(menu => { menu.open = false })"
COVERED = "target-size"
AT_ONCE = 2
EVERYWHERE = os.environ.get("AXE") == "overal"
# Higher than any page, so that what sticks to an edge of the window lies over nothing; test_keyboard looks at that.
HEIGHT = 8000
WRONG = (
    '<!doctype html><html><title>x</title><main><h1>x</h1><img src="/static/wegwijs/icon.svg"></main></html>'
)
Wanted = tuple[Rendered, tuple[int, ...]]


def test_axe_finds_nothing_on_any_page_in_any_state(
    rendered: list[Rendered], one_a_page: list[Rendered]
) -> None:
    """Every state at a desk; of each page the state that shows most also on a tablet and on a phone.

    AXE=overal takes every state to all three: before a release, since it takes a quarter of an hour more.
    """
    everywhere = {id(page) for page in (rendered if EVERYWHERE else one_a_page)}
    wanted = [(page, WIDTHS if id(page) in everywhere else WIDTHS[:1]) for page in rendered if page.html]
    wanted.sort(key=lambda one: len(one[1]))
    with ThreadPoolExecutor(AT_ONCE) as threads:
        parts = [wanted[start::AT_ONCE] for start in range(AT_ONCE)]
        found = [fault for part in threads.map(_faults_of, parts) for fault in part]
    assert not found, "\n".join(found)


def test_axe_does_find_a_barrier() -> None:
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(_found_on, WRONG).result()
    assert {"html-has-lang", "image-alt"} <= found


def _found_on(html: str) -> set[str]:
    with _page() as (page, shows):
        page.goto(shows.show("/", html, {}))
        return {violation["id"] for violation in _violations(page)}


@contextmanager
def _page() -> Iterator[tuple[Page, Shows]]:
    with sync_playwright() as playwright, showing() as shows:
        browser = launch(playwright)
        yield browser.new_page(locale="nl-NL"), shows
        browser.close()


def _faults_of(part: list[Wanted]) -> list[str]:
    with _page() as (page, shows):
        return [fault for state, widths in part for fault in _faults(page, state, widths, shows)]


def _faults(page: Page, state: Rendered, widths: tuple[int, ...], shows: Shows) -> list[str]:
    found = []
    page.set_viewport_size({"width": widths[0], "height": HEIGHT})
    page.goto(shows.show(state.address, state.html, state.headers))
    page.evaluate(NOTE)
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        # On a tablet everything that opens is open, so that what it hides is seen as well.
        page.evaluate(OPEN, width == WIDTHS[1])
        seen = _violations(page)
        if any(violation["id"] == COVERED for violation in seen):
            # A menu that lies over a button leaves little of it to touch; what counts is the button with the menu closed.
            page.evaluate(CLOSE_MENUS)
            closed = [violation for violation in _violations(page) if violation["id"] == COVERED]
            seen = [violation for violation in seen if violation["id"] != COVERED] + closed
        found += [f"{state.name} at {width}: {_said(violation)}" for violation in seen]
    return found


def _violations(page: Page) -> list[dict[str, Any]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN, OPTIONS)
    return found


def _said(violation: dict[str, Any]) -> str:
    nodes = [node["html"][:120] for node in violation["nodes"][:3]]
    return f"{violation['id']}: {violation['help']} {json.dumps(nodes, ensure_ascii=False)}"
