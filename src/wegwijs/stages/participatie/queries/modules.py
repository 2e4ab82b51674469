"""How far PVT and MAP are, read from the timeline and the hours ledger; nothing of it is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from wegwijs import clock
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.dossiers.queries import timeline
from wegwijs.hours.models import Soort
from wegwijs.hours.queries import OfDay, Part, by_day, counted, reached, together
from wi2021.facts import Facts, Leerroute
from wi2021.grondslag import Outcome, Regel
from wi2021.leerroutes import map_klaar, pvt_klaar
from wi2021.parameters import parameter


class Module(models.TextChoices):
    """The two parts of the obligation that the gemeente gives to everybody."""

    PVT = "pvt", "participatieverklaringstraject (PVT)"
    MAP = "map", "module arbeidsmarkt en participatie (MAP)"


class Signing(models.TextChoices):
    """How the declaration was signed; only the first is what the law asks (PVT-01)."""

    BIJEENKOMST = "bijeenkomst", "bij de bijeenkomst, en de aanwezigheid is geregistreerd"
    ONGEREGISTREERD = "ongeregistreerd", "bij de bijeenkomst, maar de aanwezigheid is niet geregistreerd"
    ELDERS = "elders", "thuis of ergens anders"


class Blame(models.TextChoices):
    """Whether being over the inburgeringstermijn is to blame, as DUO asks it."""

    NEE = "nee", "nee"
    JA = "ja", "ja"

    __empty__ = "niet van toepassing: binnen de termijn"


FINISHED = {Module.PVT: Kind.PVT_AFGEROND, Module.MAP: Kind.MAP_AFGEROND}
LAST_ACT = {Module.PVT: Kind.PVT_ONDERTEKEND, Module.MAP: Kind.MAP_EINDGESPREK}


@dataclass(frozen=True, slots=True)
class Stand:
    """How far one module is. ``minutes`` are those that count; ``undecided``: from before the PIP, not decided on (MP-01).

    ``last``: the signing or the final talk; ``finished``: that it was finished; ``answer``: what the law says of it today.
    """

    module: Module
    minutes: int
    practical: int
    undecided: int
    least: int
    last: Gebeurtenis | None
    finished: Gebeurtenis | None
    duo: Gebeurtenis | None
    answer: Outcome[bool]
    needed: bool


@dataclass(frozen=True, slots=True)
class Modules:
    """Both modules of a dossier, with the facts and the hours that they were judged by: taken together, and day by day."""

    facts: Facts
    pvt: Stand
    map: Stand
    parts: tuple[Part, ...] = ()
    hours: tuple[OfDay, ...] = ()

    @property
    def themes(self) -> frozenset[str]:
        """What the hours of the MAP were about."""
        return frozenset(one.theme for one in self.hours if one.part.soort is Soort.MAP and one.theme)

    def of(self, module: Module) -> Stand:
        """One of the two."""
        return self.pvt if module is Module.PVT else self.map


def stands(dossier: Dossier, events: Iterable[Gebeurtenis] | None = None) -> Modules:
    """How far both are today. Two statements; one when the timeline (without corrected lines) was read already."""
    rows = list(timeline(dossier) if events is None else events)
    facts = facts_of(dossier.gemeente_id, rows)
    hours = tuple(by_day(dossier, facts))
    parts = together(one.part for one in hours)
    return Modules(facts, _pvt(rows, parts), _map(rows, parts, facts), tuple(parts), hours)


def _pvt(rows: list[Gebeurtenis], parts: list[Part]) -> Stand:
    today, signed = clock.today(), _newest(rows, Kind.PVT_ONDERTEKEND)
    minutes = counted(parts, Soort.PVT)
    practical = counted(parts, Soort.PVT, practical=True)
    how = signed.payload["hoe"] if signed else ""
    answer = pvt_klaar(
        uren=minutes // 60, activiteit=practical > 0, aanwezigheid=minutes > 0 and how == Signing.BIJEENKOMST,
        ondertekend_bij_bijeenkomst=how in (Signing.BIJEENKOMST, Signing.ONGEREGISTREERD), on=today,
    )  # fmt: skip
    return Stand(
        Module.PVT, minutes, practical, _undecided(parts, Soort.PVT), _least("pvt.uren", today), signed,
        _newest(rows, Kind.PVT_AFGEROND), _told(rows, Module.PVT), answer, needed=True,
    )  # fmt: skip


def _map(rows: list[Gebeurtenis], parts: list[Part], facts: Facts) -> Stand:
    today, talk, pip = clock.today(), _newest(rows, Kind.MAP_EINDGESPREK), facts.actueel_pip()
    route = pip.leerroute if pip else Leerroute.B1
    practical = counted(parts, Soort.MAP, practical=True)
    answer = map_klaar(route, praktijk_uren=practical // 60, eindgesprek=talk is not None, on=today)
    return Stand(
        Module.MAP, counted(parts, Soort.MAP), practical, _undecided(parts, Soort.MAP), _least("map.uren", today), talk,
        _newest(rows, Kind.MAP_AFGEROND), _told(rows, Module.MAP), answer, needed=route is not Leerroute.ONDERWIJS,
    )  # fmt: skip


def complete_on(found: Modules, module: Module) -> date | None:
    """The day on which all of a module that is ready was done: of the signing or the final talk, or later that of the hours."""
    stand, hours = found.of(module), found.hours
    least = stand.least * 60
    if module is Module.PVT:
        made = [reached(hours, Soort.PVT, least), reached(hours, Soort.PVT, 1, practical=True)]
    else:
        made = [reached(hours, Soort.MAP, least, practical=True)]
    days = [stand.last.on if stand.last else None, *made]
    return max((day for day in days if day), default=None)


def _newest(rows: list[Gebeurtenis], kind: Kind) -> Gebeurtenis | None:
    return max((row for row in rows if row.kind == kind), key=lambda row: row.pk, default=None)


def _told(rows: list[Gebeurtenis], module: Module) -> Gebeurtenis | None:
    told = [r for r in rows if r.kind == Kind.MODULE_BIJ_DUO and r.payload["module"] == module.value]
    return max(told, key=lambda row: row.pk, default=None)


def _undecided(parts: list[Part], soort: Soort) -> int:
    return sum(part.minutes for part in parts if part.soort is soort and part.counts is None)


def _least(name: str, on: date) -> int:
    return int(parameter(name, on=on).value)


def source_of(rule: Regel) -> str:
    """The article behind an answer, with the rule that states it."""
    return f"{rule.artikelen[0]} (regel {rule.id})"
