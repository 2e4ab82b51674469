"""A school with a course under a contract, and somebody placed there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from support.contracts import END, contract
from support.modules import PLANNED, planned
from support.pips import ready_dossier
from support.region import TODAY, Region, someone
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.contracts.models import Contract
from wegwijs.dossiers.commands import assign_regisseur
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands import (
    CourseFacts,
    OfferFacts,
    ReportFacts,
    WeekFacts,
    accept_place,
    ask_place,
    begin_lessons,
    file_report,
    make_course,
    record_weeks,
)
from wegwijs.stages.leerroutes.models import (
    Advies,
    Cursus,
    Dagdeel,
    Geregeld,
    Inburgeringsaanbod,
    Taalniveau,
    Vaardigheid,
    Verwachting,
    Voortgangsrapport,
)
from wegwijs.stages.leerroutes.quarters import Quarter

FROM, UNTIL = date(2026, 8, 31), date(2027, 6, 25)
ASKED, ANSWERED, FIRST = PLANNED + timedelta(days=2), PLANNED + timedelta(days=4), date(2026, 11, 2)
WEEK = 720
CSV = b"dossiernummer;week;soort;gevolgd;afgemeld;verzuimd;reden\n2026-0505-0002;02-11-2026;nt2;10;1;1;werk\n"
COURSE = CourseFacts(
    "B1 overdag", "B", "a0", "3311 AB", "Dordrecht",
    (Dagdeel.MA_OCHTEND, Dagdeel.DI_OCHTEND, Dagdeel.DO_OCHTEND), FROM, UNTIL, WEEK, 15,
)  # fmt: skip
_serial = count(1)


def school(region: Region, short: str = "Sagènn") -> Actor:
    """Who coordinates at a school."""
    return someone(region, f"school{short[:3].lower()}", Role.SCHOOLCOORDINATOR, short)


def course(region: Region, of: Contract | None = None, **changes: object) -> Cursus:
    """Under a contract of Sagènn, in which Dordrecht takes part."""
    of = of or contract(region, places=None, ceiling=None, last_day=END)
    facts = replace(COURSE, name=f"B1 overdag {next(_serial)}", **changes)  # type: ignore[arg-type]
    return make_course(of, facts, by=school(region, of.supplier.short))


def learner(region: Region, bsn: str | None = None) -> Dossier:
    """An asielstatushouder with a PIP for the B1-route of a month ago."""
    dossier = ready_dossier(region, bsn=bsn)
    planned(region, dossier)
    return dossier


def of_the_regisseur(region: Region, bsn: str | None = None) -> Dossier:
    """The same, and the regisseur keeps the dossier."""
    dossier = learner(region, bsn)
    assert region.regisseur.employee
    assign_regisseur(dossier, region.regisseur.employee, by=region.teamlead, on=TODAY)
    return dossier


def asked(region: Region, dossier: Dossier, of: Cursus, **changes: object) -> Inburgeringsaanbod:
    """Waits for the school's answer."""
    facts = OfferFacts(of, FIRST, Geregeld.NIET_NODIG, Geregeld.GEREGELD)
    with clock.frozen(ASKED):
        return ask_place(dossier, replace(facts, **changes), by=region.regisseur, on=ASKED)  # type: ignore[arg-type]


def accepted(region: Region, dossier: Dossier, of: Cursus) -> Inburgeringsaanbod:
    """There is a place."""
    row = asked(region, dossier, of)
    with clock.frozen(ANSWERED):
        accept_place(row, by=school(region, of.contract.supplier.short), on=ANSWERED, starts_on=FIRST)
    row.refresh_from_db()
    return row


def learning(region: Region, dossier: Dossier, of: Cursus, on: date = FIRST) -> Inburgeringsaanbod:
    """Follows lessons since a day."""
    row = accepted(region, dossier, of)
    begin_lessons(row, by=school(region, of.contract.supplier.short), on=on)
    row.refresh_from_db()
    return row


def week(
    on: date = FIRST, followed: int = WEEK, excused: int = 0, unexcused: int = 0, **more: object
) -> WeekFacts:
    """Lessons of one week."""
    return WeekFacts(Soort.NT2, on, followed + excused + unexcused, followed, excused, unexcused, **more)  # type: ignore[arg-type]


def followed(region: Region, row: Inburgeringsaanbod, *weeks: WeekFacts) -> None:
    """The school says so."""
    record_weeks([(row, one) for one in weeks or (week(),)], by=school(region, row.organisation.short))


def reported(
    region: Region, row: Inburgeringsaanbod, quarter: Quarter, *, levels: Mapping[Vaardigheid, Taalniveau] | None = None,
    sp: Taalniveau = Taalniveau.A1, **changes: object,
) -> Voortgangsrapport:  # fmt: skip
    """The school reports: A1 for every skill, unless said otherwise."""
    said = dict.fromkeys(Vaardigheid, Taalniveau.A1) | {Vaardigheid.SPREKEN: sp} if levels is None else levels
    facts = ReportFacts(said, Verwachting.HAALT, Advies.DOORGAAN)
    return file_report(row, quarter, replace(facts, **changes), by=school(region, row.organisation.short))  # type: ignore[arg-type]
