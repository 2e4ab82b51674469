"""axe, the checker of accessibility, over many rendered pages in one browser."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import axe_playwright_python
from playwright.sync_api import Page

from support.alike import around, parts, shape
from support.showing import Shows, Window

PROGRAM = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Nothing fetched beforehand: only rules about video and turning a phone need that; the first find nothing here, the second isn't in TAGS.
OPTIONS = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False}
WIDTHS = (1280, 768, 360)
# These two take most of the time, and most of what they look at stands round the main part, alike on hundreds of pages: where
# that was judged they look at the main part. The others have the whole page before them each time.
COSTLY = ("color-contrast", "target-size")
RUN = """([costly, where, options]) => { axe.configure({ rules: costly.map(id => ({ id, selector: where })) });
  return axe.run(document, options).then(found => found.violations); }"""
EVERYTHING, MAIN = "*", "main, main *"
OPEN = "open => document.querySelectorAll('details').forEach(part => { part.open = open || part.dataset.was === 'open' })"
NOTE = "document.querySelectorAll('details[open]').forEach(part => { part.dataset.was = 'open' })"
CLOSE_MENUS = "document.querySelectorAll('details.ww-chip-menu').forEach(menu => { menu.open = false })"
COVERED = "target-size"
# Higher than any page, so that what sticks to an edge of the window lies over nothing; test_keyboard looks at that.
HEIGHT = 8000


class Shown(Protocol):
    """A page as the server answered it."""

    @property
    def name(self) -> str:
        """The page and its state."""

    @property
    def address(self) -> str:
        """Where it stands."""

    @property
    def html(self) -> str:
        """What it is."""

    @property
    def headers(self) -> Any:
        """What came with it."""


class Wanted(NamedTuple):
    """``widths``: at which axe looks at the page; ``around``: at which of them all rules look round its main part as well."""

    page: Shown
    widths: tuple[int, ...]
    around: tuple[int, ...]

    def judged(self, width: int) -> frozenset[int]:
        """The parts of the page at which every rule looks."""
        if width not in self.widths:
            return frozenset()
        return parts(self.page.html) - (
            frozenset() if width in self.around else parts(around(self.page.html))
        )


def wanted(pages: Iterable[Shown], most: Iterable[Shown]) -> list[Wanted]:
    """Which of the pages are looked at, and at which widths.

    Those in ``most`` at a desk; of the others those with a part that none before them has. A page in ``most`` with such a part
    is looked at on a tablet and on a phone as well. Of pages with the same ``shape`` one is: axe would judge the same elements,
    classes, roles and attributes again. Which one counts as well for what words do, so it is the longest, in ``most`` where one
    of them is.
    """
    widest = {page.name for page in most}
    ordered = sorted(pages, key=lambda page: (page.name in widest, len(page.html)), reverse=True)
    found: list[Wanted] = []
    judged: set[tuple[str, int]] = set()
    shapes: set[str] = set()
    seen: set[int] = set()
    for page in ordered:
        if not page.html or (form := shape(page.html)) in shapes:
            continue
        shapes.add(form)
        here = parts(page.html)
        new = not here <= seen
        seen |= here
        if page.name in widest or new:
            widths = WIDTHS if page.name in widest and new else WIDTHS[:1]
            found.append(Wanted(page, widths, _not_judged(page, widths, judged)))
    return found


def _not_judged(page: Shown, widths: tuple[int, ...], judged: set[tuple[str, int]]) -> tuple[int, ...]:
    """At which of the widths no page before this one had the same round its main part; from here on one has."""
    there = around(page.html)
    form = shape(there) if there else page.name
    new = tuple(width for width in widths if (form, width) not in judged)
    judged |= {(form, width) for width in new}
    return new


def part_of(all_of_it: Sequence[Wanted], number: int, of: int) -> list[Wanted]:
    """The work of one of ``of`` workers: about as much for each, and together everything once."""
    return list(all_of_it[number::of])


def faults(tab: Page, shows: Shows, work: Iterable[Wanted]) -> list[str]:
    """What axe finds, each with the name of its page."""
    tab.add_init_script(PROGRAM)
    window = Window(tab)
    return [fault for wanted in work for fault in _faults(tab, window, wanted, shows)]


def _faults(tab: Page, window: Window, wanted: Wanted, shows: Shows) -> list[str]:
    found = []
    shown, widths = wanted.page, wanted.widths
    window.resize(widths[0], HEIGHT)
    window.show(shows, shown.address, shown.html, shown.headers)
    tab.evaluate(NOTE)
    for width in widths:
        window.resize(width, HEIGHT)
        where = EVERYTHING if width in wanted.around else MAIN
        # On a tablet everything that opens is open, so that what it hides is seen as well.
        tab.evaluate(OPEN, width == WIDTHS[1])
        seen = _violations(tab, where)
        if any(violation["id"] == COVERED for violation in seen):
            # A menu that lies over a button leaves little of it to touch; what counts is the button with the menu closed.
            tab.evaluate(CLOSE_MENUS)
            closed = [violation for violation in _violations(tab, where) if violation["id"] == COVERED]
            seen = [violation for violation in seen if violation["id"] != COVERED] + closed
        found += [f"{shown.name} at {width}: {_said(violation)}" for violation in seen]
    return found


def _violations(tab: Page, where: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tab.evaluate(RUN, [COSTLY, where, OPTIONS])
    return found


def _said(violation: dict[str, Any]) -> str:
    nodes = [node["html"][:120] for node in violation["nodes"][:3]]
    return f"{violation['id']}: {violation['help']} {json.dumps(nodes, ensure_ascii=False)}"
