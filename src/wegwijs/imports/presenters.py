"""What the pages of a file show, as finished Dutch."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from wegwijs.imports.kinds import ImportKind, Note, Subject, given_in
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.imports.queries import NARROWED
from wegwijs.people.names import list_name
from wegwijs.ui.format import day, number
from wegwijs.ui.parts import Chip

State, Each = ImportFile.State, ImportRow.State
_RUNNING = {
    State.CHECK_DUE: ("Nakijken", "Wegwijs kijkt elke regel na. Er wordt nog niets overgenomen."),
    State.CHECKING: ("Nakijken", "Wegwijs kijkt elke regel na. Er wordt nog niets overgenomen."),
    State.WAITING: ("Overnemen", "Wegwijs neemt de regels over."),
    State.RUNNING: ("Overnemen", "Wegwijs neemt de regels over."),
    State.UNDO_DUE: ("Terugdraaien", "Wegwijs draait de regels terug."),
    State.UNDOING: ("Terugdraaien", "Wegwijs draait de regels terug."),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How a file stands: a heading and sentence, how far, and which acts are open to whoever looks."""

    phase: str
    tone: str
    title: str
    text: str
    value: int
    total: int
    note: str
    running: bool
    stopping: bool
    may_take: bool
    may_remap: bool
    may_resume: bool
    may_undo: bool
    has_report: bool


def stand(upload: ImportFile, kind: ImportKind, counts: Mapping[str, int]) -> Stand:
    """``counts``: what ``queries.counts`` gave."""
    state = State(upload.state)
    running = state in _RUNNING
    phase, sentence = _RUNNING.get(state, ("", ""))
    tone, title, text = ("info", phase, sentence) if running else _settled(state, upload, counts)
    undoing = state in (State.UNDO_DUE, State.UNDOING)
    total = upload.taken + upload.done if undoing else upload.total
    return Stand(
        phase=phase or "Gelezen",
        tone=tone,
        title=title,
        text=text,
        value=upload.done if running or state == State.STOPPED else upload.total,
        total=max(total if running else upload.total, 1),
        note=f"{number(upload.done)} van {number(total)} regels"
        if running
        else f"{number(upload.total)} regels",
        running=running,
        stopping=upload.stop_asked and running,
        may_take=state == State.CHECKED and counts["geweigerd"] < upload.total,
        may_remap=state == State.CHECKED,
        may_resume=state == State.STOPPED,
        may_undo=kind.undoes and state in (State.DONE, State.STOPPED, State.UNDONE) and upload.taken > 0,
        has_report=not running and counts["geweigerd"] + counts["blijft"] > 0,
    )


def _settled(state: ImportFile.State, upload: ImportFile, counts: Mapping[str, int]) -> tuple[str, str, str]:
    """Tone, title and sentence of a file at which nobody works."""
    refused, kept, taken = counts["geweigerd"], counts["blijft"], upload.taken
    match state:
        case State.CHECKED:
            good = upload.total - refused
            said = f"{_lines(good)} {'kan' if good == 1 else 'kunnen'} worden overgenomen, {number(refused)} niet."
            if counts["verschil"]:
                said += f" Bij {_lines(counts['verschil'])} zegt het bestand iets anders dan Wegwijs of DUO: kijk die eerst na."
            return (
                "warning" if refused or counts["verschil"] else "ok",
                "Nagekeken, nog niets overgenomen",
                said,
            )
        case State.STOPPED:
            left = upload.total - upload.done
            return (
                "warning",
                "Gestopt",
                f"Overgenomen: {_lines(taken)}; dat blijft staan. Niet gelezen: {_lines(left)}.",
            )
        case State.UNDONE:
            if not kept:
                return "ok", "Teruggedraaid", "Alles wat uit dit bestand kwam is weer weg."
            return (
                "warning",
                "Gedeeltelijk teruggedraaid",
                f"{_lines(kept)} {'blijft' if kept == 1 else 'blijven'} staan, omdat er daarna aan is gewerkt. Bij elke "
                "regel staat waarom.",
            )
        case _ if refused and refused == upload.total:
            return (
                "warning",
                "Alle regels geweigerd" if refused > 1 else "De regel is geweigerd",
                "Er is niets overgenomen. Bij elke regel staat wat er is; lever het bestand daarna opnieuw aan.",
            )
        case _ if refused:
            return (
                "warning",
                f"{number(refused)} van {_lines(upload.total)} geweigerd",
                "De andere regels zijn overgenomen. Verbeter de geweigerde regels en lever ze opnieuw aan; wat al is "
                "overgenomen verandert daar niet door.",
            )
        case _:
            return "ok", "Klaar", f"Overgenomen: {_lines(upload.total)}. Er is niets geweigerd."


