"""Feeds for calendar programs, rooms and interpreters, and what is taken when. Knows no inburgering."""

from wegwijs.agenda.models.claims import Claim, PersonClaim
from wegwijs.agenda.models.feed import CalendarFeed
from wegwijs.agenda.models.resources import Interpreter, Room

__all__ = ["CalendarFeed", "Claim", "Interpreter", "PersonClaim", "Room"]
