"""How far PVT and MAP are, and who is behind."""

from wegwijs.stages.participatie.queries.modules import (
    FINISHED,
    LAST_ACT,
    Blame,
    Module,
    Modules,
    Signing,
    Stand,
    complete_on,
    source_of,
    stands,
)

__all__ = [
    "FINISHED",
    "LAST_ACT",
    "Blame",
    "Module",
    "Modules",
    "Signing",
    "Stand",
    "complete_on",
    "source_of",
    "stands",
]
