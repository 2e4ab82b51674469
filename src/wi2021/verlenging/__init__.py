"""When the inburgeringstermijn gets longer (section 2.1). DUO decides; the college supplies statements."""

from wi2021.verlenging.duur import VerlengFeiten, Verlenging, verlenging
from wi2021.verlenging.gronden import BEWIJS, REGELS, Grond
from wi2021.verlenging.overzicht import Grondstand, gronden

__all__ = ["BEWIJS", "REGELS", "Grond", "Grondstand", "VerlengFeiten", "Verlenging", "gronden", "verlenging"]
