"""The moment of a talk for which somebody is called up: whose time it takes."""

from dataclasses import dataclass
from datetime import date, time

from wegwijs import clock
from wegwijs.agenda.commands import release
from wegwijs.agenda.slots import Slot
from wegwijs.dossiers.commands.afspraken import call_of, take_time
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.stages.intake.models import Oproep
from wegwijs.ui.format import day

# How long a talk takes when nobody says so.
TALK_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Afspraak:
    """When, where and how the talk is, and how many minutes are kept free for it."""

    at: date
    time: time
    place: str
    way: Oproep.Way
    minutes: int = TALK_MINUTES

    @property
    def slot(self) -> Slot:
        """When it is."""
        return Slot(self.at, self.time, self.minutes)


def take_moment(dossier: Dossier, afspraak: Afspraak) -> None:
    """The time of the regisseur and of this person; not for what is written down afterwards."""
    slot = afspraak.slot
    if not slot.exists:
        raise DomainError(
            f"Die tijd is er niet op {day(slot.on)}: de klok gaat dan een uur vooruit. Kies een andere tijd.",
            field="time",
        )
    release(call_of(dossier))
    if slot.ends <= clock.now():
        return
    try:
        take_time(call_of(dossier), dossier, slot, dossier.regisseur)
    except DomainError as taken:
        raise DomainError(str(taken), field="time") from taken
