"""What a termijn is: an obligation or a possibility with a last day, and everything that explains that day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.dagen import Einde, free_day
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
    NIEUW_PIP = "nieuw_pip"
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
    INGEBREKESTELLING = "ingebrekestelling"
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
    ``uitleg`` the numbered sentences of "waarom?", ``verandert`` what would move the date. ``mede`` are the rules
    that were applied besides ``regel``: what moved the day, or what could.
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
    mede: tuple[Regel, ...] = ()

    @property
    def key(self) -> str:
        """Identity within a case: the same obligation keeps its key when its dates change."""
        return f"{self.soort.value}:{self.nummer}" if self.nummer else self.soort.value

    @property
    def regels(self) -> tuple[Regel, ...]:
        """Every rule that the date rests on, the leading one first."""
        return (self.regel, *(rule for rule in self.mede if rule is not self.regel))

    def laat(self, on: date) -> bool:
        """Whether it was met after its last day, or stands open while that day has passed on ``on``."""
        if self.state is TermijnState.VOLDAAN:
            return self.met_on is not None and self.met_on > self.last_day
        return self.state is TermijnState.OPEN and on > self.last_day


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasoning of a termijn besides the counting: ``kort`` for a list, ``zinnen`` before the counting, ``erna``
    after it, ``verandert`` what would move the date, and the rules that apply besides the leading one."""

    kort: str
    zinnen: tuple[str, ...]
    erna: tuple[str, ...] = ()
    verandert: tuple[str, ...] = ()
    feiten: tuple[Feit, ...] = ()
    mede: tuple[Regel, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """What must or can be done, by whom, and where the date comes from."""

    soort: Soort
    label: str
    actor: Wie
    aard: Aard = Aard.WET
    plicht: bool = True
    nummer: int = 0


def made(
    wat: Act, regel: Regel, start: date, event: str, end: Einde, why: Reasons,
    *, met: date | None = None, state: TermijnState | None = None,
) -> Termijn:  # fmt: skip
    """A termijn from its parts. ``event`` is what happened on ``start``; the state follows from ``met`` unless given.

    The Algemene termijnenwet is cited when a weekend or holiday stood in the way, or when it isn't sure that it applies.
    """
    cited = end.regel and (end.mogelijk is not None or free_day(end.nominal) is not None)
    return Termijn(
        soort=wat.soort, label=wat.label, regel=regel, aard=wat.aard, actor=wat.actor, start=start,
        start_gebeurtenis=event, nominal=end.nominal, last_day=end.last_day, atw=end.atw,
        state=state or (TermijnState.VOLDAAN if met else TermijnState.OPEN), kort=why.kort,
        uitleg=(*why.zinnen, *end.stappen, *why.erna), verandert=why.verandert, feiten=why.feiten, met_on=met,
        plicht=wat.plicht, nummer=wat.nummer, mede=(*why.mede, end.regel) if cited and end.regel else why.mede,
    )  # fmt: skip
