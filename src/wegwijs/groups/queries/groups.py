"""Groups as an actor may see them, how full they are, and who could have a place."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.models import PersonClaim
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier, visible
from wegwijs.groups.followers import who_may_follow
from wegwijs.groups.models import EXPECTED, Attendance, Enrolment, Group, Leaving, Programme, Session
from wegwijs.groups.queries.sessions import unmanned
from wegwijs.people.models import PersonLanguage

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    GroupRow = WithAnnotations[Group, "GroupSums"]
    MemberRow = WithAnnotations[Enrolment, "MemberSums"]
    CandidateRow = WithAnnotations[Dossier, "Spoken"]

PAGE = 50
P = Permission


class GroupSums(TypedDict):
    """Read along with a group: days, people with a place and waiting, and sessions to come without a trainer."""

    first: date | None
    last: date | None
    next_on: date | None
    given: int
    waiting: int
    unmanned: int


class MemberSums(TypedDict):
    """Read along with a place: at how many sessions somebody was and wasn't, to how many they said no, and in which language (a code)."""

    present: int
    absent: int
    said_no: int
    spoken: str | None


class Spoken(TypedDict):
    """Read along with a dossier: the language of contact (a code)."""

    spoken: str | None


def groups(actor: Actor, *, over: bool = False) -> "QuerySet[GroupRow]":
    """Those that still come together, the soonest first; or, ``over``, those that don't, the latest first."""
    today = clock.today()
    sessions = Session.objects.filter(group=OuterRef("pk"), cancelled_at=None)
    places = Enrolment.objects.filter(group=OuterRef("pk"), left_on=None)
    rows = (
        Group.objects.filter(gemeente__in=actor.gemeenten(P.GROUP_VIEW))
        .select_related("gemeente")
        .annotate(
            first=Subquery(sessions.order_by("on").values("on")[:1]),
            last=Subquery(sessions.order_by("-on").values("on")[:1]),
            next_on=Subquery(sessions.filter(on__gte=today).order_by("on").values("on")[:1]),
            given=_count(places.exclude(placed_at=None)),
            waiting=_count(places.filter(placed_at=None)),
            unmanned=_count(sessions.filter(unmanned(), on__gte=today)),
        )
    )
    runs = Q(cancelled_at=None, next_on__isnull=False)
    if over:
        return rows.exclude(runs).order_by(F("last").desc(nulls_last=True), "pk")
    return rows.filter(runs).order_by("next_on", "name", "pk")


def _count(rows: QuerySet[Session] | QuerySet[Enrolment]) -> Coalesce:
    counted = rows.order_by().values("group").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def group_or_404(actor: Actor, pk: UUID) -> Group:
    """One of them. Raises Http404."""
    rows = Group.objects.filter(gemeente__in=actor.gemeenten(P.GROUP_VIEW)).select_related("gemeente")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def enrolments(actor: Actor, group: Group) -> "list[MemberRow]":
    """Who has a place, then who waits, in order. One statement."""
    rows = Attendance.objects.filter(session__group=group, dossier=OuterRef("dossier")).order_by()
    today = clock.today()
    found = (
        Enrolment.objects.filter(group=group, left_on=None, dossier__in=visible(actor, P.GROUP_VIEW))
        .select_related("dossier__person", "dossier__gemeente")
        .annotate(
            present=_attended(rows.filter(presence__in=("aanwezig", "laat"))),
            absent=_attended(rows.filter(presence="afwezig")),
            said_no=_attended(rows.filter(reply="komt_niet", session__on__gte=today)),
            spoken=Subquery(
                PersonLanguage.objects.filter(person=OuterRef("dossier__person"), contact=True).values(
                    "code"
                )[:1]
            ),
        )
        .order_by(F("placed_at").asc(nulls_last=True), "asked_at", "pk")
    )
    return list(found)


