"""Sizes that keep the house liveable, one clock, no signals."""

import ast
from pathlib import Path
from statistics import median

import pytest

from architecture.source import SRC, files, nodes, place, product

LONGEST_FILE = 500
LONGEST_FUNCTION = 80
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("timezone", "now"),
    ("time", "time"),
}


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(SRC)))
def test_no_file_or_function_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    long = [place(path, node) for node in _functions(path) if _length(node) > LONGEST_FUNCTION]
    assert not long, long


def test_most_files_and_functions_are_short() -> None:
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in product())
    functions = sorted(_length(node) for path in product() for node in _functions(path))
    assert median(lengths) <= 85
    assert lengths[int(len(lengths) * 0.95)] <= 300
    assert median(functions) <= 10
    assert functions[int(len(functions) * 0.95)] <= 40


@pytest.mark.parametrize("path", product(), ids=lambda p: str(p.relative_to(SRC)))
def test_only_the_clock_looks_at_the_clock(path: Path) -> None:
    if path == SRC / "wegwijs" / "clock.py":
        return
    found = [
        place(path, node)
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in CLOCKS
    ]
    assert not found, found


@pytest.mark.parametrize("path", product(), ids=lambda p: str(p.relative_to(SRC)))
def test_nothing_happens_by_signal(path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom):
            assert "signals" not in (node.module or ""), place(path, node)
            assert "dispatch" not in (node.module or ""), place(path, node)


def test_the_law_imports_only_the_standard_library() -> None:
    import sys

    for path in (p for p in product() if p.is_relative_to(SRC / "wi2021")):
        for node in nodes(path):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for name in names:
                assert name.split(".")[0] in {*sys.stdlib_module_names, "wi2021"}, place(path, node)
