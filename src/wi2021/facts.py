"""What must be known about a case to apply the law. Everything is optional: partial knowledge is the normal state."""

import itertools
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# DUO's reason for "no duty" that only suspends it, and how its reason begins when someone met it.
RUST = "Tijdelijke vrijstelling"
VOLDAAN = "Inburgeringsplicht voldaan"


class Doelgroep(StrEnum):
    """The target group as DUO sets it (``indeling``); never derived from the residence title (TG-04)."""

    ASIELSTATUSHOUDER = "Asielstatushouder"
    GEZINSMIGRANT_EN_OVERIGE = "Gezinsmigrant en overige migrant"


class Leerroute(StrEnum):
    """The route, by DUO's code."""

    B1 = "B"
    ONDERWIJS = "O"
    Z = "Z"

    @property
    def naam(self) -> str:
        """The legal name."""
        return {"B": "B1-route", "O": "Onderwijsroute", "Z": "Z-route"}[self.value]


class Niveau(StrEnum):
    """Language level in the PIP."""

    A2 = "A2"
    B1 = "B1"


class Boetesoort(StrEnum):
    """What a fine of the college is for: the brede intake (Wi 22) or cooperation during the trajectory (Wi 23)."""

    INTAKE = "intake"
    MEDEWERKING = "medewerking"


@dataclass(frozen=True, slots=True)
class BrpInschrijving:
    """Registered in the BRP of a gemeente from a day; ``artikel_28``: housed there under art. 28 Huisvestingswet."""

    gemeente: str
    vanaf: date
    artikel_28: bool = False


@dataclass(frozen=True, slots=True)
class PipFeit:
    """A PIP as it was established; ``gemeente`` is the code of the college, ``verzonden`` the day of sending.

    ``intrekking_verzonden``: the day on which the decision to withdraw it was sent; None when it was annulled otherwise.
    ``nieuw_pip_voor``: the day, included, by which that decision says there is a new one.
    """

    dagtekening: date
    leerroute: Leerroute
    gemeente: str
    versie: int = 1
    niveau: Niveau | None = None
    verzonden: date | None = None
    vernietigd: date | None = None
    intrekking_verzonden: date | None = None
    nieuw_pip_voor: date | None = None
    voortgangsgesprekken: int = 0


@dataclass(frozen=True, slots=True)
class WachtOpDerde:
    """The college awaits information of a third party. ``noodzakelijk``: the recorded judgement that the PIP can't
    reasonably be set without it (None: not judged yet); ``motief`` says why."""

    wat: str
    gevraagd: date
    ontvangen: date | None = None
    noodzakelijk: bool | None = None
    motief: str = ""


@dataclass(frozen=True, slots=True)
class Oproep:
    """A summons for the brede intake; ``uitkomst`` is empty while it runs."""

    nummer: int
    verzonden: date
    termijn_tot: date
    uitkomst: str = ""


@dataclass(frozen=True, slots=True)
class Duotermijn:
    """The inburgeringstermijn as DUO set it; ``eind_exclusief`` is the first day after it (DUO's API)."""

    start: date
    eind_exclusief: date
    grond: str = ""


@dataclass(frozen=True, slots=True)
class Periode:
    """From a day up to and including another; no end: it still runs."""

    vanaf: date
    tot: date | None = None


@dataclass(frozen=True, slots=True)
class Aanbod:
    """An offer of a course to an asielstatushouder (Wi 16); ``gestart`` is the first lesson."""

    datum: date
    gestart: date | None = None


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """An objection to a PIP; ``ontvangen`` by the college, ``gepost`` when it came by post, ``commissie``: external
    committee. ``kanaal_gestoord``: the college's digital channel was down on the last day. ``ingebrekestelling``: the
    day on which the college was told that its decision is late."""

    ontvangen: date
    gepost: date | None = None
    commissie: bool = False
    verdaagd: bool = False
    beslist: date | None = None
    kanaal_gestoord: bool = False
    ingebrekestelling: date | None = None


