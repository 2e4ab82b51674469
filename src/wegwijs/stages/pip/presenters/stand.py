"""Where a version stands: steps, who did what, what DUO said, and the lines of the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Variant
from wegwijs.organisations.models import Employee
from wegwijs.people.names import list_name
from wegwijs.stages.pip.models import OPEN, Intrekking, Pip, State
from wegwijs.stages.pip.queries import DuoAnswer
from wegwijs.ui.format import Dated, dated, day
from wegwijs.ui.parts import Fact, Step, StepState

_ORDER = (State.CONCEPT, State.AANGEBODEN, State.VASTGESTELD, State.VERZONDEN)
_TITLES = ("Opstellen", "Voorleggen", "Vaststellen", "Versturen", "Bij DUO")
SEVERITY = {
    State.CONCEPT: "neutral",
    State.AANGEBODEN: "soon",
    State.VASTGESTELD: "soon",
    State.VERZONDEN: "done",
    State.VERNIETIGD: "neutral",
}


def before_wegwijs(events: Iterable[Gebeurtenis], gemeente: str) -> str:
    """The gemeente's own PIP of before this system, in a sentence; "" without one."""
    found = next(
        (e for e in events if e.kind == Kind.PIP_VASTGESTELD and e.payload.get("gemeente") == gemeente), None
    )
    return f"Vastgesteld op {day(found.on)}: {found.summary}." if found else ""


def steps(pip: Pip | None, answer: DuoAnswer | None) -> list[Step]:
    """The road of a version: draft, put forward, established, sent, accepted by DUO."""
    done = -1 if pip is None or pip.state == State.VERNIETIGD else _ORDER.index(State(pip.state))
    here = done + 1 if done > 0 else 0
    if answer and not answer.refused:
        here = len(_TITLES)
    notes = _notes(pip, answer)
    return [
        Step(
            title,
            StepState.DONE if place < here else StepState.CURRENT if place == here else StepState.TODO,
            note,
        )
        for place, (title, note) in enumerate(zip(_TITLES, notes, strict=True))
    ]


def _notes(pip: Pip | None, answer: DuoAnswer | None) -> tuple[str, ...]:
    if pip is None:
        return ("", "", "", "", "")
    duo = f"{answer.stand} {day(answer.on)}" if answer else "wacht op antwoord" if pip.sent_on else ""
    return (
        f"{pip.prepared_by}, {day(pip.prepared_on)}",
        f"{pip.offered_by}, {day(pip.offered_on)}" if pip.offered_on else "",
        f"{pip.established_by}, {day(pip.established_on)}" if pip.established_on else "",
        f"{day(pip.sent_on)}, {pip.get_channel_display()}" if pip.sent_on else "",
        duo,
    )


def where_it_stands(pip: Pip | None) -> str:
    """For whoever comes too late or too early for an act."""
    if pip is None:
        return "Er is nog geen PIP in dit dossier."
    withdrawal: Intrekking | None = getattr(pip, "intrekking", None)
    if withdrawal and pip.state == State.VERZONDEN:
        maker = withdrawal.decided_by or withdrawal.proposed_by
        return f"Het intrekken van versie {pip.versie} is {withdrawal.get_state_display()} door {maker}."
    acts: dict[str, tuple[Employee | None, date | None]] = {
        State.CONCEPT: (pip.prepared_by, pip.prepared_on),
        State.AANGEBODEN: (pip.offered_by, pip.offered_on),
        State.VASTGESTELD: (pip.established_by, pip.established_on),
        State.VERZONDEN: (pip.sent_by, pip.sent_on),
    }
    by, on = acts.get(pip.state, (None, None))
    done = f"Versie {pip.versie} van het PIP is {pip.get_state_display()}"
    return f"{done} door {by} op {day(on)}." if on else f"{done}."


