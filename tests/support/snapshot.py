"""Rows that many tests begin with: made once a session by the real commands, then put back as they were."""

from collections.abc import Callable
from copy import deepcopy
from typing import Generic, TypeVar

from django.db import connection

T = TypeVar("T")

TABLES = """
SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE nspname = current_schema() AND relkind = 'r' AND relname NOT LIKE 'django_%%' ORDER BY relname
"""


class Snapshot(Generic[T]):
    """What ``build`` made and the rows it left: the second test gets both within a few statements.

    Keys are those of the first time; sequences have moved past them, so new rows never meet old ones.
    """

    def __init__(self, build: Callable[[], T]) -> None:
        self._build = build
        self._made: T | None = None
        self._rows: dict[str, bytes] = {}

    def restore(self) -> T:
        """Inside a test's own transaction, on a database without these rows."""
        if self._made is None:
            before = _rows()
            made = self._build()
            self._rows = {table: rows for table, rows in _rows().items() if table not in before}
            self._made = deepcopy(made)
            return made
        with connection.cursor() as cursor:
            for table, rows in self._rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(rows)
        return deepcopy(self._made)


def _rows() -> dict[str, bytes]:
    """Every table that holds something, as PostgreSQL writes it."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                rows = b"".join(bytes(part) for part in copy)
            if rows:
                found[table] = rows
    return found
