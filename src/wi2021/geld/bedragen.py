"""The amounts and weights of a budget year (F-08, F-09, F-10). A year that wasn't read gives MissingFacts, never a guess."""

from dataclasses import dataclass
from datetime import date

from wi2021.geld.regels import F08, F09, F10
from wi2021.grondslag import Answer, Feit, MissingFacts, Outcome, Regel, bedrag
from wi2021.parameters import known, parameter

COHORTEN = "abc"
WEGEN = "abcd"


@dataclass(frozen=True, slots=True)
class Cohortbedragen:
    """Cents for an asielstatushouder who was housed in the budget year, in the year before, and two years before."""

    t: int
    t_1: int
    t_2: int


@dataclass(frozen=True, slots=True)
class Gewichten:
    """Weights of the gemeentelijke grondslag in hundredths: the three cohorts, and ``afgerond``: a trajectory that was
    completed with diploma or certificate two years before, or, in the first year that it weighs, until then."""

    t: int
    t_1: int
    t_2: int
    afgerond: int


def per_gezinsmigrant(jaar: int) -> Answer[int]:
    """F-08: cents for a gezinsmigrant or overige migrant in a budget year."""
    found = _of_year(F08, "gezin", jaar, ("centen",))
    if isinstance(found, MissingFacts):
        return found
    words = f"In {jaar} is de uitkering **{bedrag(found[0])}** per gezinsmigrant of overige migrant."
    return Outcome(found[0], F08, (_year(jaar),), (words,))


def per_asielstatushouder(jaar: int) -> Answer[Cohortbedragen]:
    """F-09: cents for an asielstatushouder by cohort: they make the national budget, a gemeente gets its share of that."""
    found = _of_year(F09, "asiel", jaar, tuple(f"{letter}.centen" for letter in COHORTEN))
    if isinstance(found, MissingFacts):
        return found
    t, t_1, t_2 = (bedrag(cents) for cents in found)
    words = f"Per asielstatushouder in {jaar}: gehuisvest in {jaar} **{t}**, in {jaar - 1} **{t_1}**, in {jaar - 2} **{t_2}**."
    return Outcome(Cohortbedragen(*found), F09, (_year(jaar),), (words,))


def gewichten(jaar: int) -> Answer[Gewichten]:
    """F-10: the weights with which the national budget is shared out."""
    found = _of_year(F10, "gewicht", jaar, tuple(WEGEN))
    if isinstance(found, MissingFacts):
        return found
    return Outcome(Gewichten(*found), F10, (_year(jaar),), (_results(jaar, found[-1]),))


def _results(jaar: int, weight: int) -> str:
    """Which completed trajectories count. In the first year that they do, those of all years since 2022 (Bi 10.3(5))."""
    if not weight:
        return f"Trajecten die met een diploma of certificaat zijn afgerond, tellen in {jaar} niet mee in de verdeling."
    before = _of_year(F10, "gewicht", jaar - 1, tuple(WEGEN))
    first = not isinstance(before, MissingFacts) and not before[-1]
    which = f"tot en met {jaar - 2}" if first else f"in {jaar - 2}"
    new = f"Voor het eerst in {jaar}" if first else f"In {jaar}"
    return f"{new} tellen trajecten mee die {which} met een diploma of certificaat zijn afgerond."


def _of_year(rule: Regel, kind: str, jaar: int, names: tuple[str, ...]) -> tuple[int, ...] | MissingFacts:
    """The numbers of a kind in a budget year, in the order of the names."""
    on = date(jaar, 1, 1)
    keys = [f"spuk.{kind}.{jaar}.{name}" for name in names]
    if not all(known(key, on=on) for key in keys):
        why = f"Voor het budgetjaar {jaar} is dit getal nog niet gelezen ({rule.artikelen[-1].kort})."
        return MissingFacts(rule, (f"{kind}_{jaar}",), (why, "Neem het over uit de Regeling van dat jaar."))
    return tuple(parameter(key, on=on).value for key in keys)


def _year(jaar: int) -> Feit:
    return Feit("jaar", "budgetjaar", str(jaar))
