"""The PIP with its versions, its parts, and the withdrawal of one that was made known."""

from wegwijs.stages.pip.models.intrekking import Intrekking
from wegwijs.stages.pip.models.pip import (
    DECIDED,
    OPEN,
    PLAN,
    Alfabetisering,
    Doel,
    Examen,
    Niveau,
    Pip,
    Pwbesluit,
    Route,
    State,
    Wisselgrond,
)

__all__ = [
    "DECIDED", "OPEN", "PLAN", "Alfabetisering", "Doel", "Examen", "Intrekking", "Niveau", "Pip", "Pwbesluit",
    "Route", "State", "Wisselgrond",
]  # fmt: skip
