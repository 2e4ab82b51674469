"""Refer somebody, take or refuse a referral, answer it, stop it."""

from wegwijs.stages.begeleiding.commands.receive import (
    Answer,
    accept_referral,
    answer_referral,
    refuse_referral,
)
from wegwijs.stages.begeleiding.commands.refer import NO_GROUND, Wish, mark, prepared, refer
from wegwijs.stages.begeleiding.commands.stop import end_with_dossier, remind, stop_referral

__all__ = [
    "NO_GROUND", "Answer", "Wish", "accept_referral", "answer_referral", "end_with_dossier", "mark", "prepared", "refer",
    "refuse_referral", "remind", "stop_referral",
]  # fmt: skip
