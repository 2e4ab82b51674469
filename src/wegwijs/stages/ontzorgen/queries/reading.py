"""Large files of statements: one, those that are read or weren't taken in, and what waits for a worker."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.stages.ontzorgen.models import Afschriftbestand

S = Afschriftbestand.State
BUSY = (S.WAITING, S.READING)
# What wasn't taken in stays in the list for so long.
LATELY = timedelta(days=7)
LISTED = 10


def _files(actor: Actor) -> QuerySet[Afschriftbestand]:
    rows = Afschriftbestand.objects.filter(gemeente__in=actor.gemeenten(Permission.MONEY_EDIT))
    return rows.defer("content").select_related("gemeente")


def file_or_404(actor: Actor, pk: UUID, *, again: bool = False) -> Afschriftbestand:
    """One, and the audit row that it was seen. Raises Http404. ``again``: that was recorded, and it is looked at once more while a worker is busy."""
    found = _files(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    if not (again and found.state in BUSY):
        record(
            by=actor,
            action=Action.VIEW,
            kind="afschriftbestand",
            key=pk,
            gemeente=found.gemeente_id,
            detail="afschriftbestand",
        )
    return found


def lately(actor: Actor) -> list[Afschriftbestand]:
    """What is (still to be) read, and what was refused or stopped in the last days; newest first. One statement."""
    over = Q(state__in=(S.REFUSED, S.STOPPED), finished_at__gte=clock.now() - LATELY)
    rows = _files(actor).filter(Q(state__in=BUSY) | over)
    return list(rows.order_by("-handed_in_at")[:LISTED])


def unfinished() -> list[tuple[UUID, str]]:
    """Key and gemeente of what a worker has still to read, oldest first."""
    rows = Afschriftbestand.objects.filter(state__in=BUSY).order_by("handed_in_at")
    return list(rows.values_list("pk", "gemeente_id"))
