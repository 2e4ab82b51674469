"""Who must inburgeren, in which group, and what ends or suspends the duty (section 1 of the legal dossier).

DUO decides all of this. The functions here explain DUO's facts and their effect; they replace no decision of DUO.
"""

from wi2021.plicht.besluiten import (
    EXM06,
    GEVOLGEN,
    LEGES,
    VERZOEKEN,
    Gevolg,
    Verzoek,
    beslist_uiterlijk,
    gevolg,
    leges,
)
from wi2021.plicht.groepen import GEDETAILLEERD, TG03, Aanspraak, aanspraken, doelgroep, groepswissel
from wi2021.plicht.overgang import TRA01, TRA02, welke_wet
from wi2021.plicht.wie import (
    TIJDELIJKE_DOELEN,
    VERVALLEN_DOEL,
    WHO04,
    Verblijf,
    Verblijfsdoel,
    doorlopend,
    handelt_zelf,
    plichtig,
    tijdelijk_doel,
)

__all__ = [
    "EXM06", "GEDETAILLEERD", "GEVOLGEN", "LEGES", "TG03", "TIJDELIJKE_DOELEN", "TRA01", "TRA02", "VERVALLEN_DOEL",
    "VERZOEKEN", "WHO04", "Aanspraak", "Gevolg", "Verblijf", "Verblijfsdoel", "Verzoek", "aanspraken", "beslist_uiterlijk",
    "doelgroep", "doorlopend", "gevolg", "groepswissel", "handelt_zelf", "leges", "plichtig", "tijdelijk_doel",
    "welke_wet",
]  # fmt: skip
