"""Every address has a door, holds no number or name of a person, and leads to a view that only reads and commands."""

import ast
import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter, UUIDConverter

from architecture.source import SRC, is_view, nodes, place, product

# Addresses without a door, each with its own way of knowing who comes.
OPEN = {
    ".well-known/security.txt": "for whoever found a hole: whom to tell",
    "toegang/afmelden/": "ends a session",
    "toegang/verlengen/": "keeps a session, and only that of who asks",
    "toegang/personas/": "the example region only",
    "toegang/personas/<int:pk>/": "the example region only",
    "agenda/adres/<str:secret>.ics": "a calendar program, known by the secret in the address",
    "antwoord/": "who was invited to a group and types the code of the letter",
    "antwoord/<str:secret>/": "who was invited to a group, known by the code of the letter",
    "antwoord/<str:secret>/agenda.ics": "the same",
    "duo/v1/notificaties": "DUO, known by its certificate",
    "duo/v1/": "the root of that interface: nothing",
    "duo/v1/<path:rest>": "anything else under it: nothing, in the interface's own words",
}
# Without a sign-in: a library's own pages, the page of styles, and a machine that shows a key of its organisation.
PREFIXES = ("aanmelden/", "ui/", "aanbieders/v1/")
# One integer that is no key of a person: a count, a version, a code; or a row within a dossier that has a UUID.
NUMBERS = {"number", "versie", "code", "event", "partner"}
# Someone who works here: the page looks whether that is for you.
STAFF = {"employee_pk", "role_pk", "mandate_pk", "dvo_pk", "supplier_pk"}
VIEWS = [path for path in product() if is_view(path)]


def addresses(resolver: Any, before: str = "") -> Iterator[tuple[str, Any, dict[str, Any]]]:
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here)
        else:
            yield here, pattern.callback, getattr(pattern.pattern, "converters", {})


OURS = [found for found in addresses(get_resolver()) if not found[0].startswith(PREFIXES)]


def test_every_address_has_a_door() -> None:
    closed = [a for a, view, _ in OURS if a not in OPEN and not getattr(view, "has_door", False)]
    assert not closed, f"give these a @door: {closed}"


def test_an_address_holds_keys_that_nobody_can_guess() -> None:
    parts = [(address, name, converter) for address, _, found in OURS for name, converter in found.items()]
    assert not [address for address, name, _ in parts if "bsn" in name]
    guessed = [
        f"{address}: {name}"
        for address, name, converter in parts
        if address not in OPEN and not _cannot_be_guessed(name, converter)
    ]
    assert not guessed, f"use a UUID: {guessed}"


def _cannot_be_guessed(name: str, converter: Any) -> bool:
    if isinstance(converter, IntConverter):
        return name in NUMBERS | STAFF
    return isinstance(converter, UUIDConverter | SlugConverter)


def test_a_view_asks_queries_and_gives_commands_but_touches_no_rows() -> None:
    touches = {"objects", "save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    found = [
        f"{place(path, node)} .{node.attr}"
        for path in VIEWS
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in touches
    ]
    assert not found, found


TITLE = re.compile(r"{%\s*block title\s*%}(.*?){%\s*endblock", re.DOTALL)
IN_TITLE = {
    "dossier.number", "contract.number", "tender.reference", "item.number", "title", "tab", "eis.label", "head.number", "brief.title", "letter.title",
    "line.what|capfirst", "invoice.number",
}  # fmt: skip
REFUSED = re.compile(r"\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*(?:src=|application/json))|\|safe")
TEMPLATES = {
    str(path.relative_to(SRC)): path.read_text(encoding="utf-8")
    for path in sorted(SRC.rglob("templates/**/*.html"))
}


def test_the_title_of_a_page_names_no_person() -> None:
    shown = [
        (name, part.strip())
        for name, text in TEMPLATES.items()
        for title in TITLE.findall(text)
        for part in re.findall(r"{{(.*?)}}", title)
    ]
    wrong = [found for found in shown if found[1] not in IN_TITLE]
    assert not wrong, f"a title may hold {sorted(IN_TITLE)}, not {wrong}"


def test_a_template_holds_no_script_or_style_that_the_browser_would_refuse() -> None:
    found = [f"{name}: {part}" for name, text in TEMPLATES.items() for part in REFUSED.findall(text)]
    assert not found, found
