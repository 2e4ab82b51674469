"""Whatever the file holds: ``termijnen`` and ``pip`` answer, or refuse in one line with exit 2. Never anything else."""

import json
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wi2021.__main__ import main
from wi2021.facts import Facts
from wi2021.pip import PipInhoud

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31)) | st.dates(date(2021, 6, 1), date(2030, 12, 31))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | DAYS.map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


def shaped(hint: Any) -> st.SearchStrategy[Any]:
    """JSON that fits a hinted field: every case of facts that can be written down, possible or not."""
    origin = get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(a for a in get_args(hint) if a is not type(None))
        return st.none() | shaped(inner)
    if origin is tuple:
        return st.lists(shaped(get_args(hint)[0]), max_size=3)
    if is_dataclass(hint):
        return record(hint)
    if hint is date:
        return DAYS.map(str)
    if issubclass(hint, Enum):
        return st.sampled_from([m.value for m in hint])
    if hint is bool:
        return st.booleans()
    return st.integers(0, 2000) if hint is int else st.text(max_size=6)


def record(kind: Any) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(kind)
    named = {f.name: st.sampled_from(["0505", "0642"]) if f.name == "gemeente" else shaped(hints[f.name]) for f in fields(kind)}  # fmt: skip
    needed = {f.name for f in fields(kind) if f.default is f.default_factory}
    return st.fixed_dictionaries(
        {n: s for n, s in named.items() if n in needed},
        optional={n: s for n, s in named.items() if n not in needed},
    )


CASES = record(Facts)
PLANS = record(PipInhoud)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "feiten.json"


FUZZ = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> int:
    """The exit code, after a look at what was printed."""
    code = main(arguments)
    shown = capsys.readouterr()
    assert code in (0, 2)
    if code == 0:
        assert json.loads(shown.out)
        assert shown.err == ""
    else:
        assert shown.out == ""
        assert len(shown.err.splitlines()) == 1
        assert shown.err.startswith("wi2021: ")
    return code


@FUZZ
@given(JSON, DAYS)
def test_any_json(file: Path, capsys: pytest.CaptureFixture[str], data: Any, on: date) -> None:
    file.write_text(json.dumps(data), encoding="utf-8")
    asked(capsys, "termijnen", str(file), "--on", str(on))
    asked(capsys, "pip", str(file))


@FUZZ
@given(st.binary(max_size=200))
def test_any_bytes(file: Path, capsys: pytest.CaptureFixture[str], data: bytes) -> None:
    file.write_bytes(data)
    asked(capsys, "termijnen", str(file), "--on", "2026-11-23")


@FUZZ
@given(CASES, DAYS)
def test_any_case(file: Path, capsys: pytest.CaptureFixture[str], data: Any, on: date) -> None:
    file.write_text(json.dumps(data), encoding="utf-8")
    asked(capsys, "termijnen", str(file), "--on", str(on))
    main(["termijnen", str(file), "--on", str(on), "--table"])
    capsys.readouterr()


@FUZZ
@given(CASES, PLANS, DAYS)
def test_any_plan(file: Path, capsys: pytest.CaptureFixture[str], facts: Any, plan: Any, on: date) -> None:
    file.write_text(json.dumps({"feiten": facts, "pip": plan, "on": str(on)}), encoding="utf-8")
    asked(capsys, "pip", str(file))


@FUZZ
@given(st.sampled_from(sorted(f.name for f in fields(Facts))), JSON)
def test_any_value_in_any_field(
    file: Path, capsys: pytest.CaptureFixture[str], name: str, value: Any
) -> None:
    file.write_text(json.dumps({name: value}), encoding="utf-8")
    asked(capsys, "termijnen", str(file), "--on", "2026-11-23")


@FUZZ
@given(st.lists(st.text(max_size=12), max_size=5))
def test_any_arguments(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    words = ["termijnen", *(word for word in arguments if "h" not in word)]
    code = main(words)
    assert code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
