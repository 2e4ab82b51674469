"""Remove what should never have been there. Not a correction: that is a new line in the timeline (ADR 0001, 0008)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import QuerySet

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers import following
from wegwijs.dossiers.commands.termijnen import refresh
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak

# Read by the trigger that refuses changes; an error undoes it together with the rest of the transaction.
_IGNORE = "SELECT set_config('pgtrigger.ignore', %s, true)"


@contextmanager
def _unlocked() -> Iterator[None]:
    """Inside, lines of the timeline can be removed; ends with the block, in this transaction only.

    ``pgtrigger.ignore`` would put its setting before each statement, which one with parameters of its own can't have.
    """
    [trigger] = [one for one in Gebeurtenis._meta.triggers if one.name == "append_only"]  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(_IGNORE, ["{" + trigger.get_pgid(Gebeurtenis) + "}"])
        yield
        cursor.execute(_IGNORE, ["{}"])


def _drop(lines: QuerySet[Gebeurtenis]) -> None:
    """In one statement: a line that takes the place of another goes together with it."""
    lines._raw_delete(lines.db)


@transaction.atomic
def remove_dossier(dossier: Dossier, *, by: Actor) -> None:
    """Remove a dossier that was made by mistake with its timeline, termijnen and tasks; the audit keeps that it was there.

    The caller has made sure that nobody worked in it. Raises ProtectedError when something else still points at it.
    """
    by.require(Permission.DOSSIER_OPEN, dossier.gemeente_id)
    record(
        by=by, action=Action.CHANGE, kind="dossier", key=dossier.pk, gemeente=dossier.gemeente_id,
        detail="verwijderd: overname teruggedraaid",
    )  # fmt: skip
    with _unlocked():
        _drop(Gebeurtenis.objects.filter(dossier=dossier))
        dossier.delete()


@transaction.atomic
def remove_lines(dossier: Dossier, lines: Iterable[int], tasks: Iterable[str], *, by: Actor) -> None:
    """Remove lines of the timeline and open tasks that were made by mistake, by their keys; what follows is derived anew."""
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    record(
        by=by, action=Action.CHANGE, kind="dossier", key=dossier.pk, gemeente=dossier.gemeente_id,
        detail="regels verwijderd: overname teruggedraaid",
    )  # fmt: skip
    with _unlocked():
        _drop(Gebeurtenis.objects.filter(dossier=dossier, pk__in=list(lines)))
    Taak.objects.filter(dossier=dossier, pk__in=list(tasks), done_on=None).delete()
    refresh(dossier)
    following.tell(dossier)
