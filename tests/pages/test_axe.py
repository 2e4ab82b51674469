"""No barrier that axe knows, on any page in any state, at a desk, on a tablet and on a phone.

In PARTS, which go to whichever worker is free (``conftest.py`` of this repository).
"""

import os
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from pages.states import Rendered
from support.alike import around, parts, shape
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


# What can't be read, pressed or heard, round the main part and in it.
PALE = (
    '<!doctype html><html lang="nl"><title>x</title><style>p b {{ color: #ccc }} button {{ padding: 0; border: 0; font-size: 5px }}'
    '</style><header><p><b>Buiten</b></p><img src="/static/wegwijs/icon.svg"></header>'
    "<main><h1>Huizen</h1><p><b>Binnen</b></p><button>a</button><button>b</button>{words}</main></html>"
)


@pytest.fixture(scope="session")
def work(rendered: list[Rendered], one_a_page: list[Rendered]) -> list[Wanted]:
    """Of each page the state that shows most, and every other that shows something of its own (``support.axe.wanted``).

    AXE=overal looks at every state, at all three widths: before a release, since it takes an hour more.
    """
    if EVERYWHERE:
        return [Wanted(page, WIDTHS, WIDTHS) for page in rendered if page.html]
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
    parts = [one.page.name for number in range(PARTS) for one in part_of(work, number, PARTS)]
    assert sorted(parts) == sorted(one.page.name for one in work)


def test_of_every_page_that_answers_axe_looks_at_the_widest_state(
    work: list[Wanted], one_a_page: list[Rendered]
) -> None:
    """Or at another page's that is alike; of the pages that answer as they should hardly any are."""
    looked = {one.page.name for one in work}
    missed = [page.name for page in one_a_page if page.status == 200 and page.name not in looked]
    assert len(missed) < 20, missed


def test_no_part_of_any_page_is_passed_over(
    work: list[Wanted], rendered: list[Rendered], one_a_page: list[Rendered]
) -> None:
    """Everything at a desk; whatever the widest states show on a tablet and on a phone as well; by every rule."""
    desk, *narrow = ({part for one in work for part in one.judged(width)} for width in WIDTHS)
    assert not [page.name for page in rendered if page.html and not parts(page.html) <= desk]
    assert not [page.name for page in one_a_page for seen in narrow if not parts(page.html) <= seen]


def test_what_stands_round_a_page_is_judged_at_each_width_on_one_that_has_the_same_there(
    work: list[Wanted],
) -> None:
    forms = {one.page.name: shape(around(one.page.html)) for one in work if around(one.page.html)}
    judged = {(forms.get(one.page.name), width) for one in work for width in one.around}
    left = [(one.page.name, width) for one in work for width in one.widths if width not in one.around]
    assert not [(name, width) for name, width in left if (forms[name], width) not in judged]


def test_what_stands_round_pages_is_judged_once_and_what_they_hold_each_time(
    browser: Browser, shows: Shows
) -> None:
    """By the rules that take long; the others see the whole page each time."""
    pages = [_page(kind, PALE.format(words=f"<{kind}>Huis</{kind}>")) for kind in ("section", "div", "p")]
    one = wanted(pages, [])
    assert [each.around for each in one] == [WIDTHS[:1], (), ()]
    with new_tab(browser) as tab:
        found = faults(tab, shows, one)
    assert [fault.count("Buiten") for fault in found if "color-contrast" in fault] == [1, 0, 0]
    assert [fault.count("Binnen") for fault in found if "color-contrast" in fault] == [1, 1, 1]
    for rule in ("image-alt", "target-size"):
        assert len([fault for fault in found if f": {rule}: " in fault]) == len(pages)


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
    assert [one.page.name for one in wanted([pages[0], long], [])] == [long.name]
    assert [one.page.name for one in wanted([pages[0], long], [pages[0]])] == [pages[0].name]
    assert len(wanted(pages, pages)) == 1 + len(differs)


def test_what_another_page_showed_already_is_not_looked_at_on_a_phone_again() -> None:
    one = _page("one", PLAIN.format(key=1, words="Het huis aan de gracht"))
    two = _page("two", one.html.replace("<li", "<li><b>Huis</b><li") + "<p>Het huis</p>")
    less = _page("less", one.html.replace("</ul>", "</ul><p>Het huis</p>"))
    assert wanted([one, two, less], [one, two, less]) == [
        (two, WIDTHS, WIDTHS),
        (less, WIDTHS, ()),
        (one, WIDTHS[:1], ()),
    ]
    assert wanted([one, two], [two]) == [(two, WIDTHS, WIDTHS)]


def _page(state: str, html: str) -> Rendered:
    empty = Rendered(state, 200, None, None, False, "", "x/", f"/{state.replace(' ', '-')}/", 200, {}, "")
    return replace(empty, html=html)
