"""What the brede intake must contain: its blocks, each with its purpose and the article that asks it (INT-01, INT-02)."""

from dataclasses import dataclass
from enum import StrEnum

from wi2021.grondslag import Artikel, bi, regel, wi

INT01 = regel("INT-01", "Verplichte onderdelen van de brede intake (wet)", wi("14", "3"))
INT02 = regel("INT-02", "Verplichte onderdelen van de brede intake (besluit)", bi("5.2", "1"))


class Onderdeel(StrEnum):
    """A block that the intake must contain."""

    LEERBAARHEIDSTOETS = "leerbaarheidstoets"
    OPLEIDING = "opleiding"
    WERKERVARING = "werkervaring"
    OMSTANDIGHEDEN = "omstandigheden"
    LICHAMELIJKE_GEZONDHEID = "lichamelijke_gezondheid"
    PSYCHISCHE_GEZONDHEID = "psychische_gezondheid"
    VVE = "vve"
    TAALNIVEAU = "taalniveau"
    ARBEIDSPARTICIPATIE = "arbeidsparticipatie"
    ZELFREDZAAMHEID = "zelfredzaamheid"


# After a move with a leerroute the new college asks these no more (Wi 15(4): not Wi 14(3)(a) and (b)).
NIET_NA_VERHUIZING = frozenset({Onderdeel.LEERBAARHEIDSTOETS, Onderdeel.OPLEIDING, Onderdeel.WERKERVARING})


@dataclass(frozen=True, slots=True)
class Eis:
    """What a block is for: Dutch label, one line of purpose, and the article that asks it."""

    label: str
    doel: str
    artikel: Artikel


EISEN: dict[Onderdeel, Eis] = {
    Onderdeel.LEERBAARHEIDSTOETS: Eis(
        "Leerbaarheidstoets", "Is B1 in drie jaar haalbaar?", wi("14", "3", "a")
    ),
    Onderdeel.OPLEIDING: Eis(
        "Opleiding", "Welke opleiding volgde iemand in het land van herkomst?", wi("14", "3", "b")
    ),
    Onderdeel.WERKERVARING: Eis(
        "Werkervaring", "Welk werk deed iemand, en wat kan iemand?", wi("14", "3", "b")
    ),
    Onderdeel.OMSTANDIGHEDEN: Eis(
        "Persoonlijke omstandigheden", "Wat helpt of hindert bij het leren?", wi("14", "3", "c")
    ),
    Onderdeel.LICHAMELIJKE_GEZONDHEID: Eis(
        "Lichamelijke gezondheid", "Alleen wat invloed heeft op leren en meedoen.", wi("14", "3", "c")
    ),
    Onderdeel.PSYCHISCHE_GEZONDHEID: Eis(
        "Psychische gezondheid", "Alleen wat invloed heeft op leren en meedoen.", wi("14", "3", "c")
    ),
    Onderdeel.VVE: Eis(
        "Voor- en vroegschoolse educatie", "Zijn er jonge kinderen, en kan VVE?", wi("14", "3", "d")
    ),
    Onderdeel.TAALNIVEAU: Eis("Taalniveau", "Hoe goed is het Nederlands nu?", bi("5.2", "1")),
    Onderdeel.ARBEIDSPARTICIPATIE: Eis(
        "Arbeidsparticipatie", "Welk werk wil iemand, en wat is daarvoor nodig?", bi("5.2", "1")
    ),
    Onderdeel.ZELFREDZAAMHEID: Eis(
        "Zelfredzaamheid", "Wat lukt zelf, en waarbij is hulp nodig?", bi("5.2", "1")
    ),
}
