"""Keyset paging: the last line of a page stands in the address, so that a page costs the same however deep it lies."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from wegwijs.exchange.duo.queries import Key

T = TypeVar("T")
PAGE = 50


def read(text: str) -> Key | None:
    """The key in the address; None (the first page) for anything else."""
    at, _, pk = text.partition("_")
    try:
        found = datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None
    return found if found[0].tzinfo else None


def cut(rows: Sequence[T], key: Callable[[T], Key]) -> tuple[Sequence[T], str]:
    """At most one page of rows (given one more), and the key of the next page ("" when this is the last)."""
    if len(rows) <= PAGE:
        return rows, ""
    at, pk = key(rows[PAGE - 1])
    return rows[:PAGE], f"{at.isoformat()}_{pk}"
