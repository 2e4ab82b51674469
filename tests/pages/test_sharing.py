"""Rendering once for all processes loses nothing: each gets every page, a broken one by its name."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pages.states import Rendered
from pages.states.state import read, written
from support.once import once

BROKEN = Rendered(
    "searched, sent empty", 200, 7, ["naam"], True, "zoeken/", "zoeken/", "/zoeken/?q=é", 500, {"Allow": "GET"}, "<p>é"
)  # fmt: skip
AWAY = Rendered("signed out", 302, None, None, False, "", "", "/weg/", 302, {"Location": "/"}, "")


def test_whoever_comes_first_makes_it_and_the_others_wait_and_read(tmp_path: Path) -> None:
    made = []

    def make() -> str:
        made.append("one")
        return written([BROKEN, AWAY])

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: read(once(tmp_path, "pages.json", make)), range(4)))
    assert made == ["one"]
    assert found == [[BROKEN, AWAY]] * 4
    assert found[0][0].name == "/zoeken/ [searched, sent empty]"
    assert found[0][0].status != found[0][0].wanted


def test_what_could_not_be_made_is_tried_again_by_the_next_and_never_half_there(tmp_path: Path) -> None:
    def breaks() -> str:
        raise ValueError("no world")

    for _ in range(2):
        with pytest.raises(ValueError, match="no world"):
            once(tmp_path, "pages.json", breaks)
    assert once(tmp_path, "pages.json", lambda: "whole") == "whole"
