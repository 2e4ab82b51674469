"""Who may follow a programme: the room that gives it says so, as groups know neither phases of the law nor its parts."""

from django.db.models import Q

_WHO: dict[str, Q] = {}


def register(programme: str, who: Q) -> None:
    """Called by a room when Django starts: which dossiers may have a place in groups of a programme."""
    _WHO[programme] = who


def who_may_follow(programme: str) -> Q:
    """Of dossiers those that may have a place. Raises KeyError for a programme that no room gives."""
    return _WHO[programme]
