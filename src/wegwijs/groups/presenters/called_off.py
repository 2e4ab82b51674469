"""Who was expected at what was called off: whether they know, and how they are reached."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.presenters import safely
from wegwijs.groups.queries.remind import UNDER_WAY
from wegwijs.ui.format import day, distance

if TYPE_CHECKING:
    from wegwijs.groups.queries.called_off import ConcernedRow


@dataclass(frozen=True, slots=True)
class Concerned:
    """One of them. ``soon``: a letter may come too late; ``call``: how they are reached; ``dial``: the number, where that can be called;
    ``careful``: contact can do harm; ``by_hand``: no letter goes by itself to this address."""

    pk: str
    name: str
    said: str
    soon: bool
    call: str
    dial: str
    careful: bool
    by_hand: bool


def concerned(row: "ConcernedRow", actor: Actor) -> Concerned:
    """On the page of what was called off."""
    person, careful = row.dossier.person, safely(row.dossier, actor)
    said, soon = row.dossier.number, False
    if row.first:
        soon = row.first - clock.today() < UNDER_WAY
        said = f"{said}, zou komen op {day(row.first)} ({distance(row.first, clock.today())})"
    elif row.told_on:
        said = f"{said}, weet het sinds {day(row.told_on)}"
    return Concerned(
        pk=str(row.pk), name=person.list_name, said=said, soon=soon,
        call=careful or person.phone or "geen telefoonnummer bekend", dial="" if careful else person.phone,
        careful=bool(careful), by_hand=person.contact_safely or person.protected,
    )  # fmt: skip
