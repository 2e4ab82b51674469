"""Guidance: lay down the offer, make and carry out a plan. Referrals: refer, take or refuse, answer, stop."""

from wegwijs.stages.begeleiding.commands.contact import Visit, record_visit
from wegwijs.stages.begeleiding.commands.offer import depart, lay_down_offer
from wegwijs.stages.begeleiding.commands.plan import (
    Agreed,
    Wanted,
    change_plan,
    end_plan,
    end_plan_with_dossier,
    make_plan,
)
from wegwijs.stages.begeleiding.commands.receive import (
    Answer,
    accept_referral,
    answer_referral,
    refuse_referral,
)
from wegwijs.stages.begeleiding.commands.refer import NO_GROUND, Wish, mark, prepared, refer
from wegwijs.stages.begeleiding.commands.stop import end_with_dossier, remind, stop_referral

__all__ = [
    "NO_GROUND", "Agreed", "Answer", "Visit", "Wanted", "Wish", "accept_referral", "answer_referral", "change_plan", "depart",
    "end_plan", "end_plan_with_dossier", "end_with_dossier", "lay_down_offer", "make_plan", "mark", "prepared", "record_visit",
    "refer", "refuse_referral", "remind", "stop_referral",
]  # fmt: skip