def _lines(count: int) -> str:
    return f"{number(count)} {'regel' if count == 1 else 'regels'}"


def address(narrowed: str, after: int) -> str:
    """The query string of a page of the list."""
    parts = [f"toon={narrowed}"] if narrowed in NARROWED else []
    parts += [f"na={after}"] if after else []
    return "?" + "&".join(parts)


def chips(counts: Mapping[str, int], chosen: str) -> list[Chip]:
    """The parts of the list that hold something, with their numbers."""
    return [
        Chip(f"{label}: {number(counts[name])}", "?" if name == chosen else address(name, 0), name == chosen)
        for name, (label, _) in NARROWED.items()
        if counts[name] or name == chosen
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file in the list. ``tone`` colours ``stand``; ``url`` leads to what the row is about."""

    number: int
    who: str
    stand: str
    tone: str
    label: str
    url: str
    field: str
    reason: str
    remedy: str
    differences: tuple[str, ...]


def line(row: ImportRow, upload: ImportFile, subjects: Mapping[UUID, Subject]) -> Line:
    """A row with the name that stands in the file, and its subject where the actor may see that."""
    subject = subjects.get(row.subject) if row.subject else None
    words = {
        Each.READY: ("wordt nieuw" if row.new else "vult aan", "neutral"),
        Each.TAKEN: ("nieuw" if row.new else "aangevuld", "in-time"),
        Each.REFUSED: ("geweigerd", "late"),
        Each.UNDONE: ("teruggedraaid", "neutral"),
        Each.KEPT: ("blijft staan", "soon"),
        Each.WAITING: ("wacht", "neutral"),
    }
    said, tone = words[Each(row.state)]
    return Line(
        number=row.line,
        who=_who(row, upload),
        stand=said,
        tone="soon" if row.differs and row.state in (Each.READY, Each.TAKEN) else tone,
        label=subject.label if subject else "",
        url=subject.url if subject else "",
        field=row.field,
        reason=row.reason,
        remedy=row.remedy,
        differences=tuple(note["label"] for note in row.notes if note["differs"]),
    )


def _who(row: ImportRow, upload: ImportFile) -> str:
    given = given_in(upload, row.cells)
    return list_name(given.get("voornamen", ""), given.get("tussenvoegsel", ""), given.get("achternaam", ""))[
        :80
    ]


def notes(row: ImportRow) -> list[Note]:
    """What was found of a row; what differs first."""
    found = [Note(**{**note, "why": tuple(note["why"])}) for note in row.notes]
    return sorted(found, key=lambda note: not note.differs)


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a row: its name in the file, our field, what stood there, and from whom it comes."""

    column: str
    field: str
    value: str
    source: str


SECRET = frozenset({"bsn", "v_nummer"})


def cells(row: ImportRow, upload: ImportFile, kind: ImportKind) -> list[Cell]:
    """The row as it stood in the file; numbers of persons only by their last digits."""
    found = []
    for column in upload.columns:
        key = upload.mapping.get(column, "")
        text = str(row.cells.get(column, ""))
        if key in SECRET and text:
            text = f"•••• {text[-4:]}"
        ours = kind.columns.get(key)
        if ours is None:
            found.append(Cell(column, "niet overgenomen", "", ""))
            continue
        told = f"{ours.source}, volgens {upload.origin}" if ours.source else upload.origin
        found.append(Cell(column, ours.label, text, f"{told}, {day(upload.as_of)}" if text else ""))
    return found