@dataclass(frozen=True, slots=True)
class Boete:
    """A fine of the college: ``rapport`` dated, ``bekendgemaakt``, ``betaald``, ``aangemaand`` (day of sending).

    ``opgeschort``: from the objection to this fine until the final decision on it (Awb 5:45(3)).
    """

    soort: Boetesoort
    overtreding: date
    rapport: date | None = None
    besluit: date | None = None
    bekendgemaakt: date | None = None
    betaald: date | None = None
    aangemaand: date | None = None
    opgeschort: Periode | None = None


@dataclass(frozen=True, slots=True)
class DuoBoete:
    """A fine of DUO and what was missing; ``geslaagd``: exam parts passed, ``uren``: participation or course hours."""

    bekendgemaakt: date
    pvt_ontbreekt: bool = False
    map_ontbreekt: bool = False
    leerroute: Leerroute | None = None
    geslaagd: int = 0
    uren: int = 0


@dataclass(frozen=True, slots=True)
class Beleidstermijn:
    """A date that the gemeente set itself: never called wettelijk."""

    soort: str
    label: str
    start: date
    dagen: int
    bron: str
    voldaan: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A case. Dates are days of the Netherlands; a gemeente is its four-digit code.

    ``bijstand_eerder``: rights to bijstand that ended before the one of ``bijstand_vanaf``.
    """

    doelgroep: Doelgroep | None = None
    asielvergunning_bepaalde_tijd: bool | None = None
    geboortedatum: date | None = None
    gemeente: str = ""
    voorloper: bool = False
    wi2013_op_31_12_2021: bool = False
    kennisgeving: date | None = None
    plicht_begin: date | None = None
    plicht_eind: date | None = None
    plicht_eindreden: str = ""
    overleden: date | None = None
    brp_inschrijvingen: tuple[BrpInschrijving, ...] = ()
    pips: tuple[PipFeit, ...] = ()
    wacht_op_derde: tuple[WachtOpDerde, ...] = ()
    oproepen: tuple[Oproep, ...] = ()
    intake_voltooid: date | None = None
    voortgangsgesprekken: tuple[date, ...] = ()
    termijn: Duotermijn | None = None
    schorsingen: tuple[Periode, ...] = ()
    aanbod: tuple[Aanbod, ...] = ()
    niet_vrijstellende_opleiding_tot: date | None = None
    bijstand_vanaf: date | None = None
    bijstand_tot: date | None = None
    bijstand_eerder: tuple[Periode, ...] = ()
    bezwaar: Bezwaar | None = None
    boetes: tuple[Boete, ...] = ()
    duo_boete: DuoBoete | None = None
    ingebrekestelling: date | None = None
    verlenging_gevraagd: date | None = None
    verlenging_beslist: date | None = None
    beleid: tuple[Beleidstermijn, ...] = ()

    def eerdere_bijstand(self) -> tuple[Periode, ...]:
        """The rights to bijstand that ended before the running one began, the oldest first."""
        since = self.bijstand_vanaf
        ended = (p for p in self.bijstand_eerder if since and p.tot and p.vanaf <= p.tot < since)
        return tuple(sorted(ended, key=lambda p: p.vanaf))

    def inschrijving(self) -> BrpInschrijving | None:
        """The registration with which the latest stay in the gemeente of the dossier began; without gemeente the first."""
        rows = sorted(self.brp_inschrijvingen, key=lambda r: r.vanaf)
        if not self.gemeente:
            return next(iter(rows), None)
        began = None
        for before, row in itertools.pairwise((None, *rows)):
            if row and row.gemeente == self.gemeente and (before is None or before.gemeente != row.gemeente):
                began = row
        return began

    def eerste_pip(self) -> PipFeit | None:
        """The first PIP ever, over all gemeenten: its dagtekening starts the inburgeringstermijn (Wi 11)."""
        return min(self.pips, key=lambda p: (p.dagtekening, p.versie), default=None)

    def eigen_pip(self) -> PipFeit | None:
        """The first PIP of the dossier's own gemeente."""
        own = [p for p in self.pips if not self.gemeente or p.gemeente == self.gemeente]
        return min(own, key=lambda p: (p.dagtekening, p.versie), default=None)

    def actueel_pip(self) -> PipFeit | None:
        """The newest PIP that was not annulled."""
        live = [p for p in self.pips if p.vernietigd is None]
        return max(live, key=lambda p: (p.dagtekening, p.versie), default=None)
