"""Acts on who works here, with which role, and on the numbers of local policy."""

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
from wegwijs.access.commands.installation import set_up_installation
from wegwijs.access.commands.mandates import (
    Mandate,
    end_mandate,
    record_consent,
    record_mandate,
    record_transfer,
)
from wegwijs.access.commands.policy import set_policy

__all__ = [
    "SYSTEMS",
    "Mandate",
    "NewEmployee",
    "assign_role",
    "correct_gemeente",
    "employ",
    "end_employment",
    "end_mandate",
    "end_role",
    "record_consent",
    "record_mandate",
    "record_transfer",
    "set_objection_address",
    "set_policy",
    "set_up_installation",
    "set_up_systems",
    "take_on",
]
