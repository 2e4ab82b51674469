"""Write the audit. If a row can't be written the transaction fails, and with it the page or the change."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import connection

from wegwijs import clock
from wegwijs.audit.models import Action, AuditRecord, ChainCheck
from wegwijs.audit.queries import Head, broken_links, chains, lost_ends


class Who(Protocol):
    """What the audit needs to know of an actor."""

    @property
    def user_id(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def organisation_name(self) -> str: ...
    @property
    def purpose(self) -> str: ...


def record(
    *, by: Who, action: Action, kind: str, key: object, gemeente: str | None = None, detail: str = ""
) -> None:
    """One row: ``by`` did ``action`` with the thing ``kind``/``key``. ``detail`` never holds personal data."""
    row: dict[str, Any] = {
        "at": clock.now(),
        "chain": gemeente or "-",
        "actor_user": by.user_id,
        "actor": by.label,
        "organisation": by.organisation_name,
        "action": action.value,
        "subject_kind": kind,
        "subject_id": str(key),
        "purpose": by.purpose,
        "detail": detail[:200],
    }
    waiting = _waiting.get()
    if waiting is None:
        with connection.cursor() as cursor:
            cursor.execute(RECORD, row)
    else:
        waiting.append(row)


# Rows of an act that writes many, while they wait for its end; None: each is written at once.
_waiting: ContextVar[list[dict[str, Any]] | None] = ContextVar("waiting", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Within, rows are written together at the end: for an act of many steps, inside one transaction.

    Within another such block the other's end counts. When the block breaks off none is written: what it did is undone as a
    whole.
    """
    if _waiting.get() is not None:
        yield
        return
    rows: list[dict[str, Any]] = []
    token = _waiting.set(rows)
    try:
        yield
    finally:
        _waiting.reset(token)
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(RECORD, rows)


# As text: every page writes a row. The trigger of ``models.AuditRecord`` chains it when the transaction commits.
RECORD = """
    INSERT INTO audit_auditrecord
        (at, chain, actor_user, actor, organisation, action, subject_kind, subject_id, purpose, detail, previous, hash)
    VALUES (%(at)s, %(chain)s, %(actor_user)s, %(actor)s, %(organisation)s, %(action)s, %(subject_kind)s, %(subject_id)s,
        %(purpose)s, %(detail)s, '', '')
"""


def record_each(
    *, by: Who, action: Action, kind: str, things: Iterable[tuple[object, str]], detail: str = ""
) -> None:
    """One row for each thing, a key with the code of its gemeente: a page that shows more than one of them. One statement."""
    AuditRecord.objects.bulk_create(
        AuditRecord(
            at=clock.now(), chain=gemeente, actor_user=by.user_id, actor=by.label, organisation=by.organisation_name,
            action=action, subject_kind=kind, subject_id=str(key), purpose=by.purpose, detail=detail[:200],
        )
        for key, gemeente in things
    )  # fmt: skip


def record_list(*, by: Who, page: str, shown: int) -> None:
    """A list with names was seen: one row for the page, with how many it showed. Of a list that shows nobody, none."""
    if shown:
        record(by=by, action=Action.VIEW, kind="lijst", key=page, detail=f"{shown} op de pagina")


NAMED = 20


def check_chains(of: Iterable[str] | None = None, *, kept: Collection[Head] = ()) -> list[ChainCheck]:
    """Recompute the chains (all of them when none are named) and store what was found.

    ``kept``: heads that were kept outside the database; with them a chain that was written anew is found as well.
    """
    named = chains() if of is None else of
    return [_check(chain, kept) for chain in sorted({*named, *(head.chain for head in kept if of is None)})]


def _check(chain: str, kept: Collection[Head]) -> ChainCheck:
    broken = {*broken_links(chain), *lost_ends(chain, kept)}
    rows = AuditRecord.objects.filter(chain=chain)
    last = rows.exclude(place=None).order_by("-place").first()
    return ChainCheck.objects.create(
        at=clock.now(),
        chain=chain,
        rows=rows.count(),
        last_id=last.pk if last else 0,
        last_hash=last.hash if last else "",
        broken=sorted(broken)[:NAMED],
    )
