"""When the inburgeringstermijn gets longer (section 2.1). DUO decides; the college supplies statements."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.dagen import Duur, add, dagen, maanden, weken
from wi2021.facts import Doelgroep, Leerroute
from wi2021.grondslag import (
    Answer,
    Feit,
    MissingFacts,
    NeedsJudgement,
    Outcome,
    Regel,
    Zekerheid,
    bi,
    datum,
    regel,
    ri,
    wi,
)
from wi2021.parameters import parameter
from wi2021.plicht import doorlopend

_RI = ri("4.1", "1")


class Grond(StrEnum):
    """Why a termijn is extended; the value is the id of the rule."""

    ZIEKTE = "X-a"
    OVERLIJDEN = "X-b"
    GEBOORTE = "X-c"
    OPVANG = "X-d"
    ALFABETISERING = "X-e"
    DAKLOOS = "X-f"
    GEEN_AANBOD = "X-g"
    AANBIEDER = "X-h"
    OVERIG = "X-i"
    COMBINATIE = "X-j"
    OPLEIDING = "X-k"
    BIJNA_KLAAR = "X-l"
    ONDERBREKING = "X-m"
    EXAMENS_NAKIJKEN = "X-n"


def _x(grond: Grond, titel: str, onderdeel: str) -> Regel:
    return regel(grond.value, titel, ri("4.1", "1", onderdeel))


REGELS: dict[Grond, Regel] = {
    Grond.ZIEKTE: _x(Grond.ZIEKTE, "Ziekte van drie maanden of langer", "a"),
    Grond.OVERLIJDEN: _x(Grond.OVERLIJDEN, "Overlijden van partner of naaste familie", "b"),
    Grond.GEBOORTE: _x(Grond.GEBOORTE, "Geboorte van een kind", "c"),
    Grond.OPVANG: _x(Grond.OPVANG, "Verblijf in de vrouwenopvang", "d"),
    Grond.ALFABETISERING: _x(Grond.ALFABETISERING, "Alfabetisering in de B1-route of Onderwijsroute", "e"),
    Grond.DAKLOOS: _x(Grond.DAKLOOS, "Dakloosheid", "f"),
    Grond.GEEN_AANBOD: _x(Grond.GEEN_AANBOD, "Geen tijdig aanbod van de gemeente", "g"),
    Grond.AANBIEDER: _x(Grond.AANBIEDER, "Oorzaak bij de aanbieder", "h"),
    Grond.OVERIG: _x(Grond.OVERIG, "Andere niet verwijtbare vertraging", "i"),
    Grond.COMBINATIE: _x(Grond.COMBINATIE, "Meer oorzaken samen", "j"),
    Grond.OPLEIDING: regel(Grond.OPLEIDING.value, "Niet-vrijstellende opleiding", bi("4.3", "2"), zekerheid=Zekerheid.ONGECONTROLEERD),
    Grond.BIJNA_KLAAR: regel(Grond.BIJNA_KLAAR.value, "Bijna klaar in de B1-route", wi("12", "1", "b"), bi("4.4")),
    Grond.ONDERBREKING: regel(Grond.ONDERBREKING.value, "Onderbreking van de plicht", bi("4.2")),
    Grond.EXAMENS_NAKIJKEN: regel(Grond.EXAMENS_NAKIJKEN.value, "Achterstand bij het nakijken van examens", wi("12"), zekerheid=Zekerheid.ONGECONTROLEERD),
}  # fmt: skip
# Longest extension in months; None: as long as it lasted.
_HOOGSTENS: dict[Grond, str | None] = {
    Grond.ZIEKTE: None, Grond.OPVANG: None, Grond.COMBINATIE: None,
    Grond.ALFABETISERING: "verlenging.half_jaar.maanden", Grond.AANBIEDER: "verlenging.half_jaar.maanden",
    Grond.DAKLOOS: "verlenging.twee_jaar.maanden", Grond.OVERIG: "verlenging.twee_jaar.maanden",
}  # fmt: skip
BEWIJS: dict[Grond, str] = {
    Grond.ZIEKTE: "machtiging om medische gegevens op te vragen", Grond.OVERLIJDEN: "akte van overlijden",
    Grond.GEBOORTE: "geboorte in de BRP", Grond.OPVANG: "verklaring van de opvang",
    Grond.ALFABETISERING: "verklaring van de school", Grond.DAKLOOS: "uittreksel uit de BRP",
    Grond.GEEN_AANBOD: "verklaring van het college", Grond.AANBIEDER: "stukken", Grond.OVERIG: "stukken",
    Grond.COMBINATIE: "stukken bij elke oorzaak", Grond.OPLEIDING: "verklaring van de opleiding",
    Grond.BIJNA_KLAAR: "uitslagen en gevolgde uren", Grond.ONDERBREKING: "gegevens van de BRP",
    Grond.EXAMENS_NAKIJKEN: "geen: DUO verlengt uit eigen beweging",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VerlengFeiten:
    """What is known for a ground. ``vanaf`` and ``tot`` (inclusive) are the period of the cause; ``einde`` the last
    day of the termijn as it stands. ``aanbod`` is the day of the offer after ``pip``."""

    einde: date
    vanaf: date | None = None
    tot: date | None = None
    pip: date | None = None
    aanbod: date | None = None
    leerroute: Leerroute | None = None
    doelgroep: Doelgroep | None = None
    lesuren: int = 0
    alle_lessen: bool = False
    taalonderdelen: int = 0
    knm: bool = False
    pvt: bool = False
    map: bool = False
    eerder_bijna_klaar: bool = False


@dataclass(frozen=True, slots=True)
class Verlenging:
    """By how much, and the last day that follows (inclusive). A zero length: the ground gives nothing."""

    duur: Duur
    einde: date


def verlenging(grond: Grond, f: VerlengFeiten) -> Answer[Verlenging]:
    """What a ground gives when its facts are proven. DUO decides; the proof it asks stands in ``BEWIJS``."""
    rule = REGELS[grond]
    match grond:
        case Grond.OVERLIJDEN:
            return _fixed(rule, f, maanden(parameter("verlenging.overlijden.maanden", on=f.einde).value))
        case Grond.GEBOORTE:
            return _fixed(rule, f, weken(parameter("verlenging.geboorte.weken", on=f.einde).value))
        case Grond.GEEN_AANBOD:
            return _no_offer(rule, f)
        case Grond.BIJNA_KLAAR:
            return _nearly_done(rule, f)
        case Grond.OPLEIDING:
            return NeedsJudgement(
                rule,
                "Hoe lang verlengt DUO?",
                ("De duur is bij regeling bepaald en nog niet gecontroleerd.",),
            )
        case Grond.EXAMENS_NAKIJKEN:
            months = parameter("verlenging.half_jaar.maanden", on=f.einde).value
            return NeedsJudgement(
                rule,
                f"Komt iemand door de achterstand in de knel? Dan verlengt DUO met {months} maanden.",
                ("De bron is een nieuwsbericht en nog niet gecontroleerd.",),
            )
        case Grond.ONDERBREKING:
            return _gap(rule, f)
        case _:
            return _lasting(grond, rule, f)


def _fixed(rule: Regel, f: VerlengFeiten, length: Duur) -> Outcome[Verlenging]:
    last = add(f.einde, length)
    return Outcome(
        Verlenging(length, last),
        rule,
        (Feit("einde", "einde van de termijn", datum(f.einde)),),
        (
            f"Deze grond geeft **{length}** extra.",
            f"De termijn loopt dan tot en met **{datum(last)}**. DUO beslist.",
        ),
    )


def _nothing(rule: Regel, f: VerlengFeiten, why: str) -> Outcome[Verlenging]:
    return Outcome(Verlenging(dagen(0), f.einde), rule, uitleg=(why,))


def _as_long_as(rule: Regel, f: VerlengFeiten, most: date | None) -> Answer[Verlenging]:
    if f.vanaf is None or f.tot is None:
        missing = tuple(name for name in ("vanaf", "tot") if getattr(f, name) is None)
        return MissingFacts(rule, missing, ("De duur volgt uit het begin en het einde van de oorzaak.",))
    end = min(f.tot, most) if most else f.tot
    return _fixed(rule, f, dagen((end - f.vanaf).days + 1))


def _gap(rule: Regel, f: VerlengFeiten) -> Answer[Verlenging]:
    """X-m: as long as the gap, when the duty counts as unbroken (WHO-05)."""
    if f.vanaf and f.tot and not doorlopend(f.vanaf, f.tot).value:
        return _nothing(rule, f, "De onderbreking duurde langer dan een jaar: de plicht liep niet door.")
    return _as_long_as(rule, f, None)


def _lasting(grond: Grond, rule: Regel, f: VerlengFeiten) -> Answer[Verlenging]:
    if f.vanaf is None or f.tot is None:
        return _as_long_as(rule, f, None)
    least = parameter("verlenging.minst.maanden", on=f.vanaf).value
    if f.tot < add(f.vanaf, maanden(least)):
        return _nothing(
            rule, f, f"De oorzaak duurde korter dan **{least} maanden**: dan geeft deze grond niets."
        )
    key = _HOOGSTENS[grond]
    most = add(f.vanaf, maanden(parameter(key, on=f.vanaf).value)) if key else None
    return _as_long_as(rule, f, most)


def _no_offer(rule: Regel, f: VerlengFeiten) -> Answer[Verlenging]:
    """X-g: from the third month after the PIP until the offer; a fixed half year in the Onderwijsroute."""
    if f.doelgroep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        return _nothing(
            rule, f, "Deze grond geldt alleen voor een asielstatushouder: anderen krijgen geen aanbod."
        )
    if f.pip is None or f.aanbod is None:
        missing = tuple(name for name in ("pip", "aanbod") if getattr(f, name) is None)
        return MissingFacts(
            rule, missing, ("De duur volgt uit de dag van het PIP en de dag van het aanbod.",)
        )
    education = f.leerroute is Leerroute.ONDERWIJS
    key = "aanbod.onderwijsroute.maanden" if education else "aanbod.maanden"
    limit = add(f.pip, maanden(parameter(key, on=f.pip).value))
    if f.aanbod <= limit:
        return _nothing(rule, f, f"Het aanbod kwam op tijd: uiterlijk **{datum(limit)}**.")
    if education:
        return _fixed(rule, f, maanden(parameter("verlenging.half_jaar.maanden", on=f.pip).value))
    found = _fixed(rule, f, dagen((f.aanbod - limit).days))
    return Outcome(
        found.value,
        rule,
        (Feit("pip", "PIP", datum(f.pip)), Feit("aanbod", "aanbod", datum(f.aanbod))),
        (
            f"Zonder aanbod telt de vertraging vanaf **{datum(limit)}**.",
            f"Het aanbod kwam op **{datum(f.aanbod)}**: **{found.value.duur}**.",
            "Het college geeft hierover een verklaring; DUO beslist.",
        ),
    )


def _nearly_done(rule: Regel, f: VerlengFeiten) -> Outcome[Verlenging]:
    """X-l: once, for who nearly finished the B1-route."""
    least = parameter("verlenging.bijna_klaar.uren", on=f.einde).value
    if f.leerroute is not Leerroute.B1:
        return _nothing(rule, f, "Deze grond geldt alleen in de B1-route.")
    if f.eerder_bijna_klaar:
        return _nothing(rule, f, "Deze verlenging kan één keer.")
    asks = [
        (f.alle_lessen, "alle lessen gevolgd"),
        (f.doelgroep is Doelgroep.ASIELSTATUSHOUDER or f.lesuren >= least, f"ten minste {least} uur les"),
        (f.taalonderdelen >= 2, "ten minste twee taalonderdelen gehaald op het niveau van het PIP"),
        (f.knm, "KNM gehaald"),
        (f.pvt, "PVT gedaan"),
        (f.map, "MAP gedaan"),
    ]
    missing = [words for holds, words in asks if not holds]
    if missing:
        return _nothing(rule, f, f"Nog nodig: {', '.join(missing)}.")
    return _fixed(rule, f, maanden(parameter("verlenging.bijna_klaar.maanden", on=f.einde).value))
