"""What lists need of a dossier, folded from its timeline: variant, state, fase, route."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Fase, Happening, State, Variant

ASIEL = "Asielstatushouder"
# The Wet inburgering 2021 is in force from this day.
IN_FORCE = date(2022, 1, 1)

_STARTS: Mapping[str, Fase] = {
    Kind.COA_KOPPELING: Fase.OVERDRACHT,
    Kind.DRIEGESPREK: Fase.HUISVESTING,
    Kind.HUISVESTING: Fase.HUISVESTING,
    Kind.BRP_INSCHRIJVING: Fase.INTAKE,
    Kind.INTAKE_GESTART: Fase.INTAKE,
    Kind.OPROEP: Fase.INTAKE,
    Kind.GESPREK: Fase.INTAKE,
    Kind.INTAKE_VOLTOOID: Fase.PIP,
    Kind.PIP_CONCEPT: Fase.PIP,
    Kind.PIP_VASTGESTELD: Fase.LEERROUTE,
}
_ORDER = list(Fase)
_BY_FACT, _BY_RECORDING = attrgetter("on", "pk"), attrgetter("pk")
_TURNS = frozenset({Kind.VOORLOPER_GESTART, Kind.DOSSIER_GESLOTEN, Kind.DOSSIER_HEROPEND, Kind.DUO_PLICHT})
# Whose payload is read here; and all that is looked at.
READ = _TURNS | {Kind.DUO_DOELGROEP, Kind.DOSSIER_GEOPEND, Kind.PIP_VASTGESTELD, Kind.PIP_VERNIETIGD}
FOLDED = READ | _STARTS.keys()


@dataclass(frozen=True, slots=True)
class Projection:
    """The columns of a dossier that follow from what happened."""

    variant: Variant
    state: State
    fase: Fase
    route: str
    closed_reason: str
    closed_on: date | None


def project(events: Iterable[Happening]) -> Projection:
    """Fold the events (without corrected ones). State follows the order of recording, facts the order of their dates."""
    rows = [event for event in events if event.kind in FOLDED]
    by_fact = sorted(rows, key=_BY_FACT)
    state, closed_reason, closed_on = _state(sorted(rows, key=_BY_RECORDING))
    variant = Variant.ONBEKEND
    fase = Fase.OVERDRACHT
    live: dict[tuple[str, int], str] = {}
    for event in by_fact:
        if event.kind == Kind.DUO_DOELGROEP:
            variant = Variant.ASIEL if event.payload.get("indeling") == ASIEL else Variant.GEZIN
        elif event.kind in (Kind.DOSSIER_GEOPEND, Kind.VOORLOPER_GESTART) and variant == Variant.ONBEKEND:
            variant = Variant(event.payload.get("variant", Variant.ONBEKEND))
        if event.kind == Kind.PIP_VASTGESTELD:
            live[_which(event)] = event.payload.get("leerroute", "")
        elif event.kind == Kind.PIP_VERNIETIGD:
            live.pop(_which(event), None)
            fase = fase if live else min(fase, Fase.PIP, key=_ORDER.index)
        reached = _STARTS.get(event.kind)
        if reached and _ORDER.index(reached) > _ORDER.index(fase):
            fase = reached
    if variant == Variant.GEZIN and fase in (Fase.OVERDRACHT, Fase.HUISVESTING):
        fase = Fase.INTAKE
    if state == State.GESLOTEN:
        fase = Fase.AFGEROND
    route = list(live.values())[-1] if live else ""
    return Projection(variant, state, fase, route, closed_reason, closed_on)


def turns(kind: str, state: str) -> bool:
    """Whether an event of this kind may give a dossier in this state another: commands ask for the state at once."""
    return kind in _TURNS and (kind != Kind.DUO_PLICHT or state == State.VOORLOPER)


def _which(event: Happening) -> tuple[str, int]:
    """Which PIP an event is about: of which gemeente, and its version."""
    return event.payload.get("gemeente", ""), int(event.payload["versie"])


def _state(events: list[Happening]) -> tuple[State, str, date | None]:
    state, reason, closed_on = State.OPEN, "", None
    for event in events:
        if event.kind not in _TURNS:
            continue
        match event.kind:
            case Kind.VOORLOPER_GESTART:
                state = State.VOORLOPER
            case Kind.DOSSIER_GESLOTEN:
                suspended = event.payload.get("geschorst", False)
                state = State.GESCHORST if suspended else State.GESLOTEN
                reason, closed_on = event.payload.get("reden", ""), None if suspended else event.on
            case Kind.DOSSIER_HEROPEND:
                state, reason, closed_on = State.OPEN, "", None
            case Kind.DUO_PLICHT if state == State.VOORLOPER and _under_this_act(event.payload):
                state = State.OPEN
            case _:
                pass
    return state, reason, closed_on


def _under_this_act(payload: Mapping[str, Any]) -> bool:
    """DUO's kennisgeving of this act: on or after 2022-01-01 (law 0.3, M25). Until then someone stays a voorloper."""
    notice = payload.get("kennisgeving")
    return bool(payload.get("plichtig") and notice and date.fromisoformat(notice) >= IN_FORCE)
