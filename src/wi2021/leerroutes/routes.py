"""Which leerroute fits, and what goes along when someone changes to another (R-B1, R-O, R-Z, R-SW)."""

from wi2021.facts import Doelgroep, Leerroute
from wi2021.grondslag import Answer, Feit, NeedsJudgement, Outcome
from wi2021.leerroutes.regels import R_B1, R_O, R_SW, R_Z_A, R_Z_G


def route_mogelijk(
    route: Leerroute, groep: Doelgroep, *, wens_onderwijs: bool = False, haalbaar: bool = True
) -> Answer[bool]:
    """Whether a route fits. ``haalbaar``: the college judges B1 or education feasible within the termijn."""
    if route is Leerroute.B1:
        return Outcome(True, R_B1, uitleg=("De B1-route is de gewone route: examens op B1 en KNM.",))
    if route is Leerroute.ONDERWIJS:
        return _education(wens_onderwijs)
    if haalbaar:
        return Outcome(
            False, R_Z_A, uitleg=("De Z-route is voor wie de andere routes niet binnen de termijn haalt.",)
        )
    if groep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        return NeedsJudgement(
            R_Z_G,
            "Biedt het college delen van de Z-route aan?",
            (
                "Het besluit laat het college daarin vrij (Bi 3.14, eerste lid).",
                "Wat iemand zelf kan betalen of lenen.",
            ),
        )
    return Outcome(
        True, R_Z_A, uitleg=("De andere routes zijn volgens het college niet haalbaar binnen de termijn.",)
    )


def _education(wish: bool) -> Answer[bool]:
    if not wish:
        return Outcome(
            False,
            R_O,
            uitleg=("De Onderwijsroute kan alleen als iemand in de intake zei een opleiding te willen.",),
        )
    return NeedsJudgement(
        R_O,
        "Is de kans groot dat deze persoon het diploma haalt?",
        (
            "De vooropleiding en de uitslag van de leerbaarheidstoets.",
            "Het oordeel van de school voor het taalschakeltraject.",
        ),
    )


_HOURS_IN_INTENSITY = "eerdere cursusuren tellen bij het bepalen van de intensiteit"
_EXAMS = "gedane examenpogingen en gehaalde examens tellen door"
_OFF_THE_COURSE = (
    "cursusuren op een school met keurmerk of een erkend taalschakeltraject gaan af van de 800 cursusuren"
)
_CARRIED: dict[tuple[Leerroute, Leerroute], tuple[str, ...]] = {
    (Leerroute.ONDERWIJS, Leerroute.B1): (_HOURS_IN_INTENSITY, _EXAMS),
    (Leerroute.Z, Leerroute.B1): (_HOURS_IN_INTENSITY,),
    (Leerroute.B1, Leerroute.ONDERWIJS): (_EXAMS,),
    (Leerroute.B1, Leerroute.Z): (_OFF_THE_COURSE,),
    (Leerroute.ONDERWIJS, Leerroute.Z): (_OFF_THE_COURSE,),
}


def wisselen_kan(van: Leerroute, naar: Leerroute) -> Outcome[tuple[str, ...]]:
    """R-SW: what a change of route carries over (Bi 5.4(4)); whether it is allowed says ``pip.check_pip``."""
    carried = _CARRIED.get((van, naar), ())
    words = "; ".join(carried) if carried else "het besluit noemt niets dat meegaat"
    return Outcome(carried, R_SW, uitleg=(f"Van {van.naam} naar {naar.naam}: {words}.",))


def uren_mee(van: Leerroute, naar: Leerroute, uren: int) -> Outcome[int]:
    """R-SW: how many hours go along. ``uren``: course hours at a school with keurmerk or of a recognised taalschakeltraject.

    To the Z-route they go off the course hours; to the B1-route they count when the intensity is set.
    """
    carried = _CARRIED.get((van, naar), ())
    facts = (Feit("uren", "cursusuren tot nu toe", str(uren)),)
    if _OFF_THE_COURSE in carried:
        words = f"**{uren} uur** gaat af van de cursusuren van de Z-route."
    elif _HOURS_IN_INTENSITY in carried:
        words = f"**{uren} uur** telt mee als het college de intensiteit van de B1-route bepaalt."
    else:
        return Outcome(0, R_SW, facts, (f"Van {van.naam} naar {naar.naam} gaan geen uren mee.",))
    return Outcome(uren, R_SW, facts, (words,))
