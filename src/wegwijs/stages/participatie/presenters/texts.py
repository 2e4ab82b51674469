"""The official form of the participatieverklaring as its pages show it."""

from dataclasses import dataclass
from datetime import date

from wegwijs.access.actor import Actor
from wegwijs.stages.participatie.models import Verklaringstekst
from wegwijs.ui.format import day, moment

State = Verklaringstekst.State
WHERE = "Het formulier staat in de bijlage van het Besluit inburgering 2021 (Wi 6(8), Bi 3.1(6); wetten.overheid.nl, BWBR0045555)."
NO_FORM = f"De tekst van de verklaring ligt vast, en Wegwijs heeft die tekst nog niet. {WHERE} Gebruik dat formulier."


@dataclass(frozen=True, slots=True)
class Line:
    """One version. ``decide``: who looks may put it in force; ``drop``: may let it go."""

    pk: str
    title: str
    note: str
    mark: str
    stand: str
    severity: str
    decide: bool
    drop: bool


def form_words(form: Verklaringstekst | None) -> str:
    """Which version counts today; or that none is here, and where it is."""
    return f"Formulier: versie {form.number}, geldig vanaf {day(form.valid_from)}." if form else NO_FORM


def line(row: Verklaringstekst, actor: Actor, today: date, counts: Verklaringstekst | None) -> Line:
    """``counts``: the version in force today."""
    waits = row.state == State.VOORGELEGD
    if counts and row.pk == counts.pk:
        stand, severity = "geldt nu", "done"
    elif row.state == State.VASTGESTELD:
        stand, severity = (
            ("geldt straks", "in-time") if row.valid_from > today else ("gold eerder", "neutral")
        )
    else:
        stand, severity = row.get_state_display(), "soon" if waits else "neutral"
    decided = (
        f", vastgesteld door {row.decided_by} op {moment(row.decided_at)}"
        if row.decided_at and row.state == State.VASTGESTELD
        else ""
    )
    return Line(
        pk=str(row.pk),
        title=f"Versie {row.number}, geldig vanaf {day(row.valid_from)}",
        note=f"{row.source} · voorgelegd door {row.made_by} op {moment(row.made_at)}{decided}",
        mark=row.sha256,
        stand=stand,
        severity=severity,
        decide=waits and actor.employee is not None and row.made_by_id != actor.employee.pk,
        drop=waits,
    )
