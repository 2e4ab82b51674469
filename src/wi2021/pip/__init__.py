"""The PIP: what it must contain, what it may not contain, and what DUO accepts."""

from datetime import date

from wi2021.facts import Facts
from wi2021.grondslag import Bevinding
from wi2021.leerroutes import R_SW
from wi2021.pip.besluit import bezwaarclausule, opleiding_afmaken
from wi2021.pip.duo import dates, levels, niveau_voor_duo, verwijderen_kan
from wi2021.pip.eisen import content
from wi2021.pip.groep import whose
from wi2021.pip.inhoud import Alfabetisering, PipInhoud, Wisselgrond
from wi2021.pip.regels import PIP01, PIP02, PIP03, PIP04, PIP05, PIP07, PIP09, PIP10
from wi2021.pip.wisselbesluit import wisselbesluit
from wi2021.pip.wisselen import switch

__all__ = [
    "PIP01", "PIP02", "PIP03", "PIP04", "PIP05", "PIP07", "PIP09", "PIP10", "R_SW", "Alfabetisering", "PipInhoud",
    "Wisselgrond", "bezwaarclausule", "check_pip", "niveau_voor_duo", "opleiding_afmaken", "verwijderen_kan",
    "wisselbesluit",
]  # fmt: skip


def check_pip(pip: PipInhoud, facts: Facts, *, on: date) -> tuple[Bevinding, ...]:
    """Everything that stands in the way of establishing this PIP on the day ``on``, or asks a judgement."""
    return (
        *content(pip, facts),
        *whose(pip, facts, on),
        *switch(pip, facts),
        *dates(pip, facts, on),
        *levels(pip),
    )
