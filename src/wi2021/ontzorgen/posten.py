"""What the college may be asked to pay or collect, and what must be known of it."""

from dataclasses import dataclass
from enum import StrEnum

from wi2021.grondslag import Artikel
from wi2021.ontzorgen.recht import Ontzorgstand


class Ontzorgpost(StrEnum):
    """One kind of cost or income. The first six are the five of Pw 56a(2): stroom and gas often come in one bill."""

    HUUR = "huur"
    GAS = "gas"
    WATER = "water"
    STROOM = "stroom"
    ENERGIE = "stroom en gas samen"
    ZORGVERZEKERING = "verplichte zorgverzekering"
    WARMTE = "warmte van een warmtenet"
    AANVULLENDE_ZORG = "aanvullende zorgverzekering"
    TELEFOON = "telefoon en internet"
    LEEFGELD = "leefgeld in delen"
    SPAREN = "geld opzij voor later"
    ANDERS = "een andere rekening"
    INKOMEN = "innen van ander inkomen"
    TOESLAG = "innen van toeslagen"

    @property
    def verplicht(self) -> bool:
        """Whether the act names it."""
        return self in VERPLICHT

    @property
    def inkomend(self) -> bool:
        """Whether it is money that comes in: that is never paid from the bijstand."""
        return self in (Ontzorgpost.INKOMEN, Ontzorgpost.TOESLAG)

    @property
    def rekening(self) -> bool:
        """Whether it is a bill, so that it can be a necessary payment (Pw 57)."""
        return not self.inkomend and self not in (Ontzorgpost.LEEFGELD, Ontzorgpost.SPAREN)


VERPLICHT = frozenset(
    {
        Ontzorgpost.HUUR, Ontzorgpost.GAS, Ontzorgpost.WATER, Ontzorgpost.STROOM, Ontzorgpost.ENERGIE,
        Ontzorgpost.ZORGVERZEKERING,
    }
)  # fmt: skip


class Besluitstand(StrEnum):
    """The decision that attaches the duty to the bijstand (O-03)."""

    GEEN = "er is geen besluit"
    GENOMEN = "genomen, nog niet bij het PIP"
    BIJ_PIP = "genomen en bij het PIP gevoegd"


@dataclass(frozen=True, slots=True)
class Kostenregel:
    """One cost item of one person, and what is on file about it.

    ``stand``: from ``ontzorgstand``; ``bijstand``: there is bijstand to pay from. ``machtiging``: to pay this item in the
    person's name; ``volmacht``: to receive this money for the person. ``afwijking``: the college does not pay it, with
    ``reden`` (O-07). ``noodzaak``: the reason in the decision on Pw 57; empty: there is none. ``eigen_naam``: the money
    comes in on an account in the name of the entitled person; None: not known. ``oordeel``: the recorded reason why toeslagen may come
    to an account of the college; empty: nobody judged.
    """

    post: Ontzorgpost
    stand: Ontzorgstand
    bijstand: bool = True
    besluit: Besluitstand = Besluitstand.GEEN
    machtiging: bool = False
    volmacht: bool = False
    afwijking: bool = False
    reden: str = ""
    noodzaak: str = ""
    eigen_naam: bool | None = None
    oordeel: str = ""


class Grondsoort(StrEnum):
    """On what the college pays or collects."""

    PLICHT = "de plicht van artikel 56a"
    NOODZAAK = "noodzakelijke betaling, artikel 57"
    AFSPRAAK = "een eigen afspraak"


class Ontbreekt(StrEnum):
    """What stands in the way."""

    BIJSTAND = "bijstand"
    BESLUIT = "het besluit over ontzorgen"
    BIJLAGE = "het besluit als deel van het PIP"
    MACHTIGING = "een machtiging voor deze kosten"
    VOLMACHT = "een volmacht voor dit geld"


@dataclass(frozen=True, slots=True)
class Betaalgrond:
    """Whether the college may, on what, and what is missing. Something can be missing though it may: then mend it."""

    mag: bool
    grond: Grondsoort | None
    artikel: Artikel | None
    ontbreekt: tuple[Ontbreekt, ...] = ()
