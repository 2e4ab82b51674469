"""What lists need of a dossier, folded from its timeline: variant, state, fase, route."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Fase, Happening, State, Variant

ASIEL = "Asielstatushouder"

_STARTS = {
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
    rows = list(events)
    by_fact = sorted(rows, key=lambda e: (e.on, e.pk))
    state, closed_reason, closed_on = _state(sorted(rows, key=lambda e: e.pk))
    variant, route = Variant.ONBEKEND, ""
    fase = Fase.OVERDRACHT
    for event in by_fact:
        if event.kind == Kind.DUO_DOELGROEP:
            variant = Variant.ASIEL if event.payload.get("indeling") == ASIEL else Variant.GEZIN
        elif event.kind in (Kind.DOSSIER_GEOPEND, Kind.VOORLOPER_GESTART) and variant == Variant.ONBEKEND:
            variant = Variant(event.payload.get("variant", Variant.ONBEKEND))
        if event.kind == Kind.PIP_VASTGESTELD:
            route = event.payload.get("leerroute", "")
        reached = _STARTS.get(Kind(event.kind))
        if reached and _ORDER.index(reached) > _ORDER.index(fase):
            fase = reached
    if variant == Variant.GEZIN and fase in (Fase.OVERDRACHT, Fase.HUISVESTING):
        fase = Fase.INTAKE
    if state == State.GESLOTEN:
        fase = Fase.AFGEROND
    return Projection(variant, state, fase, route, closed_reason, closed_on)


def _state(events: list[Happening]) -> tuple[State, str, date | None]:
    state, reason, closed_on = State.OPEN, "", None
    for event in events:
        match event.kind:
            case Kind.VOORLOPER_GESTART:
                state = State.VOORLOPER
            case Kind.DOSSIER_GESLOTEN:
                suspended = event.payload.get("geschorst", False)
                state = State.GESCHORST if suspended else State.GESLOTEN
                reason, closed_on = event.payload.get("reden", ""), None if suspended else event.on
            case Kind.DOSSIER_HEROPEND:
                state, reason, closed_on = State.OPEN, "", None
            case Kind.DUO_PLICHT if state == State.VOORLOPER and event.payload.get("plichtig"):
                state = State.OPEN
            case _:
                pass
    return state, reason, closed_on
