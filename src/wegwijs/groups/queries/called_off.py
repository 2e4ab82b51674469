"""Who was expected at what was called off, and whether they know."""

from datetime import date
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import visible
from wegwijs.groups.models import Attendance, Enrolment, Group, Known, Leaving
from wegwijs.groups.queries.sessions import ahead

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    ConcernedRow = WithAnnotations[Enrolment, "Knows"]

P = Permission.GROUP_PLAN
# Whoever left before has nothing to do with it; whom the calling off itself put out of the group has.
CONCERNED = Q(left_on=None) | Q(leaving=Leaving.VERVALLEN)


class Knows(TypedDict):
    """Read along with a place. ``open``: of something that was called off this person doesn't know yet; ``first``: the first day of that.
    ``told_on``: when they last heard (None: never).
    """

    open: bool
    first: date | None
    told_on: date | None


def to_hear(row: Enrolment) -> list[Attendance]:
    """The sessions that were called off before they began and of which this person doesn't know, in order. One statement."""
    rows = Attendance.objects.filter(
        ahead("session__"), dossier=row.dossier_id, session__group=row.group_id, off=Known.OPEN
    )
    return list(rows.select_related("session__room").order_by("session__on", "session__at", "pk"))


def concerned(actor: Actor, group: Group) -> "QuerySet[ConcernedRow]":
    """Places at which something was called off that was still to come, in the order in which they were given."""
    rows = Attendance.objects.filter(
        ahead("session__"), dossier=OuterRef("dossier"), session__group=OuterRef("group")
    ).order_by()
    off, unknown = rows.exclude(off=""), rows.filter(off=Known.OPEN)
    told = off.values("dossier").annotate(last=Max("off_told_on")).values("last")
    first = unknown.values("dossier").annotate(first=Min("session__on")).values("first")
    places = Enrolment.objects.filter(
        CONCERNED, Exists(off), group=group, placed_at__isnull=False, dossier__in=visible(actor, P)
    )
    return (
        places.annotate(open=Exists(unknown), told_on=Subquery(told), first=Subquery(first))
        .select_related("group", "dossier__person", "dossier__gemeente")
        .order_by("placed_at", "pk")
    )


def unknowing(actor: Actor, group: Group) -> "QuerySet[ConcernedRow]":
    """Those of them who must hear something yet."""
    return concerned(actor, group).filter(Q(open=True))


def place_of(actor: Actor, group: UUID, dossier: UUID) -> Enrolment | None:
    """The place that somebody has in a group, or had until it was called off; None: none of which the actor may tell."""
    return _places(actor).filter(group=group, dossier=dossier).first()


def place_or_404(actor: Actor, group: Group, pk: UUID) -> Enrolment:
    """The same by its key. Raises Http404."""
    found = _places(actor).filter(pk=pk, group=group).first()
    if found is None:
        raise Http404
    return found


def _places(actor: Actor) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.filter(CONCERNED, placed_at__isnull=False, dossier__in=visible(actor, P))
    return rows.select_related(
        "group__gemeente", "dossier__person", "dossier__gemeente", "dossier__regisseur"
    )
