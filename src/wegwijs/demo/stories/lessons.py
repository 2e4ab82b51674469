"""Who follows lessons this autumn: courses with seats, somebody at each step, weeks on file until last week, a waiting list.

Who began longer ago is told by ``history``.
"""

from collections.abc import Collection
from datetime import date, timedelta

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.contracts.models import Contract
from wegwijs.demo.staff import Staff
from wegwijs.demo.trajectory.walk import after_weekend
from wegwijs.dossiers.commands import refresh
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Fase, Gebeurtenis, Variant
from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands import (
    CourseFacts,
    OfferFacts,
    WeekFacts,
    accept_place,
    ask_place,
    begin_lessons,
    make_course,
    record_weeks,
    refuse_place,
    wait_for_place,
)
from wegwijs.stages.leerroutes.models import (
    Afwijzing,
    Cursus,
    Dagdeel,
    Geregeld,
    Inburgeringsaanbod,
    Wachtreden,
)
from wegwijs.stages.leerroutes.weeks import after, stretch
from wi2021.facts import Leerroute

D = Dagdeel
# Route, contract, who coordinates, name, level, postcode, town, half-days, minutes a week, seats.
COURSES = (
    (Leerroute.B1, "DRE-2022-B1", "molenaar", "B1 overdag", "a0", "3311 GR", "Dordrecht", (D.MA_OCHTEND, D.DI_OCHTEND, D.DO_OCHTEND, D.VR_OCHTEND), 720, 15),
    (Leerroute.B1, "DRE-2022-B1", "molenaar", "B1 avond", "a1", "3311 GR", "Dordrecht", (D.MA_AVOND, D.WO_AVOND, D.DO_AVOND), 540, 15),
    (Leerroute.B1, "DRE-2022-B1", "molenaar", "B1 gemengd", "a1", "3331 AA", "Zwijndrecht", (D.DI_MIDDAG, D.WO_OCHTEND, D.VR_OCHTEND), 600, 12),
    (Leerroute.Z, "DRE-2022-Z", "postma", "Z-route praktijk", "alfa", "3361 AA", "Sliedrecht", (D.MA_OCHTEND, D.WO_OCHTEND, D.DO_OCHTEND), 600, 18),
    (Leerroute.Z, "DRE-2022-Z", "postma", "Z-route ochtend", "alfa", "3311 AA", "Dordrecht", (D.DI_OCHTEND, D.VR_OCHTEND), 420, 18),
)  # fmt: skip
WEEKS, LEARN, ASK, WAIT = 11, 26, 4, 3
REASONS = ("werk", "kind", "onbekend", "te_laat", "vervoer")


def lessons(staff: Staff, gemeenten: Collection[str]) -> None:
    """By the regisseurs and the coordinators of two schools; then the termijnen of all of them as of today."""
    courses = _courses(staff)
    for route in (Leerroute.B1, Leerroute.Z):
        people = now_learning(route, gemeenten)
        mine = [course for course in courses if course.route == route.value]
        for place, dossier in enumerate(people[:LEARN]):
            _learns(staff, dossier, mine[place % len(mine)], place)
        for place, dossier in enumerate(people[LEARN : LEARN + ASK]):
            _asked(staff, dossier, mine[place % len(mine)], refused=place == 0)
        for place, dossier in enumerate(people[LEARN + ASK : LEARN + ASK + WAIT]):
            _waits(staff, dossier, place)
        for dossier in people:
            refresh(Dossier.objects.get(pk=dossier.pk))


def _waits(staff: Staff, dossier: Dossier, place: int) -> None:
    """Since the PIP, or for some weeks; one for more than three months."""
    since = max(_planned(dossier) + timedelta(days=3), clock.today() - timedelta(days=(12, 40, 101)[place]))
    with clock.frozen(since):
        wait_for_place(dossier, list(Wachtreden)[place], by=staff.regisseur(dossier.gemeente_id), on=since)


def _courses(staff: Staff) -> list[Cursus]:
    """Begun eleven weeks ago, for most of a year."""
    today, found = clock.today(), []
    starts = stretch(today - timedelta(weeks=11))[0]
    for route, number, who, name, level, postcode, town, dagdelen, minutes, seats in COURSES:
        facts = CourseFacts(
            name, route.value, level, postcode, town, dagdelen, starts, starts + timedelta(weeks=42), minutes, seats,
            childcare=route is Leerroute.Z,
        )  # fmt: skip
        contract = Contract.objects.get(number=number)
        with clock.frozen(after_weekend(starts - timedelta(weeks=8))):
            found.append(make_course(contract, facts, by=staff.actor(who)))
    return found


