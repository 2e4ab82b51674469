"""The Z-route: its hours, what may be taken off them, and its final talk (R-Z-A, R-Z-G, R-Z-x, R-Z-y, R-Z-m)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.dagen import jaren, terug
from wi2021.facts import Doelgroep
from wi2021.grondslag import (
    Answer,
    Feit,
    Kracht,
    NeedsJudgement,
    Outcome,
    begin_onzeker,
    datum,
    voorbehoud_begin,
)
from wi2021.leerroutes.regels import R_Z_A, R_Z_G, R_Z_M, R_Z_X, R_Z_Y
from wi2021.parameters import parameter


@dataclass(frozen=True, slots=True)
class ZUren:
    """Hours in the Z-route that qualify. ``eerder``: Dutch and KNM of VSO, praktijkonderwijs or entree that the college
    takes off. ``verlaagd``: what the college asks less because of a disability with rehabilitation."""

    cursus: int = 0
    participatie: int = 0
    pvt: int = 0
    map: int = 0
    eerder: int = 0
    verlaagd: int = 0


@dataclass(frozen=True, slots=True)
class ZRest:
    """Hours still to do; ``participatie`` is 0 for who has no participation part."""

    cursus: int
    participatie: int


def z_rest(groep: Doelgroep, uren: ZUren, *, on: date) -> Outcome[ZRest]:
    """R-Z-A, R-Z-G, R-Z-x, R-Z-y: what remains of the Z-route on the day ``on``."""
    course = parameter("z.cursus.uren", on=on).value
    earlier = uren.eerder if R_Z_Y.in_force(on) else 0
    left = max(course - uren.verlaagd - earlier - uren.cursus, 0)
    facts = (
        Feit("cursus", "cursusuren", str(uren.cursus)),
        Feit("participatie", "participatie-uren", str(uren.participatie)),
    )
    words = [f"De cursus is **{course} uur**. Nog te doen: **{left} uur**."]
    if uren.eerder:
        words.append(
            f"Uren van eerder onderwijs die het college meetelt: {uren.eerder} ({R_Z_Y.artikelen[0]})."
        )
        words += voorbehoud_begin(R_Z_Y, on)
    if uren.verlaagd:
        words.append(f"Het college vraagt {uren.verlaagd} uur minder ({R_Z_X.artikelen[0]}).")
    if groep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        words.append("PVT en MAP staan los van deze uren; er is geen deel participatie.")
        return Outcome(ZRest(left, 0), R_Z_G, facts, tuple(words))
    whole = parameter("z.participatie.uren", on=on).value
    deducted = uren.pvt + uren.map
    rest = max(whole - deducted - uren.participatie, 0)
    words.append(
        f"Van de **{whole} uur** participatie gaan PVT en MAP af ({deducted} uur). Nog te doen: **{rest} uur**."
    )
    return Outcome(ZRest(left, rest), R_Z_A, facts, tuple(words))


def lager_in_z(*, beperking: bool, revalidatie: bool) -> Answer[bool]:
    """R-Z-x: whether fewer course hours or skills may be asked of someone with a visual or auditory disability."""
    if not (beperking and revalidatie):
        return Outcome(
            False,
            R_Z_X,
            uitleg=("Minder uren kan alleen bij een visuele of auditieve beperking met revalidatie.",),
        )
    return NeedsJudgement(
        R_Z_X,
        "Hoeveel cursusuren of welke vaardigheden vervallen?",
        ("Wat de revalidatie aan Nederlands al biedt.",),
    )


def eerder_onderwijs_telt(gevolgd_tot: date, *, pip: date) -> Answer[bool]:
    """R-Z-y: hours of VSO, praktijkonderwijs or entree may be taken off when followed within two years before the PIP.

    ``gevolgd_tot`` is the last day of that education, ``pip`` the dagtekening. Whether they are is for the college.
    """
    feiten = (Feit("gevolgd_tot", "gevolgd tot en met", datum(gevolgd_tot)), Feit("pip", "PIP", datum(pip)))
    kracht = R_Z_Y.kracht(pip)
    if kracht is Kracht.ONZEKER:
        return begin_onzeker(R_Z_Y, pip, "Tellen uren van eerder onderwijs bij dit PIP al mee?", *feiten)
    if kracht is Kracht.GELDT_NIET:
        return Outcome(False, R_Z_Y, feiten, voorbehoud_begin(R_Z_Y, pip))
    length = jaren(parameter("z.eerder.jaren", on=pip).value)
    earliest = terug(pip, length)
    sentence = f"Uren vanaf **{datum(earliest)}**, {length} voor het PIP, kunnen afgaan van de cursusuren."
    if gevolgd_tot < earliest:
        return Outcome(False, R_Z_Y, feiten, (sentence, "Deze opleiding eindigde eerder."))
    return NeedsJudgement(
        R_Z_Y,
        "Hoeveel uren van dit onderwijs gaan af van de cursusuren?",
        ("Alleen uren Nederlands en KNM tellen.", f"Alleen uren vanaf {datum(earliest)} tellen."),
        feiten,
        (sentence,),
    )


class Gespreksvoerder(StrEnum):
    """Who holds a final talk."""

    COLLEGE = "het college"
    OPENBAAR_LICHAAM = "een openbaar lichaam met mandaat"
    AANBIEDER = "de taalaanbieder"


def eindgesprek_z_geldig(door: Gespreksvoerder) -> Outcome[bool]:
    """R-Z-m: the final talk of the Z-route may not be mandated to a provider."""
    valid = door is not Gespreksvoerder.AANBIEDER
    return Outcome(
        valid,
        R_Z_M,
        (Feit("door", "gevoerd door", door.value),),
        ("Het college voert het eindgesprek zelf of mandateert een openbaar lichaam, nooit een aanbieder.",),
    )
