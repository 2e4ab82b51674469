"""Counting days as the law does: calendar terms, and the Algemene termijnenwet for their last day."""

from wi2021.dagen.atw import (
    ATW_1,
    ATW_4,
    ATW_COLLEGE,
    ATW_REGELING,
    Einde,
    Gesteld,
    einde,
    einde_vanaf,
    gesteld_tot,
)
from wi2021.dagen.duur import (
    ATW_1_2,
    Duur,
    Eenheid,
    add,
    dagen,
    geteld,
    jaren,
    maanden,
    niet_eerder,
    terug,
    through,
    weken,
)
from wi2021.dagen.feestdagen import easter, free_day, holidays, onbekend_jaar

__all__ = [
    "ATW_1", "ATW_1_2", "ATW_4", "ATW_COLLEGE", "ATW_REGELING", "Duur", "Eenheid", "Einde", "Gesteld", "add", "dagen",
    "easter", "einde", "einde_vanaf", "free_day", "gesteld_tot", "geteld", "holidays", "jaren", "maanden", "niet_eerder", "onbekend_jaar", "terug",
    "through", "weken",
]  # fmt: skip
