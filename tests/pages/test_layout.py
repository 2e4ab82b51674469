"""What WCAG 2.2 asks of how a page looks when somebody changes its size, spacing, colours or paper.

Each page is opened once and looked at in every way; each test tells what one way found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from pages.states import Rendered
from support.driving import new_tab
from support.showing import Shows, Window

pytestmark = pytest.mark.django_db
DESK, TABLET, PHONE, SMALLEST, PAPER = 1280, 768, 360, 320, 688
NAME = "Tesfay"
HEIGHT = 900
LETTERS = 16
AT_A_DESK = {"width": DESK, "height": HEIGHT}
# What sticks out of the page at its right, the innermost parts only.
STICKS_OUT = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll('body *')].filter(part => part.checkVisibility()
    && part.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    && ![...part.children].some(child => child.getBoundingClientRect().right > document.documentElement.clientWidth + 1))
  .slice(0, 3).map(part => 'sticks out: ' + part.outerHTML.slice(0, 110))"""
# Text that is cut off: a part that hides what doesn't fit in it. What only a screen reader should find is left out.
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(part => {
  if (part.closest('.ww-hidden, .ww-grid__label, .nl-skip-link, thead') || !part.checkVisibility()) return false;
  const style = getComputedStyle(part);
  const hides = kind => kind === 'hidden' || kind === 'clip';
  return (hides(style.overflowX) && part.scrollWidth > part.clientWidth + 1)
    || (hides(style.overflowY) && part.scrollHeight > part.clientHeight + 1 && part.clientHeight > 0);
}).filter(part => part.textContent.trim() && !['PROGRESS', 'SELECT', 'INPUT'].includes(part.tagName))
  .map(part => 'cut off: ' + part.outerHTML.slice(0, 110))"""
# A date or the word v-nummer of which the end stands on another line than its beginning.
BROKEN = """() => { const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) { const text = texts.currentNode, range = document.createRange();
    if (!text.parentElement.checkVisibility() || text.parentElement.closest('textarea, option')) continue;
    for (const { 0: date, index } of text.data.matchAll(/\\d{2}-\\d{2}-\\d{4}|v-nummer/gi)) {
      range.setStart(text, index); range.setEnd(text, index + date.length);
      const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
      if (lines.size > 1) found.push('broken: ' + text.data.trim().slice(0, 110)); } }
  // In a cell that is a grid each of the pieces of a line would begin on a line of its own.
  for (const date of document.querySelectorAll('[data-label] > .ww-nowrap')) {
    const beside = [...date.parentElement.childNodes].filter(one => one.nodeType === Node.TEXT_NODE && one.data.trim());
    if (beside.length) found.push('in pieces: ' + date.parentElement.textContent.trim().slice(0, 110)); }
  return found; }"""
SPACED = """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(
  '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
  'p { margin-block-end: 2em !important }'); document.adoptedStyleSheets = [sheet]; }"""
NOT_SPACED = "() => { document.adoptedStyleSheets = [] }"
# Also what else would close when another opens.
OPEN = "open => document.querySelectorAll('details').forEach(part => { part.removeAttribute('name'); part.open = open })"
# Everything that can be pressed, except links in a line of text and what stands in a label that is large enough.
SMALL = """() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea, label.ww-option')]
  .filter(part => part.checkVisibility() && !part.closest('.ww-hidden, .nl-skip-link, dialog:not([open])'))
  .filter(part => !(part.matches('input') && part.closest('label')) && part.type !== 'hidden')
  .filter(part => { const box = part.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
  .filter(part => !(part.tagName === 'A' && getComputedStyle(part).display === 'inline'))
  .map(part => part.outerHTML.slice(0, 110))"""
MOVING = """() => [...document.querySelectorAll('*')].filter(part => { const style = getComputedStyle(part);
  const lasts = times => times.split(', ').some(time => parseFloat(time) > 0);
  return lasts(style.animationDuration) && style.animationName !== 'none'
    || lasts(style.transitionDuration) && style.transitionProperty !== 'none'; })
  .map(part => part.outerHTML.slice(0, 80))"""
# What is current or can be pressed, and has no line round it and no other weight.
UNDRAWN = """() => [...document.querySelectorAll('[aria-current], .nl-button')]
  .filter(part => part.checkVisibility() && !part.closest('.ww-hidden'))
  .filter(part => { const style = getComputedStyle(part);
    const drawn = parseFloat(style.borderTopWidth) > 0 && style.borderTopColor !== 'rgba(0, 0, 0, 0)';
    return !drawn && !(parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none')
      && !['bold', '700'].includes(style.fontWeight); })
  .map(part => part.outerHTML.slice(0, 100))"""
ONLY_ON_SCREEN = """() => [...document.querySelectorAll('nav.ww-nav, .ww-menu, .ww-filters, .ww-pager, .ww-search, dialog, .ww-session')]
  .filter(part => part.checkVisibility()).map(part => part.outerHTML.slice(0, 80))"""
WHITE = "() => getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)' ? [] : [`the paper isn't white`]"
# Nothing sticks out and nothing is cut off: as it comes, with everything open and with everything closed.
FITS = f"""() => {{ const look = () => [...({STICKS_OUT})(), ...({CUT_OFF})()], found = look();
  const more = () => found.push(...look().filter(fault => !found.includes(fault)));
  const opened = document.querySelectorAll('details[open]');
  ({OPEN})(true); more(); ({OPEN})(false); if (opened.length) more();
  opened.forEach(part => {{ part.open = true }}); return found; }}"""
FITS_SPACED = f"() => {{ ({SPACED})(); const found = ({FITS})(); ({NOT_SPACED})(); return found; }}"
TWICE = f"() => getComputedStyle(document.documentElement).fontSize === '32px' ? ({FITS})() : [`letters aren't larger`]"
ON_PAPER = f"() => [...({ONLY_ON_SCREEN})(), ...({WHITE})(), ...({FITS})()]"


@dataclass(frozen=True)
class Look:
    """What ``script`` finds at a width, with the wishes of the user, on paper or with letters of another size."""

    width: int
    script: str
    media: Mapping[str, str] = field(default_factory=dict)
    letters: int = LETTERS

    def __call__(self, tab: Page, window: Window) -> list[str]:
        """On the page that stands there now."""
        window.resize(self.width, HEIGHT)
        if self.letters != LETTERS:
            window.letters(self.letters)
        if self.media:
            tab.emulate_media(**self.media)  # type: ignore[arg-type]
        found: list[str] = tab.evaluate(self.script)
        if self.media:
            tab.emulate_media(**dict.fromkeys(self.media, "null"))  # type: ignore[arg-type]
        if self.letters != LETTERS:
            window.letters(LETTERS)
        return found


# Those at one width after each other.
LOOKS: dict[str, Look] = {
    "pressed at a desk": Look(DESK, SMALL),
    "still": Look(DESK, MOVING, {"reduced_motion": "reduce"}),
    "own colours": Look(DESK, UNDRAWN, {"forced_colors": "active"}),
    "pressed on a phone": Look(PHONE, SMALL),
    "dates": Look(PHONE, BROKEN),
    "spaced": Look(PHONE, FITS_SPACED),
    "smallest": Look(SMALLEST, FITS),
    "tablet": Look(TABLET, FITS),
    "paper": Look(PAPER, ON_PAPER, {"media": "print"}),
    "twice as large": Look(DESK, TWICE, letters=2 * LETTERS),
}


@pytest.fixture(scope="module")
def found(one_a_page: list[Rendered], browser: Browser, shows: Shows) -> dict[str, list[str]]:
    """What each look found on every page."""
    faults: dict[str, list[str]] = {name: [] for name in LOOKS}
    with new_tab(browser, viewport=AT_A_DESK) as tab:
        window = Window(tab)
        for page in one_a_page:
            window.resize(DESK, HEIGHT)
            window.show(shows, page.address, page.html, page.headers)
            for name, look in LOOKS.items():
                faults[name] += [f"{page.name}: {fault}" for fault in look(tab, window)]
    return faults


def test_nothing_scrolls_sideways_or_falls_off_at_320_pixels(found: dict[str, list[str]]) -> None:
    """1.4.10: everything in one column, also what opens."""
    assert not found["smallest"], "\n".join(found["smallest"])


def test_nothing_falls_off_on_a_tablet(found: dict[str, list[str]]) -> None:
    """Where tables are tables again and have the least room: a button at their end is easily cut off."""
    assert not found["tablet"], "\n".join(found["tablet"])


def test_a_name_without_end_fits_on_every_page(
    one_a_page: list[Rendered], browser: Browser, shows: Shows
) -> None:
    """Sixty letters without a space, as a municipal register can hold them; in the middle of a table as well."""
    wrong = []
    with new_tab(browser, viewport=AT_A_DESK) as tab:
        window = Window(tab)
        for page in one_a_page:
            if NAME not in page.html:
                continue
            window.show(shows, page.address, page.html.replace(NAME, "W" * 60), page.headers)
            for width in (SMALLEST, TABLET, DESK):
                window.resize(width, HEIGHT)
                wrong += [f"{page.name} at {width}: {fault}" for fault in tab.evaluate(STICKS_OUT)]
    assert not wrong, "\n".join(wrong)


def test_text_may_be_twice_as_large(found: dict[str, list[str]]) -> None:
    """1.4.4: by the browser's own setting, at a desk."""
    assert not found["twice as large"], "\n".join(found["twice as large"])


def test_text_may_have_more_space(found: dict[str, list[str]]) -> None:
    """1.4.12: between lines, words, letters and paragraphs, on a phone."""
    assert not found["spaced"], "\n".join(found["spaced"])


def test_a_date_stays_on_one_line(found: dict[str, list[str]]) -> None:
    """Chrome breaks 23-11-2026 at a hyphen, unless a script keeps it whole."""
    assert not found["dates"], "\n".join(found["dates"])


@pytest.mark.parametrize("where", ["pressed at a desk", "pressed on a phone"])
def test_whatever_can_be_pressed_is_large_enough(found: dict[str, list[str]], where: str) -> None:
    """2.5.8: 24 by 24 pixels at least."""
    assert not found[where], "\n".join(found[where])


def test_nothing_moves_for_who_asks_for_less_motion(found: dict[str, list[str]]) -> None:
    """2.3.3: no transition and no animation is left."""
    assert not found["still"], "\n".join(found["still"])


def test_in_the_user_s_own_colours_it_is_still_clear_where_one_is(found: dict[str, list[str]]) -> None:
    """1.4.1 and 1.4.11: with forced colours what is current and what can be pressed has a line or other weight."""
    assert not found["own colours"], "\n".join(found["own colours"])


def test_a_page_prints_on_a4_without_what_only_works_on_a_screen(found: dict[str, list[str]]) -> None:
    """No navigation and no filters, on white, with nothing cut off."""
    assert not found["paper"], "\n".join(found["paper"])


def test_the_looks_do_find_what_is_wrong(browser: Browser, shows: Shows) -> None:
    """Each of them, on a page made to fail."""
    wrong = """<!doctype html><html lang="nl"><title>x</title><style>
      button { transition: all 1s; padding: 0; border: 0; font-size: 8px } div { white-space: nowrap; width: 900px }
      body { background: #eee } section { width: 3em } p { overflow: hidden; height: 1em; width: 9em }</style><nav class="ww-nav">x</nav>
      <button class="nl-button">x</button><div>breed</div><section>23-11-2026</section><p>Deze regel is te lang voor het vak waarin hij staat.</p>"""
    with new_tab(browser, viewport=AT_A_DESK) as tab:
        window = Window(tab)
        window.show(shows, "/", wrong, {})
        silent = [name for name, look in LOOKS.items() if not look(tab, window)]
    assert not silent
