"""The design system in a real browser: what opens has no accessibility faults, and everything goes by keyboard.

How its pages look at each width is seen with all other pages in tests/pages.
"""

import pytest
from playwright.sync_api import Page, expect

from support.story import Axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_refused_form_says_so_at_the_top_and_leads_to_the_field(width: int, page: Page, axe: Axe) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/ui/formulier/")
    page.locator("main form button[type=submit]").click()
    summary = page.locator("[data-errors]")
    expect(summary).to_be_focused()
    axe(page)
    summary.locator("a").first.click()
    assert page.evaluate("document.activeElement.matches('input, select, textarea')")


def test_everything_that_opens_is_still_without_faults(page: Page, axe: Axe) -> None:
    page.goto("/ui/")
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    axe(page)
    page.keyboard.press("?")
    expect(page.locator("#toetsen")).to_be_visible()
    axe(page)


def test_the_first_tab_skips_to_the_content(page: Page) -> None:
    page.goto("/ui/")
    page.keyboard.press("Tab")
    expect(page.locator(".nl-skip-link")).to_be_focused()
    expect(page.locator(".nl-skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()


def test_a_slash_goes_to_search(page: Page) -> None:
    page.goto("/ui/")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    assert page.locator("[data-search]").input_value() == ""


def test_j_and_k_walk_through_the_list_and_stop_at_its_ends(page: Page) -> None:
    page.goto("/ui/")
    links = page.locator("[data-keynav] tbody tr td:nth-child(2) a")
    page.keyboard.press("j")
    expect(page.locator("[data-keynav] tbody tr").first.locator("a, button").first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(page.locator("[data-keynav] tbody tr").first.locator("a, button").first).to_be_focused()
    assert links.count() > 1


def test_g_and_a_letter_go_somewhere(page: Page) -> None:
    page.goto("/ui/")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/ui/leeg/")


def test_keys_do_nothing_while_somebody_types_or_has_switched_them_off(page: Page) -> None:
    page.goto("/ui/")
    page.locator("[data-search]").focus()
    page.keyboard.type("j/k?")
    assert page.locator("[data-search]").input_value() == "j/k?"
    page.locator("h1").first.click()
    page.keyboard.press("?")
    page.locator("[data-keys-on]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).not_to_be_focused()


def test_what_was_typed_stands_there_after_a_reload(page: Page) -> None:
    page.goto("/ui/formulier/")
    box = page.locator("main form input.ww-input--date").first
    box.fill("31-2-2026")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main form input.ww-input--date").first).to_have_value("31-2-2026")
