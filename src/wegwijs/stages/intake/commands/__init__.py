"""What can be done in a brede intake. Each command is one act in one transaction."""

from wegwijs.stages.intake.commands.blocks import fill_block, give_input
from wegwijs.stages.intake.commands.moment import Afspraak
from wegwijs.stages.intake.commands.oproepen import Reden, record_oproep_outcome, send_oproep
from wegwijs.stages.intake.commands.start import (
    complete_intake,
    drop_empty_intake,
    reopen_intake,
    start_intake,
)
from wegwijs.stages.intake.commands.stukken import Stuk, add_stuk, remove_stuk
from wegwijs.stages.intake.commands.talks import correct_gesprek, note_right_to_talk_alone, record_gesprek
from wegwijs.stages.intake.commands.toets import (
    exempt_from_toets,
    judge_toets,
    skip_toets,
    withdraw_toets_decision,
)
from wegwijs.stages.intake.commands.waiting import Wacht, third_received, wait_for_third

__all__ = [
    "Afspraak", "Reden", "Stuk", "Wacht", "add_stuk", "complete_intake", "correct_gesprek", "drop_empty_intake",
    "exempt_from_toets", "fill_block", "give_input", "judge_toets", "note_right_to_talk_alone", "record_gesprek",
    "record_oproep_outcome", "remove_stuk", "reopen_intake", "send_oproep", "skip_toets", "start_intake",
    "third_received", "wait_for_third", "withdraw_toets_decision",
]  # fmt: skip
