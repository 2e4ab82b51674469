"""Whom an organisation guides: how far each is, who is named, and of whom nothing was heard. One statement a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, JSONObject

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.queries.volunteers import overdue
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Afspraak, Betrokkenheid, Contactmoment, Dossier, State
from wegwijs.dossiers.queries import visible
from wegwijs.hours.models import Soort, Uren
from wegwijs.organisations.policy import PolicyKey, policies_of
from wegwijs.stages.begeleiding.models import Begeleidingsplan

PAGE = 50
# A plan that ends within so many days asks for a decision: end it, or make it longer.
ENDS_SOON = timedelta(days=28)
NEVER = date(1900, 1, 1)
P = Permission.GUIDANCE_RECORD


class Which(models.TextChoices):
    """Which of them a list holds."""

    ALLE = "alle", "Iedereen"
    ZONDER = "zonder-plan", "Zonder plan"
    STIL = "stil", "Lang niets gehoord"
    AFLOPEND = "loopt-af", "Plan loopt af"


class Place(NamedTuple):
    """Where a page goes on: after who was heard of last on this day and has this key."""

    heard: date
    pk: UUID


@dataclass(frozen=True, slots=True)
class Case:
    """One person. ``plan``: of the running plan the days and minutes; ``used``: minutes in the ledger since it began.

    ``heard``: the last contact of the organisation itself. ``people``: who carries out the plan or is named, each with whether it
    is a volunteer.
    """

    dossier: Dossier
    heard: date | None
    planned: int | None
    used: int
    ends_on: date | None
    talk_on: date | None
    people: tuple[tuple[str, bool], ...]
    weeks: int


def _mine(actor: Actor) -> Q:
    """Those in which the actor is named, or carries out the plan."""
    today, me = clock.today(), actor.employee
    named = Betrokkenheid.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today), dossier=OuterRef("pk"), employee=me, valid_from__lte=today
    )
    return Q(Exists(named)) | Q(Exists(_plans(actor).filter(begeleider=me)))


def _plans(actor: Actor) -> QuerySet[Begeleidingsplan]:
    return Begeleidingsplan.objects.filter(
        dossier=OuterRef("pk"), organisation=actor.organisation, state=Begeleidingsplan.State.LOOPT
    )


def cases(actor: Actor, *, mine: bool) -> QuerySet[Any]:
    """Open dossiers in which the actor's organisation is involved, each with ``heard`` and ``ends_on``."""
    contacts = Contactmoment.objects.filter(dossier=OuterRef("pk"), organisation=actor.organisation_name)
    rows = visible(actor, P).exclude(state=State.GESLOTEN)
    if mine:
        rows = rows.filter(_mine(actor))
    return rows.annotate(
        heard=Coalesce(Subquery(contacts.order_by("-on").values("on")[:1]), Value(NEVER)),
        ends_on=Subquery(_plans(actor).values("ends_on")[:1]),
    )


def weeks_by_gemeente(actor: Actor) -> Mapping[str, int]:
    """After how many weeks without contact somebody counts as silent, by the code of the gemeente."""
    found = policies_of(actor.gemeenten(P), on=clock.today())
    return {gemeente.code: numbers[PolicyKey.SILENT_GUIDANCE].value for gemeente, numbers in found.items()}


