"""What WCAG 2.2 asks of somebody who uses only the keyboard."""

import pytest
from playwright.sync_api import Browser, Page

from pages.states import Rendered
from support.showing import Shows

pytestmark = pytest.mark.django_db
# Pages with every kind of part: lists, the dossier, long forms, errors, conflicts, files, signing in.
WALKED = {
    "": "full",
    "dossier/<uuid:pk>/": "in the intake",
    "dossiers/<uuid:pk>/contact/": "to fill in, sent empty",
    "personen/<uuid:pk>/": "known well",
    "personen/<uuid:pk>/wijzigen/": "two versions",
    "overdracht/nieuw/": "to fill in, sent empty",
    "overdracht/<uuid:pk>/": "halfway",
    "bestanden/<uuid:pk>/kolommen/": "columns",
    "intake/": "all",
    "intake/<uuid:pk>/": "running",
    "intake/<uuid:pk>/oproep/": "the letter",
    "pip/": "to do",
    "pip/<uuid:pk>/": "established",
    "pip/<uuid:pk>/wijzigen/": "full",
    "duo/berichten/": "with failures",
    "duo/gegevens/": "to type over, sent empty",
    "inzage/": "everything",
    "beheer/": "as it is",
    "beheer/beleid/": "as it is",
    "aanmelden/login/": "to sign in",
    "toegang/personas/": "personas",
    "ui/": "components",
}
# What should get the focus, in the order of the page; of radio buttons with one name only one does.
REACHABLE = """() => { const seen = new Set();
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(part => {
    if (part.disabled || part.type === 'hidden' || !part.checkVisibility({visibilityProperty: true})) return false;
    if (part.tagName === 'SUMMARY' && part.parentElement.tagName !== 'DETAILS') return false;
    if (part.type !== 'radio') return true;
    const group = part.form ? [...part.form.elements[part.name] instanceof RadioNodeList ? part.form.elements[part.name] : [part]] : [part];
    const chosen = group.find(one => one.checked) ?? group[0];
    return part === chosen;
  }).map((part, place) => { part.dataset.place = place; return place; }).length }"""
# Where the focus is now, and whether one sees it: drawn (on it, or on the tile that its link fills), in the window, and
# with nothing over it.
FOCUS = """() => { const part = document.activeElement;
  if (!part || part === document.body) return null;
  const box = part.getBoundingClientRect(), tile = part.closest('.ww-part');
  const drawn = [part, tile].filter(Boolean).map(one => getComputedStyle(one))
    .some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
  const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const spots = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const free = spots.some(over => over && (part.contains(over) || over.contains(part)));
  return {place: part.dataset.place ?? part.outerHTML.slice(0, 90), drawn, inside, free, html: part.outerHTML.slice(0, 90)}; }"""
MOST = 400


def pages(rendered: list[Rendered]) -> list[Rendered]:
    found = [page for page in rendered if WALKED.get(page.route) == page.state]
    assert {page.route for page in found} == set(WALKED), set(WALKED) - {page.route for page in found}
    return found


@pytest.mark.parametrize("width", [1280, 360])
def test_tab_reaches_everything_in_order_and_never_gets_stuck(
    rendered: list[Rendered], browser: Browser, shows: Shows, width: int
) -> None:
    """2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11 and 3.2.1: one walk through the page and out of it at the end."""
    tab = browser.new_page(viewport={"width": width, "height": 900}, locale="nl-NL")
    found = []
    for page in pages(rendered):
        address = shows.show(page.address, page.html, page.headers)
        tab.goto(address)
        found += [f"{page.name} at {width}: {fault}" for fault in walk(tab)]
        if tab.url != address:
            found.append(f"{page.name}: getting the focus led elsewhere")
    tab.close()
    assert not found, "\n".join(found)


def walk(tab: Page) -> list[str]:
    """Press Tab until the page is left; what was missed, unseen or out of order."""
    tab.evaluate("document.activeElement?.blur(); getSelection().removeAllRanges()")
    wanted = tab.evaluate(REACHABLE)
    tab.evaluate(
        "() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex') }"
    )
    order: list[str] = []
    found: list[str] = []
    for _ in range(wanted + 2):
        tab.keyboard.press("Tab")
        here = tab.evaluate(FOCUS)
        if here is None:
            break
        if order and here["place"] == order[0]:
            break
        order.append(here["place"])
        found += [
            f"focus not {what}: {here['html']}" for what in ("drawn", "inside", "free") if not here[what]
        ]
    expected = [str(place) for place in range(wanted)]
    if order != expected:
        missed = [
            tab.locator(f"[data-place='{place}']").first.evaluate("e => e.outerHTML.slice(0, 90)")
            for place in expected
            if place not in order
        ]
        found.append(f"missed {missed}" if missed else f"another order: {order}")
    return found


def test_choosing_something_leads_nowhere_by_itself(
    rendered: list[Rendered], browser: Browser, shows: Shows
) -> None:
    """3.2.2: only a button or a link goes on; a choice, a tick or a letter never does."""
    tab = browser.new_page(locale="nl-NL")
    for page in pages(rendered):
        address = shows.show(page.address, page.html, page.headers)
        tab.goto(address)
        for control in tab.locator("main :is(select, input:not([type=hidden], [type=file]), textarea)").all()[
            :40
        ]:
            if not control.is_visible():
                continue
            kind = control.evaluate("e => e.tagName + (e.type || '')")
            if "radio" in kind or "checkbox" in kind:
                control.press("Space")
            elif kind.startswith("SELECT"):
                control.press("ArrowDown")
            else:
                control.press("7")
        assert tab.url == address, page.name
    tab.close()


def test_what_opens_closes_with_escape_and_gives_the_focus_back(
    rendered: list[Rendered], browser: Browser, shows: Shows
) -> None:
    """1.4.13 and 2.1.2: a menu of a filter, and the explanation of the keys."""
    tab = browser.new_page(locale="nl-NL")
    page = next(page for page in pages(rendered) if page.route == "")
    tab.goto(shows.show(page.address, page.html, page.headers))
    menu = tab.locator(".ww-chip-menu summary").first
    menu.press("Enter")
    assert tab.locator(".ww-chip-menu[open]").count() == 1
    tab.keyboard.press("Tab")
    tab.keyboard.press("Escape")
    assert tab.locator(".ww-chip-menu[open]").count() == 0
    assert menu.evaluate("e => e === document.activeElement")
    tab.keyboard.press("?")
    assert tab.locator("dialog[open]").count() == 1
    tab.keyboard.press("Escape")
    assert tab.locator("dialog[open]").count() == 0
    tab.close()
