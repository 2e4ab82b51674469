"""Which hours of before the PIP count (MP-01, D8)."""

from datetime import date
from enum import StrEnum

from wi2021.facts import Facts, Leerroute
from wi2021.grondslag import Answer, Feit, NeedsJudgement, Outcome, datum
from wi2021.leerroutes.regels import MP01


class Fase(StrEnum):
    """When an hour was made."""

    INTAKE = "brede intake"
    NA_PIP = "na het PIP"


class UrenSoort(StrEnum):
    """What an hour was spent on."""

    PVT = "pvt"
    MAP = "map"
    NT2 = "nt2"
    KNM = "knm"
    PARTICIPATIE = "participatie"
    PARTICIPATIEWET = "participatiewet"
    BEGELEIDING = "begeleiding"
    FINANCIEEL = "financieel"
    OVERIG = "overig"


# Kinds of hours of before the PIP that may count, and those of them that may only in the Z-route (Bi 3.14(6)).
MAY_COUNT = frozenset({"pvt", "map", "nt2"})
ONLY_Z = frozenset({"z-route", "knm", "participatie", "participatiewet", "begeleiding"})


def fase_van(op: date, facts: Facts) -> Outcome[Fase]:
    """MP-01, D8: whether an hour of this day was made before the first PIP that is in force, or since; its own day is since."""
    first = min((pip.dagtekening for pip in facts.pips if pip.vernietigd is None), default=None)
    if first is None or op < first:
        when = f"Het PIP is van **{datum(first)}**" if first else "Er is nog geen PIP"
        return Outcome(
            Fase.INTAKE, MP01, (Feit("op", "gedaan op", datum(op)),), (f"{when}: dit uur is van ervoor.",)
        )
    return Outcome(
        Fase.NA_PIP,
        MP01,
        (Feit("op", "gedaan op", datum(op)),),
        (f"Het PIP is van **{datum(first)}**: dit uur is van die dag of later.",),
    )


def uur_telt(fase: Fase, soort: str, *, route: Leerroute | None = None) -> Answer[bool]:
    """Hours before the PIP count only where the Besluit says so, and then the college decides."""
    if fase is Fase.NA_PIP:
        return Outcome(True, MP01, uitleg=("Uren na het PIP tellen.",))
    if soort in ONLY_Z and route not in (None, Leerroute.Z):
        return Outcome(
            False, MP01, uitleg=("Deze uren van voor het PIP kunnen alleen in de Z-route tellen.",)
        )
    if soort not in MAY_COUNT | ONLY_Z:
        return Outcome(
            False,
            MP01,
            uitleg=("Inspanningen voor het PIP tellen niet mee, behalve PVT, MAP, Z-route en NT2-uren.",),
        )
    return NeedsJudgement(
        MP01,
        "Telt dit uur mee?",
        (
            "Voldeed de activiteit aan de eisen?",
            "In de Z-route kunnen ook activiteiten van de Participatiewet en de begeleiding tellen.",
        ),
    )
