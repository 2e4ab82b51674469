"""Questions of the agenda."""

from wegwijs.agenda.queries.feed import feed_by_secret, feed_of, hash_of
from wegwijs.agenda.queries.free import free_rooms, free_times, overlapping, taken_on
from wegwijs.agenda.queries.resources import interpreter_or_404, interpreters, room_or_404, rooms

__all__ = [
    "feed_by_secret", "feed_of", "free_rooms", "free_times", "hash_of", "interpreter_or_404", "interpreters", "overlapping",
    "room_or_404", "rooms", "taken_on",
]  # fmt: skip
