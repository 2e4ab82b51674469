"""The parts of pages show what they were given, and nothing that the page happens to hold under the same name."""

from pathlib import Path

import pytest
from django.forms import Form
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

PARTS = sorted((Path(__file__).parents[1] / "templates" / "cotton").rglob("*.html"))
# Names that a page may use for things of its own, and parts for a slot or an attribute.
NAMES = (
    "action", "back", "before", "cancel", "end", "fields", "foot", "head", "href", "items", "label", "lead", "link",
    "more", "name", "next", "note", "previous", "text", "title", "value",
)  # fmt: skip
LEAK = "van-de-pagina"


def shown(markup: str, **context: object) -> str:
    made = CottonCompiler().process(markup)
    return engines["django"].from_string("{% load cotton %}" + made).render(context)


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.stem)
def test_a_part_takes_nothing_of_the_page_that_it_was_not_given(path: Path) -> None:
    part = path.stem.replace("_", "-")
    markup = f'<c-{part} :form="asked">inhoud</c-{part}>'
    assert LEAK not in shown(markup, asked=Form(), **dict.fromkeys(NAMES, LEAK))


def test_what_a_page_holds_would_be_seen() -> None:
    assert LEAK in shown("<c-card>{{ title }}</c-card>", title=LEAK)


def test_what_a_part_is_given_it_shows() -> None:
    assert "Bewaar" in shown('<c-card><c-slot name="action">Bewaar</c-slot>inhoud</c-card>', action=LEAK)
    assert "Kop" in shown('<c-table><c-slot name="head"><th>Kop</th></c-slot></c-table>', head=LEAK)
