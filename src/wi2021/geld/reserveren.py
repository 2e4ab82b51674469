"""What is left at the end of a year: reserved for the next one, given back, or carried over as a shortage (F-07)."""

from dataclasses import dataclass
from datetime import date

from wi2021.geld.regels import F07
from wi2021.grondslag import Feit, Outcome, bedrag
from wi2021.parameters import parameter


@dataclass(frozen=True, slots=True)
class Jaareinde:
    """Cents, all zero or more: ``reserve`` to the next year, ``terug`` to the Rijk, ``tekort`` that counts in the next year."""

    reserve: int
    terug: int
    tekort: int


def jaareinde(
    jaar: int, uitkering_centen: int, besteed_centen: int, *, reserve_centen: int = 0, tekort_centen: int = 0
) -> Outcome[Jaareinde]:
    """F-07: how a year ends. ``besteed_centen``: the net costs of inburgeringsvoorzieningen, without the costs of execution;
    ``reserve_centen`` and ``tekort_centen``: what came over from the year before.

    That spending first uses the reserve of the year before is derived: that reserve was for this year only.
    """
    most = parameter("uitkering.reserveren.procent", on=date(jaar, 12, 31)).value
    costs = besteed_centen + tekort_centen
    from_reserve = min(reserve_centen, costs)
    unspent = uitkering_centen - (costs - from_reserve)
    reserve = min(max(unspent, 0), uitkering_centen * most // 100)
    back = reserve_centen - from_reserve + max(unspent, 0) - reserve
    found = Jaareinde(reserve, back, max(-unspent, 0))
    facts = (
        Feit("uitkering", f"uitkering {jaar}", bedrag(uitkering_centen)),
        Feit("besteed", f"besteed in {jaar}", bedrag(besteed_centen)),
    )
    words = []
    if found.reserve:
        words.append(
            f"Niet besteed: **{bedrag(found.reserve)}**. Het college kan dit reserveren voor {jaar + 1}."
        )
    if found.terug:
        words.append(
            f"De reserve van {jaar - 1} is niet op: **{bedrag(found.terug)}** gaat terug naar het Rijk."
        )
    if found.tekort:
        words.append(
            f"Meer besteed dan ontvangen: **{bedrag(found.tekort)}** telt mee als lasten van {jaar + 1}."
        )
    return Outcome(found, F07, facts, tuple(words) or ("De uitkering is precies besteed.",))
