"""The uitkering of a gemeente in a budget year: U = BGO + BA + ABO (F-08 to F-11). Whole cents; rounding is derived."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from wi2021.geld.bedragen import (
    Cohortbedragen,
    Gewichten,
    gewichten,
    per_asielstatushouder,
    per_gezinsmigrant,
)
from wi2021.geld.regels import F08, F09, F10, F11, F11_ABO
from wi2021.geld.ronden import heel
from wi2021.grondslag import Answer, Feit, NeedsJudgement, Outcome, bedrag
from wi2021.parameters import known, parameter

FIRST_ABO = F11_ABO.geldig_van.year


@dataclass(frozen=True, slots=True)
class Cohorten:
    """Numbers of asielstatushouders by the year in which they were housed: the budget year, the one before, two before.

    For the preliminary uitkering the first two are expected (``verwacht``) and may be broken; for the final one counted.
    ``afgerond``: trajectories of asielstatushouders completed with diploma or certificate: which ones says ``gewichten``.
    """

    t: Fraction | int = 0
    t_1: Fraction | int = 0
    t_2: Fraction | int = 0
    afgerond: int = 0


def verwacht(taakstelling: int, *, jaar: int) -> Answer[Fraction]:
    """F-10: how many asielstatushouders are expected among who must be housed, for the preliminary uitkering.

    NeedsJudgement for a year of which the percentage wasn't read.
    """
    on = date(jaar, 1, 1)
    facts = (Feit("taakstelling", "huisvestingstaakstelling", str(taakstelling)),)
    if not known("uitkering.asiel.procent", on=on):
        question = f"Welk percentage van de taakstelling is in {jaar} asielstatushouder?"
        weigh = (
            "Het percentage van 2023 (70 %) is gelezen; of het later anders werd, is niet gecontroleerd.",
        )
        return NeedsJudgement(F10, question, weigh, facts)
    share = parameter("uitkering.asiel.procent", on=on).value
    found = Fraction(taakstelling * share, 100)
    return Outcome(found, F10, facts, (f"**{share} %** van de taakstelling van {taakstelling}.",))


def deel_gezin(jaar: int, aantal: int, *, definitief: bool) -> Answer[int]:
    """F-08: BGO in cents. ``aantal``: gezinsmigranten and overige migranten housed in the gemeente, in the budget year for
    the final uitkering, two years before for the preliminary one."""
    each = per_gezinsmigrant(jaar)
    if not isinstance(each, Outcome):
        return each
    total = aantal * each.value
    words = f"{aantal} mensen uit cohort {jaar if definitief else jaar - 2}: **{bedrag(total)}**."
    return Outcome(
        total,
        F08,
        (*each.feiten, Feit("aantal", "gezinsmigranten en overigen", str(aantal))),
        (*each.uitleg, words),
    )


def landelijk_budget(jaar: int, landelijk: Cohorten) -> Answer[int]:
    """F-09: TBA in cents, out of the national numbers. Completed trajectories don't count here: they only share it out."""
    each = per_asielstatushouder(jaar)
    if not isinstance(each, Outcome):
        return each
    total = heel(_sum(landelijk, each.value))
    return Outcome(total, F09, each.feiten, (*each.uitleg, f"Het landelijk budget is **{bedrag(total)}**."))


def grondslag(jaar: int, gemeente: Cohorten) -> Answer[Fraction]:
    """F-10: GG of one gemeente, in hundredths; its share in the sum of all gemeenten is its share in the budget."""
    weights = gewichten(jaar)
    if not isinstance(weights, Outcome):
        return weights
    found = _sum(gemeente, weights.value) + gemeente.afgerond * weights.value.afgerond
    done = f"Afgeronde trajecten: {gemeente.afgerond}."
    return Outcome(found, F10, weights.feiten, (*weights.uitleg, done))


def _sum(numbers: Cohorten, each: Cohortbedragen | Gewichten) -> Fraction:
    return Fraction(numbers.t) * each.t + Fraction(numbers.t_1) * each.t_1 + Fraction(numbers.t_2) * each.t_2


def deel_asiel(eigen: Fraction, alle: Fraction, budget_centen: int) -> Outcome[int]:
    """F-10: BA in cents: the gemeente's part in the sum of all grondslagen, of the national budget.

    ValueError when the sum isn't above zero, or is smaller than the gemeente's own.
    """
    if alle <= 0 or eigen > alle:
        raise ValueError(
            "de som van alle grondslagen is groter dan nul en niet kleiner dan die van de gemeente"
        )
    cents = heel(budget_centen * eigen / alle)
    words = (
        f"Van het landelijk budget van **{bedrag(budget_centen)}** krijgt de gemeente **{bedrag(cents)}**."
    )
    return Outcome(cents, F10, uitleg=(words,))


def uitkering(jaar: int, bgo_centen: int, ba_centen: int, *, abo_centen: int | None = None) -> Answer[int]:
    """F-11: U in cents. ``abo_centen``: the extra for the Onderwijsroute, as the ministry told it.

    NeedsJudgement from 2026 on when that isn't known: neither its amount nor its percentage was found.
    """
    facts = (Feit("bgo", "deel gezinsmigranten en overigen", bedrag(bgo_centen)), Feit("ba", "deel asielstatushouders", bedrag(ba_centen)))  # fmt: skip
    known_part = bgo_centen + ba_centen
    if jaar < FIRST_ABO:
        return Outcome(known_part, F11, facts, (f"De uitkering over {jaar} is **{bedrag(known_part)}**.",))
    if abo_centen is None:
        return NeedsJudgement(
            F11_ABO, f"Hoeveel is het extra budget voor de Onderwijsroute (ABO) in {jaar}?",
            ("Het bedrag of percentage is niet gevonden; neem het over uit de beschikking van het ministerie.",),
            facts, (f"Zonder ABO is de uitkering **{bedrag(known_part)}**.",),
        )  # fmt: skip
    total = known_part + abo_centen
    words = f"De uitkering over {jaar} is **{bedrag(total)}**, met **{bedrag(abo_centen)}** voor de Onderwijsroute."
    return Outcome(
        total, F11_ABO, (*facts, Feit("abo", "extra voor de Onderwijsroute", bedrag(abo_centen))), (words,)
    )
