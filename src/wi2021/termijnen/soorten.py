"""What a termijn is: an obligation or a possibility with a last day, and everything that explains that day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.dagen import Einde
from wi2021.grondslag import Feit, NeedsJudgement, Regel


class Aard(StrEnum):
    """Where a date comes from. Only WET is called wettelijk."""

    WET = "wet"
    PIP = "pip"
    BESLUIT = "besluit"
    BELEID = "beleid"


class TermijnState(StrEnum):
    """Whether the date still asks something."""

    OPEN = "open"
    VOLDAAN = "voldaan"
    VERVALLEN = "vervallen"
    WACHT = "wacht"


class Wie(StrEnum):
    """Who must act."""

    COLLEGE = "college"
    INBURGERAAR = "inburgeraar"
    DUO = "DUO"


class Soort(StrEnum):
    """Every kind of termijn."""

    PIP = "pip"
    OPROEP = "oproep"
    INTAKE_NA_BOETE = "intake_na_boete"
    INBURGERINGSTERMIJN = "inburgeringstermijn"
    WISSELEN = "wisselen"
    VOORTGANGSGESPREK = "voortgangsgesprek"
    AANBOD = "aanbod"
    ONTZORGEN = "ontzorgen"
    VERLENGING_VRAGEN = "verlenging_vragen"
    VERLENGING_BESLUIT = "verlenging_besluit"
    BEZWAAR = "bezwaar"
    BESLISSEN_OP_BEZWAAR = "beslissen_op_bezwaar"
    BETALEN = "betalen"
    AANMANING = "aanmaning"
    BOETEBESLUIT = "boetebesluit"
    BOETE_VERVALT = "boete_vervalt"
    NIEUWE_TERMIJN = "nieuwe_termijn"
    BELEID = "beleid"


@dataclass(frozen=True, slots=True)
class Termijn:
    """One date that matters. ``nominal`` is the last day by counting, ``last_day`` after the Algemene termijnenwet.

    ``plicht``: someone must act by then (False: a possibility or a mark). ``kort`` is one line for a list,
    ``uitleg`` the numbered sentences of "waarom?", ``verandert`` what would move the date.
    """

    soort: Soort
    label: str
    regel: Regel
    aard: Aard
    actor: Wie
    start: date
    start_gebeurtenis: str
    nominal: date
    last_day: date
    atw: bool
    state: TermijnState
    kort: str
    uitleg: tuple[str, ...]
    verandert: tuple[str, ...] = ()
    feiten: tuple[Feit, ...] = ()
    met_on: date | None = None
    plicht: bool = True
    oordeel: NeedsJudgement | None = None
    nummer: int = 0

    @property
    def key(self) -> str:
        """Identity within a case: the same obligation keeps its key when its dates change."""
        return f"{self.soort.value}:{self.nummer}" if self.nummer else self.soort.value

    def laat(self, on: date) -> bool:
        """Whether it was met after its last day, or stands open while that day has passed on ``on``."""
        if self.state is TermijnState.VOLDAAN:
            return self.met_on is not None and self.met_on > self.last_day
        return self.state is TermijnState.OPEN and on > self.last_day


def ended(einde: Einde) -> dict[str, date | bool]:
    """The three fields of a termijn that an end gives."""
    return {"nominal": einde.nominal, "last_day": einde.last_day, "atw": einde.atw}


def state_of(met_on: date | None) -> TermijnState:
    """VOLDAAN once met, else OPEN."""
    return TermijnState.VOLDAAN if met_on else TermijnState.OPEN
