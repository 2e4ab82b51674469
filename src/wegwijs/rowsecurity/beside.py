"""A connection beside the one of this thread: what is written by it is there at once, whatever becomes of the transaction here.

For how far a long act is, and for nothing that must be true: whoever writes so must never wait for a row that the transaction here holds,
since PostgreSQL sees two strangers and no circle.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection

from wegwijs.rowsecurity.scope import Scope, set_for


@dataclass(slots=True)
class Beside:
    """Opened when something is said for the first time; silent as soon as the database doesn't answer."""

    scope: Scope
    _made: Any = None
    _silent: bool = False

    def say(self, statement: str, parameters: Sequence[object]) -> None:
        """Carried out and kept at once. That it fails breaks nothing off: nothing more is said."""
        if self._silent:
            return
        try:
            if self._made is None:
                self._made = connection.copy()
                set_for(self._made, self.scope)
            with self._made.cursor() as cursor:
                cursor.execute(statement, parameters)
        except DatabaseError:
            self._silent = True

    def close(self) -> None:
        """Back to the pool, without its scope."""
        if self._made is not None:
            with suppress(DatabaseError):
                self._made.close()


@contextmanager
def beside(scope: Scope) -> Iterator[Beside]:
    """For as long as the block lasts."""
    made = Beside(scope)
    try:
        yield made
    finally:
        made.close()
