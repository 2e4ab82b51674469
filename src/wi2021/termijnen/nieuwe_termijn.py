"""T-24: the new inburgeringstermijn after a fine of DUO; the longest of what applies (Ri 7.4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from wi2021.dagen import einde, maanden
from wi2021.facts import Doelgroep, DuoBoete, Facts, Leerroute
from wi2021.grondslag import START, Feit, MissingFacts, NeedsJudgement, Zekerheid, datum
from wi2021.parameters import parameter
from wi2021.termijnen.regels import T24
from wi2021.termijnen.soorten import Act, Reasons, Soort, Termijn, Wie, made

STEPS = 4


def nieuwe_termijn(facts: Facts) -> Iterator[Termijn]:
    """The term that DUO sets in its decision; none while a fact is missing or nothing is left to do."""
    fine = facts.duo_boete
    if fine is None or nieuwe_termijn_vraag(facts):
        return
    reasons = tuple(_reasons(fine, facts.doelgroep))
    length = maanden(max(months for months, _ in reasons))
    longest = () if len(reasons) == 1 else (f"De langste telt: {length}.",)
    why = Reasons(
        f"{length} na de boete van DUO",
        (
            f"DUO maakte de boete bekend op **{datum(fine.bekendgemaakt)}**.",
            *(words for _, words in reasons),
            *longest,
        ),
        verandert=("Wie daarna nog niet klaar is, krijgt iedere twee jaar opnieuw een boete van DUO.",),
        feiten=(Feit("duo_boete", "bekendgemaakt", datum(fine.bekendgemaakt)),),
    )
    wat = Act(
        Soort.NIEUWE_TERMIJN, "Nieuwe inburgeringstermijn na boete van DUO", Wie.INBURGERAAR, plicht=False
    )
    found = made(wat, T24, fine.bekendgemaakt, "boete van DUO", einde(fine.bekendgemaakt, length), why)
    yield replace(found, oordeel=_asylum(facts.doelgroep))


def _value(key: str, on: date) -> int:
    return parameter(f"nieuwe_termijn.{key}", on=max(on, START)).value


def _reasons(fine: DuoBoete, group: Doelgroep | None) -> Iterator[tuple[int, str]]:
    """Each part that wasn't finished: how many months it gives, and why."""
    day = fine.bekendgemaakt
    if fine.pvt_ontbreekt and fine.map_ontbreekt:
        months = _value("pvt_en_map.maanden", day)
        yield months, f"PVT en MAP waren niet af: {maanden(months)}."
    elif fine.pvt_ontbreekt or fine.map_ontbreekt:
        months = _value("pvt_of_map.maanden", day)
        yield months, f"{'Het PVT' if fine.pvt_ontbreekt else 'De MAP'} was niet af: {maanden(months)}."
    if fine.leerroute is Leerroute.Z:
        step = sum(fine.uren >= edge for edge in _edges(group, day))
        months = _value(f"stap.{step}.maanden", day)
        yield months, f"De Z-route was niet af, met **{fine.uren}** uren: {maanden(months)}."
    elif fine.leerroute:
        months = _value(f"stap.{min(fine.geslaagd, STEPS - 1)}.maanden", day)
        yield (
            months,
            f"De {fine.leerroute.naam} was niet af, met **{fine.geslaagd}** gehaalde onderdelen: {maanden(months)}.",
        )


def _edges(group: Doelgroep | None, on: date) -> tuple[int, ...]:
    """From how many hours the second, third and fourth step count."""
    name = "asiel" if group is Doelgroep.ASIELSTATUSHOUDER else "gezin"
    return tuple(_value(f"uren.{name}.{step}", on) for step in range(1, STEPS))


def nieuwe_termijn_vraag(facts: Facts) -> MissingFacts | NeedsJudgement | None:
    """What must be known before the new term can be given."""
    fine = facts.duo_boete
    if fine is None:
        return None
    if not (fine.pvt_ontbreekt or fine.map_ontbreekt or fine.leerroute):
        return MissingFacts(
            T24, ("duo_boete",), ("De lengte volgt uit wat niet af was: PVT, MAP of de leerroute.",)
        )
    if fine.leerroute is not Leerroute.Z:
        return None
    if facts.doelgroep is None:
        return MissingFacts(T24, ("doelgroep",), ("In de Z-route verschilt het aantal uren per doelgroep.",))
    name = "asiel" if facts.doelgroep is Doelgroep.ASIELSTATUSHOUDER else "gezin"
    if fine.uren >= _value(f"uren.{name}.{STEPS}", fine.bekendgemaakt):
        return NeedsJudgement(
            T24,
            "Welke termijn geldt als alle uren van de Z-route zijn gemaakt?",
            ("De regeling noemt alleen een termijn voor minder uren. Kijk in het besluit van DUO.",),
            (Feit("duo_boete", "uren", str(fine.uren)),),
        )
    return None


def _asylum(group: Doelgroep | None) -> NeedsJudgement | None:
    if group is not Doelgroep.ASIELSTATUSHOUDER:
        return None
    return NeedsJudgement(
        T24,
        "Geldt deze nieuwe termijn voor een asielstatushouder?",
        (
            f"DUO legt asielstatushouders sinds 2025 geen boete meer op. Of er dan een nieuwe termijn is: {Zekerheid.ONGECONTROLEERD}.",
            "Kijk in het besluit van DUO.",
        ),
    )
