"""Financieel ontzorgen (section 7 of the legal dossier): who, until when, what may be paid, and what the money adds up to.

The six months themselves are the termijn T-15; here stands what follows from them.
"""

from wi2021.ontzorgen.betalen import betaalgrond, noodzakelijke_betalingen
from wi2021.ontzorgen.einde import Vertrek, einde_bij_verhuizing, einde_van, op_verzoek, overdracht_uiterlijk
from wi2021.ontzorgen.gegevens import Geldgegeven, Ontvanger, Richting, bewaren, hergebruik, mag_zien
from wi2021.ontzorgen.geldboek import Inhouding, Maandgeld, Tekortbesluit, maand_sluit, verdeel
from wi2021.ontzorgen.opnieuw import EerderRecht, Onderbreking, Vervolg, Vervolgkeuze, na_onderbreking
from wi2021.ontzorgen.partners import Partnerbetaling, Partneroordeel, partners
from wi2021.ontzorgen.posten import (
    VERPLICHT,
    Besluitstand,
    Betaalgrond,
    Grondsoort,
    Kostenregel,
    Ontbreekt,
    Ontzorgpost,
)
from wi2021.ontzorgen.praktijk import Ontzorgtaak, Uitvoeringsvorm, doel, vorm_mag, wie_doet
from wi2021.ontzorgen.recht import (
    Ontzorgeinde,
    Ontzorgperiode,
    Ontzorgstand,
    heeft_bijstand,
    ontzorgperiode,
    ontzorgstand,
)
from wi2021.ontzorgen.regels import (
    O01,
    O02_MACHTIGING,
    O02_OPNIEUW,
    O02_PARTNER,
    O02_TOESLAG,
    O02_WARMTE,
    O04,
    O07,
    O10,
    O_GEHEIM,
    P13,
)
from wi2021.ontzorgen.weigeren import Weigergevolg, niet_meewerken

__all__ = [
    "O01",
    "O02_MACHTIGING",
    "O02_OPNIEUW",
    "O02_PARTNER",
    "O02_TOESLAG",
    "O02_WARMTE",
    "O04",
    "O07",
    "O10",
    "O_GEHEIM",
    "P13",
    "VERPLICHT",
    "Besluitstand",
    "Betaalgrond",
    "EerderRecht",
    "Geldgegeven",
    "Grondsoort",
    "Inhouding",
    "Kostenregel",
    "Maandgeld",
    "Onderbreking",
    "Ontbreekt",
    "Ontvanger",
    "Ontzorgeinde",
    "Ontzorgperiode",
    "Ontzorgpost",
    "Ontzorgstand",
    "Ontzorgtaak",
    "Partnerbetaling",
    "Partneroordeel",
    "Richting",
    "Tekortbesluit",
    "Uitvoeringsvorm",
    "Vertrek",
    "Vervolg",
    "Vervolgkeuze",
    "Weigergevolg",
    "betaalgrond",
    "bewaren",
    "doel",
    "einde_bij_verhuizing",
    "einde_van",
    "heeft_bijstand",
    "hergebruik",
    "maand_sluit",
    "mag_zien",
    "na_onderbreking",
    "niet_meewerken",
    "noodzakelijke_betalingen",
    "ontzorgperiode",
    "ontzorgstand",
    "op_verzoek",
    "overdracht_uiterlijk",
    "partners",
    "verdeel",
    "vorm_mag",
    "wie_doet",
]  # fmt: skip
