"""What a timeline says about the weeks to come: the first step towards the PIP not yet taken, and how long it has been silent."""

from collections.abc import Iterable
from datetime import date

from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Happening, NextStep

_CONTACT = {
    Kind.GESPREK, Kind.DRIEGESPREK, Kind.VOORTGANGSGESPREK, Kind.POST_INGEKOMEN, Kind.INBRENG, Kind.DOSSIER_GEOPEND,
    Kind.VOORLOPER_GESTART, Kind.DOSSIER_HEROPEND, Kind.UREN,
}  # fmt: skip


_STEPS = frozenset(
    {
        Kind.PIP_AANGEBODEN, Kind.PIP_TERUG, Kind.INTAKE_VOLTOOID, Kind.PIP_CONCEPT, Kind.GESPREK, Kind.OPROEP,
        Kind.TOETS_OVERGESLAGEN, Kind.TOETS_WEER_NODIG, Kind.DUO_TOETS_RESULTAAT,
    }
)  # fmt: skip
# Whose payload is read here; and all that is looked at.
READ = frozenset({Kind.CONTACT})
FOLDED = READ | _CONTACT | _STEPS


def is_contact(event: Happening) -> bool:
    """Whether something was heard of the person then; a call that was not answered is no contact."""
    return event.kind in _CONTACT or (event.kind == Kind.CONTACT and bool(event.payload.get("gesproken")))


def last_contact(events: Iterable[Happening]) -> date | None:
    """The last day on which something was heard of the person: a talk, a call that was answered, post, hours, the opening."""
    days = (
        e.on for e in events if e.kind in _CONTACT or (e.kind == Kind.CONTACT and e.payload.get("gesproken"))
    )
    return max(days, default=None)


def next_step(events: Iterable[Happening]) -> NextStep:
    """Read from a timeline without corrected rows; a later step that was taken makes an earlier one no longer missing."""
    seen: dict[str, int] = {}
    for event in events:
        if event.kind not in _STEPS:
            continue
        seen[event.kind] = max(seen.get(event.kind, 0), event.pk)
    if seen.get(Kind.PIP_AANGEBODEN, 0) > seen.get(Kind.PIP_TERUG, 0):
        return NextStep.VASTSTELLEN
    if Kind.INTAKE_VOLTOOID in seen or Kind.PIP_CONCEPT in seen:
        return NextStep.PIP
    if Kind.GESPREK not in seen:
        return NextStep.GESPREK if Kind.OPROEP in seen else NextStep.OPROEP
    without_toets = seen.get(Kind.TOETS_OVERGESLAGEN, 0) > seen.get(Kind.TOETS_WEER_NODIG, 0)
    return NextStep.INTAKE if without_toets or Kind.DUO_TOETS_RESULTAAT in seen else NextStep.TOETS
