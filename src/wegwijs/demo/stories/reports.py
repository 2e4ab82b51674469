"""Who follows lessons since spring: weeks, reports over two quarters of which some are late, and signals at each step."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.contracts.models import Contract
from wegwijs.demo.staff import Staff
from wegwijs.demo.trajectory.walk import after_weekend
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Fase, Gebeurtenis, Variant
from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands import (
    CourseFacts,
    OfferFacts,
    ReportFacts,
    ToetsFacts,
    WeekFacts,
    accept_place,
    ask_place,
    begin_lessons,
    file_report,
    make_course,
    record_weeks,
    send_signal,
    take_up_signal,
)
from wegwijs.stages.leerroutes.commands.derive import derive_signals
from wegwijs.stages.leerroutes.models import (
    Advies,
    Cursus,
    Dagdeel,
    Geregeld,
    Inburgeringsaanbod,
    Opvolging,
    Signaalsoort,
    Taalniveau,
    Toetsuitslag,
    Vaardigheid,
    Verwachting,
)
from wegwijs.stages.leerroutes.quarters import Quarter, ended
from wegwijs.stages.leerroutes.weeks import after, stretch
from wi2021.facts import Leerroute

D, N, V = Dagdeel, Taalniveau, Vaardigheid
HERE, SEEN_FIRST = "0505", (3, 1, 0, 5, 4, 2)
BEGAN, WEEKS, PEOPLE = timedelta(weeks=30), 22, 6
# Contract, who coordinates, name, level, minutes a week.
COURSES = {
    Leerroute.B1: ("DRE-2022-B1", "molenaar", "B1 voorjaar", "a0", "3311 GR", 540),
    Leerroute.Z: ("DRE-2022-Z", "postma", "Z-route voorjaar", "alfa", "3361 AA", 480),
}
# Of each participant the levels (reading, listening, writing, speaking) at the end of two quarters; nothing: no report.
LEVELS = {
    Leerroute.B1: (
        ((N.A1, N.A1, N.A1, N.A1), (N.A2, N.A2, N.A1, N.A2)),
        ((N.A1, N.A1, N.ONDER_A1, N.A1), (N.A1, N.A1, N.ONDER_A1, N.A1)),
        ((N.A2, N.A2, N.A2, N.A2), (N.B1, N.A2, N.B1, N.A2)),
        ((N.A1, N.A1, N.A1, N.A1), ()),
        ((), (N.A1, N.A2, N.A1, N.A2)),
        ((N.ONDER_A1, N.A1, N.ONDER_A1, N.A1), (N.A1, N.A1, N.A1, N.A1)),
    ),
    Leerroute.Z: (
        ((N.ALFA_A, N.ONDER_A1, N.ALFA_A, N.ONDER_A1), (N.ALFA_B, N.A1, N.ALFA_A, N.A1)),
        ((N.ALFA_B, N.A1, N.ALFA_B, N.A1), (N.ALFA_C, N.A1, N.ALFA_B, N.A1)),
        ((N.ALFA_A, N.ONDER_A1, N.ALFA_A, N.ONDER_A1), (N.ALFA_A, N.ONDER_A1, N.ALFA_A, N.ONDER_A1)),
        ((N.ALFA_C, N.A1, N.ALFA_C, N.A1), ()),
        ((N.ALFA_B, N.A1, N.ALFA_A, N.A1), (N.ALFA_C, N.A2, N.ALFA_B, N.A2)),
        ((N.ALFA_A, N.ONDER_A1, N.ALFA_A, N.ONDER_A1), (N.ALFA_A, N.A1, N.ALFA_A, N.A1)),
    ),
}


def since_spring(
    staff: Staff, route: Leerroute, gemeenten: Collection[str], others: Collection[UUID]
) -> list[Dossier]:
    """Six of a route with a PIP of before spring, none of ``others``; who they are."""
    starts = stretch(clock.today() - BEGAN)[0]
    school = staff.actor(COURSES[route][1])
    people = _people(route, gemeenten, others, starts - timedelta(days=25))
    course = _course(route, starts, school)
    for place, dossier in enumerate(people):
        row = _learns(staff, dossier, course, school, place)
        _reports(row, school, LEVELS[route][place], place)
        _signals(staff, row, school, place)
    derive_signals(clock.today())
    return people


def _people(
    route: Leerroute, gemeenten: Collection[str], others: Collection[UUID], before: date
) -> list[Dossier]:  # fmt: skip
    planned = Gebeurtenis.objects.filter(kind=Kind.PIP_VASTGESTELD, on__lte=before).values("dossier")
    rows = Dossier.objects.filter(
        gemeente__in=gemeenten, route=route.value, variant=Variant.ASIEL, fase=Fase.LEERROUTE, person__died_on=None, pk__in=planned
    )  # fmt: skip
    rows = rows.exclude(state="gesloten").exclude(pk__in=list(others)).order_by("-opened_on", "pk")
    found = list(rows.select_related("gemeente", "person")[: 4 * PEOPLE])
    # What is to be seen at first stands where most people look: in the biggest gemeente.
    found = sorted(found, key=lambda one: one.gemeente_id != HERE)[:PEOPLE]
    places = sorted(zip(SEEN_FIRST, found, strict=False), key=lambda pair: pair[0])
    return [one for _, one in places]


def _course(route: Leerroute, starts: date, school: Actor) -> Cursus:
    number, _, name, level, postcode, minutes = COURSES[route]
    facts = CourseFacts(
        name, route.value, level, postcode, "Dordrecht", (D.MA_OCHTEND, D.WO_OCHTEND, D.VR_OCHTEND), starts,
        starts + timedelta(weeks=44), minutes, 12,
    )  # fmt: skip
    with clock.frozen(after_weekend(starts - timedelta(weeks=8))):
        return make_course(Contract.objects.get(number=number), facts, by=school)


def _learns(
    staff: Staff, dossier: Dossier, course: Cursus, school: Actor, place: int
) -> Inburgeringsaanbod:  # fmt: skip
    """Of the fourth nothing is delivered since seven weeks; the fifth misses much."""
    asked = after_weekend(course.starts_on - timedelta(days=20))
    with clock.frozen(asked):
        wanted = OfferFacts(course, course.starts_on, Geregeld.NIET_NODIG, Geregeld.GEREGELD)
        row = ask_place(dossier, wanted, by=staff.regisseur(dossier.gemeente_id), on=asked)
    with clock.frozen(after_weekend(asked + timedelta(days=3))):
        accept_place(row, by=school, on=clock.today(), starts_on=course.starts_on)
    with clock.frozen(course.starts_on):
        begin_lessons(row, by=school, on=course.starts_on)
    row.refresh_from_db()
    first, last = stretch(clock.today() - timedelta(weeks=WEEKS))[0], stretch(clock.today())[0]
    quiet = last - timedelta(weeks=7) if place == 3 else last
    weeks: list[tuple[Inburgeringsaanbod, WeekFacts]] = []
    while first < quiet:
        missed = course.weekly_minutes // 2 if place == 4 and first > last - timedelta(weeks=8) else 0
        weeks.append((row, _week(course, first, missed)))
        first = after(stretch(first)[1])
    record_weeks(weeks, by=school)
    return row


def _week(course: Cursus, on: date, missed: int) -> WeekFacts:
    whole = course.weekly_minutes
    return WeekFacts(Soort.NT2, on, whole, whole - missed, 0, missed, "onbekend" if missed else "")


def _reports(
    row: Inburgeringsaanbod, school: Actor, levels: tuple[tuple[Taalniveau, ...], ...], place: int
) -> None:
    """Over the last two quarters; the first participant's last one was put right."""
    last, before = ended(clock.today())[:2]
    for quarter, found in ((before, levels[0]), (last, levels[1])):
        if found:
            with clock.frozen(after_weekend(quarter.last + timedelta(days=9 + place))):
                facts = _facts(row, quarter, found, place)
                if place == 0 and quarter is last:
                    file_report(row, quarter, _facts(row, quarter, levels[0], place), by=school)
                file_report(row, quarter, facts, by=school)


