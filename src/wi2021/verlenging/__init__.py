"""When the inburgeringstermijn gets longer (section 2.1). DUO decides; the college supplies statements."""

from wi2021.verlenging.duur import VerlengFeiten, Verlenging, verlenging
from wi2021.verlenging.gronden import BEWIJS, REGELS, Grond

__all__ = ["BEWIJS", "REGELS", "Grond", "VerlengFeiten", "Verlenging", "verlenging"]
