"""A placement for who arranges it: where it stands, what is missing, weeks of lessons, courses that fit, who waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijs import clock
from wegwijs.contracts.models import Terms
from wegwijs.dossiers.models import TermijnRow
from wegwijs.dossiers.presenters import why as why_of_term
from wegwijs.stages.leerroutes.models import (
    Afwijzing,
    Cursus,
    Dagdeel,
    Eindreden,
    Geregeld,
    Inburgeringsaanbod,
    Lesweek,
    Startniveau,
    Wachtplek,
    Wachtreden,
)
from wegwijs.stages.leerroutes.queries.courses import Match
from wegwijs.stages.leerroutes.queries.waiting import Waits
from wegwijs.ui.format import capital, day, days_left, duration, euros, hours
from wegwijs.ui.parts import Fact, Why

S = Inburgeringsaanbod.State
SEVERITY = {
    S.GEVRAAGD: "soon", S.AANGENOMEN: "in-time", S.BEGONNEN: "in-time", S.GEWEIGERD: "late", S.INGETROKKEN: "outside",
    S.GEEINDIGD: "done",
}  # fmt: skip


def stand(row: Inburgeringsaanbod, today: date) -> str:
    """Where it is, with its day."""
    match row.state:
        case S.GEVRAAGD:
            late = row.answer_by < today
            return (
                f"wacht op antwoord, {'had er moeten zijn op' if late else 'uiterlijk'} {day(row.answer_by)}"
            )
        case S.AANGENOMEN:
            return f"aangenomen, begint op {day(row.starts_on)}"
        case S.BEGONNEN:
            return f"volgt les sinds {day(row.began_on)}" if row.began_on else row.get_state_display()
        case S.GEWEIGERD:
            return f"geen plaats: {Afwijzing(row.refused).label}"
        case S.GEEINDIGD:
            return f"geëindigd op {day(row.ended_on)}: {Eindreden(row.ended).label}" if row.ended_on else ""
        case _:
            return "ingetrokken"


def severity(row: Inburgeringsaanbod, today: date) -> str:
    """The colour of where it is."""
    if row.state == S.GEVRAAGD and row.answer_by < today:
        return "late"
    return SEVERITY[S(row.state)]


def facts(row: Inburgeringsaanbod) -> list[Fact]:
    """What was agreed."""
    lacks = "late"
    return [
        Fact("School", row.organisation.name),
        Fact("Cursus", f"{row.cursus}, {hours(row.cursus.weekly_minutes)} uur per week"),
        Fact("Gepland", f"{day(row.starts_on)} tot en met {day(row.ends_on)}, {hours(row.planned_minutes)} uur"),
        Fact("Kinderopvang", row.get_childcare_display(), lacks if row.childcare == Geregeld.NOG_NIET else ""),
        Fact("Reizen", row.get_travel_display(), lacks if row.travel == Geregeld.NOG_NIET else ""),
        Fact("Gevraagd", f"{day(row.asked_on)} door {row.asked_label}"),
        *([Fact("Antwoord", f"{day(row.answered_on)} van {row.answered_label}")] if row.answered_on else []),
        *([Fact("Toelichting", row.explained)] if row.explained else []),
        *([Fact("Resultaat", f"gezien op {day(row.result_on)}")] if row.result_on else []),
        Fact("Contract", str(row.call_off.contract)),
    ]  # fmt: skip


def why(row: Inburgeringsaanbod) -> Why:
    """Where the planned hours, the day of the answer and the price come from."""
    patience = (row.answer_by - row.asked_on).days
    return Why(
        "Hoe komt dit tot stand?",
        (
            f"Gepland: bij het vragen **{hours(row.planned_minutes)}** uur, de weken tot en met {day(row.ends_on)} maal de uren per week van de cursus. Een "
            "deel van een week telt als een hele week.",
            f"Antwoord: de school heeft **{patience}** dagen na het vragen. Dat is beleid van de gemeente, de wet noemt geen dag.",
            f"Prijs en plaats: volgens contract {row.call_off.contract}, afroep {row.call_off}. Vanaf het vragen zijn geld en plaats gereserveerd.",
        ),
        source="Wet inburgering 2021, artikel 16: alleen asielstatushouders; beleid van de gemeente; het contract",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Week:
    """A week as it stands. Texts in hours."""

    days: str
    kind: str
    offered: str
    followed: str
    excused: str
    unexcused: str
    reason: str
    by: str


def week(row: Lesweek) -> Week:
    """One line."""
    return Week(
        f"{row.first_day:%d-%m} t/m {day(row.last_day)}", capital(row.get_soort_display()), hours(row.offered),
        hours(row.followed), hours(row.excused), hours(row.unexcused), row.get_reason_display() if row.reason else "",
        row.label,
    )  # fmt: skip


def sums(rows: Sequence[Lesweek], planned: int) -> tuple[str, int, int]:
    """In words how much of what was offered was followed, and followed and planned hours for a bar."""
    offered, followed = sum(r.offered for r in rows), sum(r.followed for r in rows)
    if not offered:
        return "Nog geen lessen aangeleverd.", 0, max(planned // 60, 1)
    share = followed * 100 // offered
    missed = sum(r.unexcused for r in rows)
    words = f"{duration(followed)} van {duration(offered)} aangeboden lessen gevolgd ({share} procent), {duration(missed)} gemist zonder afmelding."
    return words, followed // 60, max(planned // 60, 1)


@dataclass(frozen=True, slots=True)
class MatchLine:
    """A course for somebody. ``against``: why it doesn't fit, "" when it does."""

    pk: str
    name: str
    school: str
    period: str
    when: str
    near: str
    free: str
    price: str
    against: str
    beyond: str


