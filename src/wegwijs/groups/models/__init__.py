"""Groups: their half-days, who has a place, and who was there."""

from wegwijs.groups.models.attendance import EXPECTED, Absence, Attendance, Known, Presence, Reply
from wegwijs.groups.models.group import Group, Level, Programme, Session
from wegwijs.groups.models.place import Enrolment, Leaving

__all__ = [
    "EXPECTED",
    "Absence",
    "Attendance",
    "Enrolment",
    "Group",
    "Known",
    "Leaving",
    "Level",
    "Presence",
    "Programme",
    "Reply",
    "Session",
]  # fmt: skip
