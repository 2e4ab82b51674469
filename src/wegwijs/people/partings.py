"""What follows when somebody no longer lives with the others: rooms above say so, as people knows none of them."""

from typing import Protocol

from wegwijs.access.actor import Actor
from wegwijs.people.models import HouseholdMember


class Parting(Protocol):
    """Looks at a membership that was just ended, inside the transaction that ended it; whoever moves on lives elsewhere by then."""

    def __call__(self, member: HouseholdMember, /, *, by: Actor) -> None: ...


_PARTINGS: list[Parting] = []


def register(parting: Parting) -> None:
    """Called by a room when Django starts; once each."""
    if parting not in _PARTINGS:
        _PARTINGS.append(parting)


def parted(member: HouseholdMember, *, by: Actor) -> None:
    """Run them, in the order in which rooms are named in the settings."""
    for parting in _PARTINGS:
        parting(member, by=by)
