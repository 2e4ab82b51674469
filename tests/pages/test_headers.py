"""What internet.nl looks at in an application, on every page in every state; and no page asks another machine."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import html as parser
from lxml.html import HtmlElement

from pages.states import Rendered

pytestmark = pytest.mark.django_db
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {
    "default-src": ["'self'"], "img-src": ["'self'", "data:"], "object-src": ["'none'"], "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"], "form-action": ["'self'"],
}  # fmt: skip
# What a browser fetches or sends by itself, or when a form goes.
ASKS = (
    ("script", "src"), ("img", "src"), ("img", "srcset"), ("iframe", "src"), ("source", "src"), ("video", "src"),
    ("audio", "src"), ("object", "data"), ("embed", "src"), ("form", "action"), ("button", "formaction"), ("use", "href"),
)  # fmt: skip
STYLES = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


def policy_of(header: str) -> dict[str, list[str]]:
    parts = (part.split() for part in header.split(";") if part.strip())
    return {name: sources for name, *sources in parts}


def faults_of(headers: object) -> list[str]:
    """Names of headers that aren't as they must be."""
    given = {str(name).lower(): str(value) for name, value in dict(headers).items()}  # type: ignore[call-overload]
    wrong = [
        f"{name}: {given.get(name.lower())}"
        for name, value in EXACT.items()
        if given.get(name.lower()) != value
    ]
    policy = policy_of(given.get("content-security-policy", ""))
    if policy != POLICY:
        wrong.append(f"Content-Security-Policy: {policy}")
    if "camera=()" not in given.get("permissions-policy", ""):
        wrong.append("Permissions-Policy")
    return wrong + [name for name in ("server", "x-powered-by", "content-encoding") if name in given]


def test_every_page_has_the_headers(rendered: list[Rendered]) -> None:
    wrong = {page.name: faults_of(page.headers) for page in rendered}
    found = {name: faults for name, faults in wrong.items() if faults}
    assert not found, "\n".join(f"{name}: {faults}" for name, faults in sorted(found.items())[:30])


def test_no_page_is_kept_by_a_browser_or_on_the_way(rendered: list[Rendered]) -> None:
    kept = {page.name for page in rendered if "no-store" not in page.headers.get("Cache-Control", "")}
    assert not kept


def test_a_page_says_how_long_it_is(rendered: list[Rendered]) -> None:
    """A web server sends no more than that: a page put in after the length was counted arrives empty."""
    wrong = {
        page.name: length
        for page in rendered
        if page.html
        and (length := page.headers.get("Content-Length")) not in (None, str(len(page.html.encode())))
    }
    assert not wrong


def test_so_does_what_is_served_beside_pages() -> None:
    answer = Client().get("/static/wegwijs/wegwijs.css")
    assert answer.status_code == 200
    assert not faults_of(answer.headers)


def test_nothing_unsafe_stands_in_the_policy_whatever_is_set() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert not [
        source for sources in directives.values() for source in sources if "unsafe" in source or source == "*"
    ]


def asked(tree: HtmlElement) -> Iterator[str]:
    for tag, attribute in ASKS:
        yield from (str(found) for found in tree.xpath(f"//{tag}/@{attribute}"))
    yield from (str(found) for found in tree.xpath("//link[not(@rel='canonical')]/@href"))
    yield from (
        str(found)
        for found in tree.xpath("//@*[starts-with(name(), 'data-hx-') or starts-with(name(), 'hx-')]")
    )


def test_no_page_asks_another_machine(rendered: list[Rendered]) -> None:
    wrong = []
    for page in rendered:
        if page.html:
            for address in asked(parser.document_fromstring(page.html)):
                host = urlsplit(address).netloc if address.startswith(("http", "//")) else ""
                if host not in ("", "testserver"):
                    wrong.append(f"{page.name}: {address}")
    assert not wrong, "\n".join(wrong)


def test_no_style_or_script_of_ours_asks_another_machine() -> None:
    seen = 0
    for name in ("wegwijs.css", "theme.css", "wegwijs.js"):
        path = finders.find(f"wegwijs/{name}")
        assert isinstance(path, str)
        text = Path(path).read_text(encoding="utf-8")
        seen += 1
        if name.endswith(".css"):
            found = [first or second for first, second in STYLES.findall(text)]
            assert not [address for address in found if address.startswith(("http", "//"))], name
        else:
            assert not re.findall(
                r"(?:fetch|open|import|EventSource|WebSocket|sendBeacon)\(\s*['\"`](?:https?:|wss?:)?//", text
            )
    assert seen == 3
