"""Acts of the agenda: secret addresses, rooms and interpreters, and taking somebody's time."""

from wegwijs.agenda.commands.claims import Wanted, claim, follow, hand_over, join, release, same_person
from wegwijs.agenda.commands.feed import make_feed, revoke_feed, use_feed
from wegwijs.agenda.commands.resources import (
    InterpreterFacts,
    RoomFacts,
    save_interpreter,
    save_room,
)

__all__ = [
    "InterpreterFacts", "RoomFacts", "Wanted", "claim", "follow", "hand_over", "join", "make_feed", "release", "revoke_feed", "same_person", "save_interpreter",
    "save_room", "use_feed",
]  # fmt: skip
