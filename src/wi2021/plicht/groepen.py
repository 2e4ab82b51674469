"""The target groups as DUO names them, and what belongs to each (TG-*)."""

from datetime import date
from enum import StrEnum

from wi2021.facts import Doelgroep
from wi2021.grondslag import Feit, Outcome, Zekerheid, bi, datum, regel, ri, voorbehoud_begin, wi

TG01 = regel("TG-01", "Asielstatushouder", wi("13", "1"), wi("16"), bi("1.1"), ri("3.5"))
TG02 = regel("TG-02", "Gezinsmigrant en overige migrant", wi("19"), wi("6", "3"), bi("1.1"))
TG03 = regel(
    "TG-03",
    "Wisseling van doelgroep",
    wi("13", "1"),
    zekerheid=Zekerheid.AFGELEID,
    zeker_van=date(2026, 1, 1),
    begin="DUO beschrijft de meldingen SS124 en SS125 in 2026; sinds wanneer zij gelden is niet bekend.",
)
TG04 = regel("TG-04", "De doelgroep is zoals DUO die noemt", wi("34", "1"), zekerheid=Zekerheid.AFGELEID)


class Aanspraak(StrEnum):
    """What belongs to a group."""

    BEGELEIDING = "maatschappelijke begeleiding"
    AANBOD = "inburgeringsaanbod van de gemeente"
    GRATIS_EXAMENS = "twee gratis examenpogingen per onderdeel"
    EIGEN_CURSUS = "zelf een cursus kiezen en betalen"
    LENING = "lening bij DUO"
    PVT_EN_MAP = "PVT en MAP van de gemeente"


def aanspraken(groep: Doelgroep) -> Outcome[tuple[Aanspraak, ...]]:
    """TG-01, TG-02: what follows from the group that DUO names."""
    found: tuple[Aanspraak, ...]
    if groep is Doelgroep.ASIELSTATUSHOUDER:
        found = (Aanspraak.BEGELEIDING, Aanspraak.AANBOD, Aanspraak.GRATIS_EXAMENS, Aanspraak.PVT_EN_MAP)
        return Outcome(
            found,
            TG01,
            uitleg=(
                "Een asielstatushouder krijgt begeleiding en een aanbod van de gemeente, en geen lening.",
            ),
        )
    found = (Aanspraak.EIGEN_CURSUS, Aanspraak.LENING, Aanspraak.PVT_EN_MAP)
    return Outcome(
        found,
        TG02,
        uitleg=(
            "Een gezinsmigrant of overige migrant kiest en betaalt zelf de cursus, en kan daarvoor lenen bij DUO.",
        ),
    )


def groepswissel(van: Doelgroep, naar: Doelgroep, *, on: date) -> Outcome[tuple[Aanspraak, ...]]:
    """TG-03: which entitlements fall away or begin on the day DUO reports another group (SS124, SS125)."""
    before, after = set(aanspraken(van).value), aanspraken(naar).value
    gone = [a.value for a in aanspraken(van).value if a not in after]
    fresh = [a.value for a in after if a not in before]
    return Outcome(
        after,
        TG03,
        (Feit("van", "was", van.value), Feit("naar", "is", naar.value)),
        (
            f"Vanaf **{datum(on)}** noemt DUO een andere doelgroep.",
            f"Nieuw: {', '.join(fresh) or 'niets'}. Vervalt: {', '.join(gone) or 'niets'}.",
            "Kijk na wat dit betekent voor het PIP, het aanbod en de kosten.",
            *voorbehoud_begin(TG03, on),
        ),
        (
            "Bij verlies van asielrechten behandelt DUO iemand als asielstatushouder, tenzij hij daar via de gemeente van afziet.",
        ),
    )


GEDETAILLEERD = (
    "Asielstatushouder", "Geestelijk bedienaar", "Gezinshereniger", "Gezinshereniger met Asielstatushouder",
    "Gezinsvormer", "Gezinsvormer met Asielstatushouder", "Overig",
)  # fmt: skip


def doelgroep(indeling: str, gedetailleerd: str = "") -> Outcome[Doelgroep]:
    """TG-04: DUO's words as they come. ValueError for a word that DUO doesn't use."""
    if gedetailleerd and gedetailleerd not in GEDETAILLEERD:
        raise ValueError(f"onbekende doelgroep van DUO: {gedetailleerd}")
    group = Doelgroep(indeling)
    return Outcome(
        group,
        TG04,
        (Feit("indeling", "indeling van DUO", group.value),),
        ("De doelgroep komt van DUO en volgt nooit uit de verblijfstitel.",),
    )
