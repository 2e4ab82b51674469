"""The statutes and their articles, and how rule tables and pages write them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wi2021.grondslag.woorden import opsomming

_LEDEN = (
    "", "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
)  # fmt: skip


class Regeling(StrEnum):
    """A statute or regulation, by its full Dutch title."""

    WI = "Wet inburgering 2021"
    BI = "Besluit inburgering 2021"
    RI = "Regeling inburgering 2021"
    PW = "Participatiewet"
    AWB = "Algemene wet bestuursrecht"
    ATW = "Algemene termijnenwet"
    BELEID = "beleid van de gemeente"

    @property
    def kort(self) -> str:
        """The abbreviation used in rule tables."""
        return {
            "WI": "Wi",
            "BI": "Bi",
            "RI": "Ri",
            "PW": "Pw",
            "AWB": "Awb",
            "ATW": "Atw",
            "BELEID": "beleid",
        }[self.name]


@dataclass(frozen=True, slots=True)
class Artikel:
    """An article; ``lid`` is a number as text, ``onderdeel`` a letter."""

    regeling: Regeling
    nummer: str
    lid: str | None = None
    onderdeel: str | None = None

    def __str__(self) -> str:
        words = [str(self.regeling)]
        if self.nummer:
            words.append(f"artikel {self.nummer}")
        if self.lid:
            words.append(f"{_LEDEN[int(self.lid)]} lid")
        if self.onderdeel:
            words.append(f"onderdeel {self.onderdeel}")
        return ", ".join(words)

    @property
    def kort(self) -> str:
        """ "Bi 5.3(1)": how rule tables write it."""
        lid = f"({self.lid})" if self.lid else ""
        onderdeel = f"({self.onderdeel})" if self.onderdeel else ""
        return f"{self.regeling.kort} {self.nummer}{lid}{onderdeel}".strip()


def samengevat(artikelen: Iterable[Artikel]) -> tuple[str, ...]:
    """Articles as a reader wants them: each once, the leden of one article together ("artikel 5.3, eerste en tweede lid")."""
    leden: dict[tuple[Regeling, str], dict[str, None]] = {}
    for one in artikelen:
        found = leden.setdefault((one.regeling, one.nummer), {})
        if one.lid and not one.onderdeel:
            found[_LEDEN[int(one.lid)]] = None
        elif one.lid:
            found[f"{_LEDEN[int(one.lid)]} lid, onderdeel {one.onderdeel}"] = None
    return tuple(_together(*key, list(parts)) for key, parts in leden.items())


def _together(regeling: Regeling, nummer: str, leden: list[str]) -> str:
    plain = [lid for lid in leden if "onderdeel" not in lid]
    named = [f"{opsomming(plain)} lid"] if plain else []
    named += [lid for lid in leden if "onderdeel" in lid]
    return ", ".join([str(Artikel(regeling, nummer)), *([" en ".join(named)] if named else [])])


def wi(nummer: str, lid: str | None = None, onderdeel: str | None = None) -> Artikel:
    """An article of the Wet inburgering 2021."""
    return Artikel(Regeling.WI, nummer, lid, onderdeel)


def bi(nummer: str, lid: str | None = None, onderdeel: str | None = None) -> Artikel:
    """An article of the Besluit inburgering 2021."""
    return Artikel(Regeling.BI, nummer, lid, onderdeel)


def ri(nummer: str, lid: str | None = None, onderdeel: str | None = None) -> Artikel:
    """An article of the Regeling inburgering 2021."""
    return Artikel(Regeling.RI, nummer, lid, onderdeel)


def awb(nummer: str, lid: str | None = None) -> Artikel:
    """An article of the Algemene wet bestuursrecht."""
    return Artikel(Regeling.AWB, nummer, lid)


def pw(nummer: str, lid: str | None = None) -> Artikel:
    """An article of the Participatiewet."""
    return Artikel(Regeling.PW, nummer, lid)


def atw(nummer: str, lid: str | None = None, onderdeel: str | None = None) -> Artikel:
    """An article of the Algemene termijnenwet."""
    return Artikel(Regeling.ATW, nummer, lid, onderdeel)
