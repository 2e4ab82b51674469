"""What WCAG 2.2 asks of the markup and axe can't judge, on every page in every state."""

import itertools
import re
from collections import defaultdict
from collections.abc import Callable

import pytest
from lxml import html as parser
from lxml.html import HtmlElement

from pages.states import Rendered

pytestmark = pytest.mark.django_db
Check = Callable[[Rendered, HtmlElement], list[str]]
NUMBER = re.compile(r"\d{4}-\d{4}-\d{4}")
CONTROLS = "//input[not(@type='hidden')] | //select | //textarea"
# Autocomplete of the fields that a browser or password manager fills in (3.3.8 and 1.3.5).
FILLED_IN = {
    "login": "username",
    "password": "current-password",
    "code": "one-time-code",
    "password1": "new-password",
}


@pytest.fixture(scope="session")
def pages(rendered: list[Rendered]) -> list[tuple[Rendered, HtmlElement]]:
    """Every state with its parsed page."""
    return [(page, parser.document_fromstring(page.html)) for page in rendered if page.html]


def faults(pages: list[tuple[Rendered, HtmlElement]], check: Check) -> str:
    return "\n".join(sorted({f"{page.name}: {fault}" for page, tree in pages for fault in check(page, tree)}))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


Pages = list[tuple[Rendered, HtmlElement]]


def test_every_page_has_a_title_of_its_own(pages: Pages) -> None:
    """2.4.2: the title says which page it is; two pages never have the same one."""
    routes = defaultdict(set)
    for page, tree in pages:
        title = words(tree.find(".//title"))
        assert title.endswith(" · Wegwijs"), page.name
        assert len(title.removesuffix(" · Wegwijs")) > 2, page.name
        if page.status == 200:
            routes[NUMBER.sub("", title)].add(page.route)
    same = {title: sorted(found) for title, found in routes.items() if len(found) > 1}
    assert not same, "\n".join(f"{title}: {found}" for title, found in same.items())


def test_a_page_with_errors_says_so_in_its_title(pages: Pages) -> None:
    """2.4.2 and 3.3.1: somebody who only hears the title knows that the form wasn't taken."""

    def check(_: Rendered, tree: HtmlElement) -> list[str]:
        wrong = bool(tree.xpath("//*[@data-errors]"))
        return [] if words(tree.find(".//title")).startswith("Fout: ") == wrong else ["title"]

    assert not faults(pages, check)


def test_every_page_and_every_part_says_its_language(pages: Pages) -> None:
    """3.1.1 and 3.1.2: Dutch, and a letter in the language it is written in."""

    def check(_: Rendered, tree: HtmlElement) -> list[str]:
        found = [] if tree.get("lang") == "nl" else ["the page"]
        found += [words(letter)[:40] for letter in tree.xpath("//*[@class='ww-letter' and not(@lang)]")]
        return found + [tag.get("lang") for tag in tree.xpath("//*[@lang='']")]

    assert not faults(pages, check)


def test_headings_make_a_table_of_contents(pages: Pages) -> None:
    """1.3.1 and 2.4.6: one heading of the first level, no level skipped, none empty, none the same within a part."""

    def check(_: Rendered, tree: HtmlElement) -> list[str]:
        headings = [h for h in tree.iter("h1", "h2", "h3", "h4", "h5") if not h.xpath("ancestor::dialog")]
        levels = [int(heading.tag[1]) for heading in headings]
        found = [] if levels.count(1) == 1 and levels[0] == 1 else [f"levels {levels}"]
        found += [f"h{b} after h{a}" for a, b in itertools.pairwise(levels) if b > a + 1]
        return found + [f"empty h{level}" for level, h in zip(levels, headings, strict=True) if not words(h)]

    assert not faults(pages, check)


LANDMARKS = "//nav | //aside | //main | //section[@aria-label or @aria-labelledby] | //form[@aria-label or @aria-labelledby] | //*[@role='region' or @role='search']"


def test_parts_that_one_can_jump_to_have_names_of_their_own(pages: Pages) -> None:
    """1.3.1 and 2.4.1: two of one kind on a page never bear the same name."""

    def check(_: Rendered, tree: HtmlElement) -> list[str]:
        by_id = {part.get("id"): words(part) for part in tree.xpath("//*[@id]")}
        seen: dict[tuple[str, str], int] = defaultdict(int)
        for part in tree.xpath(LANDMARKS):
            keys = (part.get("aria-labelledby") or "").split()
            name = part.get("aria-label") or " ".join(by_id.get(key, "") for key in keys)
            seen[part.get("role") or part.tag, name] += 1
        return [f"{number} times {kind} {name!r}" for (kind, name), number in seen.items() if number > 1]

    assert not faults(pages, check)


def test_the_first_link_skips_to_the_content(pages: Pages) -> None:
    """2.4.1: it is the first thing that can get the focus, and leads to the main part."""

    def check(_: Rendered, tree: HtmlElement) -> list[str]:
        first = tree.xpath("//body//a | //body//button | //body//input")[0]
        target = tree.xpath("//main[@id='inhoud' and @tabindex='-1']")
        return [] if first.get("href") == "#inhoud" and target else ["skip link"]

    assert not faults(pages, check)


