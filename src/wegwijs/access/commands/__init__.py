"""Acts on who works here, with which role, on agreements and mandates, and on the numbers of local policy."""

from wegwijs.access.commands.agreements import end_dvo
from wegwijs.access.commands.emergency import begin_emergency, end_emergency, judge_emergency
from wegwijs.access.commands.employees import (
    SYSTEMS,
    NewEmployee,
    assign_role,
    employ,
    end_employment,
    end_role,
    set_up_systems,
    take_on,
)
from wegwijs.access.commands.gemeenten import correct_gemeente, set_objection_address
from wegwijs.access.commands.guarded import confirm, propose, reject
from wegwijs.access.commands.installation import Manager, add_manager, set_up_installation
from wegwijs.access.commands.keys import make_key, note_refused, note_use, revoke_key
from wegwijs.access.commands.mandates import end_mandate
from wegwijs.access.commands.policy import needs_two, set_policy
from wegwijs.access.commands.signing import let_in_again
from wegwijs.access.commands.volunteers import record_review

__all__ = [
    "SYSTEMS",
    "Manager",
    "NewEmployee",
    "add_manager",
    "assign_role",
    "begin_emergency",
    "confirm",
    "correct_gemeente",
    "employ",
    "end_dvo",
    "end_emergency",
    "end_employment",
    "end_mandate",
    "end_role",
    "judge_emergency",
    "let_in_again",
    "make_key",
    "needs_two",
    "note_refused",
    "note_use",
    "propose",
    "record_review",
    "reject",
    "revoke_key",
    "set_objection_address",
    "set_policy",
    "set_up_installation",
    "set_up_systems",
    "take_on",
]
