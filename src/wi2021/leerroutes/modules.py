"""KNM, MAP and PVT: themes, hours, and when each is done (KNM-*, MAP-*, PVT-*)."""

from datetime import date

from wi2021.facts import Leerroute
from wi2021.grondslag import Answer, Feit, NeedsJudgement, Outcome
from wi2021.leerroutes.regels import KNM01, KNM02, MAP01, MAP02, MAP03, PVT01, PVT02
from wi2021.leerroutes.z_route import Gespreksvoerder
from wi2021.parameters import parameter

THEMAS_KNM = (
    "werk en inkomen", "omgangsvormen, waarden en normen", "wonen", "gezondheid en gezondheidszorg",
    "geschiedenis en geografie", "instanties", "staatsinrichting en rechtsstaat", "onderwijs en opvoeding",
)  # fmt: skip
THEMAS_MAP = (
    "beroepenoriëntatie", "werknemerscompetenties", "realistisch beroepsbeeld", "beroepskansen",
    "beroepscompetenties", "netwerk", "werk vinden", "werkcultuur",
)  # fmt: skip
# Since when a PIP may hold the KNM exam in the Z-route (PIP-05; Stb. 2022, 489).
KNM_EXAMEN_IN_Z = date(2023, 1, 1)


def knm_vorm(route: Leerroute, *, on: date) -> Outcome[str]:
    """KNM-01, KNM-02: an exam, or hours within the course of the Z-route; there the exam is free since 2023."""
    if route is not Leerroute.Z:
        return Outcome("examen", KNM01, uitleg=(f"KNM is een examen over {len(THEMAS_KNM)} thema’s.",))
    exam = (
        "Het examen mag, als dat in het PIP staat."
        if on >= KNM_EXAMEN_IN_Z
        else "Het examen KNM kan in de Z-route pas sinds 01-01-2023."
    )
    return Outcome("uren", KNM02, uitleg=("In de Z-route hoort KNM bij de cursusuren.", exam))


def map_klaar(route: Leerroute, *, praktijk_uren: int, eindgesprek: bool, on: date) -> Outcome[bool]:
    """MAP-01, MAP-02: hours aimed at practice on the labour market, and the final talk with the college."""
    if route is Leerroute.ONDERWIJS:
        return Outcome(True, MAP02, uitleg=("In de Onderwijsroute hoeft geen MAP.",))
    least = parameter("map.uren", on=on).value
    done = praktijk_uren >= least and eindgesprek
    words = [f"De MAP vraagt ten minste **{least} uur** praktijk; er zijn er **{praktijk_uren}**."]
    words.append(
        "Het eindgesprek met het college is gevoerd."
        if eindgesprek
        else "Het eindgesprek met het college ontbreekt."
    )
    return Outcome(done, MAP01, (Feit("praktijk_uren", "uren", str(praktijk_uren)),), tuple(words))


def eindgesprek_map_geldig(door: Gespreksvoerder) -> Answer[bool]:
    """MAP-01: the final talk is the college's; whether another may hold it is a question of its mandate."""
    fact = Feit("door", "gevoerd door", door.value)
    if door is Gespreksvoerder.COLLEGE:
        return Outcome(True, MAP01, (fact,), ("Het college voert het eindgesprek van de MAP.",))
    return NeedsJudgement(
        MAP01,
        f"Mag {door} dit eindgesprek namens het college voeren?",
        (
            "Het verbod op mandaat aan een aanbieder staat alleen bij de Z-route.",
            "Is er een mandaat van het college?",
        ),
        (fact,),
    )


def map_vrijstelling() -> Outcome[bool]:
    """MAP-03: there is none, not for someone who works either."""
    return Outcome(
        False, MAP03, uitleg=("De wet kent geen vrijstelling van de MAP, ook niet voor wie werkt.",)
    )


def pvt_klaar(
    *, uren: int, activiteit: bool, aanwezigheid: bool, ondertekend_bij_bijeenkomst: bool, on: date
) -> Outcome[bool]:
    """PVT-01: hours, at least one activity or excursion on a value, registered attendance, and signed at the session."""
    least = parameter("pvt.uren", on=on).value
    missing = []
    if uren < least:
        missing.append(f"nog {least - uren} uur")
    if not activiteit:
        missing.append("een activiteit of excursie die een kernwaarde praktisch maakt")
    if not aanwezigheid:
        missing.append("de aanwezigheid registreren bij de inleiding en bij de ondertekening")
    if not ondertekend_bij_bijeenkomst:
        missing.append("ondertekenen bij de bijeenkomst")
    words = f"Nog nodig: {', '.join(missing)}." if missing else "Het PVT is afgerond."
    return Outcome(
        not missing,
        PVT01,
        (Feit("uren", "uren", str(uren)),),
        (f"Het PVT duurt ten minste **{least} uur**, in elke route.", words),
    )


def verklaring_aanpasbaar() -> Outcome[bool]:
    """PVT-02: the text is fixed by the Besluit; its annex was not read."""
    return Outcome(
        False,
        PVT02,
        uitleg=(
            "De tekst van de participatieverklaring staat in de bijlage van het Besluit en mag niet anders.",
        ),
    )
