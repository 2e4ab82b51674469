"""What the address of a page with figures asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijs.reporting.queries.trajectories import Breakdown


@dataclass(frozen=True, slots=True)
class Chosen:
    """``year`` 0: all; ``gemeente`` "": all of the asker's."""

    year: int
    gemeente: str
    by: Breakdown

    def query(self, **changed: str) -> dict[str, str]:
        """As in an address, with something else."""
        asked = {"jaar": str(self.year or "alle"), "gemeente": self.gemeente, "per": self.by.value} | changed
        return {key: value for key, value in asked.items() if value}


def chosen(
    asked: Mapping[str, str],
    gemeenten: Mapping[str, str],
    years: list[int],
    year: int,
    *,
    all_years: bool = False,
) -> Chosen:
    """What isn't offered gives what is usual: that ``year``, every gemeente, by gemeente."""
    wanted, place, by = asked.get("jaar", ""), asked.get("gemeente", ""), asked.get("per", "")
    known = {str(one): one for one in years} | ({"alle": 0} if all_years else {})
    return Chosen(
        known.get(wanted, year),
        place if place in gemeenten else "",
        Breakdown(by) if by in set(Breakdown) else Breakdown.GEMEENTE,
    )
