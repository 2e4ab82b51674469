"""What is filled in about groups."""

from wegwijs.groups.forms.attendance import AttendanceForm
from wegwijs.groups.forms.group import GroupForm, LeaveForm, LevelFields, MembersForm, PlaceForm
from wegwijs.groups.forms.session import SessionForm

__all__ = [
    "AttendanceForm",
    "GroupForm",
    "LeaveForm",
    "LevelFields",
    "MembersForm",
    "PlaceForm",
    "SessionForm",
]
