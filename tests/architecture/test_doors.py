"""Every address has a door, holds no number or name of a person, and leads to a view that only reads and commands."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
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
    "duo/v1/notificaties": "DUO, known by its certificate",
    "duo/v1/": "the root of that interface: nothing",
    "duo/v1/<path:rest>": "anything else under it: nothing, in the interface's own words",
}
PREFIXES = ("aanmelden/", "ui/")
# One integer that is no key of a person: a count, a version, a code; or a row within a dossier that has a UUID.
NUMBERS = {"number", "versie", "code", "event", "partner"}
# Someone who works here: the page looks whether that is for you.
STAFF = {"employee_pk", "role_pk", "mandate_pk", "dvo_pk"}
VIEWS = [path for path in product() if is_view(path)]


def addresses(resolver: Any, before: str = "") -> Iterator[tuple[str, Any, dict[str, Any]]]:
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here)
        else:
            yield here, pattern.callback, getattr(pattern.pattern, "converters", {})


OURS = [found for found in addresses(get_resolver()) if not found[0].startswith(PREFIXES)]


@pytest.mark.parametrize(
    ("address", "view"), [(a, v) for a, v, _ in OURS], ids=[a or "/" for a, _, _ in OURS]
)
def test_every_address_has_a_door(address: str, view: Any) -> None:
    assert address in OPEN or getattr(view, "has_door", False), f"{address} has no @door"


@pytest.mark.parametrize(
    ("address", "parts"), [(a, c) for a, _, c in OURS], ids=[a or "/" for a, _, _ in OURS]
)
def test_an_address_holds_keys_that_nobody_can_guess(address: str, parts: dict[str, Any]) -> None:
    for name, converter in parts.items():
        assert "bsn" not in name
        if address in OPEN:
            continue
        if isinstance(converter, IntConverter):
            assert name in NUMBERS | STAFF, f"{address}: {name} can be guessed; use a UUID"
        else:
            assert isinstance(converter, UUIDConverter | SlugConverter), f"{address}: {name}"


@pytest.mark.parametrize("path", VIEWS, ids=lambda p: str(p.relative_to(SRC)))
def test_a_view_asks_queries_and_gives_commands_but_touches_no_rows(path: Any) -> None:
    touches = {"objects", "save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    found = [
        f"{place(path, node)} .{node.attr}"
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in touches
    ]
    assert not found, found


TITLE = re.compile(r"{%\s*block title\s*%}(.*?){%\s*endblock", re.DOTALL)
IN_TITLE = {
    "dossier.number", "item.number", "title", "eis.label", "head.number", "brief.title", "letter.title",
    "line.what|capfirst",
}  # fmt: skip
TEMPLATES = sorted(SRC.rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SRC)))
def test_the_title_of_a_page_names_no_person(path: Any) -> None:
    for title in TITLE.findall(path.read_text(encoding="utf-8")):
        shown = {name.strip() for name in re.findall(r"{{(.*?)}}", title)}
        assert shown <= IN_TITLE, f"a title may hold {sorted(IN_TITLE)}, not {sorted(shown - IN_TITLE)}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SRC)))
def test_a_template_holds_no_script_or_style_that_the_browser_would_refuse(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|javascript:", text)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)
    assert "|safe" not in text
