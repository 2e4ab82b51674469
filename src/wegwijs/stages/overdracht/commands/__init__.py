"""Acts of the handover: begin a dossier, keep the klantprofiel, record the steps, the regeldag. A file of COA: see ``coa_file``."""

from wegwijs.dossiers.choices import HouseStep
from wegwijs.stages.overdracht.commands.begin import Begin, begin_dossier
from wegwijs.stages.overdracht.commands.coa import ask_coa, end_at_close, end_at_move, stop_asking
from wegwijs.stages.overdracht.commands.profile import give_profile
from wegwijs.stages.overdracht.commands.regeldag import (
    ENDS,
    Day,
    cancel_regeldag,
    close_regeldag,
    give_time_back,
    move_regeldag,
    plan_regeldag,
    reopen_regeldag,
)
from wegwijs.stages.overdracht.commands.regelstappen import (
    Prepared,
    add_step,
    fail,
    leave_out,
    prepare_step,
    report_result,
    tick,
    untick,
)
from wegwijs.stages.overdracht.commands.sjabloon import (
    CHANGED,
    Arranged,
    add_template_step,
    begin_template,
    change_template_step,
    leave_out_of_template,
    move_template_step,
)
from wegwijs.stages.overdracht.commands.steps import (
    record_huisvesting,
    record_koppeling,
    record_voorinburgering,
)
from wegwijs.stages.overdracht.commands.supply import supply_profile
from wegwijs.stages.overdracht.commands.taakstelling import Figure, set_taakstelling
from wegwijs.stages.overdracht.commands.talk import Identity, record_driegesprek

__all__ = [
    "CHANGED", "ENDS", "Arranged", "Begin", "Day", "Figure", "HouseStep", "Identity", "Prepared", "add_step",
    "add_template_step", "ask_coa", "begin_dossier", "begin_template", "cancel_regeldag", "change_template_step",
    "close_regeldag", "end_at_close", "end_at_move", "fail", "give_profile", "give_time_back", "leave_out", "leave_out_of_template",
    "move_regeldag", "move_template_step", "plan_regeldag", "prepare_step", "record_driegesprek",
    "record_huisvesting", "record_koppeling", "record_voorinburgering", "reopen_regeldag", "report_result",
    "set_taakstelling", "stop_asking", "supply_profile", "tick", "untick",
]  # fmt: skip
