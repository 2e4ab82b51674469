"""What ends together with a dossier: rooms above say so, as the dossier doesn't know them."""

from datetime import date
from typing import Protocol

from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier


class Ending(Protocol):
    """Ends what a room keeps running for a dossier that was just closed; inside the transaction of closing."""

    def __call__(self, dossier: Dossier, /, *, by: Actor, on: date) -> None: ...


_ENDINGS: list[Ending] = []


def register(ending: Ending) -> None:
    """Called by a room when Django starts; once each."""
    if ending not in _ENDINGS:
        _ENDINGS.append(ending)


def end_all(dossier: Dossier, *, by: Actor, on: date) -> None:
    """Run them, in the order in which rooms are named in the settings."""
    for ending in _ENDINGS:
        ending(dossier, by=by, on=on)
