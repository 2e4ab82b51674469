"""Write the audit. If a row can't be written the transaction fails, and with it the page or the change."""

from collections.abc import Iterable
from typing import Protocol

from wegwijs import clock
from wegwijs.audit.models import Action, AuditRecord, ChainCheck
from wegwijs.audit.queries import broken_links, chains


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
    AuditRecord.objects.create(
        at=clock.now(),
        chain=gemeente or "-",
        actor_user=by.user_id,
        actor=by.label,
        organisation=by.organisation_name,
        action=action,
        subject_kind=kind,
        subject_id=str(key),
        purpose=by.purpose,
        detail=detail[:200],
    )


def record_list(*, by: Who, page: str, shown: int) -> None:
    """A list with names was seen: one row for the page, with how many it showed. Of a list that shows nobody, none."""
    if shown:
        record(by=by, action=Action.VIEW, kind="lijst", key=page, detail=f"{shown} op de pagina")


NAMED = 20


def check_chains(of: Iterable[str] | None = None) -> list[ChainCheck]:
    """Recompute the chains (all of them when none are named) and store what was found."""
    return [_check(chain) for chain in (chains() if of is None else of)]


def _check(chain: str) -> ChainCheck:
    broken = set(broken_links(chain))
    rows = AuditRecord.objects.filter(chain=chain)
    last = rows.order_by("-place").first()
    anchor = ChainCheck.objects.filter(chain=chain).order_by("-id").first()
    if anchor and anchor.last_id and not rows.filter(pk=anchor.last_id, hash=anchor.last_hash).exists():
        broken.add(anchor.last_id)
    return ChainCheck.objects.create(
        at=clock.now(),
        chain=chain,
        rows=rows.count(),
        last_id=last.pk if last else 0,
        last_hash=last.hash if last else "",
        broken=sorted(broken)[:NAMED],
    )
