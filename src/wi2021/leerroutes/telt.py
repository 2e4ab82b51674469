"""Which hours count in a leerroute: lessons by school and subject, and participation by where it is (R-Z-A, R-Z-G, R-600)."""

from wi2021.facts import Doelgroep
from wi2021.grondslag import Outcome
from wi2021.leerroutes.regels import R_600, R_Z_A, R_Z_G
from wi2021.leerroutes.uren import UrenSoort

# Alfabetisering under a teacher of NT2 is NT2.
_LESSONS_Z = frozenset({UrenSoort.NT2, UrenSoort.KNM})


def les_telt_in_z(soort: UrenSoort, groep: Doelgroep, *, keurmerk: bool) -> Outcome[bool]:
    """R-Z-A, R-Z-G: whether a lesson counts in the course hours of the Z-route; ``keurmerk``: the school had it on that day."""
    rule = R_Z_G if groep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE else R_Z_A
    if soort not in _LESSONS_Z:
        return Outcome(
            False, rule, uitleg=("In de cursusuren van de Z-route tellen NT2, alfabetisering en KNM.",)
        )
    why = "telt" if keurmerk else "telt niet: de school had die dag geen keurmerk"
    return Outcome(keurmerk, rule, uitleg=(f"Deze les {why}.",))


def les_telt_voor_afschalen(soort: UrenSoort, *, keurmerk: bool, tst: bool) -> Outcome[bool]:
    """R-600: whether a lesson counts in the hours that going down to A2 asks: NT2 at a school with keurmerk, or one that is
    recognised for the taalschakeltraject (``tst``); which route was followed then doesn't matter."""
    if soort is not UrenSoort.NT2:
        return Outcome(False, R_600, uitleg=("Voor afschalen tellen alleen NT2 en alfabetisering.",))
    counts = keurmerk or tst
    why = (
        "telt"
        if counts
        else "telt niet: de school had die dag geen keurmerk en geen erkend taalschakeltraject"
    )
    return Outcome(counts, R_600, uitleg=(f"Deze les {why}.",))


def participatie_telt(*, nederlandstalig: bool, geisoleerd: bool) -> Outcome[bool]:
    """R-Z-A: whether an hour of participation counts: among people who speak Dutch, and not apart from them."""
    missing = [] if nederlandstalig else ["er wordt daar geen Nederlands gesproken"]
    if geisoleerd:
        missing.append("de inburgeraar staat er apart van anderen")
    words = f"Dit uur telt niet: {' en '.join(missing)}." if missing else "Dit uur participatie telt."
    return Outcome(not missing, R_Z_A, uitleg=(words,))
