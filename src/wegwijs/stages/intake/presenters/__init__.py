"""What the pages of the intake show, as finished Dutch."""

from wegwijs.stages.intake.presenters.blocks import BlockGroup, BlockLine, block_groups, known_for, spared
from wegwijs.stages.intake.presenters.overview import Gap, Next, Overview, overview
from wegwijs.stages.intake.presenters.talks import Meeting, interpreter_words
from wegwijs.stages.intake.presenters.toets import ToetsLine, toets_act, toets_line

__all__ = [
    "BlockGroup", "BlockLine", "Gap", "Meeting", "Next", "Overview", "ToetsLine", "block_groups", "interpreter_words",
    "known_for", "overview", "spared", "toets_act", "toets_line",
]  # fmt: skip
