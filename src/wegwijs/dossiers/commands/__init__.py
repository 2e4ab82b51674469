"""What can be done to a dossier. Each command is one act in one transaction: rows, event, termijnen, audit."""

from wegwijs.dossiers.commands.afspraken import Planned, cancel_afspraak, move_afspraak, plan_afspraak
from wegwijs.dossiers.commands.colleagues import assign_colleague, end_colleague
from wegwijs.dossiers.commands.emergency import open_in_emergency
from wegwijs.dossiers.commands.events import correct_event, record_event, withdraw_event
from wegwijs.dossiers.commands.herverdelen import Wanted, carry_out, redistribute, undo_redistribution
from wegwijs.dossiers.commands.letters import letter_came_back
from wegwijs.dossiers.commands.lifecycle import (
    assign_regisseur,
    close_dossier,
    end_involvement,
    involve,
    open_dossier_for,
    report_fact,
    resume_dossier,
    set_gemeente_registration,
    suspend_dossier,
    withdraw_regisseur,
)
from wegwijs.dossiers.commands.merge import merge_double, to_divide, undo_merge
from wegwijs.dossiers.commands.move import NewHome, move_household
from wegwijs.dossiers.commands.rebuild import rebuild_termijnen
from wegwijs.dossiers.commands.remove import remove_dossier, remove_lines
from wegwijs.dossiers.commands.reveal import reveal_address, reveal_bsn
from wegwijs.dossiers.commands.termijnen import derived_once, refresh
from wegwijs.dossiers.commands.work import (
    add_task,
    complete_task,
    drop_task,
    file_post,
    give_task,
    move_post,
    record_contact,
    register_post,
)

__all__ = [
    "NewHome",
    "Planned",
    "Wanted",
    "add_task",
    "assign_colleague",
    "assign_regisseur",
    "cancel_afspraak",
    "carry_out",
    "close_dossier",
    "complete_task",
    "correct_event",
    "derived_once",
    "drop_task",
    "end_colleague",
    "end_involvement",
    "file_post",
    "give_task",
    "involve",
    "letter_came_back",
    "merge_double",
    "move_afspraak",
    "move_household",
    "move_post",
    "open_dossier_for",
    "open_in_emergency",
    "plan_afspraak",
    "rebuild_termijnen",
    "record_contact",
    "record_event",
    "redistribute",
    "refresh",
    "register_post",
    "remove_dossier",
    "remove_lines",
    "report_fact",
    "resume_dossier",
    "reveal_address",
    "reveal_bsn",
    "set_gemeente_registration",
    "suspend_dossier",
    "to_divide",
    "undo_merge",
    "undo_redistribution",
    "withdraw_event",
    "withdraw_regisseur",
]
