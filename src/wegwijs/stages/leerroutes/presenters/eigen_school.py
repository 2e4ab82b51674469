"""A school of somebody's own choice and what was asked of it, as finished text."""

from dataclasses import dataclass
from datetime import date

from wegwijs.stages.leerroutes.models import EigenSchool, Gegevensvraag, Schoolgegeven, Vraaguitkomst
from wegwijs.ui.format import capital, day, days_left


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``answer`` is "" while there is none."""

    pk: str
    title: str
    note: str
    answer: str
    stand: str
    severity: str
    open: bool


def question(row: Gegevensvraag, today: date) -> Question:
    """One line."""
    about = ", ".join(Schoolgegeven(one).label for one in row.about)
    if row.ended and row.ended_on:
        stand = f"{row.get_ended_display()} op {day(row.ended_on)}"
        severity = "done" if row.ended == Vraaguitkomst.BEANTWOORD else "neutral"
    else:
        late = row.answer_by < today
        stand = f"wacht op antwoord, {days_left(row.answer_by, today)}"
        severity = "late" if late else "soon"
    return Question(
        str(row.pk), capital(f"{about}, aan {row.get_asked_of_display()}"),
        f"{day(row.asked_on)} door {row.asked_label}: {row.because}", row.answer, stand, severity, not row.ended,
    )  # fmt: skip


def before(row: EigenSchool) -> tuple[str, str]:
    """An earlier school and its days."""
    return str(
        row
    ), f"{day(row.since)} tot en met {day(row.until)}" if row.until else f"sinds {day(row.since)}"
