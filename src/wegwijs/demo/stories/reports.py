"""What schools report of who follows lessons since long: a year of levels, two that are late, and signals at each step.

Of most people the reports are written as rows, as a region would bring them along (docs/adr/0029); twelve go through the commands.
"""

from datetime import datetime, time, timedelta

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.demo.staff import Staff
from wegwijs.demo.trajectory.walk import after_weekend
from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands import (
    ReportFacts,
    ToetsFacts,
    WeekFacts,
    file_report,
    record_weeks,
    send_signal,
    take_up_signal,
)
from wegwijs.stages.leerroutes.commands.derive import derive_signals
from wegwijs.stages.leerroutes.models import (
    Advies,
    Inburgeringsaanbod,
    Opvolging,
    Signaalsoort,
    Taalniveau,
    Toetsuitslag,
    Vaardigheid,
    Verwachting,
    Voortgangsrapport,
)
from wegwijs.stages.leerroutes.quarters import Quarter, ended
from wegwijs.stages.leerroutes.weeks import stretch
from wi2021.facts import Leerroute

N, V = Taalniveau, Vaardigheid
HERE, PEOPLE = "0505", 6
# Who coordinates at the school of a route.
SCHOOLS = {Leerroute.B1: "molenaar", Leerroute.Z: "postma"}
# Reading, listening, writing and speaking, from one quarter to the next.
LADDERS = {
    Leerroute.B1: (
        (N.ONDER_A1, N.A1, N.ONDER_A1, N.A1), (N.A1, N.A1, N.A1, N.A1), (N.A1, N.A2, N.A1, N.A2), (N.A2, N.A2, N.A1, N.A2),
        (N.A2, N.A2, N.A2, N.A2), (N.B1, N.A2, N.A2, N.B1),
    ),
    Leerroute.Z: (
        (N.ALFA_A, N.ONDER_A1, N.ALFA_A, N.ONDER_A1), (N.ALFA_B, N.ONDER_A1, N.ALFA_A, N.A1), (N.ALFA_B, N.A1, N.ALFA_B, N.A1),
        (N.ALFA_C, N.A1, N.ALFA_B, N.A1), (N.ALFA_C, N.A1, N.ALFA_C, N.A2), (N.A1, N.A2, N.A1, N.A2),
    ),
}  # fmt: skip
# Steps on the ladder over the last two quarters, of each of the six; None: no report.
STEPS = ((1, 2), (1, 1), (3, 4), (1, None), (2, 3), (0, 1))


def reports(staff: Staff) -> None:
    """By the coordinators of two schools and the regisseurs."""
    for route, who in SCHOOLS.items():
        rows = Inburgeringsaanbod.objects.filter(cursus__route=route.value, began_on__isnull=False)
        found = list(rows.select_related("cursus", "organisation", "gemeente").order_by("name", "pk"))
        told = _chosen(found)
        _brought_along(route, found, {row.pk for row in told}, staff.actor(who))
        for place, row in enumerate(told):
            _reports(row, route, staff.actor(who), place)
            _signals(staff, row, staff.actor(who), place)
    derive_signals(clock.today())


def _chosen(found: list[Inburgeringsaanbod]) -> list[Inburgeringsaanbod]:
    """Six who followed lessons over two quarters and still do; whoever is late or has a signal first where most people look."""
    before = ended(clock.today())[1]
    rows = [
        one
        for one in found
        if one.state == Inburgeringsaanbod.State.BEGONNEN and before.asks(one.began_on, one.ended_on)
    ]
    rows = sorted(rows, key=lambda one: one.gemeente_id != HERE)[:PEOPLE]
    places = sorted(zip((3, 1, 4, 5, 0, 2), rows, strict=False), key=lambda pair: pair[0])
    return [row for _, row in places]


def _brought_along(
    route: Leerroute, found: list[Inburgeringsaanbod], told: set[object], school: Actor
) -> None:
    """A report over each of the last four quarters of everybody else, step by step; of the told ones over the first two."""
    ladder, made = LADDERS[route], []
    for place, row in enumerate(found):
        for back, quarter in enumerate(ended(clock.today())):
            if (row.pk in told and back < 2) or not quarter.asks(row.began_on, row.ended_on):
                continue
            levels = ladder[0 if row.pk in told else max(0, min(len(ladder) - 1, place % 3 + 3 - back))]
            at = datetime.combine(
                quarter.last + timedelta(days=5 + place % 14), time(15), tzinfo=clock.AMSTERDAM
            )
            made.append(
                Voortgangsrapport(
                    aanbod=row, quarter=quarter.first, expected=Verwachting.HAALT, advice=Advies.DOORGAAN, recorded_by=school.user,
                    label=school.label, recorded_at=at, **{s.column: n for s, n in zip(V, levels, strict=True)},
                )
            )  # fmt: skip
    Voortgangsrapport.objects.bulk_create(made, 1000)


def _reports(row: Inburgeringsaanbod, route: Leerroute, school: Actor, place: int) -> None:
    """Over the last two quarters; of the first participant the last one was put right."""
    last, before = ended(clock.today())[:2]
    for quarter, step in zip((before, last), STEPS[place], strict=True):
        if step is None:
            continue
        with clock.frozen(after_weekend(quarter.last + timedelta(days=9 + place))):
            if place == 0 and quarter is last:
                file_report(row, quarter, _facts(row, route, quarter, step - 1, place), by=school)
            file_report(row, quarter, _facts(row, route, quarter, step, place), by=school)


def _facts(row: Inburgeringsaanbod, route: Leerroute, quarter: Quarter, step: int, place: int) -> ReportFacts:
    taken = max(quarter.last - timedelta(days=12), row.began_on or quarter.last)
    result = Toetsuitslag.GEHAALD if place % 2 == 0 else Toetsuitslag.NIET_GEHAALD
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
        dict(zip(V, LADDERS[route][step], strict=True)), expected, advice, row.term_until if expected is Verwachting.HAALT else None,
        "Werkt goed mee in de groep." if place == 0 else "", [ToetsFacts(taken, V.LEZEN, "Voortgangstoets NT2", result)],
    )  # fmt: skip


def _signals(staff: Staff, row: Inburgeringsaanbod, school: Actor, place: int) -> None:
    """One of the school that waits since last week, one that was taken up, and one who missed four weeks."""
    today = clock.today()
    if place == 4:
        monday = stretch(today)[0]
        weeks = [monday - timedelta(weeks=n) for n in range(1, 5)]
        minutes = row.cursus.weekly_minutes
        record_weeks([(row, WeekFacts(Soort.NT2, on, minutes, 0, 0, minutes, "onbekend")) for on in weeks], by=school)  # fmt: skip
    if place == 1:
        with clock.frozen(after_weekend(today - timedelta(days=6))):
            send_signal(row, Signaalsoort.UITVAL, "Komt vaak te laat en zegt te willen stoppen.", by=school)
    if place == 5:
        with clock.frozen(after_weekend(today - timedelta(days=24))):
            sent = send_signal(row, Signaalsoort.LAGER, "Kan het tempo van de groep niet volgen.", by=school)
        with clock.frozen(after_weekend(today - timedelta(days=20))):
            words = "Krijgt extra begeleiding van een taalmaatje."
            take_up_signal(
                sent, Opvolging.AFSPRAAK, words, by=staff.regisseur(row.gemeente_id), on=clock.today()
            )
