"""What someone fills in for a PIP, apart from how it is stored."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from wegwijs.organisations.models import Employee
from wegwijs.stages.pip.models import Pip


@dataclass(frozen=True, slots=True)
class DoelTekst:
    """A goal as it reads in the letter; ``sleutel`` of the library, empty for own words."""

    leefgebied: str
    tekst: str
    sleutel: str = ""


@dataclass(frozen=True, slots=True)
class Pwstuk:
    """A decision of the Participatiewet: soort, the reference under which it was sent, and its date."""

    soort: str
    kenmerk: str
    datum: date


@dataclass(frozen=True, slots=True)
class PipContent:
    """Everything in a draft that can be edited. Names are those of ``Pip``; None or empty: not chosen yet."""

    leerroute: str = ""
    niveau: str = ""
    alfabetisering: str = "NVT"
    intensiteit_uren: int | None = None
    pvt_uren: int | None = None
    map_uren: int | None = None
    jong_kind: bool | None = None
    vve_afspraak: str = ""
    voortgangsgesprekken: int | None = None
    examens_z_route: tuple[str, ...] = ()
    ondersteuning: tuple[str, ...] = ()
    hulp_toelichting: str = ""
    wil_lening_alfabetisering: bool = False
    verplichting_alfabetisering: bool = False
    mag_opleiding_afmaken: bool = False
    wens_onderwijs: bool = False
    motivering: str = ""
    motief_afwijking: str = ""
    oordeel: str = ""
    wisselgrond: str = ""
    wisselmotief: str = ""
    afschaal_uren: int | None = None
    afschaal_inspanning: bool = False
    contact: Employee | None = None
    doelen: tuple[DoelTekst, ...] = ()
    pw_besluiten: tuple[Pwstuk, ...] = ()


PARTS = ("doelen", "pw_besluiten")
COLUMNS = tuple(f.name for f in fields(PipContent) if f.name not in PARTS)


def content_of(pip: Pip) -> PipContent:
    """The content of a version as it stands."""
    stored = {name: getattr(pip, name) for name in COLUMNS}
    columns: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in stored.items()}
    return PipContent(
        **columns,
        doelen=tuple(DoelTekst(d.leefgebied, d.tekst, d.sleutel) for d in pip.doelen.all()),
        pw_besluiten=tuple(Pwstuk(b.soort, b.kenmerk, b.datum) for b in pip.pw_besluiten.all()),
    )
