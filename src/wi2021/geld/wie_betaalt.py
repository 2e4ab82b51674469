"""Who pays what: the college, the inburgeraar, or nobody (F-01, F-03, F-06)."""

from enum import StrEnum

from wi2021.facts import Doelgroep, Leerroute
from wi2021.geld.regels import F01, F03, F06
from wi2021.grondslag import Feit, Outcome


class Kostensoort(StrEnum):
    """What costs money in a trajectory."""

    CURSUS = "de cursus of opleiding van de leerroute"
    EXAMEN = "een examen"
    PVT = "het participatieverklaringstraject"
    MAP = "de module Arbeidsmarkt en Participatie"


class Betaler(StrEnum):
    """Who pays. GRATIS: nobody is charged for it."""

    COLLEGE = "het college"
    INBURGERAAR = "de inburgeraar"
    GRATIS = "niemand: het is gratis"


def wie_betaalt(wat: Kostensoort, groep: Doelgroep, *, gratis_pogingen: int = 0) -> Outcome[Betaler]:
    """F-01, F-03, F-06: who pays; ``gratis_pogingen`` are the free attempts left for this exam (``geld.gratis_pogingen``)."""
    facts = (Feit("doelgroep", "doelgroep", groep.value),)
    asylum = groep is Doelgroep.ASIELSTATUSHOUDER
    if wat in (Kostensoort.PVT, Kostensoort.MAP):
        return Outcome(
            Betaler.COLLEGE, F06, facts, (f"Het college biedt {wat} aan. De wet noemt geen prijs.",)
        )
    if wat is Kostensoort.CURSUS and asylum:
        return Outcome(Betaler.COLLEGE, F01, facts, ("Het college biedt de cursus aan en betaalt die.",))
    if wat is Kostensoort.EXAMEN and asylum and gratis_pogingen:
        return Outcome(Betaler.GRATIS, F03, facts, ("Deze examenpoging is gratis.",))
    loan = "" if asylum else " Een lening bij DUO kan."
    return Outcome(Betaler.INBURGERAAR, F03, facts, (f"De inburgeraar betaalt dit zelf.{loan}",))


def school_mag(route: Leerroute, *, keurmerk: bool, tst: bool) -> Outcome[bool]:
    """F-01: whether the college may buy this route from a school. ``keurmerk``: the Keurmerk Inburgeren; ``tst``: recognised
    for the taalschakeltraject, which the Onderwijsroute asks instead."""
    if route is Leerroute.ONDERWIJS:
        return Outcome(tst, F01, uitleg=("De Onderwijsroute vraagt een erkend taalschakeltraject.",))
    return Outcome(keurmerk, F01, uitleg=(f"De {route.naam} vraagt een school met het Keurmerk Inburgeren.",))
