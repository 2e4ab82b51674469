"""What stands between somebody and the diploma or certificate, read from the timeline and the ledger; nothing of it is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import OuterRef, QuerySet, Subquery

from wegwijs import clock
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.dossiers.queries import timeline
from wegwijs.hours.queries import PARTICIPATIE, Part, counted_days
from wegwijs.stages.leerroutes.models import Urenbesluit, Urengrond
from wegwijs.stages.leerroutes.passed import Attempt, attempts, exempted
from wegwijs.stages.leerroutes.queries.marked import Lesson, course_days, course_minutes, lessons
from wegwijs.stages.participatie.queries import Modules, stands
from wegwijs.stages.participatie.queries.z_route import z_uren
from wegwijs.stages.pip.models import DECIDED, Examen, Pip
from wi2021.facts import VOLDAAN, Doelgroep, Facts, Leerroute, Niveau, PipFeit
from wi2021.geld import Examenplan, Examenpogingen, pogingen
from wi2021.grondslag import Answer, Outcome
from wi2021.leerroutes import Voltooiing, Voortgang, ZRest, ZUren, voltooiing, z_rest
from wi2021.parameters import parameter

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    DecisionRow = WithAnnotations[Urenbesluit, "DecisionSums"]

HOUR = 60


class DecisionSums(TypedDict):
    """Read along with a decision: which exams the PIP of the Z-route holds (codes)."""

    exams: list[str] | None


@dataclass(frozen=True, slots=True)
class Completion:
    """How far somebody is. ``answer``: the law's table; ``hours``: of the Z-route, with what remains (None in another route).

    ``decided``: that fewer hours of the course are asked.
    ``talk``, ``taalschakel``, ``z_finished``, ``told``: what was recorded last of each, and what DUO said of the Z-route;
    ``proof``: the diploma or certificate; ``met_on``: the day on which DUO says the duty was met.
    """

    facts: Facts
    modules: Modules
    answer: Answer[Voltooiing]
    attempts: tuple[Attempt, ...]
    free: Outcome[tuple[Examenpogingen, ...]] | None
    lessons: Sequence[Lesson]
    hours: ZUren | None
    rest: Outcome[ZRest] | None
    decided: Sequence[Urenbesluit]
    talk: Gebeurtenis | None
    taalschakel: Gebeurtenis | None
    z_finished: Gebeurtenis | None
    told: Gebeurtenis | None
    proof: Gebeurtenis | None
    met_on: date | None

    @property
    def pip(self) -> PipFeit | None:
        """The PIP in force."""
        return self.facts.actueel_pip()

    @property
    def route(self) -> Leerroute | None:
        """Its route."""
        return self.pip.leerroute if self.pip else None

    @property
    def table(self) -> Voltooiing | None:
        """The law's table, when it can be given."""
        return self.answer.value if isinstance(self.answer, Outcome) else None


def completion(dossier: Dossier, events: Iterable[Gebeurtenis] | None = None) -> Completion:
    """How far somebody is today. At most four statements, one less when the timeline was read already."""
    rows = list(timeline(dossier) if events is None else events)
    modules = stands(dossier, rows)
    facts = modules.facts
    pip = facts.actueel_pip()
    sat = attempts(rows)
    is_z = pip is not None and pip.leerroute is Leerroute.Z
    taught = lessons(dossier, facts) if is_z else []
    # Few have one, and the timeline says whether.
    fewer = _newest(rows, Kind.MINDER_UREN)
    decided = decisions(dossier) if is_z and fewer and fewer.payload["uren"] else []
    hours = _z_hours(modules.parts, taught, facts.doelgroep, decided) if is_z and facts.doelgroep else None
    rest = z_rest(facts.doelgroep, hours, on=clock.today()) if hours and facts.doelgroep else None
    talk, taalschakel = _newest(rows, Kind.Z_EINDGESPREK), _newest(rows, Kind.TAALSCHAKEL_KLAAR)
    done = Voortgang(
        examens=tuple((one.part, one.level) for one in sat if one.passed and one.level),
        knm=any(one.passed and one.part == "knm" for one in sat),
        pvt=modules.pvt.finished is not None,
        map=modules.map.finished is not None,
        taalschakeltraject=taalschakel is not None,
        z=rest.value if rest else None,
        eindgesprek=talk is not None,
        vrij=exempted(rows),
    )
    niveau = (pip.niveau if pip else None) or Niveau.B1
    told = [r for r in rows if r.kind == Kind.MODULE_BIJ_DUO and r.payload["module"] == "zroute"]
    return Completion(
        facts, modules, voltooiing(pip.leerroute if pip else None, done, niveau, facts.doelgroep), sat,
        _free(dossier, facts, sat, decided), taught, hours, rest, decided, talk, taalschakel, _newest(rows, Kind.Z_AFGEROND),
        max(told, key=lambda row: row.pk, default=None), _newest(rows, Kind.BEWIJS), met_on(facts, rows),
    )  # fmt: skip


