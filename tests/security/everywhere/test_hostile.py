"""Whatever is sent to an address, the answer is a page in Dutch: never a fault, never something done by accident.

Every address of the product is walked, as somebody for whom it opens. ``WEGWIJS_HOSTILE=all`` sends the whole list of
naughty strings to every box of every form (an hour); without it each form gets the worst of ours and its own share of
the list. ``test_fields`` sends the whole list to every kind of field.
"""

import os
import random
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from support.naughty import naughty
from support.pages import PageForm
from support.walk import Place, patterns

pytestmark = pytest.mark.django_db

Forms = list[tuple[Place, PageForm]]
EVERYTHING = os.environ.get("WEGWIJS_HOSTILE") == "all"
WORST = ("naam\x00met nul", "\ud800", "9" * 400, "\u202eachter<script>alert(1)</script>", "a" * 100_000)
SHARE = 2
GOOD = {200, 302, 400, 403, 404, 405, 409, 413}


class Faults:
    """What went wrong, so that one run shows all of it."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.asked = 0

    def ask(self, browser: Client, method: str, address: str, note: str, **sent: Any) -> int:
        """Send it, note a fault, undo whatever was done. Returns the status, 500 for a fault."""
        self.asked += 1
        status = 500
        send = (
            browser.post
            if method == "POST"
            else browser.get
            if method == "GET"
            else partial(browser.generic, method.upper())
        )
        with transaction.atomic():
            try:
                status = send(address, **sent).status_code
            except Exception as fault:
                self.found.append(
                    f"{method} {address[:120]} [{note[:60]!r}]: {type(fault).__name__} {str(fault)[:150]}"
                )
            transaction.set_rollback(True)
        if status not in GOOD and status != 500:
            self.found.append(f"{method} {address[:120]} [{note[:60]!r}]: {status}")
        return status

    def __str__(self) -> str:
        return "\n".join(self.found)


def test_every_address_opens_for_somebody(opened: list[Place]) -> None:
    assert not sorted(set(patterns()) - {place.pattern for place in opened})


NAMES = ("na", "dossier", "gemeente", "kant", "soort", "stand", "tijdlijn", "van", "organisatie", "uit-dienst", "next",
         "number", "account", "action", "since", "until")  # fmt: skip
VALUES = ("%00", "9" * 30, "%F0%9F%98%80", "%ff", "0000-01-01T00:00:00+23:59_00000000-0000-4000-8000-000000000000",
          "a" * 4000, "%27%22%3E%3Csvg%20onload=alert(1)%3E")  # fmt: skip
ODD = ("&&=&=&", "%", "na=1&na=2&na[]=3")


def test_no_query_string_breaks_a_page(opened: list[Place]) -> None:
    """A page that names no row is a list, and reads what stands behind the question mark; others hardly do."""
    faults = Faults()
    for place in opened:
        browser = place.browser()
        reads = "<" not in place.pattern or place.pattern in ("dossier/<uuid:pk>/", "personen/<uuid:pk>/")
        for value in VALUES if reads else VALUES[:1]:
            faults.ask(
                browser, "GET", f"{place.address}?{'&'.join(f'{name}={value}' for name in NAMES)}", value
            )
        for odd in ODD if reads else ():
            faults.ask(browser, "GET", f"{place.address}?{odd}", odd)
    assert not faults.found, str(faults)


def test_only_get_and_post_do_anything(opened: list[Place]) -> None:
    faults = Faults()
    for place in opened:
        browser = place.browser()
        for method in ("PUT", "ONZIN"):
            assert faults.ask(browser, method, place.address, method) == 405, f"{method} {place.address}"
    assert not faults.found, str(faults)


BODIES = (
    ("application/json", b'{"on": [1'),
    ("text/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("", b"iets"),
    ("multipart/form-data", b"geen grens"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"on\"\r\n"),
    ("multipart/form-data; boundary=" + "x" * 300, b"--x--"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="file"; filename="../../x\x00.pdf"\r\n\r\nabc\r\n--x--\r\n'),
    ("application/x-www-form-urlencoded; charset=utf-16", b"on=1"),
    ("application/x-www-form-urlencoded; charset=onzin", b"on=1"),
    ("application/x-www-form-urlencoded", b"on=%ff%fe&%=&&=&on=%00"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(2500))),
    ("application/x-www-form-urlencoded", b"summary=" + b"a" * 3_000_000),
)  # fmt: skip


def test_no_body_breaks_a_page(opened: list[Place]) -> None:
    """All of them to every tenth page, and to each page another one: the reading is the same everywhere."""
    faults = Faults()
    for number, place in enumerate(opened):
        browser = place.browser()
        for kind, body in BODIES if number % 10 == 0 else (BODIES[number % len(BODIES)],):
            faults.ask(browser, "post", place.address, f"{kind} {body[:30]!r}", data=body, content_type=kind)
    assert not faults.found, str(faults)


def test_no_text_in_any_box_of_any_form_breaks_it(forms: Forms) -> None:
    """Twice: in the boxes for words with the rest filled in rightly, so that it is stored; and in every box."""
    faults, chance = Faults(), random.Random(20261123)  # noqa: S311 - a share of a list, nothing secret
    for place, form in forms:
        browser, good = place.browser(), form.filled()
        for text in naughty() if EVERYTHING else (*WORST, *chance.sample(naughty(), SHARE)):
            for names in (form.words, form.typed):
                if names and (names == form.words or text in WORST[:3] or EVERYTHING):
                    sent = _sendable(good | dict.fromkeys(names, text))
                    faults.ask(browser, "POST", form.action, text, data=sent)
    assert not faults.found, str(faults)


def _sendable(data: dict[str, object]) -> dict[str, object]:
    """Half of a pair can't be written as UTF-8; a browser that is no browser sends its three bytes all the same."""
    return {
        name: value.encode("utf-8", "surrogatepass") if isinstance(value, str) and _half(value) else value
        for name, value in data.items()
    }


def _half(text: str) -> bool:
    return any(0xD800 <= ord(c) <= 0xDFFF for c in text)


def test_no_choice_that_was_never_offered_breaks_a_form(forms: Forms) -> None:
    faults = Faults()
    for place, form in forms:
        browser, good = place.browser(), form.filled()
        names = {c.name for c in form.controls if c.kind in ("select", "radio", "checkbox", "hidden")}
        names.discard("csrfmiddlewaretoken")
        for value in ("x\x00", "9" * 25, ["a", "b"]):
            faults.ask(browser, "POST", form.action, str(value), data=good | dict.fromkeys(names, value))
        faults.ask(browser, "POST", form.action, "nothing", data={})
    assert not faults.found, str(faults)
