"""A week in which much is planned: a group of fifteen who came together, four hundred talks, and a course of thirty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from uuid import UUID

    from bench.browser import Browser
    from wegwijs.access.actor import Actor

TALKS = 400
PEOPLE = 15
LEARNERS = 30
SCHOOL = "Sagènn"


@dataclass(frozen=True)
class Week:
    """The address where attendance is registered, of whom, the address of the full week, the first day of a week of lessons, the course of
    thirty, and its contract."""

    attendance: str
    keys: tuple[str, ...]
    week: str
    lessons: str
    course: str
    contract: str


class Register:
    """Registers all fifteen, each time something else than before, so that hours go in and are taken back."""

    def __init__(self, week: Week) -> None:
        self.week, self.seen = week, ""

    def __call__(self, browser: Browser, turn: int) -> None:
        now = "afgemeld" if self.seen == "aanwezig" else "aanwezig"
        data = {f"presence-{key}": now for key in self.week.keys}
        browser.post(
            self.week.attendance, {**data, **{f"seen-{key}": self.seen for key in self.week.keys}}, expect=302
        )
        self.seen = now


@transaction.atomic
def prepare(leader: str) -> Week:
    """The group by the commands of the product, the talks as rows; in three weeks, when little else is planned."""
    from wegwijs import clock
    from wegwijs.access.actor import actor_of
    from wegwijs.access.models import User
    from wegwijs.groups.models import Attendance
    from wegwijs.rowsecurity.scope import EVERYTHING, entered

    today = clock.today()
    monday = today + timedelta(days=21 - today.weekday())
    with entered(EVERYTHING):
        by = actor_of(User.objects.get(username=leader), on=today)
        assert by
        session = _group(by, today)
        _talks(monday)
        keys = tuple(map(str, Attendance.objects.filter(session=session).values_list("pk", flat=True)))
        lessons = monday - timedelta(weeks=5)
        course, contract = _course(lessons)
    assert len(keys) == PEOPLE
    return Week(
        f"/groepen/bijeenkomsten/{session}/", keys, f"/agenda/regio/?op={monday.isoformat()}", lessons.isoformat(), course, contract
    )  # fmt: skip


def _course(monday: date) -> tuple[str, str]:
    """The largest course of the school with exactly thirty who follow lessons in that week, and the key of its contract."""
    from django.db.models import Count, Q

    from wegwijs.stages.leerroutes.models import Cursus, Inburgeringsaanbod

    learn = Q(
        organisation__short=SCHOOL, state=Inburgeringsaanbod.State.BEGONNEN, shown=True, began_on__lte=monday
    )
    rows = Inburgeringsaanbod.objects.filter(learn).order_by("pk")
    largest, other = [
        Cursus.objects.get(pk=key)
        for key, _ in rows.order_by()
        .values_list("cursus")
        .annotate(n=Count("pk"))
        .order_by("-n", "cursus")[:2]
    ]
    there, elsewhere = rows.filter(cursus=largest), rows.exclude(cursus=largest)
    keys = [pk for found in (there, elsewhere) for pk in found.values_list("pk", flat=True)[:LEARNERS]][
        :LEARNERS
    ]
    assert len(keys) == LEARNERS
    Inburgeringsaanbod.objects.filter(cursus=largest).update(cursus=other)
    Inburgeringsaanbod.objects.filter(pk__in=keys).update(cursus=largest)
    Cursus.objects.filter(pk__in=[largest.pk, other.pk]).update(seats=2 * LEARNERS)
    return str(largest.pk), str(largest.contract_id)


def _group(by: Actor, today: date) -> UUID:
    """Of people who came together on the last day that was no holiday; the key of that session."""
    from wegwijs import clock
    from wegwijs.dossiers.models import Dossier, State
    from wegwijs.groups.commands import GroupFacts, SessionFacts, enrol, make_group
    from wegwijs.groups.models import Level, Programme
    from wegwijs.hours.models import Soort
    from wegwijs.organisations.models import Organisation
    from wi2021.dagen import holidays

    days = (today - timedelta(days=n) for n in range(1, 10))
    day = next(one for one in days if one not in holidays(one.year))
    with clock.frozen(day - timedelta(days=7)):
        sdd = Organisation.objects.get(short="SDD")
        half_day = SessionFacts(day, time(9), 150, "Gezondheid", Soort.OVERIG, sdd)
        made = make_group(
            GroupFacts("0505", Programme.WELKOM, "Bench", Level.BEGIN, "", PEOPLE), [half_day], by=by
        )
        rows = Dossier.objects.filter(gemeente="0505", state=State.OPEN, enrolments=None).order_by("pk")
        for dossier in rows.select_related("person", "gemeente")[:PEOPLE]:
            enrol(made, dossier, by=by)
    return made.sessions.get().pk


def _talks(monday: date) -> None:
    """Spread over the days and hours of a week, each of another dossier."""
    from wegwijs import clock
    from wegwijs.dossiers.models import Afspraak, Dossier, State
    from wegwijs.organisations.models import Employee

    people = list(Employee.objects.filter(organisation__short="SDD").order_by("pk"))
    dossiers = Dossier.objects.filter(state=State.OPEN).order_by("number")[:TALKS]
    Afspraak.objects.bulk_create(
        Afspraak(
            dossier=dossier, employee=people[n % len(people)], soort=Afspraak.Soort.VOORTGANG, way=Afspraak.Way.KANTOOR,
            on=monday + timedelta(days=n % 5), at=time(9 + n % 8, 15 * (n % 4)), minutes=45, changed_at=clock.now(), by="bench",
        )
        for n, dossier in enumerate(dossiers)
    )  # fmt: skip
