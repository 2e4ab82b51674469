"""The signing, the final talk, finishing a module; and how far somebody's hours are."""

from wegwijs.stages.participatie.commands.modules import (
    finish,
    record_final_talk,
    record_signing,
    take_back_finish,
)
from wegwijs.stages.participatie.commands.stand import CHANGES, keep_stand, rebuild_stands

__all__ = [
    "CHANGES", "finish", "keep_stand", "rebuild_stands", "record_final_talk", "record_signing", "take_back_finish",
]  # fmt: skip
