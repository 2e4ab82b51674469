"""What a school reads: who is asked, who follows lessons, a course, a week."""

from dataclasses import dataclass
from datetime import date

from wegwijs.stages.leerroutes.models import Cursus, Geregeld, Inburgeringsaanbod, Startniveau
from wegwijs.stages.leerroutes.presenters.placing import severity
from wegwijs.ui.format import day, days_left, hours
from wegwijs.ui.parts import Fact

S = Inburgeringsaanbod.State


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in a list. ``note`` says the course and the number together."""

    pk: str
    name: str
    course: str
    number: str
    note: str
    stand: str
    severity: str


def asked(row: Inburgeringsaanbod, today: date) -> Line:
    """Waits for an answer."""
    return Line(
        str(row.pk), row.name, str(row.cursus), row.number, f"{row.cursus}, vanaf {day(row.starts_on)}", f"antwoord voor {day(row.answer_by)}, {days_left(row.answer_by, today)}",
        severity(row, today),
    )  # fmt: skip


def follows(row: Inburgeringsaanbod, today: date) -> Line:
    """Has a place or follows lessons."""
    if row.state == S.BEGONNEN and row.began_on:
        stand = f"les sinds {day(row.began_on)}"
    else:
        late = row.starts_on <= today
        stand = "eerste les nog vastleggen" if late else f"begint op {day(row.starts_on)}"
    colour = "soon" if row.state == S.AANGENOMEN and row.starts_on <= today else severity(row, today)
    return Line(
        str(row.pk), row.name, str(row.cursus), row.number, f"{row.cursus} · dossier {row.number}", stand, colour
    )  # fmt: skip


def told(row: Inburgeringsaanbod) -> list[Fact]:
    """All that a school may know of somebody (P-03)."""
    return [
        Fact("Dossiernummer", row.number),
        Fact("Leerroute", row.cursus.get_route_display()),
        Fact("Uren volgens het PIP", str(row.intensity) if row.intensity else "niet vastgelegd"),
        Fact("Inburgeringstermijn tot en met", day(row.term_until) if row.term_until else "nog niet bekend"),
        Fact("Cursus", str(row.cursus)),
        Fact("Gevraagd", f"{day(row.asked_on)} door {row.asked_label}"),
        Fact("Gepland", f"{day(row.starts_on)} tot en met {day(row.ends_on)}, {hours(row.planned_minutes)} uur"),
        *(Fact(what, how) for what, how in _arranged(row)),
    ]  # fmt: skip


def _arranged(row: Inburgeringsaanbod) -> list[tuple[str, str]]:
    pairs = (("Kinderopvang", row.childcare), ("Reizen", row.travel))
    return [(what, Geregeld(how).label) for what, how in pairs]


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course in the list."""

    pk: str
    name: str
    note: str
    period: str
    when: str
    seats: str
    severity: str
    closed: bool


def course(row: Cursus, taken: int, today: date) -> CourseLine:
    """One line; ``taken``: seats that are."""
    free = row.seats - taken
    words = f"{taken} van {row.seats} bezet" if free > 0 else f"vol ({row.seats})"
    runs = "loopt" if row.starts_on <= today else f"begint {days_left(row.starts_on, today)}"
    return CourseLine(
        str(row.pk), row.name, f"{row.contract.supplier}, {row.town} · {row.get_route_display()}, {Startniveau(row.level).label}",
        f"{day(row.starts_on)} tot en met {day(row.last_day)}, {runs}", f"{hours(row.weekly_minutes)} uur per week",
        "geen nieuwe plaatsingen" if row.closed_on else words,
        "outside" if row.closed_on else "soon" if free < 1 else "in-time", row.closed_on is not None,
    )  # fmt: skip
