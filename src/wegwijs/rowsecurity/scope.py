"""Whose rows a transaction may touch, told to PostgreSQL in one statement.

A request enters the scope of its actor inside its own transaction; a job and a command enter theirs for as long as they
run. A scope can't leak to whoever gets the connection next: in a transaction it ends with it, and outside one it is
taken back at the end of the block and by the pool.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import Connection
from psycopg.pq import TransactionStatus

PREFIX = "wegwijs."
NAMES = ("everything", "gemeenten", "partner", "employee", "assigned", "today", "opened", "in_hand")
_LOOK = ", ".join(f"coalesce(current_setting('{PREFIX}{name}', true), '')" for name in NAMES)
_SET = ", ".join(f"set_config('{PREFIX}{name}', %s, %s)" for name in NAMES)
# Every trigger of pgtrigger first asks whether it is switched off. Where nobody ever said so that is an error, which each of them catches with a
# savepoint of its own; and whoever goes back to one looks through all checks that wait for the commit: 50,000 lines took an hour.
_CHANGE = f"SELECT {_LOOK}, {_SET}, set_config('pgtrigger.ignore', '{{}}', %s)"
# Plans for any value, for pages of fixed statements. Left to choose PostgreSQL plans the tiles of Mijn werk anew for their values at
# each request. Not for what Django builds: there the values are what makes a partial index fit (ADR 0015).
_ENTER_FIXED = f"{_CHANGE}, set_config('plan_cache_mode', 'force_generic_plan', true)"
_CLEAR = "SELECT " + ", ".join(f"set_config('{PREFIX}{name}', '', false)" for name in NAMES)
_HOLD = f"""
    SELECT set_config('{PREFIX}in_hand', concat_ws(
        ',', nullif(current_setting('{PREFIX}in_hand', true), ''), %s::text), true)
    WHERE coalesce(current_setting('{PREFIX}everything', true), '') <> 'on'
"""

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows may be touched. Without anything: none.

    ``gemeenten``: codes. ``partner``: key of an organisation that sees only dossiers in which it (or, where one is named,
    ``employee``) is involved on ``today``. ``assigned_only``: those in which ``employee`` is named, not those of the whole
    organisation. ``opened``: dossiers of others, opened in an emergency.
    ``everything``: every row, for work that is nobody's in particular.
    """

    gemeenten: frozenset[str] = frozenset()
    partner: int | None = None
    employee: int | None = None
    assigned_only: bool = False
    today: date | None = None
    opened: frozenset[UUID] = frozenset()
    everything: bool = False

    def values(self) -> Values:
        """The settings in the order of NAMES; nothing is in hand when a scope begins."""
        return (
            "on" if self.everything else "",
            _list(sorted(self.gemeenten)),
            str(self.partner or ""),
            str(self.employee or ""),
            "on" if self.assigned_only else "",
            self.today.isoformat() if self.today else "",
            _list(sorted(map(str, self.opened))),
            "",
        )


def _list(items: list[str]) -> str:
    return ",".join(items)


NOTHING = Scope()
EVERYTHING = Scope(everything=True)


def of_gemeente(code: str) -> Scope:
    """All rows of one gemeente."""
    return Scope(gemeenten=frozenset({code}))


def enter(scope: Scope, *, fixed: bool = False) -> None:
    """Until the present transaction ends. Outside a transaction it sets nothing, so nothing is seen.

    ``fixed``: what follows is written out and good for any value, so its plans need not know the values.
    """
    if connection.in_atomic_block:
        _change(scope.values(), local=True, statement=_ENTER_FIXED if fixed else _CHANGE)


@contextmanager
def entered(scope: Scope) -> Iterator[None]:
    """For as long as the block lasts, then what was before; for a transaction that ends with the block see ``enter``."""
    local = connection.in_atomic_block
    before = _change(scope.values(), local=local)
    try:
        yield
    finally:
        _put_back(before, local=local)


@contextmanager
def widened() -> Iterator[None]:
    """Every row, to look up what is unique in the whole region (is this BSN known?); then what was before.

    What is found must be told to nobody who may not see it; ``hold`` it to work with it.
    """
    local = connection.in_atomic_block
    before = _change(EVERYTHING.values(), local=local)
    try:
        yield
    finally:
        _put_back(before, local=local)


def hold(key: UUID) -> None:
    """A row that has no dossier yet, or whose number one was given, may be worked with until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [str(key)])


def set_for(other: BaseDatabaseWrapper, scope: Scope) -> None:
    """For another connection than the one of this thread, until it is closed."""
    _change(scope.values(), local=False, through=other)


def _change(
    values: Values, *, local: bool, statement: str = _CHANGE, through: BaseDatabaseWrapper | None = None
) -> Values:
    """Set all at once; returns what was before."""
    parameters = [*(part for value in values for part in (value, local)), local]
    with (through or connection).cursor() as cursor:
        cursor.execute(statement, parameters)
        row = cursor.fetchone()
    return tuple(row[: len(NAMES)]) if row else NOTHING.values()


def _put_back(before: Values, *, local: bool) -> None:
    """What was before. A transaction that broke puts it back itself; a connection that broke is given up."""
    if connection.connection is None:
        return
    broken = connection.connection.info.transaction_status == TransactionStatus.INERROR
    # Django refuses statements until the block outside this one goes back, which takes the setting back too.
    if local and (broken or connection.needs_rollback):
        return
    try:
        _change(before, local=local)
    except DatabaseError:
        connection.close()


def clear(raw: Connection[object]) -> None:
    """The pool's ``reset``: a connection that comes back forgets only our settings; Django's own stay."""
    raw.execute(_CLEAR)
    if not raw.autocommit:
        raw.commit()
