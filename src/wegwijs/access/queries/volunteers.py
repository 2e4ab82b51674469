"""Volunteers: who they are, when somebody last talked with them about going on, and when that is due again."""

from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.organisations.models import Employee, Jaargesprek, Organisation

YEAR = timedelta(days=365)
# A talk that is held a little early doesn't shorten the year.
MOST_AHEAD = timedelta(days=396)


def review_due(volunteer: Employee) -> date:
    """The last day for the next talk: a year after the last (``talked_on``, by ``with_talk``), else after the start."""
    talked: date | None = getattr(volunteer, "talked_on", None)
    return (talked or volunteer.valid_from) + YEAR


def with_talk(rows: QuerySet[Employee]) -> QuerySet[Employee]:
    """Each with ``talked_on``, the day of the last talk (None: never)."""
    talks = Jaargesprek.objects.filter(employee=OuterRef("pk")).order_by("-on")
    return rows.annotate(talked_on=Subquery(talks.values("on")[:1]))


def volunteers(actor: Actor, *, on: date) -> list[Employee]:
    """The volunteers of the actor's own organisation who work there on a day or whose last day went by in the last year.

    Whom a talk is due with first comes first.
    """
    rows = Employee.objects.filter(organisation=actor.organisation, volunteer=True).exclude(
        valid_to__lt=on - YEAR
    )
    found = list(with_talk(rows).order_by("name", "pk"))
    return sorted(found, key=review_due)


def overdue(organisation: Organisation, *, on: date) -> QuerySet[Employee]:
    """The organisation's volunteers who work there on a day and with whom nobody talked in the year before."""
    rows = Employee.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on),
        organisation=organisation,
        volunteer=True,
        valid_from__lte=on - YEAR,
    )
    return rows.exclude(jaargesprekken__on__gt=on - YEAR)


def volunteer_or_404(actor: Actor, pk: int) -> Employee:
    """One volunteer of the organisations whose people the actor may keep. Raises Http404."""
    rows = with_talk(Employee.objects.filter(pk=pk, volunteer=True).exclude(user=None))
    rows = rows.select_related("organisation", "user")
    found = (rows if actor.sees_all else rows.filter(organisation=actor.organisation)).first()
    if found is None:
        raise Http404
    return found


def talks_with(volunteer: Employee) -> list[Jaargesprek]:
    """Every talk, newest first, with who held it."""
    return list(Jaargesprek.objects.filter(employee=volunteer).select_related("held_by"))


def next_last_day(today: date) -> date:
    """What is proposed as the last day of who goes on."""
    return today + YEAR
