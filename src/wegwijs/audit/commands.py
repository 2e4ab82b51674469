"""Write the audit. If a row can't be written the transaction fails, and with it the page or the change."""

from typing import Protocol

from wegwijs import clock
from wegwijs.audit.models import Action, AuditRecord


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
