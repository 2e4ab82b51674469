"""What every outcome of the law carries: the article, the rule with its period of force, the facts, and plain words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")

_LEDEN = (
    "",
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
)


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


def atw(nummer: str, lid: str | None = None) -> Artikel:
    """An article of the Algemene termijnenwet."""
    return Artikel(Regeling.ATW, nummer, lid)


class Zekerheid(StrEnum):
    """How firmly the rule stands in the sources that were read."""

    VAST = "staat zo in de regeling"
    AFGELEID = "afgeleid uit de regeling"
    ONGECONTROLEERD = "nog niet gecontroleerd"


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule of law. ``geldig_tot`` is inclusive; None: still in force as far as known."""

    id: str
    titel: str
    artikelen: tuple[Artikel, ...]
    geldig_van: date
    geldig_tot: date | None = None
    versie: int = 1
    zekerheid: Zekerheid = Zekerheid.VAST

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on the day ``on``."""
        return self.geldig_van <= on and (self.geldig_tot is None or on <= self.geldig_tot)


START = date(2022, 1, 1)
_registry: dict[tuple[str, int], Regel] = {}


def regel(
    id: str,  # noqa: A002 a rule is known by its id
    titel: str,
    *artikelen: Artikel,
    van: date = START,
    tot: date | None = None,
    versie: int = 1,
    zekerheid: Zekerheid = Zekerheid.VAST,
) -> Regel:
    """Declare a rule; each (id, versie) once, periods of one id never overlap, else ValueError."""
    made = Regel(id, titel, artikelen, van, tot, versie, zekerheid)
    if (id, versie) in _registry:
        raise ValueError(f"regel {id} versie {versie} bestaat al")
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


@dataclass(frozen=True, slots=True)
class Feit:
    """A fact that an outcome rests on: field name, Dutch label, and its value as text."""

    naam: str
    label: str
    waarde: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """An answer of the law. Sentences are plain Dutch; ``**`` marks the facts in them."""

    value: T
    regel: Regel
    feiten: tuple[Feit, ...] = ()
    uitleg: tuple[str, ...] = ()
    verandert: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedsJudgement:
    """The law leaves room: a person decides, and records why. ``weeg`` is what to weigh."""

    regel: Regel
    vraag: str
    weeg: tuple[str, ...]
    feiten: tuple[Feit, ...] = ()
    uitleg: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingFacts:
    """No answer can be given yet; ``ontbreekt`` names the missing fields."""

    regel: Regel
    ontbreekt: tuple[str, ...]
    uitleg: tuple[str, ...] = ()


Answer: TypeAlias = Outcome[T] | NeedsJudgement | MissingFacts


class Ernst(StrEnum):
    """What a finding does: stop the act, ask a judgement, warn, or only tell."""

    BLOKKEERT = "blokkeert"
    OORDEEL = "oordeel"
    WAARSCHUWT = "waarschuwt"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding of a check: which field, what is wrong, and what to do about it."""

    regel: Regel
    ernst: Ernst
    veld: str
    zin: str
    remedie: str
    feiten: tuple[Feit, ...] = field(default=())


def blocking(findings: tuple[Bevinding, ...]) -> tuple[Bevinding, ...]:
    """The findings that stop the act."""
    return tuple(f for f in findings if f.ernst is Ernst.BLOKKEERT)


def datum(day: date) -> str:
    """A date as screens write it: 23-11-2026."""
    return f"{day:%d-%m-%Y}"


_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def weekday(day: date) -> str:
    """The Dutch name of the weekday."""
    return _WEEKDAYS[day.weekday()]
