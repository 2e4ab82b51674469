"""Acts on groups: plan them, give places, register who was there."""

from wegwijs.groups.commands.attendance import Mark, Registered, register_attendance
from wegwijs.groups.commands.call_off import cancellation, tell_by_letter, tell_in_person
from wegwijs.groups.commands.invite import invitation, invite
from wegwijs.groups.commands.places import end_with_dossier, enrol, leave
from wegwijs.groups.commands.plan import GroupFacts, cancel_group, change_group, make_group
from wegwijs.groups.commands.remind import remind, reminder
from wegwijs.groups.commands.sessions import (
    SessionFacts,
    add_session,
    cancel_session,
    change_session,
    check_subject,
)

__all__ = [
    "GroupFacts", "Mark", "Registered", "SessionFacts", "add_session", "cancel_group", "cancel_session", "cancellation",
    "change_group", "change_session", "check_subject", "end_with_dossier", "enrol", "invitation", "invite", "leave", "make_group",
    "register_attendance", "remind", "reminder", "tell_by_letter", "tell_in_person",
]  # fmt: skip
