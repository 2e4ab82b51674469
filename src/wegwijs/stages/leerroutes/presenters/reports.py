"""Reports as a school reads them: who still needs one, and what stands beside the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Voortgangsrapport
from wegwijs.stages.leerroutes.presenters.levels import filed
from wegwijs.stages.leerroutes.quarters import Quarter, ended
from wegwijs.stages.leerroutes.queries.reports import Asked
from wegwijs.ui.format import day, days_left, duration
from wegwijs.ui.parts import Fact


@dataclass(frozen=True, slots=True)
class Line:
    """A participant in the list over a quarter. ``levels``: those of the report, in short."""

    pk: str
    name: str
    number: str
    course: str
    stand: str
    severity: str
    levels: str
    done: bool


def line(one: Asked, today: date) -> Line:
    """One line."""
    row, report = one.aanbod, one.report
    if report:
        stand, severity = f"gemaakt op {filed(report)}", "done"
    elif one.late(today):
        stand, severity = f"te laat, had er moeten zijn op {day(one.due)}", "late"
    else:
        stand, severity = f"uiterlijk {day(one.due)}, {days_left(one.due, today)}", "soon"
    return Line(
        str(row.pk), row.name, row.number, str(row.cursus), stand, severity, levels(report) if report else "", report is not None)  # fmt: skip


def levels(report: Voortgangsrapport) -> str:
    """Four levels in one line, by DUO's codes of the skills."""
    said = {"LE": report.get_le_display(), "LU": report.get_lu_display(), "SC": report.get_sc_display(), "SP": report.get_sp_display()}  # fmt: skip
    return " · ".join(f"{code} {level or '–'}" for code, level in said.items())


def stand(asked: Sequence[Asked], today: date) -> dict[str, object]:
    """How many are made, and what it means that some are late."""
    made, late = sum(1 for one in asked if one.report), sum(1 for one in asked if one.late(today))
    left = next((one for one in asked if one.report is None), None)
    return {
        "made": made, "total": len(asked), "late": late, "next": str(left.aanbod.pk) if left else "",
        "sums": f"{made} van {len(asked)} rapporten gemaakt",
    }  # fmt: skip


def todo(due: Sequence[date], quarter: Quarter, today: date) -> tuple[str, str]:
    """In a sentence what the school still has to report, with its colour; ("", "") when nothing. ``due``: of each when."""
    if not due:
        return "", ""
    first, many = min(due), f"{len(due)} {'rapport' if len(due) == 1 else 'rapporten'}"
    if first < today:
        return (
            f"{many} over het {quarter} te laat: had er moeten zijn op {day(first)}. De gemeente ziet dit.",
            "late",
        )
    return f"{many} over het {quarter} te maken, uiterlijk {day(first)}, {days_left(first, today)}.", "soon"


def beside(
    row: Inburgeringsaanbod, quarter: Quarter, lessons: tuple[int, int, int], now: Voortgangsrapport | None
) -> list[Fact]:
    """What helps to fill it in."""
    offered, followed, missed = lessons
    went = f"{duration(followed)} gevolgd van {duration(offered)}, {duration(missed)} gemist zonder afmelding" if offered else "niets aangeleverd"  # fmt: skip
    return [
        Fact("Dossiernummer", row.number),
        Fact("Cursus", str(row.cursus)),
        Fact("Leerroute", row.cursus.get_route_display()),
        Fact("Termijn tot en met", day(row.term_until) if row.term_until else "nog niet bekend"),
        Fact("Lessen in dit kwartaal", went),
        *([Fact("Dit rapport", f"versie {now.number} van {filed(now)}; bewaart u iets anders, dan blijft die versie staan")] if now else []),
    ]  # fmt: skip


def missing(row: Inburgeringsaanbod, made: Sequence[Voortgangsrapport], today: date) -> str:
    """Which reports of a placement, as ``of_dossier`` gives it, should have been there; "" when none."""
    days = row.report_days  # type: ignore[attr-defined]
    there = {one.quarter for one in made if one.aanbod_id == row.pk}
    late = [
        one
        for one in ended(today)
        if one.asks(row.began_on, row.ended_on) and one.first not in there and one.due(days) < today
    ]
    if not late:
        return ""
    return f"Geen rapport over het {' en het '.join(str(one) for one in reversed(late))}: vraag ernaar bij {row.organisation}."