def test_navigation_stands_in_the_same_order_on_every_page(pages: Pages) -> None:
    """3.2.3 and 3.2.6: for one person the bar, the places to go and the help are the same everywhere."""
    orders = defaultdict(set)
    for page, tree in pages:
        links = tree.xpath("//nav[@aria-label='Hoofdmenu']//a")
        if page.who and links and not page.changed:
            orders[page.who].add(tuple(link.get("href") for link in links))
            bar = tree.xpath("//header//*[self::a or self::input[@name='q'] or self::button]")
            marks = [part.get("class", "").split()[0] for part in bar]
            assert marks[0] == "ww-logo", page.name
            assert tree.xpath("//dialog[@id='toetsen']"), page.name
    assert orders
    assert all(len(order) == 1 for order in orders.values()), orders


def test_every_control_has_a_label_and_says_whether_it_may_stay_empty(pages: Pages) -> None:
    """3.3.2: words at each control; choices that belong together have a legend; what isn't asked says so."""

    def check(_: Rendered, tree: HtmlElement) -> list[str]:
        found = []
        for control in tree.xpath(CONTROLS):
            label = tree.xpath("//label[@for=$id]", id=control.get("id") or "?")
            named = label or control.xpath("ancestor::label") or control.get("aria-label")
            if not (named or control.get("aria-labelledby")):
                found.append(f"no label: {control.get('name')}")
        for first in tree.xpath("//input[@type='radio']"):
            if not first.xpath("ancestor::fieldset/legend"):
                found.append(f"no legend: {first.get('name')}")
        return found

    assert not faults(pages, check)


def test_every_error_stands_at_its_field_and_in_the_summary(pages: Pages) -> None:
    """3.3.1 and 3.3.3: the field says it is wrong and names its error; the summary leads to it, word for word."""
    seen = 0

    def check(_: Rendered, tree: HtmlElement) -> list[str]:
        nonlocal seen
        found = []
        described = tree.xpath("//*[@aria-describedby]")
        ids = {element.get("id"): element for element in tree.xpath("//*[@id]")}
        linked = [link for link in tree.xpath("//*[@data-errors]//a") if link.get("href", "").startswith("#")]
        for link in linked:
            seen += 1
            target = ids.get(link.get("href").removeprefix("#"))
            if target is None or target.tag not in ("input", "select", "textarea"):
                found.append(f"the summary leads nowhere: {words(link)}")
        said = {words(link) for link in linked}
        for error in tree.xpath("//*[contains(concat(' ', @class, ' '), ' ww-error ')]"):
            by = [e for e in described if error.get("id") in e.get("aria-describedby").split()]
            if not by:
                found.append(f"no field is described by {words(error)}")
            if not any(e.get("aria-invalid") == "true" or e.tag == "fieldset" for e in by):
                found.append(f"no field says it is wrong: {words(error)}")
            if words(error) not in said and not all(words(p) in said for p in error.findall("p")):
                found.append(f"not in the summary: {words(error)}")
        return found

    assert not faults(pages, check)
    assert seen > 100


def test_what_changed_is_told_without_moving_the_focus(pages: Pages) -> None:
    """4.1.3: every message is a status or an alert."""

    def check(_: Rendered, tree: HtmlElement) -> list[str]:
        parts = tree.xpath("//*[@data-messages]/div | //*[@data-errors]")
        return [words(part)[:60] for part in parts if part.get("role") not in ("status", "alert")]

    assert any(tree.xpath("//*[@data-messages]") for _, tree in pages)
    assert not faults(pages, check)


def test_signing_in_asks_to_remember_nothing(pages: Pages) -> None:
    """3.3.8 and 1.3.5: a password manager may fill in every field, and nothing refuses what is pasted."""
    seen = set()

    def check(page: Rendered, tree: HtmlElement) -> list[str]:
        if not page.route.startswith("aanmelden/"):
            return []
        found = list(tree.xpath("//@onpaste | //input[@name='login' or @name='password']/@readonly"))
        for control in tree.xpath("//main//input"):
            wanted = FILLED_IN.get(control.get("name", ""))
            if wanted:
                seen.add(wanted)
            if wanted and control.get("autocomplete") != wanted:
                found.append(f"{control.get('name')}: {control.get('autocomplete')}")
        return found

    assert not faults(pages, check)
    assert seen == set(FILLED_IN.values())


def test_nothing_is_asked_twice(pages: Pages) -> None:
    """3.3.7: a page that comes between a form and its saving carries along all that was typed."""
    between = [(page, tree) for page, tree in pages if page.status == 409]
    assert len(between) >= 6
    for page, tree in between:
        names = {field.get("name") for field in tree.xpath("//main//form//input[@type='hidden']")}
        typed = set(page.typed or ())
        assert typed - {"version", "same_as", "not_the_same"} <= names, page.name


def test_no_colour_stands_without_words(pages: Pages) -> None:
    """1.4.1: whatever is marked late, soon or from outside also says so."""

    def check(_: Rendered, tree: HtmlElement) -> list[str]:
        parts = tree.xpath(
            "//*[contains(@class, 'ww-badge') or contains(@class, 'ww-dated--') or contains(@class, 'ww-tile')]"
        )
        return [part.get("class") for part in parts if not words(part)]

    assert not faults(pages, check)


def test_on_a_phone_every_number_still_says_what_it_is(pages: Pages) -> None:
    """1.3.1: where a table becomes cards, the heading of its column stands at the cell."""

    def check(_: Rendered, tree: HtmlElement) -> list[str]:
        cells = tree.xpath("//tbody//td[contains(@class, 'ww-money') and not(@data-label)]")
        return [words(cell) for cell in cells]

    assert not faults(pages, check)