def _narrow(which: Which, weeks: Mapping[str, int]) -> Q:
    today = clock.today()
    match which:
        case Which.ALLE:
            return Q()
        case Which.ZONDER:
            return Q(ends_on=None)
        case Which.AFLOPEND:
            return Q(ends_on__lte=today + ENDS_SOON)
        case Which.STIL:
            silent = Q(pk__in=[])
            for number in set(weeks.values()):
                codes = [code for code, of in weeks.items() if of == number]
                silent |= Q(gemeente__in=codes, heard__lt=today - timedelta(weeks=number))
            return silent


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a caseload; ``numbers``: how many each list holds; ``overdue``: volunteers with whom a talk is due."""

    cases: tuple[Case, ...]
    more: bool
    numbers: Mapping[Which, int]
    overdue: int


def page(
    actor: Actor, rows: QuerySet[Any], which: Which, weeks: Mapping[str, int], after: Place | None
) -> Page:
    """A page of ``cases``, of whom was heard longest ago first. One statement, and another for an empty page."""
    found = rows.filter(_narrow(which, weeks))
    if after:
        found = found.filter(Q(heard__gt=after.heard) | Q(heard=after.heard, pk__gt=after.pk))
    found = found.annotate(
        plan=Subquery(_plan(actor)), talk_on=Subquery(_talks(actor)), people=_people(actor),
        numbers=Subquery(_numbers(rows, weeks)), overdue=_overdue(actor),
    )  # fmt: skip
    read = list(found.select_related("person", "gemeente").order_by("heard", "pk")[: PAGE + 1])
    if read:
        numbers, overdue = read[0].numbers, read[0].overdue
    else:
        numbers, overdue = (
            _numbers(rows, weeks).annotate(overdue=_overdue(actor)).values_list("made", "overdue")[0]
        )
    return Page(
        tuple(_case(row, weeks) for row in read[:PAGE]), len(read) > PAGE, {one: numbers[one.name] for one in Which}, overdue
    )  # fmt: skip


def _numbers(rows: QuerySet[Any], weeks: Mapping[str, int]) -> QuerySet[Any]:
    """How many of ``cases`` each list holds: one row."""
    counted = {one.name: Count("pk", filter=_narrow(one, weeks) or None) for one in Which}
    together: QuerySet[Any] = rows.order_by().annotate(one=Value(1)).values("one")
    made: QuerySet[Any] = together.annotate(made=JSONObject(**counted)).values("made")
    return made


def _overdue(actor: Actor) -> Subquery | Value:
    """With how many of the organisation's volunteers a talk is due, for who holds those talks."""
    if not actor.may(Permission.GUIDANCE_ASSIGN):
        return Value(0)
    counted = overdue(actor.organisation, on=clock.today()).order_by().annotate(one=Value(1)).values("one")
    return Subquery(counted.annotate(number=Count("pk")).values("number"))


def _plan(actor: Actor) -> QuerySet[Any]:
    """Days and minutes of the running plan, with what the ledger holds since it began."""
    spent = (
        Uren.objects.filter(
            dossier=OuterRef("dossier"),
            soort=Soort.BEGELEIDING,
            aanbieder=OuterRef("organisation"),
            on__gte=OuterRef("begins_on"),
        )
        .order_by()
        .values("dossier")
        .annotate(all=Sum("minutes"))
        .values("all")
    )
    made = _plans(actor).annotate(used=Coalesce(Subquery(spent), 0))
    return made.values(made=JSONObject(planned="planned", used="used", begeleider=F("begeleider__name")))[:1]


def _talks(actor: Actor) -> QuerySet[Any]:
    rows = Afspraak.objects.filter(
        dossier=OuterRef("pk"),
        cancelled_at=None,
        on__gte=clock.today(),
        employee__organisation=actor.organisation,
    )
    return rows.order_by("on", "at").values("on")[:1]


def _people(actor: Actor) -> ArraySubquery:
    today = clock.today()
    rows = Betrokkenheid.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today), dossier=OuterRef("pk"), organisation=actor.organisation,
        valid_from__lte=today, employee__isnull=False,
    )  # fmt: skip
    named = rows.order_by("employee__name").values(
        made=JSONObject(name=F("employee__name"), volunteer=F("employee__volunteer"))
    )
    return ArraySubquery(named)


def _case(row: Any, weeks: Mapping[str, int]) -> Case:  # noqa: ANN401 a dossier with what was read along
    plan = row.plan or {}
    # Who carries the plan out comes first.
    people = {plan["begeleider"]: False} if plan else {}
    people |= {one["name"]: one["volunteer"] for one in row.people}
    return Case(
        dossier=row,
        heard=row.heard if row.heard > NEVER else None,
        planned=plan.get("planned"),
        used=plan.get("used", 0),
        ends_on=row.ends_on,
        talk_on=row.talk_on,
        people=tuple(people.items()),
        weeks=weeks[row.gemeente_id],
    )
