"""How far a worker is with a large file of statements, in words."""

from dataclasses import dataclass
from uuid import UUID

from wegwijs.stages.ontzorgen.models import Afschriftbestand
from wegwijs.stages.ontzorgen.presenters.payments import tallies
from wegwijs.ui.format import moment, number

S = Afschriftbestand.State
Step = Afschriftbestand.Step
# Where in the work of a statement a step begins and how much of it that is, in hundredths; as measured; the last is for the commit.
SHARE = {Step.KNOW: (0, 20), Step.KEEP: (20, 30), Step.BOOK: (50, 45)}
SEVERITY = {S.WAITING: "soon", S.READING: "soon", S.DONE: "done", S.REFUSED: "late", S.STOPPED: "neutral"}
AGAIN = "Lever het bestand opnieuw aan om het verder in te lezen."


@dataclass(frozen=True, slots=True)
class Stand:
    """``busy``: it will soon stand otherwise. ``note``: lines beside the bar."""

    busy: bool
    may_stop: bool
    tone: str
    title: str
    text: str
    note: str
    value: int
    total: int


def stand(one: Afschriftbestand) -> Stand:
    """A title, a sentence, and how far."""
    tone, title, text = _words(one)
    busy = one.state in (S.WAITING, S.READING)
    note = f"{number(one.lines_done)} van {number(one.lines)} regels zijn ingelezen" if one.lines else "nog geen regels gelezen"  # fmt: skip
    far = min(one.lines_done + _within(one), max(one.lines - 1, 0)) if busy else one.lines_done
    return Stand(busy, busy and not one.stop_asked, tone, title, text, note, far, max(one.lines, 1))


def heading(one: Afschriftbestand) -> str:
    """What the page is about; how whoever sent it called the file stands below."""
    on, at = moment(one.handed_in_at).split()
    return f"Bestand van de bank van {on}, {at}"


def _within(one: Afschriftbestand) -> int:
    """How much of the statement at hand is done, in lines. A stop takes it back."""
    if not one.step or not one.step_lines:
        return 0
    begins, part = SHARE[Step(one.step)]
    return (begins * one.step_lines + part * one.step_done) // 100


def _words(one: Afschriftbestand) -> tuple[str, str, str]:
    match S(one.state):
        case S.WAITING:
            return "info", "Wacht", "Het lezen begint zodra er plaats is."
        case S.READING if one.stop_asked:
            return "info", "Stopt", f"Wegwijs stopt zo. {_kept(one)}"
        case S.READING if one.statements:
            at = min(one.done + 1, one.statements)
            return "info", f"Bezig met afschrift {at} van {one.statements}", f"{_step(one)}Een afschrift staat er pas in als het helemaal klaar is."  # fmt: skip
        case S.READING:
            return "info", "Bezig", "Wegwijs bekijkt wat er in het bestand staat."
        case S.DONE:
            return "ok", "Klaar", _taken(one) or "Dit was al ingelezen. Er is niets bij gekomen."
        case S.STOPPED:
            return "warning", "Gestopt", f"{_taken(one) or 'Er is niets ingelezen.'} {_stays(one)}{AGAIN}"
        case S.REFUSED:
            return "error", "Geweigerd", one.reason


def _taken(one: Afschriftbestand) -> str:
    lines = sum(one.tallies.values())
    return (
        f"{number(lines)} {'regel' if lines == 1 else 'regels'} ingelezen: {tallies(one.tallies)}."
        if lines
        else ""
    )


def _step(one: Afschriftbestand) -> str:
    if not one.step:
        return ""
    return f"{Step(one.step).label}: {number(one.step_done)} van {number(one.step_lines)}. "


def _kept(one: Afschriftbestand) -> str:
    """What a stop leaves there."""
    if not one.done:
        return "Er is nog niets van ingelezen."
    return f"{'1 afschrift is al ingelezen en blijft' if one.done == 1 else f'{one.done} afschriften zijn al ingelezen en blijven'} staan."


def _stays(one: Afschriftbestand) -> str:
    return (
        f"Dat blijft staan: {one.done} van de {one.statements} afschriften zijn gelezen. " if one.done else ""
    )


def file_row(one: Afschriftbestand) -> tuple[UUID, str, str, str, str]:
    """Key, name, who sent it when, how it stands, and how bad that is."""
    return (
        one.pk, one.name, f"aangeleverd {moment(one.handed_in_at)} door {one.label}", one.get_state_display(), SEVERITY[S(one.state)],
    )  # fmt: skip