def facts(pip: Pip) -> tuple[Fact, ...]:
    """The decision in short."""
    rows = (
        ("Leerroute", " ".join(part for part in (pip.get_leerroute_display(), pip.niveau) if part)),
        ("Intensiteit", f"{pip.intensiteit_uren} uur" if pip.intensiteit_uren else ""),
        ("PVT", f"{pip.pvt_uren} uur" if pip.pvt_uren else ""),
        ("MAP", f"{pip.map_uren} uur" if pip.map_uren else ""),
        ("Gesprekken", str(pip.voortgangsgesprekken or "")),
        ("Contactpersoon", str(pip.contact) if pip.contact else ""),
        ("Dagtekening", day(pip.established_on) if pip.established_on else ""),
        ("Besluit", pip.in_whose_name),
        ("Bevoegdheid", pip.mandate),
    )
    return tuple(Fact(label, value) for label, value in rows if value)


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list of versions."""

    versie: int
    title: str
    note: str
    stand: str
    severity: str
    letter: bool
    withdrawal: str


def version_lines(rows: list[Pip]) -> list[VersionLine]:
    """Every version, newest first."""
    return [
        VersionLine(
            row.versie,
            f"Versie {row.versie}: {row.get_leerroute_display() or 'nog geen route'}",
            _story(row),
            "vervallen" if row.state == State.VERNIETIGD and not row.sent_on else row.get_state_display(),
            SEVERITY[State(row.state)],
            row.state != State.VERNIETIGD or row.letter_id is not None,
            _of_withdrawal(row),
        )
        for row in rows
    ]


def _of_withdrawal(row: Pip) -> str:
    """The words of the link to the letter that tells of the end; "" where there is none."""
    withdrawal: Intrekking | None = getattr(row, "intrekking", None)
    if withdrawal is None:
        return ""
    return f"Brief over het intrekken ({withdrawal.get_state_display()}, PDF)"


def _story(row: Pip) -> str:
    parts = [f"opgesteld {day(row.prepared_on)}"]
    if row.established_on:
        parts = [f"vastgesteld {day(row.established_on)} door {row.established_by}"]
    if row.sent_on:
        parts.append(f"verzonden {day(row.sent_on)}")
    if row.annulled_on:
        gone = "ingetrokken" if row.sent_on else "vervallen"
        parts.append(f"{gone} {day(row.annulled_on)}: {row.annulled_reason}")
    return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: who, by when, how far, and the next act."""

    dossier: str
    name: str
    note: str
    due: Dated | None
    stand: str
    severity: str
    what: str
    regisseur: str
    button: str


_NEXT = {
    State.CONCEPT: ("PIP afmaken en voorleggen", "Werk verder"),
    State.AANGEBODEN: ("PIP vaststellen", "Bekijk"),
    State.VASTGESTELD: ("PIP versturen", "Verstuur"),
}


def line(pip: Any, today: date) -> Line:  # noqa: ANN401 a Pip with what the list read besides
    """A version in which something must be done."""
    what, button, stand, severity = _next(pip)
    return _line(
        pip.dossier, pip.due, today, what=what, stand=f"versie {pip.versie} · {stand}", severity=severity, button=button
    )  # fmt: skip


def _next(pip: Any) -> tuple[str, str, str, str]:  # noqa: ANN401
    """What must happen, the button, how it stands, and how pressing that is."""
    withdrawal: Intrekking | None = getattr(pip, "intrekking", None)
    if pip.state in OPEN or pip.state == State.VASTGESTELD:
        what, button = _NEXT[State(pip.state)]
        returned = f": {pip.returned_reason}" if pip.returned_reason else ""
        who = pip.offered_by if pip.state == State.AANGEBODEN else pip.prepared_by
        return f"{what}{returned}", button, f"{pip.get_state_display()} · {who}", SEVERITY[State(pip.state)]
    if withdrawal and withdrawal.state == Intrekking.State.VOORGELEGD:
        return "Beslissen over intrekken van het PIP", "Bekijk", "intrekken voorgelegd", "soon"
    if withdrawal and withdrawal.state == Intrekking.State.BESLOTEN:
        return "Brief over het intrekken versturen", "Verstuur", "intrekken besloten", "soon"
    if pip.back:
        return "Brief kwam terug: opnieuw versturen", "Los op", "brief kwam terug", "late"
    return "Weigering van DUO oplossen", "Los op", "geweigerd door DUO", "late"


def begin_line(dossier: Any, today: date) -> Line:  # noqa: ANN401 a Dossier with what the list read besides
    """A dossier for which no version was begun."""
    return _line(
        dossier, dossier.due, today, what="PIP opstellen", stand="nog niet begonnen", severity="neutral",
        button="Begin",
    )  # fmt: skip


def _line(
    dossier: Dossier, due: date | None, today: date, *, what: str, stand: str, severity: str, button: str
) -> Line:
    person = dossier.person
    return Line(
        dossier=str(dossier.pk),
        name=list_name(person.voornamen, person.voorvoegsel, person.geslachtsnaam),
        note=f"{person.birth} · {dossier.gemeente.naam} · {Variant(dossier.variant).label}",
        due=dated(due, today) if due else None,
        stand=stand,
        severity=severity,
        what=what,
        regisseur=dossier.regisseur.name if dossier.regisseur else "geen regisseur",
        button=button,
    )
