"""Who asks the same at the same moment goes one after the other."""

from django.db import connection


def alone(what: str) -> None:
    """Who asks the same waits until the transaction that asked first is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])
