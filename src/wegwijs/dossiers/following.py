"""What rooms above derive of a dossier and keep for their lists; they say after which lines of the timeline, as the dossier doesn't
know them."""

from collections.abc import Collection
from typing import Protocol

from wegwijs.dossiers.models import Dossier


class Follower(Protocol):
    """Derives anew what a room keeps of a dossier; inside the transaction of what happened."""

    def __call__(self, dossier: Dossier, /) -> None: ...


_FOLLOWERS: dict[Follower, frozenset[str]] = {}


def register(kinds: Collection[str], follower: Follower) -> None:
    """Called by a room when Django starts; once each."""
    _FOLLOWERS[follower] = frozenset(kinds)


def tell(dossier: Dossier, kinds: Collection[str] | None = None) -> None:
    """Lines of these kinds were added (None: anything may have changed); the dossier's own columns are derived already."""
    for follower, wanted in _FOLLOWERS.items():
        if kinds is None or not wanted.isdisjoint(kinds):
            follower(dossier)
