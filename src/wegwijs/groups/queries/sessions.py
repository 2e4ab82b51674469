"""Sessions as an actor may see them: of a group, of a trainer, of a week; and who is expected."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.groups.models import EXPECTED, Attendance, Group, Session

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    SessionRow = WithAnnotations[Session, "SessionSums"]

P = Permission
# As long as what was forgotten can still be registered by who gave it.
BACK = timedelta(days=28)


class SessionSums(TypedDict):
    """Read along with a session: people expected, registered and present, and who say that they come or don't."""

    expected: int
    registered: int
    present: int
    coming: int
    away: int


def ahead(session: str = "") -> Q:
    """Which sessions have not begun; ``session``: the relation that leads to them ("session__")."""
    today = clock.today()
    later = Q(**{f"{session}on__gt": today})
    return later | Q(**{f"{session}on": today, f"{session}at__gt": clock.time_now()})


def unmanned() -> Q:
    """Which sessions nobody gives, or somebody who doesn't work any more on the day."""
    return Q(trainer=None) | Q(trainer__valid_to__lt=F("on"))


def sessions_of(group: Group) -> "QuerySet[SessionRow]":
    """The sessions of a group in their order, also those called off."""
    return _counted(
        group.sessions.select_related("organisation", "trainer", "assistant", "room", "interpreter")
    )


def _counted(rows: QuerySet[Session]) -> "QuerySet[SessionRow]":
    own = Attendance.objects.filter(EXPECTED, session=OuterRef("pk")).order_by()
    return rows.annotate(
        expected=_count(own),
        registered=_count(own.exclude(presence="")),
        present=_count(own.filter(presence__in=("aanwezig", "laat"))),
        coming=_count(own.filter(reply="komt")),
        away=_count(own.filter(reply="komt_niet")),
    )


def _count(rows: QuerySet[Attendance]) -> Coalesce:
    counted = rows.values("session").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _mine(actor: Actor) -> Q:
    """Which sessions somebody may register at: the executor's people those of their gemeenten; a partner's people those that
    their organisation gives, a volunteer only the own ones."""
    if actor.sees_all:
        return Q(group__gemeente__in=actor.gemeenten(P.ATTENDANCE_RECORD))
    own = Q(trainer=actor.employee) | Q(assistant=actor.employee)
    if actor.employee and actor.employee.volunteer:
        return own
    return Q(organisation=actor.organisation)


def gives(actor: Actor, session: Session) -> bool:
    """Whether somebody may register who was at this session."""
    return actor.may(P.ATTENDANCE_RECORD) and Session.objects.filter(_mine(actor), pk=session.pk).exists()


def to_give(actor: Actor, *, own: bool) -> "QuerySet[SessionRow]":
    """Of the last four weeks and to come, in order; ``own``: only those of which the actor is trainer."""
    rows = Session.objects.filter(_mine(actor), cancelled_at=None, on__gte=clock.today() - BACK)
    if own:
        rows = rows.filter(Q(trainer=actor.employee) | Q(assistant=actor.employee))
    return _counted(
        rows.select_related("group", "room", "organisation", "trainer", "assistant", "interpreter").order_by(
            "on", "at", "pk"
        )
    )


def session_or_404(actor: Actor, pk: UUID) -> Session:
    """One at which the actor may register. Raises Http404."""
    rows = Session.objects.filter(_mine(actor)).select_related(
        "group__gemeente", "room", "organisation", "trainer", "assistant", "interpreter"
    )
    found = (
        rows.filter(pk=pk, on__gte=clock.today() - BACK).first()
        if not actor.sees_all
        else rows.filter(pk=pk).first()
    )
    if found is None or not actor.may(P.ATTENDANCE_RECORD):
        raise Http404
    return found


def session_of_or_404(group: Group, pk: UUID) -> Session:
    """One of a group that was found. Raises Http404."""
    found = (
        group.sessions.filter(pk=pk)
        .select_related("organisation", "trainer", "assistant", "room", "interpreter")
        .first()
    )
    if found is None:
        raise Http404
    found.group = group
    return found


def expected(session: Session) -> list[Attendance]:
    """Who is expected, by name."""
    return list(session.attendances.filter(EXPECTED).order_by("name", "pk"))


def between(actor: Actor, since: date, until: date) -> "QuerySet[SessionRow]":
    """Sessions of the groups that the actor sees from a day up to and including another, in order."""
    rows = Session.objects.filter(
        group__gemeente__in=actor.gemeenten(P.GROUP_VIEW), cancelled_at=None, on__gte=since, on__lte=until
    )
    return _counted(
        rows.select_related("group", "organisation", "trainer", "assistant", "room", "interpreter").order_by(
            "on", "at", "pk"
        )
    )
