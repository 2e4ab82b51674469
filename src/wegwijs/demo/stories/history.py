"""Three years of lessons until now: who followed a leerroute, week by week, what it cost, and the invoices of every month.

Some eleven thousand weeks. By the commands of a school they take a quarter of an hour, so they are written as rows, in bulk, as a region would
bring them along from an older system; a test proves that they are the rows that the commands would have made (docs/adr/0029). Whoever follows
lessons this autumn is told by ``lessons``, through the commands.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Min

from wegwijs import clock
from wegwijs.contracts.models import Contract
from wegwijs.contracts.queries.agreements import to_call_off
from wegwijs.demo.staff import Staff
from wegwijs.demo.stories.bills import bill
from wegwijs.demo.stories.lessons import now_learning, week_of
from wegwijs.demo.stories.past import Past, Rows, write_past
from wegwijs.demo.trajectory.walk import after_weekend
from wegwijs.dossiers import following
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.stages.leerroutes.commands import WeekFacts
from wegwijs.stages.leerroutes.models import Cursus, Dagdeel, Eindreden
from wegwijs.stages.leerroutes.weeks import after, stretch
from wi2021.facts import Leerroute

D = Dagdeel
# Who coordinates, minutes a week, weeks in all, half-days.
SCHOOLS = {
    Leerroute.B1: ("molenaar", "DRE-2022-B1", 600, 72, (D.MA_OCHTEND, D.WO_OCHTEND, D.DO_OCHTEND)),
    Leerroute.Z: ("postma", "DRE-2022-Z", 600, 80, (D.DI_OCHTEND, D.DO_OCHTEND, D.VR_OCHTEND)),
}


def history(staff: Staff, gemeenten: Collection[str]) -> None:
    """For everybody with an offer of before this autumn; then the invoices of each month until the one before last."""
    for route in SCHOOLS:
        rows = Rows()
        for past, weeks in _pasts(staff, route, gemeenten):
            write_past(rows, past, weeks)
        rows.write()
        bill(staff, rows)
        _derived(rows)


def _derived(rows: Rows) -> None:
    """What lists keep of these dossiers: the last contact, and whatever rooms derive from hours and lessons."""
    last = {
        one.dossier_id: one.on for one in sorted(rows.events, key=lambda one: one.on) if one.kind == Kind.UREN
    }
    for dossier in Dossier.objects.filter(pk__in=last).select_related("person", "gemeente"):
        if dossier.contact_on is None or dossier.contact_on < last[dossier.pk]:
            Dossier.objects.filter(pk=dossier.pk).update(contact_on=last[dossier.pk])
            dossier.contact_on = last[dossier.pk]
        following.tell(dossier)


def _pasts(
    staff: Staff, route: Leerroute, gemeenten: Collection[str]
) -> Iterator[tuple[Past, list[WeekFacts]]]:
    coordinator, number, minutes, length, dagdelen = SCHOOLS[route]
    known = Contract.objects.get(number=number)
    contract = to_call_off([known.pk])[known.pk]
    school, courses = staff.actor(coordinator), _Courses(contract, route, minutes, length, dagdelen)
    busy = {dossier.pk for dossier in now_learning(route, gemeenten)}
    offered = Dossier.objects.filter(
        gemeente__in=gemeenten, route=route.value, variant=Variant.ASIEL, gebeurtenissen__kind=Kind.AANBOD
    ).exclude(pk__in=busy)
    found = offered.annotate(since=Min("gebeurtenissen__on")).select_related("gemeente", "person")
    serial = 0
    for place, dossier in enumerate(found.order_by("opened_on", "pk")):
        events = dict(
            dossier.gebeurtenissen.filter(kind__in=(Kind.AANBOD, Kind.PIP_VASTGESTELD)).order_by("-on").values_list("kind", "on")
        )  # fmt: skip
        begins = after_weekend(max(events[Kind.AANBOD], contract.starts_on) + timedelta(days=14))
        last = min(filter(None, (dossier.closed_on, dossier.person.died_on, clock.today())))
        if begins >= last - timedelta(weeks=4):
            continue
        serial += 1
        cursus = courses.of(begins)
        stops = begins + timedelta(weeks=18 + place % 30) if place % 9 == 4 else None
        until = begins + timedelta(weeks=length) - timedelta(days=1)
        weeks = _weeks(cursus, begins, min(filter(None, (last, until, stops))), place)
        past = Past(
            dossier, contract, cursus, staff.regisseur(dossier.gemeente_id), school,
            after_weekend(begins - timedelta(days=20)), begins, until, f"{contract.number[:18]}-{serial:04d}",
            _ended(dossier, weeks, stops, until, last), _result(dossier, until, place),
        )  # fmt: skip
        yield past, weeks


def _ended(
    dossier: Dossier, weeks: Sequence[WeekFacts], stops: date | None, until: date, last: date
) -> Eindreden | None:
    if stops and stops <= last:
        return Eindreden.GESTOPT
    if until <= last:
        return Eindreden.AFGEROND
    return Eindreden.GESLOTEN if dossier.closed_on or dossier.person.died_on else None


def _result(dossier: Dossier, until: date, place: int) -> date | None:
    """Who is done has it; of the others four in five some weeks after the last lesson, as far as that is past."""
    if dossier.closed_on:
        return dossier.closed_on
    seen = after_weekend(until + timedelta(weeks=6 + place % 7))
    return seen if place % 5 and seen < clock.today() else None


class _Courses:
    """One course a half-year, made when somebody begins in it."""

    def __init__(
        self, contract: Contract, route: Leerroute, minutes: int, length: int, dagdelen: tuple[Dagdeel, ...]
    ) -> None:
        self.contract, self.route, self.minutes, self.length, self.dagdelen = contract, route, minutes, length, dagdelen  # fmt: skip
        self.made: dict[date, Cursus] = {}

    def of(self, begins: date) -> Cursus:
        """The course of the half-year in which somebody begins."""
        first = date(begins.year, 1 if begins.month < 7 else 7, 1)
        if first not in self.made:
            self.made[first] = Cursus.objects.create(
                contract=self.contract, name=f"{self.route.naam} {first:%Y}-{1 if first.month == 1 else 2}",
                route=self.route.value, level="a0" if self.route is Leerroute.B1 else "alfa", postcode="3311 GR", town="Dordrecht",
                dagdelen=list(self.dagdelen), starts_on=first, last_day=first + timedelta(weeks=self.length + 30),
                weekly_minutes=self.minutes, seats=60, closed_on=min(first + timedelta(weeks=26), clock.today()),
            )  # fmt: skip
        return self.made[first]


def _weeks(cursus: Cursus, begins: date, last: date, place: int) -> list[WeekFacts]:
    """Each week but those of the holidays of summer and winter; the last whole one before ``last``."""
    found: list[WeekFacts] = []
    first = begins
    while stretch(first)[1] <= last and stretch(first)[1] < clock.today():
        days = stretch(first)
        week = days[0].isocalendar().week
        if week not in (30, 31, 32, 33, 52, 53) and (days[1] - days[0]).days >= 4:
            found.append(week_of(cursus, days[0], place + len(found)))
        first = after(days[1])
    return found
