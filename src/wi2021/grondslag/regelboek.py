"""A rule of law: its articles, the period in which it holds, and how firmly that stands in the sources that were read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.grondslag.artikelen import Artikel

# The Wet, Besluit and Regeling inburgering 2021 enter into force; where a source names no begin, this day counts.
START = date(2022, 1, 1)


class Zekerheid(StrEnum):
    """How firmly the rule stands in the sources that were read."""

    VAST = "staat zo in de regeling"
    AFGELEID = "afgeleid uit de regeling"
    ONGECONTROLEERD = "nog niet gecontroleerd"


class Kracht(StrEnum):
    """Whether a rule holds on a day. ONZEKER: the sources don't say from when, and the day lies before they surely hold it."""

    GELDT = "geldt"
    ONZEKER = "begin nog niet gecontroleerd"
    GELDT_NIET = "geldt niet"


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule of law. ``geldig_tot`` is inclusive; None: still in force as far as known.

    ``zeker_van``: the first day on which the sources surely hold the rule, when they don't say that it began at
    ``geldig_van``; ``begin`` is a Dutch sentence about that.
    """

    id: str
    titel: str
    artikelen: tuple[Artikel, ...]
    geldig_van: date
    geldig_tot: date | None = None
    versie: int = 1
    zekerheid: Zekerheid = Zekerheid.VAST
    zeker_van: date | None = None
    begin: str = ""

    def in_force(self, on: date) -> bool:
        """Whether the day ``on`` lies in the period of the rule, its unsure beginning included."""
        return self.geldig_van <= on and (self.geldig_tot is None or on <= self.geldig_tot)

    def kracht(self, on: date) -> Kracht:
        """Whether the rule holds on the day ``on``, surely or perhaps."""
        if not self.in_force(on):
            return Kracht.GELDT_NIET
        return Kracht.ONZEKER if self.zeker_van and on < self.zeker_van else Kracht.GELDT


_registry: dict[tuple[str, int], Regel] = {}


def regel(
    id: str,  # noqa: A002 a rule is known by its id
    titel: str,
    *artikelen: Artikel,
    van: date = START,
    tot: date | None = None,
    versie: int = 1,
    zekerheid: Zekerheid = Zekerheid.VAST,
    zeker_van: date | None = None,
    begin: str = "",
) -> Regel:
    """Declare a rule; each (id, versie) once, periods of one id never overlap, an unsure begin is explained. Else ValueError."""
    made = Regel(id, titel, artikelen, van, tot, versie, zekerheid, zeker_van, begin)
    if (id, versie) in _registry:
        raise ValueError(f"regel {id} versie {versie} bestaat al")
    if zeker_van and (zeker_van <= van or not begin):
        raise ValueError(f"regel {id}: een onzeker begin ligt na het eerste begin en heeft een uitleg")
    for other in _registry.values():
        if other.id == id and _overlap(other, made):
            raise ValueError(f"regel {id}: de perioden van versie {other.versie} en {versie} overlappen")
    _registry[(id, versie)] = made
    return made


def _overlap(a: Regel, b: Regel) -> bool:
    return (a.geldig_tot is None or b.geldig_van <= a.geldig_tot) and (
        b.geldig_tot is None or a.geldig_van <= b.geldig_tot
    )


def regels() -> Iterator[Regel]:
    """Every declared rule, by id and version."""
    yield from (_registry[key] for key in sorted(_registry))
