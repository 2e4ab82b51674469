"""Who has to be invited, and to which sessions."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import visible
from wegwijs.groups.models import Attendance, Enrolment
from wegwijs.groups.queries.sessions import ahead

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    PlaceRow = WithAnnotations[Enrolment, "Told"]

P = Permission.GROUP_PLAN


class Told(TypedDict):
    """Read along with a place. ``untold``: of a session to come nothing was sent, or not since it moved. ``told_on``: the day of the last
    letter (None: none), ``reminded_on`` that of the last reminder. ``replied``: to how many of those sessions there is an answer.
    """

    untold: bool
    told_on: date | None
    reminded_on: date | None
    replied: int


def coming(row: Enrolment) -> list[Attendance]:
    """The sessions that have not begun and at which this person is expected, in order. One statement."""
    rows = Attendance.objects.filter(
        ahead("session__"), dossier=row.dossier_id, session__group=row.group_id, shown=True, session__cancelled_at=None
    )  # fmt: skip
    return list(rows.select_related("session__room").order_by("session__on", "session__at", "pk"))


def expected_at() -> QuerySet[Attendance]:
    """Of a place (``OuterRef``): the sessions to come at which its person is expected."""
    return Attendance.objects.filter(
        ahead("session__"), dossier=OuterRef("dossier"), session__group=OuterRef("group"), shown=True,
        session__cancelled_at=None,
    ).order_by()  # fmt: skip


def places(actor: Actor) -> "QuerySet[PlaceRow]":
    """Places of people whom the actor may invite to a session to come, in the order in which they got them."""
    return standing().filter(dossier__in=visible(actor, P))


def standing() -> "QuerySet[PlaceRow]":
    """The same of everybody."""
    expected = expected_at()
    rows = Enrolment.objects.filter(
        Exists(expected), left_on=None, placed_at__isnull=False, group__cancelled_at=None
    )
    replied = expected.exclude(reply="").values("dossier").annotate(n=Count("pk")).values("n")
    told = expected.values("dossier").annotate(last=Max("invited_on")).values("last")
    reminded = expected.values("dossier").annotate(last=Max("reminded_on")).values("last")
    return (
        rows.annotate(
            untold=Exists(expected.filter(invited_on=None)),
            told_on=Subquery(told),
            reminded_on=Subquery(reminded),
            replied=Coalesce(Subquery(replied, output_field=IntegerField()), Value(0)),
        )
        .select_related("group", "dossier__person", "dossier__gemeente")
        .order_by("placed_at", "pk")
    )


def to_invite(actor: Actor) -> "QuerySet[PlaceRow]":
    """Of these, who was not told of every session to come."""
    return places(actor).filter(Q(untold=True))


def place_of(actor: Actor, group: UUID, dossier: UUID) -> Enrolment | None:
    """The place of somebody in a group, when the actor may invite them; None: there is none any more."""
    rows = Enrolment.objects.filter(group=group, dossier=dossier, left_on=None, dossier__in=visible(actor, P))
    return rows.select_related(
        "group__gemeente", "dossier__person", "dossier__gemeente", "dossier__regisseur"
    ).first()


def unanswered(actor: Actor, until: date, *, groups: Collection[UUID] | None = None) -> QuerySet[Attendance]:
    """Who was invited to a session up to and including a day and did not answer, by session; ``groups``: only of these."""
    rows = Attendance.objects.filter(
        ahead("session__"), shown=True, invited_on__isnull=False, reply="", presence="", session__cancelled_at=None,
        session__on__lte=until, dossier__in=visible(actor, P),
    )  # fmt: skip
    if groups is not None:
        rows = rows.filter(session__group__in=groups)
    return rows.select_related(
        "session__group", "session__room", "dossier__person", "dossier__gemeente"
    ).order_by("session__on", "session__at", "session", "name", "pk")