def _attended(rows: QuerySet[Attendance]) -> Coalesce:
    counted = rows.values("dossier").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def enrolment_or_404(actor: Actor, group: Group, pk: UUID, *, page: str) -> Enrolment:
    """One that stands, with its dossier opened on this ``page`` by who plans. Raises Http404."""
    rows = Enrolment.objects.filter(group=group, left_on=None, dossier__in=visible(actor, P.GROUP_PLAN))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.group = group
    found.dossier = open_dossier(actor, found.dossier_id, page=page, permission=P.GROUP_PLAN)
    return found


def of_dossier(dossier: Dossier) -> list[Enrolment]:
    """The groups of a dossier that was opened, the newest first."""
    return list(
        Enrolment.objects.filter(dossier=dossier)
        .select_related("group__gemeente")
        .order_by("-asked_at", "pk")
    )


def attended(dossier: Dossier) -> list[Attendance]:
    """The sessions of a dossier that was opened at which somebody is or was expected, the newest first."""
    rows = Attendance.objects.filter(dossier=dossier).filter(EXPECTED)
    return list(
        rows.select_related("session__group", "session__room", "organisation").order_by(
            "-session__on", "-session__at"
        )
    )


def open_for(dossier: Dossier, actor: Actor) -> "list[GroupRow]":
    """Groups in which somebody could have a place or wait, those with a free place and the own language first."""
    spoken = dossier.person.languages.filter(contact=True).values_list("code", flat=True).first() or ""
    found = list(groups(actor).exclude(enrolments__dossier=dossier, enrolments__left_on=None)[:PAGE])
    return sorted(found, key=lambda one: (one.given >= one.capacity, one.language != spoken))


def fitting(group: Group, dossier: Dossier) -> Sequence[Group]:
    """At most three other groups of the same programme with a place, at none of whose sessions the person is expected elsewhere."""
    today = clock.today()
    taken = PersonClaim.objects.filter(person=dossier.person_id, ends__gt=clock.now())
    spans = list(taken.values_list("starts", "ends"))
    rows = (
        Group.objects.filter(programme=group.programme, gemeente=group.gemeente_id, cancelled_at=None)
        .exclude(pk=group.pk)
        .annotate(
            given=_count(
                Enrolment.objects.filter(group=OuterRef("pk"), left_on=None).exclude(placed_at=None)
            ),
            soonest=Min("sessions__on", filter=Q(sessions__on__gte=today, sessions__cancelled_at=None)),
        )
        .filter(soonest__isnull=False, given__lt=F("capacity"))
        .order_by("soonest")
        .prefetch_related("sessions")
    )
    return [one for one in rows[:10] if not _collides(one, spans, today)][:3]


def _collides(group: Group, spans: list[tuple[datetime, datetime]], today: date) -> bool:
    return any(
        starts < one.slot.ends and ends > one.slot.starts
        for one in group.sessions.all()
        if one.on >= today and one.cancelled_at is None
        for starts, ends in spans
    )


def candidates(actor: Actor, programme: str, *, language: str = "") -> "QuerySet[CandidateRow]":
    """Who may follow this programme (``groups.followers``), has no place in a group of it and never had one that went on, the longest
    waiting first.

    ``language``: only who is spoken to in it (a code).
    """
    had = Enrolment.objects.filter(dossier=OuterRef("pk"), group__programme=programme).exclude(
        leaving=Leaving.VERVALLEN
    )
    spoken = PersonLanguage.objects.filter(person=OuterRef("person"), contact=True)
    rows = (
        visible(actor, P.GROUP_PLAN)
        .filter(~Exists(had), who_may_follow(programme))
        .select_related("person", "gemeente")
        .annotate(spoken=Subquery(spoken.values("code")[:1]))
    )
    if language:
        rows = rows.filter(spoken=language)
    return rows.order_by("opened_on", "pk")


def last_start(gemeenten: frozenset[str], programme: Programme) -> date | None:
    """The first day of the group of a programme that starts last."""
    rows = Group.objects.filter(gemeente__in=gemeenten, programme=programme, cancelled_at=None)
    last: date | None = rows.annotate(first=Min("sessions__on")).aggregate(last=Max("first"))["last"]
    return last
