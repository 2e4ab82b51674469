"""Section 5 of the legal dossier, of gemeenten: the uitkering of the Rijk, its payment, its rest and its split (F-07 to F-13)."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.zaken import D
from wi2021 import parameters
from wi2021.geld import (
    Cohortbedragen,
    Cohorten,
    Gewichten,
    Jaareinde,
    afrekening,
    bekend_uiterlijk,
    deel_asiel,
    deel_gezin,
    gewichten,
    grondslag,
    heel,
    herzien_uiterlijk,
    jaareinde,
    landelijk_budget,
    maandbetalingen,
    over,
    per_asielstatushouder,
    per_gemeente,
    per_gezinsmigrant,
    trajectbudget,
    uitkering,
    verantwoord_uiterlijk,
    verwacht,
)
from wi2021.grondslag import Answer, MissingFacts, NeedsJudgement, Outcome
from wi2021.parameters import Parameter


def value(answer: Answer[Any]) -> Any:
    """What an answer says; a judgement and missing facts by their names."""
    if isinstance(answer, Outcome):
        return answer.value
    return "oordeel" if isinstance(answer, NeedsJudgement) else "ontbreekt"


AMOUNTS = [
    ("F-08", per_gezinsmigrant, 2022, 61_098), ("F-08", per_gezinsmigrant, 2023, 63_532), ("F-08", per_gezinsmigrant, 2024, "ontbreekt"),
    ("F-08", per_gezinsmigrant, 2025, 69_423), ("F-08", per_gezinsmigrant, 2026, 70_672), ("F-08", per_gezinsmigrant, 2027, "ontbreekt"),
    ("F-09", per_asielstatushouder, 2022, Cohortbedragen(805_710, 407_967, 101_992)),
    ("F-09", per_asielstatushouder, 2023, Cohortbedragen(837_803, 424_217, 106_054)),
    ("F-09", per_asielstatushouder, 2024, "ontbreekt"),
    ("F-09", per_asielstatushouder, 2025, Cohortbedragen(915_491, 463_554, 115_889)),
    ("F-09", per_asielstatushouder, 2026, Cohortbedragen(608_734, 471_896, 117_974)),
    ("F-10", gewichten, 2025, Gewichten(915_491, 463_554, 115_889, 0)), ("F-10", gewichten, 2024, "ontbreekt"),
    ("F-10", gewichten, 2026, Gewichten(582_070, 424_706, 106_177, 85_651)), ("F-10", gewichten, 2021, "ontbreekt"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "ask", "year", "expected"), AMOUNTS)
def test_the_amounts_of_a_budget_year(rule: str, ask: Any, year: int, expected: object) -> None:
    answer = ask(year)
    assert (answer.regel.id, value(answer)) == (rule, expected)
    assert str(year) in answer.uitleg[0]


def test_f_08_a_gezinsmigrant_counts_by_the_year_of_the_cohort() -> None:
    early, late = deel_gezin(2026, 100, definitief=False), deel_gezin(2026, 110, definitief=True)
    assert (value(early), value(late)) == (7_067_200, 7_773_920)
    assert isinstance(early, Outcome)
    assert isinstance(late, Outcome)
    assert "cohort 2024" in early.uitleg[1]
    assert "cohort 2026" in late.uitleg[1]
    assert value(deel_gezin(2024, 100, definitief=True)) == "ontbreekt"


def test_f_10_seventy_percent_of_the_taakstelling_is_expected_as_far_as_it_was_read() -> None:
    assert value(verwacht(101, jaar=2023)) == Fraction(707, 10)
    assert value(verwacht(101, jaar=2024)) == "oordeel"


NATION = Cohorten(t=1000, t_1=2000, t_2=3000, afgerond=500)
TOWN = Cohorten(t=10, t_1=20, t_2=30, afgerond=10)


def test_f_09_f_10_a_gemeente_gets_its_part_of_the_national_budget() -> None:
    budget, own, all_ = landelijk_budget(2026, NATION), grondslag(2026, TOWN), grondslag(2026, NATION)
    assert value(budget) == 1000 * 608_734 + 2000 * 471_896 + 3000 * 117_974
    assert value(own) == 10 * 582_070 + 20 * 424_706 + 30 * 106_177 + 10 * 85_651
    part = deel_asiel(value(own), value(all_), value(budget))
    assert part.value == heel(value(budget) * value(own) / value(all_))
    # With completed trajectories the town gets more than its hundredth of the people.
    assert part.value > value(budget) // 100
    for ask in (landelijk_budget, grondslag):
        assert value(ask(2024, TOWN)) == "ontbreekt"


def test_f_10_in_2025_completed_trajectories_weigh_nothing() -> None:
    assert value(grondslag(2025, Cohorten(afgerond=100))) == 0
    assert value(grondslag(2026, Cohorten(afgerond=100))) == 8_565_100


@pytest.mark.parametrize(("own", "total"), [(1, 0), (2, 1)])
def test_f_10_a_part_larger_than_the_whole_is_refused(own: int, total: int) -> None:
    with pytest.raises(ValueError, match="som van alle grondslagen"):
        deel_asiel(Fraction(own), Fraction(total), 100)


ALL = [(2025, None, 300), (2026, None, "oordeel"), (2026, 50, 350), (2026, 0, 300)]


@pytest.mark.parametrize(("year", "extra", "total"), ALL)
def test_f_11_the_uitkering_asks_the_unknown_third_term_since_2026(
    year: int, extra: int | None, total: object
) -> None:
    answer = uitkering(year, 100, 200, abo_centen=extra)
    assert (answer.regel.id, answer.regel.versie, value(answer)) == ("F-11", 1 if year == 2025 else 2, total)
    assert "€" in answer.uitleg[0]


def test_f_07_when_the_uitkering_is_told_and_revised() -> None:
    told, revised = bekend_uiterlijk(2027), herzien_uiterlijk(2026)
    assert (told.value, revised.value) == (D("2026-10-01"), D("2027-06-30"))
    assert told.regel.id == revised.regel.id == "F-07"
    accounted = verantwoord_uiterlijk(2026)
    assert (accounted.value, accounted.regel.id) == (D("2028-06-30"), "F-07")


RESULTS = [
    (2025, {}, "tellen in 2025 niet mee"),
    (2026, {}, "Voor het eerst in 2026 tellen trajecten mee die tot en met 2024"),
    (2027, {"a": 5, "b": 4, "c": 3, "d": 2}, "In 2027 tellen trajecten mee die in 2025"),
]


@pytest.mark.parametrize(("year", "added", "words"), RESULTS)
def test_f_10_in_the_first_year_that_results_weigh_all_of_them_since_2022_count(
    year: int, added: dict[str, int], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = {
        f"spuk.gewicht.{year}.{letter}": (
            Parameter(
                f"spuk.gewicht.{year}.{letter}",
                weight,
                "honderdsten",
                D(f"{year}-01-01"),
                "Ri 10.4",
                "bedacht",
            ),
        )
        for letter, weight in added.items()
    }
    held = {**parameters.table(), **more}
    monkeypatch.setattr(parameters, "table", lambda: held)
    assert words in gewichten(year).uitleg[0]


def test_f_07_a_twelfth_a_month_around_the_fifteenth() -> None:
    rows = maandbetalingen(2026, 1_000_001).value
    assert [row.dag.day for row in rows] == [15] * 12
    assert [row.dag.month for row in rows] == list(range(1, 13))
    assert sum(row.centen for row in rows) == 1_000_001
    assert {row.centen for row in rows} == {83_333, 83_334}


@pytest.mark.parametrize(("early", "late", "left", "words"), [(100, 150, 50, "na, in één keer"), (150, 100, -50, "terug"), (5, 5, 0, "niets")])  # fmt: skip
def test_f_07_the_final_uitkering_is_settled_at_once(early: int, late: int, left: int, words: str) -> None:
    answer = afrekening(early, late)
    assert answer.value == left
    assert words in answer.uitleg[0]


# uitkering, spent, reserve of the year before, shortage of the year before, what follows
ENDS = [
    (100, 100, 0, 0, Jaareinde(0, 0, 0)),
    (100, 0, 0, 0, Jaareinde(100, 0, 0)),
    (100, 60, 0, 0, Jaareinde(40, 0, 0)),
    (100, 130, 0, 0, Jaareinde(0, 0, 30)),
    (100, 130, 20, 0, Jaareinde(0, 0, 10)),
    (100, 30, 50, 0, Jaareinde(100, 20, 0)),
    (100, 80, 0, 30, Jaareinde(0, 0, 10)),
]


@pytest.mark.parametrize(("given_", "spent", "reserve", "short", "end"), ENDS)
def test_f_07_what_is_left_is_reserved_and_a_shortage_goes_to_the_next_year(
    given_: int, spent: int, reserve: int, short: int, end: Jaareinde
) -> None:
    answer = jaareinde(2026, given_, spent, reserve_centen=reserve, tekort_centen=short)
    assert answer.value == end
    assert answer.uitleg


MONEY = st.integers(0, 10**10)


@given(MONEY, MONEY, MONEY, MONEY)
def test_f_07_no_cent_is_lost_at_the_end_of_a_year(given_: int, spent: int, reserve: int, short: int) -> None:
    end = jaareinde(2026, given_, spent, reserve_centen=reserve, tekort_centen=short).value
    assert given_ + reserve + end.tekort == spent + short + end.reserve + end.terug
    assert end.reserve <= given_
    assert min(end.reserve, end.terug, end.tekort) >= 0
    assert not (end.reserve and end.tekort)


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 1000), min_size=1, max_size=9).filter(any))
def test_f_13_an_amount_over_gemeenten_is_exactly_the_amount(total: int, weights: list[int]) -> None:
    parts = over(total, weights)
    assert sum(parts) == total
    assert all(abs(part - Fraction(total * weight, sum(weights))) < 1 for part, weight in zip(parts, weights, strict=True))  # fmt: skip


def test_f_13_costs_are_split_by_a_key() -> None:
    answer = per_gemeente(1000, {"0505": 2, "0523": 1})
    assert (answer.regel.id, answer.value) == ("F-13", {"0505": 667, "0523": 333})
    for wrong in ({}, {"0505": 0}, {"0505": 2, "0523": -1}):
        with pytest.raises(ValueError, match="verdeelsleutel"):
            per_gemeente(1000, wrong)


@pytest.mark.parametrize(("amount", "by", "whole"), [(5, 2, 3), (-5, 2, -3), (7, 3, 2), (-7, 3, -2)])
def test_half_a_cent_goes_away_from_zero(amount: int, by: int, whole: int) -> None:
    assert heel(amount, by) == whole


def test_f_12_the_budget_a_trajectory_is_of_the_letter_of_2021_only() -> None:
    answer = trajectbudget(2021)
    assert isinstance(answer, Outcome)
    assert (answer.value, answer.regel.id) == (1_000_000, "F-12")
    assert "geen regel van de wet" in answer.uitleg[0]
    later = trajectbudget(2022)
    assert isinstance(later, MissingFacts)
    assert later.ontbreekt == ("trajectbudget",)
