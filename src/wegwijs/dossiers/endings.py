"""What ends together with a dossier, or when something happens in it: rooms above say so, as the dossier doesn't know them."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier, Gebeurtenis


class Ending(Protocol):
    """Ends what a room keeps running for a dossier that was just closed; inside the transaction of closing."""

    def __call__(self, dossier: Dossier, /, *, by: Actor, on: date) -> None: ...


class EventEnding(Protocol):
    """Ends what a room keeps running when something of a kind happened; inside the transaction of that event."""

    def __call__(self, event: Gebeurtenis, /, *, by: Actor) -> None: ...


_ENDINGS: list[Ending] = []
_AT_EVENTS: dict[str, list[EventEnding]] = {}


def register(ending: Ending) -> None:
    """Called by a room when Django starts; once each."""
    if ending not in _ENDINGS:
        _ENDINGS.append(ending)


def register_event(ending: EventEnding, kinds: Iterable[str]) -> None:
    """Called by a room when Django starts: after each event of these kinds the ending looks whether it is its own."""
    for kind in kinds:
        known = _AT_EVENTS.setdefault(kind, [])
        if ending not in known:
            known.append(ending)


def end_at(event: Gebeurtenis, *, by: Actor) -> None:
    """Run those that wait for events of this kind."""
    for ending in _AT_EVENTS.get(event.kind, ()):
        ending(event, by=by)


def end_all(dossier: Dossier, *, by: Actor, on: date) -> None:
    """Run them, in the order in which rooms are named in the settings."""
    for ending in _ENDINGS:
        ending(dossier, by=by, on=on)
