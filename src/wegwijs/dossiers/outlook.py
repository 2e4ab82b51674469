"""The first step towards the PIP that has not been taken: what will make a dossier late, if anything does."""

from collections.abc import Iterable

from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Happening, NextStep


def next_step(events: Iterable[Happening]) -> NextStep:
    """Read from a timeline without corrected rows; a later step that was taken makes an earlier one no longer missing."""
    seen: dict[str, int] = {}
    for event in events:
        seen[event.kind] = max(seen.get(event.kind, 0), event.pk)
    if seen.get(Kind.PIP_AANGEBODEN, 0) > seen.get(Kind.PIP_TERUG, 0):
        return NextStep.VASTSTELLEN
    if Kind.INTAKE_VOLTOOID in seen or Kind.PIP_CONCEPT in seen:
        return NextStep.PIP
    if Kind.GESPREK not in seen:
        return NextStep.GESPREK if Kind.OPROEP in seen else NextStep.OPROEP
    without_toets = seen.get(Kind.TOETS_OVERGESLAGEN, 0) > seen.get(Kind.TOETS_WEER_NODIG, 0)
    return NextStep.INTAKE if without_toets or Kind.DUO_TOETS_RESULTAAT in seen else NextStep.TOETS
