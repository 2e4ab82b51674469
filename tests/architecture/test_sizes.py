"""Sizes that keep the house liveable, one clock, no signals."""

import ast
from pathlib import Path
from statistics import median

from architecture.source import ROOT, SRC, files, nodes, place, product

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


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_or_function_is_too_long() -> None:
    long = [str(path.relative_to(ROOT)) for path in files() if _lines(path) > LONGEST_FILE]
    long += [
        place(path, node) for path in files() for node in _functions(path) if _length(node) > LONGEST_FUNCTION
    ]
    assert not long, long


def test_most_files_and_functions_are_short() -> None:
    lengths = sorted(_lines(path) for path in product())
    functions = sorted(_length(node) for path in product() for node in _functions(path))
    assert median(lengths) <= 85
    assert lengths[int(len(lengths) * 0.95)] <= 300
    assert median(functions) <= 10
    assert functions[int(len(functions) * 0.95)] <= 40


def test_only_the_clock_looks_at_the_clock() -> None:
    found = [
        place(path, node)
        for path in product()
        if path != SRC / "wegwijs" / "clock.py"
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in CLOCKS
    ]
    assert not found, found


def test_nothing_happens_by_signal() -> None:
    found = [
        place(path, node)
        for path in product()
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and {"signals", "dispatch"} & set((node.module or "").split("."))
    ]
    assert not found, found


def test_the_law_imports_only_the_standard_library() -> None:
    import sys

    for path in (p for p in product() if p.is_relative_to(SRC / "wi2021")):
        for node in nodes(path):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for name in names:
                assert name.split(".")[0] in {*sys.stdlib_module_names, "wi2021"}, place(path, node)