def beyond(course: Cursus, terms: Terms | None) -> str:
    """A warning where the course lasts longer than what was agreed: nobody may pay for the lessons after it. "" where it doesn't."""
    if terms is None or course.last_day <= terms.last_day:
        return ""
    return f"Let op: de cursus duurt tot en met {day(course.last_day)}, het contract tot en met {day(terms.last_day)}. Vraag inkoop wat er daarna geldt."


def matched(one: Match) -> MatchLine:
    """One line."""
    course = one.cursus
    whole = getattr(one.terms, "whole", 0)
    hour = getattr(one.terms, "hour", 0)
    price = euros(whole) if whole else f"{euros(hour)} per uur" if hour else "geen prijs"
    return MatchLine(
        str(course.pk), course.name, one.contract.supplier.name,
        f"{day(course.starts_on)} tot en met {day(course.last_day)}, {hours(course.weekly_minutes)} uur per week",
        f"{', '.join(Dagdeel(d).label for d in course.dagdelen)}; {Startniveau(course.level).label}",
        one.near, f"{max(one.free, 0)} van {course.seats}", price, capital("; ".join(one.against)) if one.against else "",
        beyond(course, one.terms),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class WaitLine:
    """Somebody on the waiting list. ``term`` is what the law says of it, with why."""

    dossier: str
    name: str
    place: str
    since: str
    reason: str
    explained: str
    term: str
    severity: str
    why: Why | None


def waits(one: Waits) -> WaitLine:
    """One line of the list."""
    row, dossier = one.row, one.dossier
    words, colour = consequence(one.term, clock.today())
    return WaitLine(
        str(dossier.pk), str(dossier.person), f"{dossier.gemeente}, regisseur {dossier.regisseur or 'nog niemand'}",
        f"{day(row.since)}, {_long(row, clock.today())}", Wachtreden(row.reason).label, row.explained, words, colour,
        why_of_term(one.term) if one.term else None,
    )  # fmt: skip


def _long(row: Wachtplek, today: date) -> str:
    days = (today - row.since).days
    return "vandaag" if not days else f"al {days} dag{'' if days == 1 else 'en'}"


def consequence(term: TermijnRow | None, today: date) -> tuple[str, str]:
    """What the law says of waiting: until when there is time, or since when there is a ground to extend (X-g); and its colour."""
    if term is None:
        return "geen termijn: er is geen PIP", "neutral"
    if term.met_on:
        return f"aanbod gedaan op {day(term.met_on)}", "neutral"
    if term.last_day < today:
        return f"sinds {day(term.last_day)} een grond voor verlenging (X-g)", "late"
    close = (term.last_day - today).days <= 30
    return f"{capital(days_left(term.last_day, today))}: {day(term.last_day)} grond voor verlenging (X-g)", "soon" if close else "in-time"  # fmt: skip


def history(rows: Iterable[Inburgeringsaanbod]) -> list[tuple[str, str, str, str]]:
    """Earlier offers: school, what it was, where it ended, colour."""
    today = clock.today()
    return [(row.organisation.name, str(row.cursus), stand(row, today), severity(row, today)) for row in rows]
