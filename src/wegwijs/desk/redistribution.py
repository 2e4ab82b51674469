"""What a herverdeling would do, and how one stands, as finished Dutch for its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.desk.worklist.filters import Filters
from wegwijs.dossiers.commands import Wanted
from wegwijs.dossiers.commands.herverdelen import cannot
from wegwijs.dossiers.herverdelen import BUSY, Load, loads, regisseurs, works_in
from wegwijs.dossiers.models import HerverdeeldDossier, Herverdeling
from wegwijs.organisations.models import Employee
from wegwijs.ui.format import day, number

State, Line, Soort = Herverdeling.State, HerverdeeldDossier.State, Herverdeling.Soort
UNDONE = (State.TERUG, State.BEEINDIGD)


@dataclass(frozen=True, slots=True)
class Part:
    """One gemeente of a preview: what moves to whom, or why it can't; ``url`` leads to the dossiers."""

    gemeente: str
    code: str
    what: str
    taker: Employee | None
    reason: str
    url: str


def preview(actor: Actor, giver: Employee, data: Mapping[str, Any]) -> list[Part]:
    """What a form that is right would move, by gemeente. A fixed number of statements."""
    for_good = data["soort"] == Soort.BLIJVEND
    chosen = {"fase": data["fase"], "variant": data["variant"]} if for_good else {}
    able = regisseurs(actor, on=data["valid_from"], until=data["until"])
    wanted = wanted_of(data, {})
    found = [load for load in loads(actor, giver, **chosen) if load.dossiers or not for_good]
    return [_part(load, giver, data, able, wanted) for load in found]


def _part(
    load: Load, giver: Employee, data: Mapping[str, Any], able: Mapping[Employee, set[str]], wanted: Wanted
) -> Part:
    place = load.gemeente
    taker: Employee = data["takers"].get(place.code) or data["taker"]
    may = works_in(able.get(taker, ()), place.code)
    return Part(
        gemeente=place.naam,
        code=place.code,
        what=f"{_count(load.dossiers, 'dossier', 'dossiers')}, {_count(load.tasks, 'taak', 'taken')}",
        taker=taker if may else None,
        reason="" if may else cannot(taker, place.naam, wanted),
        url=f"/{Filters(who=str(giver.pk), gemeente=place.code).address()}",
    )


def wanted_of(data: Mapping[str, Any], takers: Mapping[str, Employee]) -> Wanted:
    """What the command takes, of a form that is right."""
    return Wanted(
        soort=Soort(data["soort"]), valid_from=data["valid_from"], valid_to=data["until"], takers=takers,
        fase=data["fase"], variant=data["variant"],
    )  # fmt: skip


def _count(many: int, one: str, more: str) -> str:
    return f"{number(many)} {one if many == 1 else more}"


@dataclass(frozen=True, slots=True)
class Stand:
    """How a batch stands: a sentence, how far, and what is still open to do. ``moving``: it will soon stand otherwise."""

    tone: str
    title: str
    text: str
    value: int
    total: int
    busy: bool
    moving: bool
    undo: str


def stand(batch: Herverdeling, counts: Mapping[str, int]) -> Stand:
    """``counts``: the lines of the batch by state."""
    moved, back, stayed = (counts.get(state, 0) for state in (Line.VERDEELD, Line.TERUG, Line.BLEEF))
    busy = batch.state in BUSY
    at_once = batch.state == State.WACHT and batch.valid_from <= clock.today()
    returning = batch.state in (State.TERUG_GEVRAAGD, State.TERUG_LOOPT, *UNDONE)
    title = {
        State.WACHT: "Begint zo" if at_once else f"Begint op {day(batch.valid_from)}",
        State.TERUG: "Teruggedraaid",
        State.KLAAR: "Klaar",
        State.BEEINDIGD: ended(batch),
    }.get(State(batch.state), "Bezig")
    if returning and batch.ended_on:
        text = f"In {_count(back, 'dossier', 'dossiers')} staat nu de laatste dag van de waarneming."
    elif returning:
        text = f"{_count(back, 'dossier is', 'dossiers zijn')} weer als voor de herverdeling."
    if returning and stayed:
        text += f" {_count(stayed, 'dossier bleef', 'dossiers bleven')} staan."
    if batch.state == State.WACHT:
        text = "Er is nog niets verdeeld."
    elif not returning:
        text = f"{_count(moved + stayed, 'dossier is', 'dossiers zijn')} verdeeld."
    if batch.stopped_because:
        title = title if batch.ended_on else "Gestopt"
        text = f"{batch.stopped_because} {text}"
    undo = "" if busy or batch.state in UNDONE else _undo(batch)
    tone = "warning" if stayed or batch.stopped_because else "info" if batch.state == State.WACHT else "ok"
    value = back + stayed if returning else moved
    return Stand(tone, title, text, value, max(batch.total, 1), busy, busy or at_once, undo)


def ended(batch: Herverdeling) -> str:
    """Since when a waarneming that was ended early is over, and who did that; "" for any other."""
    return f"Beëindigd op {day(batch.ended_on)} door {batch.ended_by}" if batch.ended_on else ""


def word(batch: Herverdeling) -> str:
    """How a batch stands, for a list."""
    if batch.ended_on and batch.state != State.BEEINDIGD:
        return "Wordt beëindigd"
    return ended(batch) or batch.get_state_display().capitalize()


def _undo(batch: Herverdeling) -> str:
    """What a button says; "" when there is nothing to undo: a waarneming that is over stays what it was."""
    if batch.soort != Soort.WAARNEMING:
        return "Draai terug"
    return "" if batch.valid_to and batch.valid_to < clock.today() else "Beëindig de waarneming"


def lead(batch: Herverdeling) -> str:
    """What the batch is, in one line."""
    until = f" tot en met {day(batch.valid_to)}" if batch.valid_to else ""
    narrowed = [
        batch.get_fase_display() if batch.fase else "",
        batch.get_variant_display() if batch.variant else "",
    ]
    only = ", alleen " + ", ".join(filter(None, narrowed)) if any(narrowed) else ""
    what = "Waarneming" if batch.soort == Soort.WAARNEMING else "Blijvend"
    return f"{what} vanaf {day(batch.valid_from)}{until} in {batch.gemeente}{only}"
