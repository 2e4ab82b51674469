"""Who was invited, said nothing, and comes together soon: a reminder still arrives in time."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BooleanField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.groups.models import Attendance, Enrolment, Group, Session
from wegwijs.groups.queries.invite import Told, expected_at, places, standing
from wegwijs.groups.queries.sessions import ahead
from wegwijs.organisations.policy import PolicyKey, policy_of

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    LetterRow = WithAnnotations[Enrolment, "Written"]

# A letter is on its way for two or three days: what begins sooner is a matter of calling.
UNDER_WAY = timedelta(days=4)
# That, and a moment to answer: who was invited more recently isn't silent yet.
SETTLED = timedelta(days=5)


class Written(Told):
    """Read along with a place. ``silent``: can be reminded today. ``first_on``: the first day to come of which this person was told (None:
    of none). ``next_on``: the day on which the group comes together first.
    """

    silent: bool
    first_on: date | None
    next_on: date


def letters(actor: Actor, group: Group) -> "QuerySet[LetterRow]":
    """Places in a group, with whom to invite and whom to remind."""
    return _read(places(actor).filter(group=group))


def to_write(actor: Actor, until: date) -> "QuerySet[LetterRow]":
    """Of all groups: whom to invite because they come together up to and including ``until``, and whom to remind."""
    rows = _read(places(actor)).filter(Q(untold=True, next_on__lte=until) | Q(silent=True))
    return rows.select_related("group__gemeente").order_by("next_on", "group", "placed_at", "pk")


def to_remind(actor: Actor, group: Group | None = None) -> "QuerySet[LetterRow]":
    """Whom the actor may remind today, of one group or of all.

    Who answered anything in the group, was there before, must be invited anew, was reminded since the invitation, or gets a reminder of
    another group today, is not among them. How long before the first day is policy of the gemeente of the group.
    """
    rows = places(actor)
    return _read(rows.filter(group=group) if group else rows).filter(silent=True)


def everybody_to_remind() -> "QuerySet[LetterRow]":
    """The same of every gemeente, for a job that reaches all."""
    return _read(standing()).filter(silent=True)


def _read(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    sessions = Session.objects.filter(group=OuterRef("group"), cancelled_at=None).filter(ahead())
    told = expected_at().filter(invited_on__isnull=False).order_by("session__on").values("session__on")
    found: QuerySet[Any] = rows.annotate(
        first_on=Subquery(told[:1]), next_on=Subquery(sessions.order_by("on").values("on")[:1])
    ).annotate(silent=ExpressionWrapper(_silent(clock.today()), output_field=BooleanField()))
    return found


def _silent(today: date) -> Q:
    here = Attendance.objects.filter(dossier=OuterRef("dossier"), session__group=OuterRef("group"))
    reminded = Attendance.objects.filter(dossier__person=OuterRef("dossier__person"), reminded_on=today)
    days = policy_of(PolicyKey.REMIND_DAYS, "group__gemeente", on=today)
    last = Func(Cast(Value(today), DateField()), days, template="(%(expressions)s)", arg_joiner=" + ", output_field=DateField())  # fmt: skip
    return (
        Q(untold=False, told_on__lte=today - SETTLED, first_on__gte=today + UNDER_WAY, first_on__lte=last)
        & (Q(reminded_on=None) | Q(reminded_on__lt=F("told_on")))
        & ~Exists(here.filter(~Q(reply="") | ~Q(presence="")))
        & ~Exists(reminded)
    )
