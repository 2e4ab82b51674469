"""The brede intake: what it must contain, when the leerbaarheidstoets may be left out, and the ladder of oproepen."""

from wi2021.intake.onderdelen import EISEN, INT01, INT02, NIET_NA_VERHUIZING, Eis, Onderdeel
from wi2021.intake.oproepen import MISSED, PRC02, Stap, next_step
from wi2021.intake.overdracht import (
    GEGEVENS,
    INT09,
    P06,
    P07,
    Gegeven,
    coa_may_share,
    coa_supplies,
    may_pass_on,
)
from wi2021.intake.toets import (
    INT05,
    INT06,
    INT07,
    INT08,
    IntakeFeiten,
    Toets,
    Toetsuitslag,
    advies,
    deviates,
    ontheffing_bij_uitslag,
    toets_klaar,
    toets_nodig,
)
from wi2021.intake.volledig import INT03, INT04, check_intake

__all__ = [
    "EISEN", "GEGEVENS", "INT01", "INT02", "INT03", "INT04", "INT05", "INT06", "INT07", "INT08", "INT09", "MISSED",
    "NIET_NA_VERHUIZING", "P06", "P07", "PRC02", "Eis", "Gegeven", "IntakeFeiten", "Onderdeel", "Stap", "Toets",
    "Toetsuitslag", "advies", "check_intake", "coa_may_share", "coa_supplies", "deviates", "may_pass_on", "next_step",
    "ontheffing_bij_uitslag", "toets_klaar", "toets_nodig",
]  # fmt: skip
