"""Make the pictures of the guide and the README from a running example region.

make demo                                     in one window
.venv/bin/python scripts/screenshots.py       in another; --url for another port
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.browser import find  # noqa: E402
from wegwijs import clock  # noqa: E402

GUIDE = ROOT / "docs" / "handleiding" / "beelden"
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 780}


@contextmanager
def as_(browser: Browser, url: str, who: str, size: dict[str, int]) -> Iterator[Page]:
    """A page of someone of the region, chosen on the page with personas."""
    context = browser.new_context(viewport=size, locale="nl-NL")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    page.locator(".ww-row", has_text=who).first.get_by_role("button").click()
    page.wait_for_load_state()
    yield page
    context.close()


def shot(page: Page, file: Path) -> None:
    """Keep what stands on the screen."""
    page.screenshot(path=file)
    print(file.relative_to(ROOT))


def main() -> int:
    """Make every picture; 1 when no browser is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    url = parser.parse_args().url
    path = find()
    if path is None:
        print("geen browser gevonden: draai eerst 'make test'", file=sys.stderr)
        return 1
    GUIDE.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        regisseur(browser, url)
        with as_(browser, url, "E. Smit", DESK) as page:
            page.goto(f"{url}/pip/?stand=voorgelegd")
            shot(page, GUIDE / "pip-lijst.png")
        with as_(browser, url, "M. Visser", DESK) as page:
            page.goto(f"{url}/pip/?stand=concept")
            page.locator("tbody a").first.click()
            page.get_by_role("link", name="Werk verder").first.click()
            page.wait_for_load_state()
            shot(page, GUIDE / "pip.png")
        with as_(browser, url, "A. de Vries", PHONE) as page:
            shot(page, GUIDE / "mijn-werk-telefoon.png")
        taking_part(browser, url)
        groups(browser, url)
        buying(browser, url)
        client_money(browser, url)
        tour(browser, url)
        two_languages(browser, url)
        browser.close()
    return 0


def regisseur(browser: Browser, url: str) -> None:
    """What a regisseur sees on a day."""
    with as_(browser, url, "A. de Vries", DESK) as page:
        shot(page, GUIDE / "mijn-werk.png")
        page.locator("tbody a").first.click()
        page.wait_for_load_state()
        shot(page, GUIDE / "dossier.png")
        for name, address in (("overdracht", "/overdracht/"), ("intake-lijst", "/intake/")):
            page.goto(f"{url}{address}")
            shot(page, GUIDE / f"{name}.png")
        page.locator("tbody a").first.click()
        page.wait_for_load_state()
        shot(page, GUIDE / "intake.png")


def taking_part(browser: Browser, url: str) -> None:
    """The hours, PVT and MAP of the first in the list who finished one of the two."""
    with as_(browser, url, "A. de Vries", DESK) as page:
        page.goto(f"{url}/?route=B")
        keys = [
            (link.get_attribute("href") or "").strip("/").split("/")[1]
            for link in page.locator("tbody a[href^='/dossier/']").all()
        ]
        for key in dict.fromkeys(keys):
            page.goto(f"{url}/participatie/{key}/")
            if page.get_by_text("afgerond op").count():
                shot(page, GUIDE / "pvt-map.png")
                page.goto(f"{url}/uren/{key}/")
                shot(page, GUIDE / "uren.png")
                return


def buying(browser: Browser, url: str) -> None:
    """Contracts, as a buyer sees them, and the budget of a controller."""
    with as_(browser, url, "B. Vermeer", DESK) as page:
        page.goto(f"{url}/contracten/")
        shot(page, GUIDE / "contracten.png")
    with as_(browser, url, "P. Hendriks", DESK) as page:
        page.goto(f"{url}/budget/")
        shot(page, GUIDE / "budget.png")


