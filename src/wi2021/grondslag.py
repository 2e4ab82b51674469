from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Regeling(StrEnum):
    WI = "Wet inburgering 2021"
    BI = "Besluit inburgering 2021"
    AWB = "Algemene wet bestuursrecht"


@dataclass(frozen=True, slots=True)
class Artikel:
    regeling: Regeling
    nummer: str
    lid: str | None = None
    onderdeel: str | None = None

    def __str__(self) -> str:
        return f"{self.regeling}, artikel {self.nummer}"


class Zekerheid(StrEnum):
    VAST = "vast"


@dataclass(frozen=True)
class Regel:
    id: str
    titel: str
    artikelen: tuple[Artikel, ...]
    geldig_van: date
    geldig_tot: date | None
    versie: int = 1
    zekerheid: Zekerheid = Zekerheid.VAST


class Ernst(StrEnum):
    BLOKKEERT = "blokkeert"


@dataclass(frozen=True)
class Bevinding:
    regel: Regel
    ernst: Ernst
    veld: str
    zin: str
    remedie: str
