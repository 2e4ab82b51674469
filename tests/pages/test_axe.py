"""No barrier that axe knows, on any page in any state, at a desk, on a tablet and on a phone.

In PARTS, which go to whichever worker is free (``conftest.py`` of this repository).
"""

import os
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from pages.states import Rendered
from support.axe import WIDTHS, Wanted, faults, part_of, wanted
from support.driving import new_tab
from support.showing import Shows

pytestmark = pytest.mark.django_db
EVERYWHERE = os.environ.get("AXE") == "overal"
PARTS = 8
WRONG = (
    '<!doctype html><html><title>x</title><main><h1>x</h1><img src="/static/wegwijs/icon.svg"></main></html>'
)
PLAIN = (
    '<!doctype html><html lang="nl"><title>x</title><main><h1>Huizen</h1><ul class="ww-list"><li id="{key}">'
    '<a href="/huizen/{key}/">{words}</a></ul></main></html>'
)


@pytest.fixture(scope="session")
def work(rendered: list[Rendered], one_a_page: list[Rendered]) -> list[Wanted]:
    """Every state at a desk; of each page the state that shows most also on a tablet and on a phone.

    States that are alike to axe (``support.alike``: the same elements, classes, roles and attributes, other words) are looked at
    once. AXE=overal looks at every state, at all three widths: before a release, since it takes half an hour more.
    """
    if EVERYWHERE:
        return [(page, WIDTHS) for page in rendered if page.html]
    return wanted(rendered, one_a_page)


@pytest.mark.parametrize("number", [pytest.param(n, id=f"part {n + 1} of {PARTS}") for n in range(PARTS)])
def test_axe_finds_nothing_on_any_page_in_any_state(
    work: list[Wanted], number: int, browser: Browser, shows: Shows
) -> None:
    with new_tab(browser) as tab:
        found = faults(tab, shows, part_of(work, number, PARTS))
    assert not found, "\n".join(found)


def test_axe_does_find_a_barrier_and_says_on_which_page(browser: Browser, shows: Shows) -> None:
    pages = [_page("in order", PLAIN.format(key=1, words="Het huis")), _page("broken", WRONG)]
    with new_tab(browser) as tab:
        found = faults(tab, shows, wanted(pages, []))
    assert found
    assert all(fault.startswith("/x/ [broken] at 1280: ") for fault in found)
    assert {"html-has-lang", "image-alt"} <= {fault.split(": ")[1] for fault in found}


def test_together_the_parts_look_at_each_page_once(work: list[Wanted]) -> None:
    parts = [page.name for number in range(PARTS) for page, _ in part_of(work, number, PARTS)]
    assert sorted(parts) == sorted(page.name for page, _ in work)


def test_on_every_page_that_answers_axe_looks_at_the_widest_state(
    work: list[Wanted], one_a_page: list[Rendered]
) -> None:
    """Or at another page's that is alike; of the pages that answer as they should hardly any are."""
    at_all = {page.name for page, widths in work if widths == WIDTHS}
    missed = [page.name for page in one_a_page if page.status == 200 and page.name not in at_all]
    assert len(missed) < 20, missed


def test_of_two_that_are_alike_the_longest_is_looked_at_and_what_differs_for_axe_is_not_alike() -> None:
    short = PLAIN.format(key=12, words="Het huis aan de gracht")
    long = _page("long", short.replace("12", "345").replace("gracht", "oude gracht"))
    differs = [
        short.replace("ww-list", "ww-rows"),
        short.replace("<li", '<li role="none"'),
        short.replace("<a ", '<a aria-label="Huis" '),
        short.replace("Het huis aan de gracht", ""),
        short.replace("Het huis aan de gracht", "nr"),
        short.replace("<h1>Huizen</h1>", ""),
        short.replace("</ul>", "<li></ul>"),
        short.replace('<li id="12"', '<li id="12"><b id="12"></b>'),
        short.replace('lang="nl"', 'lang="xx"'),
        short.replace('href="/huizen/12/"', 'href="#12"'),
        short.replace('href="/huizen/12/"', ""),
    ]
    pages = [_page("short", short), long, *(_page(str(place), html) for place, html in enumerate(differs))]
    assert [page.name for page, _ in wanted([pages[0], long], [])] == [long.name]
    assert [page.name for page, _ in wanted([pages[0], long], [pages[0]])] == [pages[0].name]
    assert len(wanted(pages, [])) == 1 + len(differs)


def _page(state: str, html: str) -> Rendered:
    empty = Rendered(state, 200, None, None, False, "", "x/", f"/{state.replace(' ', '-')}/", 200, {}, "")
    return replace(empty, html=html)