def client_money(browser: Browser, url: str) -> None:
    """Client money: a plan with a hole, a run that waits for a second person, and how far somebody does it alone."""
    with as_(browser, url, "N. Bos", DESK) as page:
        page.goto(f"{url}/ontzorgen/")
        shot(page, GUIDE / "geldplannen.png")
        plans = [link.get_attribute("href") or "" for link in page.locator("tbody a").all()]
        page.locator("tbody tr", has_text="tekort").last.locator("a").first.click()
        page.wait_for_load_state()
        plan = page.url.removeprefix(url).strip("/").split("/")[1]
        shot(page, GUIDE / "geldplan.png")
        page.goto(f"{url}/zelfstandig/{plan}/")
        shot(page, GUIDE / "zelf-doen.png")
        page.goto(f"{url}/betalingen/teruggekomen/")
        shot(page, GUIDE / "teruggekomen.png")
        page.goto(f"{url}/ontzorgen/?stand=afbouw")
        page.locator("tbody a").nth(2).click()
        page.wait_for_load_state()
        page.get_by_role("link", name="Naar de overdracht").click()
        page.wait_for_load_state()
        shot(page, GUIDE / "overdracht-geld.png")
    with as_(browser, url, "D. Vos", DESK) as page:
        page.goto(f"{url}/betalingen/")
        page.locator("tbody tr", has_text="tweede handtekening").locator("a").first.click()
        page.wait_for_load_state()
        shot(page, GUIDE / "betaalrun.png")
    with as_(browser, url, "M. Bakker", PHONE) as page:
        # Of the first whom this begeleider guides and of whom a payer doesn't know the number yet.
        for address in plans:
            page.goto(f"{url}{address}rekeningnummers/")
            if page.get_by_role("button", name="Gedaan").count():
                page.locator(".ww-thumb").evaluate("it => scrollTo(0, it.offsetTop - 80)")
                shot(page, GUIDE / "rekeningnummers.png")
                return


def groups(browser: Browser, url: str) -> None:
    """A group on the desk, and on a phone the register of one that came together."""
    with as_(browser, url, "M. Visser", DESK) as page:
        page.goto(f"{url}/groepen/")
        page.get_by_role("link", name="Welkom 7").click()
        page.wait_for_load_state()
        shot(page, GUIDE / "groep.png")
    with as_(browser, url, "M. Bakker", PHONE) as page:
        page.goto(f"{url}/groepen/bijeenkomsten/")
        page.get_by_role("link", name="Bekijk").first.click()
        page.wait_for_load_state()
        shot(page, GUIDE / "aanwezigheid.png")


def tour(browser: Browser, url: str) -> None:
    """What the others of the tour see, on the page where they begin or one further."""
    for who, address, name in (
        ("M. Visser", "/team/", "team"),
        ("S. de Boer", "/", "waarnemer"),
        ("T. Willems", "/toezicht/noodtoegang/", "noodtoegang"),
        ("T. Willems", "/toezicht/signalen/", "signalen"),
        ("R. Kok", "/documenten/teksten/", "teksten"),
        ("A. de Vries", "/participatie/?wanneer=achter", "uren-naast-pip"),
        ("A. de Vries", "/werkplekken/", "werkplekken"),
    ):
        with as_(browser, url, who, DESK) as page:
            page.goto(f"{url}{address}")
            shot(page, GUIDE / f"{name}.png")
    with as_(browser, url, "G. Brouwer", DESK) as page:
        page.goto(f"{url}/veiligheid/")
        page.locator("tbody a").first.click()
        page.wait_for_load_state()
        shot(page, GUIDE / "veiligheid.png")


def two_languages(browser: Browser, url: str) -> None:
    """An oproep beside its translation, of the first in the list for whom there is one; nothing is sent."""
    with as_(browser, url, "A. de Vries", DESK) as page:
        page.goto(f"{url}/intake/")
        for link in dict.fromkeys(
            a.get_attribute("href") for a in page.locator("tbody a[href^='/intake/']").all()
        ):
            page.goto(f"{url}{link}oproep/")
            if not page.locator("[name=at]").count():
                continue
            page.locator("[name=at]").fill(f"{clock.today() + timedelta(days=10):%d-%m-%Y}")
            page.locator("[name=place]").fill("Spuiboulevard 298, Dordrecht")
            page.locator("[name=channel][value=uitgereikt]").check()
            page.get_by_role("button", name="Bekijk de brief").click()
            page.wait_for_load_state()
            translation = page.get_by_role("article", name="De vertaling")
            if translation.count():
                # The end of the Dutch letter above the beginning of the other.
                translation.evaluate("it => scrollTo(0, it.getBoundingClientRect().top + scrollY - 320)")
                box = translation.bounding_box()
                assert box  # noqa: S101 it stands on the page
                beside = {"x": box["x"] - 12, "y": 0, "width": box["width"] + 24, "height": DESK["height"]}
                page.screenshot(path=GUIDE / "oproep-vertaling.png", clip=beside)  # type: ignore[arg-type]
                return


if __name__ == "__main__":
    sys.exit(main())
