"""Where the source stands, and its syntax trees."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"


@cache
def files() -> tuple[Path, ...]:
    """Every Python file of the product that people write; not its migrations."""
    return tuple(sorted(p for p in SRC.rglob("*.py") if "migrations" not in p.parts))


@cache
def product() -> tuple[Path, ...]:
    """The same without tests."""
    return tuple(p for p in files() if "tests" not in p.parts)


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a file; walked once, and asked for by many tests."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def place(path: Path, node: ast.AST) -> str:
    """file:line, for a message."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def is_view(path: Path) -> bool:
    """Whether a file holds doors."""
    return path.name == "views.py" or path.parent.name == "views"
