"""Who has to be invited, and to which sessions."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import visible
from wegwijs.groups.models import Attendance, Enrolment, Group

P = Permission.GROUP_PLAN


def coming(row: Enrolment) -> list[Attendance]:
    """The sessions that have not begun and at which this person is expected, in order. One statement."""
    rows = Attendance.objects.filter(
        dossier=row.dossier_id, session__group=row.group_id, shown=True, session__cancelled_at=None,
        session__on__gte=clock.today(),
    )  # fmt: skip
    found = rows.select_related("session__room").order_by("session__on", "session__at", "pk")
    now = clock.now()
    return [one for one in found if one.session.slot.starts > now]


def to_invite(actor: Actor) -> QuerySet[Enrolment]:
    """Places of people whom the actor may invite and who were not told of a session to come, or not since it moved."""
    untold = Attendance.objects.filter(
        dossier=OuterRef("dossier"), session__group=OuterRef("group"), shown=True, invited_on=None,
        session__cancelled_at=None, session__on__gte=clock.today(),
    )  # fmt: skip
    rows = Enrolment.objects.filter(
        Exists(untold), left_on=None, placed_at__isnull=False, group__cancelled_at=None,
        dossier__in=visible(actor, P),
    )  # fmt: skip
    return rows.select_related("group", "dossier__person", "dossier__gemeente").order_by("placed_at", "pk")


def starting(actor: Actor, until: date) -> list[Group]:
    """Groups of the actor's gemeenten with a session to come, the next one on a day up to and including ``until``; with ``next_on``."""
    ahead = Q(sessions__on__gte=clock.today(), sessions__cancelled_at=None)
    rows = Group.objects.filter(gemeente__in=actor.gemeenten(P), cancelled_at=None)
    found = rows.annotate(next_on=Min("sessions__on", filter=ahead)).filter(next_on__lte=until)
    return list(found.select_related("gemeente").order_by("next_on", "name", "pk"))


def place_of(actor: Actor, group: UUID, dossier: UUID) -> Enrolment | None:
    """The place of somebody in a group, when the actor may invite them; None: there is none any more."""
    rows = Enrolment.objects.filter(group=group, dossier=dossier, left_on=None, dossier__in=visible(actor, P))
    return rows.select_related(
        "group__gemeente", "dossier__person", "dossier__gemeente", "dossier__regisseur"
    ).first()


def unanswered(actor: Actor, until: date, *, groups: Collection[UUID] | None = None) -> QuerySet[Attendance]:
    """Who was invited to a session up to and including a day and did not answer, by session; ``groups``: only of these."""
    rows = Attendance.objects.filter(
        shown=True, invited_on__isnull=False, reply="", presence="", session__cancelled_at=None,
        session__on__gte=clock.today(), session__on__lte=until, dossier__in=visible(actor, P),
    )  # fmt: skip
    if groups is not None:
        rows = rows.filter(session__group__in=groups)
    return rows.select_related(
        "session__group", "session__room", "dossier__person", "dossier__gemeente"
    ).order_by("session__on", "session__at", "session", "name", "pk")
