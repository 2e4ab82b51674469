"""The budget of the Rijk for one trajectory as the council letter of 2021 names it: a source of money, no law (F-12)."""

from wi2021.geld.regels import F12
from wi2021.grondslag import Answer, Feit, MissingFacts, Outcome, bedrag
from wi2021.parameters import parameter

JAAR = F12.geldig_van.year


def trajectbudget(jaar: int) -> Answer[int]:
    """F-12: cents for one trajectory. MissingFacts for every year but 2021: since 2022 the uitkering is known by person."""
    if jaar != JAAR:
        why = f"De raadsbrief noemt alleen {JAAR}. Gebruik vanaf 2022 de uitkering van de gemeente."
        return MissingFacts(F12, ("trajectbudget",), (why,))
    cents = parameter(f"trajectbudget.{JAAR}.centen", on=F12.geldig_van).value
    words = f"Volgens de raadsbrief gaf het Rijk in {JAAR} **{bedrag(cents)}** per traject. Dat is geen regel van de wet."
    return Outcome(cents, F12, (Feit("jaar", "jaar", str(jaar)),), (words,))
