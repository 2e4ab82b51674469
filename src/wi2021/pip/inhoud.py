"""What a PIP says, and DUO's codes in it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.facts import Leerroute, Niveau
from wi2021.intake import Toetsuitslag

KNM = "KNM"


class Alfabetisering(StrEnum):
    """DUO's code for literacy education."""

    ANALFABEET = "A"
    ANDERS_ANALFABEET = "AA"
    NVT = "NVT"


class Wisselgrond(StrEnum):
    """Why the route changes; the first two are the grounds of the law (Wi 17(2)).

    BIJZONDER: a special individual case, after the period in which a change can (Bi 5.4(3)). BEZWAAR: a decision on
    objection or appeal, which is no change under Wi 17.
    """

    TE_WEINIG = "te_weinig"
    MEER = "meer"
    BIJZONDER = "bijzonder"
    BEZWAAR = "bezwaar"


@dataclass(frozen=True, slots=True)
class PipInhoud:
    """What a PIP says. Hours are whole hours; ``vve`` is the agreement, or that there is no young child.

    ``eerste_ooit``: no college made a PIP for this person before. ``vorige_leerroute`` is of the PIP it replaces.
    ``afschaal_uren``: whole hours of NT2 that count for going down to A2; ``afschaal_inspanning``: the judgement that
    the effort was sufficient. ``examens_z_route``: "KNM" or the name of a language part. ``bijlagen_participatiewet``: how many decisions.
    """

    dagtekening: date | None = None
    leerroute: Leerroute | None = None
    niveau: Niveau | None = None
    intensiteit_uren: int | None = None
    alfabetisering: Alfabetisering = Alfabetisering.NVT
    ondersteuning: tuple[str, ...] = ()
    pvt_uren: int | None = None
    map_uren: int | None = None
    vve: str = ""
    voortgangsgesprekken: int | None = None
    bijlagen_participatiewet: int = 0
    examens_z_route: tuple[str, ...] = ()
    verplichting_alfabetisering: bool = False
    wil_lening_alfabetisering: bool = False
    mag_opleiding_afmaken: bool = False
    wens_onderwijs: bool = False
    motief_afwijking: str = ""
    toetsuitslag: Toetsuitslag | None = None
    eerste_ooit: bool = True
    vorige_leerroute: Leerroute | None = None
    vorige_dagtekening: date | None = None
    afschaal_uren: int | None = None
    afschaal_inspanning: bool = False
    wisselgrond: Wisselgrond | None = None
    wisselmotief: str = ""
    door_verhuizing: bool = False

    @property
    def andere_route(self) -> bool:
        """Whether the route isn't the one of the PIP it replaces; the first PIP always sets one."""
        return self.leerroute is not self.vorige_leerroute
