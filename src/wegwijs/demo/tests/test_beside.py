"""Parts of the region told beside each other: all are kept or none, and a part that says much holds nobody up."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from wegwijs.access.roles import Role
from wegwijs.demo.beside import Broken, tell_beside
from wegwijs.demo.region import PARTS
from wegwijs.demo.staff import STAFF

TELLS = """
import pathlib, sys
sys.stderr.write("gepraat " * 100_000)
print("verhaal 1", flush=True)
print("klaar", flush=True)
if sys.stdin.readline().strip() == "bewaar":
    pathlib.Path(sys.argv[1]).touch()
"""
BREAKS = """
import sys
sys.exit("dit ging mis")
"""


def telling(folder: Path, **scripts: str) -> Callable[[Sequence[str]], list[str]]:
    return lambda part: [sys.executable, "-c", scripts.get(part[0], TELLS), str(folder / part[0])]


def test_all_keep_what_they_made_though_they_say_more_than_a_pipe_holds(tmp_path: Path) -> None:
    said: list[str] = []
    tell_beside([["a"], ["b"]], said.append, telling(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}
    assert "verhaal 1" in said[0]


def test_none_keeps_anything_when_one_breaks_and_its_last_words_are_told(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="dit ging mis"):
        tell_beside([["a"], ["b"]], lambda line: None, telling(tmp_path, b=BREAKS))
    assert not list(tmp_path.iterdir())


def test_no_regisseur_works_in_two_parts_so_that_none_waits_for_the_time_of_one_person() -> None:
    parts_of = {code: part for part in PARTS for code in part}
    for row in STAFF:
        if row[4] is Role.REGISSEUR:
            assert len({parts_of[code] for code in row[5]}) == 1, row[2]
