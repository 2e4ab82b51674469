"""Every termijn of a case, derived from its facts on a day; and the questions that stand in the way of one."""

from wi2021.termijnen.alle import termijnen, vragen
from wi2021.termijnen.begeleiding import begeleiding_vanaf
from wi2021.termijnen.bezwaar import objection_in_time
from wi2021.termijnen.dwangsom import dwangsom, dwangsom_bezwaar
from wi2021.termijnen.inburgeringstermijn import einde_termijn
from wi2021.termijnen.pip import pip_termijn
from wi2021.termijnen.soorten import Aard, Soort, Termijn, TermijnState, Wie
from wi2021.termijnen.verlengen import ambtshalve_vanaf
from wi2021.termijnen.wisselen import last_day_to_switch, rule_for_switch, wisselen_mag

__all__ = [
    "Aard", "Soort", "Termijn", "TermijnState", "Wie", "ambtshalve_vanaf", "begeleiding_vanaf", "dwangsom",
    "dwangsom_bezwaar", "einde_termijn", "last_day_to_switch", "objection_in_time", "pip_termijn", "rule_for_switch", "termijnen",
    "vragen", "wisselen_mag",
]  # fmt: skip
