"""Walk from page to page by the links, as somebody with a mouse would."""

import re
from collections.abc import Iterator
from html import unescape

from django.test import Client

LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
ELSEWHERE = ("/static/", "/aanmelden/", "/ui/", "/toegang/")
MOST = 600


def links(page: str) -> Iterator[str]:
    for found in LINK.findall(page):
        address = unescape(found)
        if not address.startswith(ELSEWHERE):
            yield address


def reachable(browser: Client, start: str = "/") -> dict[str, tuple[int, str]]:
    """Every page from the beginning on (or from where somebody is led to), with its status and text. Of one path at most three query strings."""
    seen: dict[str, tuple[int, str]] = {}
    waiting, asked = [start], {start: 1}
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        answer = browser.get(address)
        text = (
            answer.content.decode(errors="replace")
            if "text/html" in answer.headers.get("Content-Type", "")
            else ""
        )
        seen[address] = (answer.status_code, text)
        for link in links(text):
            path = link.split("?")[0]
            if link not in asked and asked.get(path, 0) < 3:
                asked[link] = 1
                asked[path] = asked.get(path, 0) + 1
                waiting.append(link)
    return seen