def _facts(
    row: Inburgeringsaanbod, quarter: Quarter, levels: tuple[Taalniveau, ...], place: int
) -> ReportFacts:  # fmt: skip
    test = ToetsFacts(
        quarter.last - timedelta(days=12), V.LEZEN, "Voortgangstoets NT2", Toetsuitslag.GEHAALD if place % 2 == 0 else Toetsuitslag.NIET_GEHAALD
    )  # fmt: skip
    advice = (
        Advies.DOORGAAN,
        Advies.OEFENEN,
        Advies.HOGER,
        Advies.MEER_LES,
        Advies.DOORGAAN,
        Advies.DOORGAAN,
    )[place]
    expected = Verwachting.LATER if place == 1 else Verwachting.HAALT
    return ReportFacts(
        dict(zip(V, levels, strict=True)), expected, advice, row.term_until if expected is Verwachting.HAALT else None,
        "Werkt goed mee in de groep." if place == 0 else "", [test],
    )  # fmt: skip


def _signals(staff: Staff, row: Inburgeringsaanbod, school: Actor, place: int) -> None:
    """One of the school that waits since last week, and one that was taken up."""
    if place not in (1, 5):
        return
    with clock.frozen(after_weekend(clock.today() - timedelta(days=6 if place == 1 else 24))):
        soort = Signaalsoort.UITVAL if place == 1 else Signaalsoort.LAGER
        words = (
            "Komt vaak te laat en zegt te willen stoppen."
            if place == 1
            else "Kan het tempo van de groep niet volgen."
        )
        sent = send_signal(row, soort, words, by=school)
    if place == 5:
        with clock.frozen(after_weekend(clock.today() - timedelta(days=20))):
            by = staff.regisseur(row.gemeente_id)
            take_up_signal(
                sent,
                Opvolging.AFSPRAAK,
                "Krijgt extra begeleiding van een taalmaatje.",
                by=by,
                on=clock.today(),
            )
