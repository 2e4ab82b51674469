"""The HTML of every page in every state is what the standard says."""

from pathlib import Path

import pytest

from pages.states import Rendered
from support.html import findings

pytestmark = pytest.mark.django_db


def test_the_html_checker_finds_nothing_on_any_page_in_any_state(
    rendered: list[Rendered], tmp_path: Path
) -> None:
    pages = [(page.name, page.html) for page in rendered if page.html]
    assert len(pages) > 250
    found = findings(pages, tmp_path)
    assert not found, "\n".join(found)


def test_the_html_checker_does_find_what_is_wrong(tmp_path: Path) -> None:
    wrong = '<!doctype html><html lang="nl"><title>x</title><p id="a"></p><p id="a"><div></div></p>'
    found = findings([("fout", wrong)], tmp_path)
    assert any("Duplicate ID" in line for line in found), found
    assert all(line.startswith("fout: ") for line in found)
