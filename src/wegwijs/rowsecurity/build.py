"""Put the policies in the database, take them away while its tables change, and prove that they stand."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from wegwijs.rowsecurity.policies import functions, policy, walled

NAME = "wegwijs_scope"
_STANDING = """
    SELECT c.relname, obj_description(p.oid, 'pg_policy'), c.relrowsecurity AND c.relforcerowsecurity
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE p.polname = %s AND c.relnamespace = current_schema()::regnamespace
"""


def wanted() -> dict[str, str]:
    """Each table behind the wall with the condition of its policy."""
    return {model._meta.db_table: policy(model) for model in walled()}


def _marks() -> dict[str, str]:
    """Each table with a mark that changes when its policy or any function does."""
    made = "".join(functions())
    return {table: sha256((condition + made).encode()).hexdigest() for table, condition in wanted().items()}


def standing() -> dict[str, str]:
    """Tables whose policy is in force in the database, with the mark of its condition."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [NAME])
        return {table: mark or "" for table, mark, in_force in cursor.fetchall() if in_force}


def differences() -> list[str]:
    """Tables whose policy is missing, old, not in force, or no longer wanted; sorted."""
    want, stand = _marks(), standing()
    return sorted(table for table in want.keys() | stand.keys() if want.get(table) != stand.get(table))


@transaction.atomic
def build() -> list[str]:
    """Bring the database's policies in line with the models; returns the tables that changed."""
    changed, want, marks = differences(), wanted(), _marks()
    with connection.cursor() as cursor:
        for function in functions() if changed else ():
            cursor.execute(function)
        for table in changed:
            cursor.execute(f'DROP POLICY IF EXISTS {NAME} ON "{table}"')
            if table not in want:
                cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
                cursor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
                continue
            cursor.execute(f'CREATE POLICY {NAME} ON "{table}" USING ({want[table]})')
            cursor.execute(f"COMMENT ON POLICY {NAME} ON \"{table}\" IS '{marks[table]}'")
            cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
            cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    return changed


@transaction.atomic
def take_down() -> None:
    """For the tables' owner, while migrations change what the policies name: to anyone else nothing shows meanwhile."""
    with connection.cursor() as cursor:
        for table in standing():
            cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
            cursor.execute(f'DROP POLICY {NAME} ON "{table}"')


@contextmanager
def lowered() -> Iterator[None]:
    """For the tables' owner alone, to fill them with COPY (which PostgreSQL refuses behind a wall); then up again."""
    tables = list(standing())
    _force(tables, "NO FORCE")
    try:
        yield
    finally:
        _force(tables, "FORCE")


@transaction.atomic
def _force(tables: list[str], how: str) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" {how} ROW LEVEL SECURITY')


def insist() -> None:
    """Don't start without the wall. Raises ImproperlyConfigured with what to do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        (passes_by,) = cursor.fetchone() or (True,)
    if passes_by:
        raise ImproperlyConfigured(
            "De databaserol van Wegwijs is superuser of heeft BYPASSRLS en komt zo langs de afscherming van rijen. "
            "Gebruik een rol met NOSUPERUSER NOBYPASSRLS."
        )
    if missing := differences():
        raise ImproperlyConfigured(
            f"De afscherming van rijen in de database is niet compleet ({', '.join(missing[:5])}). "
            "Voer eerst 'wegwijs migrate' uit."
        )
