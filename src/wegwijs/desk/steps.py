"""Where in the process a dossier is: the steps above the dossier page, read from its timeline."""

from collections.abc import Iterable
from datetime import date

from django.urls import NoReverseMatch, reverse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Fase, Gebeurtenis, TermijnRow, Variant
from wegwijs.ui.format import day
from wegwijs.ui.parts import Step, StepState

ORDER = list(Fase)
TITLES = (
    (Fase.OVERDRACHT, "Overdracht", "overdracht:overview", Permission.OVERDRACHT_RECORD),
    (Fase.HUISVESTING, "Huisvesting", "", None),
    (Fase.INTAKE, "Brede intake", "intake:overview", Permission.INTAKE_VIEW),
    (Fase.PIP, "PIP", "pip:overview", Permission.PIP_VIEW),
    (Fase.LEERROUTE, "Leerroute", "voltooien:overview", Permission.PIP_VIEW),
)
ONLY_ASYLUM = {Fase.OVERDRACHT, Fase.HUISVESTING}


def steps(
    dossier: Dossier, events: Iterable[Gebeurtenis], termijnen: Iterable[TermijnRow], *, actor: Actor
) -> list[Step]:
    """The steps of the dossier's variant, each a link when the actor may open its page."""
    last: dict[str, date] = {}
    count: dict[str, int] = {}
    for event in events:
        last[event.kind] = max(last.get(event.kind, event.on), event.on)
        count[event.kind] = count.get(event.kind, 0) + 1
    notes = _notes(dossier, last, count, {row.soort: row for row in termijnen})
    here = ORDER.index(Fase(dossier.fase))
    found = []
    for fase, title, page, permission in TITLES:
        if dossier.variant == Variant.GEZIN and fase in ONLY_ASYLUM:
            continue
        place = ORDER.index(fase)
        opens = permission is not None and actor.sees_all and actor.may(permission, dossier.gemeente_id)
        state = StepState.DONE if place < here else StepState.CURRENT if place == here else StepState.TODO
        found.append(Step(title, state, notes.get(fase, ""), _address(page, dossier) if opens else ""))
    return found


def _address(page: str, dossier: Dossier) -> str:
    try:
        return reverse(page, args=[dossier.pk]) if page else ""
    except NoReverseMatch:
        return ""


def _notes(
    dossier: Dossier, last: dict[str, date], count: dict[str, int], termijnen: dict[str, TermijnRow]
) -> dict[Fase, str]:
    def when(words: str, kind: Kind) -> str:
        return f"{words} {day(last[kind])}" if kind in last else ""

    pip = termijnen.get("pip")
    talks = count.get(Kind.GESPREK, 0)
    end = termijnen.get("inburgeringstermijn")
    gone = "ingetrokken" if Kind.PIP_VERZONDEN in last else "vervallen"
    return {
        Fase.OVERDRACHT: when("driegesprek", Kind.DRIEGESPREK) or when("gekoppeld", Kind.COA_KOPPELING),
        Fase.HUISVESTING: when("ingeschreven", Kind.BRP_INSCHRIJVING) or "nog niet ingeschreven",
        Fase.INTAKE: when("voltooid", Kind.INTAKE_VOLTOOID)
        or (f"{talks} gesprek{'' if talks == 1 else 'ken'} gevoerd" if talks else "nog geen gesprek"),
        Fase.PIP: ("" if dossier.route else when(gone, Kind.PIP_VERNIETIGD))
        or when("verzonden", Kind.PIP_VERZONDEN)
        or when("vastgesteld", Kind.PIP_VASTGESTELD)
        or (f"uiterlijk {day(pip.last_day)}" if pip else _without_day(last)),
        Fase.LEERROUTE: f"tot en met {day(end.last_day)}" if end else "termijn volgt op het PIP",
    }


def _without_day(last: dict[str, date]) -> str:
    """What the last day of the PIP still waits for; with the kennisgeving there, that is coming to live here (T-02)."""
    waits_for_home = Kind.DUO_PLICHT in last and Kind.BRP_INSCHRIJVING not in last
    return "datum volgt op de inschrijving" if waits_for_home else "datum volgt op de kennisgeving"