def now_learning(route: Leerroute, gemeenten: Collection[str]) -> list[Dossier]:
    """Whom this autumn is about: who learns, who was asked for, who waits, in that order."""
    return _people(route, gemeenten)[: LEARN + ASK + WAIT]


def _people(route: Leerroute, gemeenten: Collection[str]) -> list[Dossier]:
    """Who follows the route since the last months: those without an offer last, so that they wait."""
    rows = Dossier.objects.filter(
        gemeente__in=gemeenten,
        route=route.value,
        variant=Variant.ASIEL,
        fase=Fase.LEERROUTE,
        person__died_on=None,
    )
    planned = Gebeurtenis.objects.filter(kind=Kind.PIP_VASTGESTELD).values("dossier")
    rows = rows.filter(pk__in=planned).exclude(state="gesloten").select_related("gemeente", "person")
    rows = rows.order_by("-opened_on", "pk")
    offered = set(
        Dossier.objects.filter(gebeurtenissen__kind=Kind.AANBOD).values_list("pk", flat=True)
    )  # fmt: skip
    newest = list(rows[:120])
    with_offer = [one for one in newest if one.pk in offered]
    without = sorted((one for one in newest if one.pk not in offered), key=_planned, reverse=True)
    wait = without[-WAIT:]
    rest = [one for one in without if one not in wait] + with_offer[LEARN:]
    return with_offer[:LEARN] + rest[:ASK] + wait + rest[ASK:]


def _planned(dossier: Dossier) -> date:
    """The day of the PIP."""
    first = dossier.gebeurtenissen.filter(kind=Kind.PIP_VASTGESTELD).order_by("on").first()
    assert first  # noqa: S101 - who follows a route has one
    return first.on


def _asked(staff: Staff, dossier: Dossier, course: Cursus, *, refused: bool) -> None:
    """Some days ago; one school has no place."""
    on = after_weekend(clock.today() - timedelta(days=6))
    by = staff.regisseur(dossier.gemeente_id)
    begins = after_weekend(clock.today() + timedelta(days=10))
    with clock.frozen(on):
        row = ask_place(
            dossier, OfferFacts(course, begins, Geregeld.NIET_NODIG, Geregeld.GEREGELD), by=by, on=on
        )
    if refused:
        with clock.frozen(on + timedelta(days=2)):
            refuse_place(row, Afwijzing.DAGDELEN, "", by=_school(staff, course), on=clock.today())


def _school(staff: Staff, course: Cursus) -> Actor:
    return staff.actor("molenaar" if course.route == Leerroute.B1.value else "postma")


def _learns(staff: Staff, dossier: Dossier, course: Cursus, place: int) -> None:
    """Asked before the course began; the last of them begins next week only."""
    asked = after_weekend(course.starts_on - timedelta(days=20))
    begins = after_weekend(course.starts_on + timedelta(days=(place % 5) * 7))
    by, school = staff.regisseur(dossier.gemeente_id), _school(staff, course)
    childcare = Geregeld.GEREGELD if place % 3 == 0 else Geregeld.NIET_NODIG
    with clock.frozen(asked):
        row = ask_place(dossier, OfferFacts(course, begins, childcare, Geregeld.GEREGELD), by=by, on=asked)
    with clock.frozen(after_weekend(asked + timedelta(days=3))):
        accept_place(row, by=school, on=clock.today(), starts_on=begins)
    if place >= LEARN - 2:
        return
    with clock.frozen(begins):
        begin_lessons(row, by=school, on=begins)
    first = stretch(begins)[0]
    last = stretch(clock.today())[0]
    weeks: list[tuple[Inburgeringsaanbod, WeekFacts]] = []
    while first < last and len(weeks) < WEEKS:
        weeks.append((row, week_of(course, first, place + len(weeks))))
        first = after(stretch(first)[1])
    record_weeks(weeks, by=school)


def week_of(course: Cursus, on: date, turn: int) -> WeekFacts:
    """Most follow all; some are away now and then."""
    whole = course.weekly_minutes
    excused = 120 if turn % 7 == 3 else 0
    unexcused = 180 if turn % 11 == 5 else 0
    reason = REASONS[turn % len(REASONS)] if unexcused else ""
    return WeekFacts(Soort.NT2, on, whole, whole - excused - unexcused, excused, unexcused, reason)
