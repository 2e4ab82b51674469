"""The leerbaarheidstoets: whether it must be taken, who is exempted, and what its result is worth (INT-05 to INT-08)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.facts import Oproep
from wi2021.grondslag import (
    Answer,
    Feit,
    Kracht,
    NeedsJudgement,
    Outcome,
    Regel,
    begin_onzeker,
    datum,
    regel,
    ri,
    voorbehoud_begin,
    wi,
)
from wi2021.intake.onderdelen import INT01, Onderdeel

INT05 = regel(
    "INT-05", "De leerbaarheidstoets adviseert, het college beslist", wi("14", "5"), wi("35", "1"), ri("5.1")
)
_2023 = date(2023, 1, 1)
_BEGIN = "De wet kreeg deze ontheffing in 2022 of per 01-01-2023; de juiste dag is niet bekend."
INT06 = regel(
    "INT-06", "Ontheffing van de toets bij een visuele beperking", wi("14", "6", "a"), zeker_van=_2023, begin=_BEGIN
)  # fmt: skip
INT07 = regel(
    "INT-07", "Ontheffing van de toets bij een auditieve beperking", wi("14", "6", "b"), zeker_van=_2023, begin=_BEGIN
)  # fmt: skip
INT08 = regel("INT-08", "Verhuisd met een leerroute: geen nieuwe toets", wi("15", "4"))


class Toetsuitslag(StrEnum):
    """The result as DUO gives it."""

    HAALBAAR = "B1-route haalbaar"
    NIET_HAALBAAR = "B1-route niet haalbaar"
    ONBEKEND = "Onbekend"


@dataclass(frozen=True, slots=True)
class Toets:
    """What is known of the leerbaarheidstoets. ``ontheven``: the college's exemption with its ground."""

    aangemeld: date | None = None
    afgenomen: date | None = None
    uitslag: Toetsuitslag | None = None
    ontheven: date | None = None
    grond: str = ""


@dataclass(frozen=True, slots=True)
class IntakeFeiten:
    """The state of an intake. ``ingevuld``: blocks that are complete; ``alleen_gewezen``: the day the right to talk
    alone was pointed out, with the choice made in ``alleen_keuze``; ``verslag``: a written record exists."""

    ingevuld: frozenset[Onderdeel] = frozenset()
    toets: Toets = Toets()
    visuele_beperking: bool | None = None
    auditieve_beperking: bool | None = None
    kan_toets_maken: bool | None = None
    leerroute_van_vorige_gemeente: bool = False
    alleen_gewezen: date | None = None
    alleen_keuze: str = ""
    verslag: bool = False
    oproepen: tuple[Oproep, ...] = ()
    in_afwezigheid: bool = False


def toets_nodig(facts: IntakeFeiten, *, on: date) -> Answer[bool]:
    """Whether the leerbaarheidstoets must be taken on a day, or the college exempts (INT-06, INT-07), or none is needed
    (INT-08). For a day on which the exemption perhaps didn't exist yet the answer is a judgement."""
    if facts.leerroute_van_vorige_gemeente:
        return Outcome(
            False,
            INT08,
            uitleg=("De vorige gemeente stelde al een leerroute vast. Een nieuwe toets is niet nodig.",),
        )
    if facts.visuele_beperking:
        seen = Feit("visuele_beperking", "visuele beperking", "ja")
        return _exempted(INT06, seen, "Bij een visuele beperking ontheft het college van de toets.", on)
    if facts.auditieve_beperking:
        return _deaf(facts, on)
    return Outcome(True, INT01, uitleg=("De leerbaarheidstoets is een verplicht onderdeel van de intake.",))


def _exempted(rule: Regel, fact: Feit, sentence: str, on: date) -> Answer[bool]:
    kracht = rule.kracht(on)
    if kracht is Kracht.ONZEKER:
        return begin_onzeker(rule, on, f"Gold de ontheffing van de toets al op **{datum(on)}**?", fact)
    if kracht is Kracht.GELDT_NIET:
        return Outcome(True, INT01, (fact,), voorbehoud_begin(rule, on))
    return Outcome(False, rule, (fact,), (sentence,))


def _deaf(facts: IntakeFeiten, on: date) -> Answer[bool]:
    heard = Feit("auditieve_beperking", "auditieve beperking", "ja")
    if facts.kan_toets_maken is None:
        return NeedsJudgement(
            INT07,
            "Kan deze persoon de toets maken, zo nodig met een tolk?",
            ("Is er een tolk gebarentaal of schrijftolk beschikbaar?", "Begrijpt de persoon de opdrachten?"),
            (heard,),
        )
    if facts.kan_toets_maken:
        return Outcome(
            True, INT07, (heard,), ("De persoon kan de toets maken: er is geen grond voor ontheffing.",)
        )
    return _exempted(
        INT07, heard, "De persoon kan de toets niet maken: het college ontheft van de toets.", on
    )


def toets_klaar(facts: IntakeFeiten, *, on: date) -> bool:
    """Whether nothing more must be done about the toets: there is a result, or it needn't be taken."""
    if facts.toets.uitslag is not None:
        return True
    needed = toets_nodig(facts, on=on)
    if isinstance(needed, Outcome) and not needed.value:
        return needed.regel is INT08 or facts.toets.ontheven is not None
    return False


def ontheffing_bij_uitslag(facts: IntakeFeiten, *, on: date) -> Outcome[bool] | None:
    """The ground for an exemption (INT-06, INT-07) while a result lies there: the toets was taken, so there is nothing left to
    exempt from, but whoever reads the result must know it. None when there is no such ground or the exemption was given."""
    if facts.toets.uitslag is None or facts.toets.ontheven is not None:
        return None
    needed = toets_nodig(facts, on=on)
    grounded = isinstance(needed, Outcome) and not needed.value and needed.regel is not INT08
    return needed if grounded and isinstance(needed, Outcome) else None


def deviates(uitslag: Toetsuitslag | None, leerroute_z: bool) -> bool:
    """Whether the route chosen goes against the result: then a reasoned deviation is asked (INT-05)."""
    if uitslag is Toetsuitslag.HAALBAAR:
        return leerroute_z
    return uitslag is Toetsuitslag.NIET_HAALBAAR and not leerroute_z


def advies(uitslag: Toetsuitslag, leerroute_z: bool) -> Outcome[bool]:
    """INT-05: whether a route follows the toets; going against it is allowed, with a reason that is written down."""
    follows = not deviates(uitslag, leerroute_z)
    words = "volgt de uitslag" if follows else "wijkt af van de uitslag; leg uit waarom"
    return Outcome(
        follows,
        INT05,
        (Feit("uitslag", "uitslag", uitslag.value),),
        (f"DUO neemt de toets af en adviseert: **{uitslag}**.", f"De route {words}. Het college beslist."),
    )
