"""What can be done to a PIP. Each command is one act in one transaction: rows, event, termijnen, audit, messages."""

from wegwijs.stages.pip.commands.decide import annul_pip, establish_pip, return_pip
from wegwijs.stages.pip.commands.draft import draft_pip, offer_pip, revise_pip, save_draft
from wegwijs.stages.pip.commands.send import send_pip, tell_duo

__all__ = [
    "annul_pip", "draft_pip", "establish_pip", "offer_pip", "return_pip", "revise_pip", "save_draft", "send_pip",
    "tell_duo",
]  # fmt: skip
