"""Somebody with the database itself in hand: the log without its triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from wegwijs.audit.queries import link_pending


@contextmanager
def unguarded() -> Iterator[None]:
    """Inside the block no trigger of the audit stands in the way."""
    tables = ("audit_auditrecord", "audit_chaincheck")
    link_pending()
    run(*(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables))
    yield
    run(*(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables))


def tamper(statement: str, *parameters: Any) -> None:
    """One statement behind the product's back."""
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)


def run(*statements: str) -> None:
    """Each of them, without parameters."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
