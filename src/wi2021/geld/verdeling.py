"""Costs of several gemeenten together, split over their colleges, since each accounts for its own uitkering (F-13)."""

from collections.abc import Mapping

from wi2021.geld.regels import F13
from wi2021.geld.ronden import over
from wi2021.grondslag import Feit, Outcome, bedrag


def per_gemeente(totaal_centen: int, sleutel: Mapping[str, int]) -> Outcome[dict[str, int]]:
    """F-13: an amount in cents over gemeenten by a key (hours, people, trajectories); together exactly the amount.

    Which key is used is agreed between the gemeenten: the law names none. ValueError for a key without any weight.
    """
    parts = over(totaal_centen, tuple(sleutel.values()))
    facts = tuple(Feit(gemeente, f"deel van {gemeente}", str(weight)) for gemeente, weight in sleutel.items())
    words = f"**{bedrag(totaal_centen)}** is verdeeld over {len(sleutel)} gemeenten."
    why = "De uitkering is van elk college apart: ook wie samenwerkt, verantwoordt per gemeente."
    return Outcome(dict(zip(sleutel, parts, strict=True)), F13, facts, (words, why))