def met_on(facts: Facts, rows: Iterable[Gebeurtenis]) -> date | None:
    """The day on which DUO says that the duty was met; None while it didn't."""
    if not facts.plicht_eindreden.startswith(VOLDAAN):
        return None
    said = [row.on for row in rows if row.kind == Kind.DUO_PLICHT]
    return facts.plicht_eind or max(said, default=None)


def _newest(rows: list[Gebeurtenis], kind: Kind) -> Gebeurtenis | None:
    return max((row for row in rows if row.kind == kind), key=lambda row: row.pk, default=None)


def _z_hours(
    parts: Sequence[Part], taught: list[Lesson], groep: Doelgroep, decided: Iterable[Urenbesluit]
) -> ZUren:
    """Whole hours: what counts of the course, of participation with what the intake may count, of PVT and MAP, and what was decided."""
    fewer = {one.ground: one.hours for one in decided}
    return replace(
        z_uren(parts, groep, course=course_minutes(taught, groep)),
        eerder=fewer.get(Urengrond.ONDERWIJS, 0), verlaagd=fewer.get(Urengrond.BEPERKING, 0),
    )  # fmt: skip


def decisions(dossier: Dossier) -> "list[DecisionRow]":
    """That fewer course hours are asked, those that hold, with the exams of the PIP. One statement."""
    exams = _pips(OuterRef("dossier")).values("examens_z_route")[:1]
    rows = Urenbesluit.objects.filter(dossier=dossier, stands=True).annotate(exams=Subquery(exams))
    return list(rows.order_by("ground"))


def _pips(dossier: Dossier | OuterRef) -> QuerySet[Pip]:
    return Pip.objects.filter(dossier=dossier, state__in=DECIDED).order_by("-versie")


def z_reached(dossier: Dossier, found: Completion) -> list[date]:
    """On which days the hours of the Z-route were enough, course and participation; a day is missing while they aren't. One statement."""
    hours, groep, today = found.hours, found.facts.doelgroep, clock.today()
    if hours is None or groep is None:
        return []
    course = parameter("z.cursus.uren", on=today).value - hours.verlaagd - hours.eerder
    days = [_reached(course_days(found.lessons, groep), course)]
    if groep is Doelgroep.ASIELSTATUSHOUDER:
        whole = parameter("z.participatie.uren", on=today).value - hours.pvt - hours.map
        days.append(_reached(counted_days(dossier, found.facts, PARTICIPATIE), whole))
    return [day for day in days if day]


def _reached(days: Iterable[tuple[date, int]], hours: int) -> date | None:
    """The day on which so many whole hours were made."""
    made = 0
    for day, minutes in days:
        made += minutes
        if made >= hours * HOUR:
            return day
    return None


def _free(
    dossier: Dossier, facts: Facts, sat: tuple[Attempt, ...], decided: "Sequence[DecisionRow]"
) -> Outcome[tuple[Examenpogingen, ...]] | None:
    pip = facts.actueel_pip()
    if pip is None or facts.doelgroep is None:
        return None
    chosen: list[str] = []
    if decided:
        chosen = decided[0].exams or []
    elif pip.leerroute is Leerroute.Z:
        chosen = _pips(dossier).values_list("examens_z_route", flat=True).first() or []
    in_pip = frozenset("knm" if one == Examen.KNM else one for one in chosen)
    plan = Examenplan(facts.doelgroep, pip.leerroute, pip.niveau or Niveau.B1, in_pip=in_pip)
    used: dict[str, int] = {}
    for one in sat:
        level = plan.niveau_van(one.part)
        if one.counts and not (level is Niveau.B1 and one.level is Niveau.A2):
            used[one.part] = used.get(one.part, 0) + 1
    return pogingen(plan, used, on=clock.today())
