"""What can be done to a PIP. Each command is one act in one transaction: rows, event, termijnen, audit, messages."""

from wegwijs.stages.pip.commands.common import Stale
from wegwijs.stages.pip.commands.decide import annul_pip, establish_pip, return_pip
from wegwijs.stages.pip.commands.draft import draft_pip, offer_pip, revise_pip, save_draft
from wegwijs.stages.pip.commands.send import send_pip, send_pip_again, tell_duo
from wegwijs.stages.pip.commands.withdraw import (
    Ground,
    decide_withdrawal,
    drop_withdrawal,
    propose_withdrawal,
    send_withdrawal,
)

__all__ = [
    "Ground", "Stale", "annul_pip", "decide_withdrawal", "draft_pip", "drop_withdrawal", "establish_pip",
    "offer_pip", "propose_withdrawal", "return_pip", "revise_pip", "save_draft", "send_pip", "send_pip_again", "send_withdrawal",
    "tell_duo",
]  # fmt: skip
