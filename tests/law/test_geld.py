"""Section 5 of the legal dossier, of people: who pays what, free exam attempts, the fee, and the loan of DUO (F-01 to F-06)."""

from dataclasses import replace
from datetime import date

import pytest

from law.zaken import ASIEL, GEZIN, D
from wi2021.facts import Doelgroep, Leerroute, Niveau
from wi2021.geld import (
    EXAMENONDERDELEN,
    Betaler,
    Examenplan,
    Kostensoort,
    Terugbetaling,
    aanspraak_tot,
    draagkracht,
    examengeld,
    gratis_pogingen,
    kwartaal_betaald,
    lening,
    lening_beslist,
    lening_school,
    maandtermijn,
    pogingen,
    school_mag,
    terugbetalen,
    wie_betaalt,
)
from wi2021.grondslag import MissingFacts, Outcome

ON = D("2026-05-04")
B, O, Z = Leerroute.B1, Leerroute.ONDERWIJS, Leerroute.Z  # noqa: E741 DUO's own letter
A2, B1 = Niveau.A2, Niveau.B1
COURSE, EXAM, PVT, MAP = Kostensoort

PAYS = [
    ("F-01", COURSE, ASIEL, 0, Betaler.COLLEGE),
    ("F-03", COURSE, GEZIN, 0, Betaler.INBURGERAAR),
    ("F-03", EXAM, ASIEL, 1, Betaler.GRATIS),
    ("F-03", EXAM, ASIEL, 0, Betaler.INBURGERAAR),
    ("F-03", EXAM, GEZIN, 0, Betaler.INBURGERAAR),
    *(("F-06", what, group, 0, Betaler.COLLEGE) for what in (PVT, MAP) for group in (ASIEL, GEZIN)),
]


@pytest.mark.parametrize(("rule", "what", "group", "free", "payer"), PAYS)
def test_who_pays_what(rule: str, what: Kostensoort, group: Doelgroep, free: int, payer: Betaler) -> None:
    answer = wie_betaalt(what, group, gratis_pogingen=free)
    assert (answer.regel.id, answer.value) == (rule, payer)
    assert ("lening" in answer.uitleg[0]) is (payer is Betaler.INBURGERAAR and group is GEZIN)


@pytest.mark.parametrize(("route", "keurmerk", "tst", "may"), [(B, True, False, True), (Z, False, True, False), (O, False, True, True), (O, True, False, False)])  # fmt: skip
def test_f_01_the_college_buys_from_a_school_with_keurmerk_or_for_the_onderwijsroute_a_recognised_course(
    route: Leerroute, keurmerk: bool, tst: bool, may: bool
) -> None:
    assert school_mag(route, keurmerk=keurmerk, tst=tst).value is may


PLAN = Examenplan(ASIEL, B)
IN_Z = Examenplan(ASIEL, Z, in_pip=frozenset({"lezen", "knm"}))
FREE = [
    ("two at a part", PLAN, "lezen", 0, None, 2),
    ("one left", PLAN, "lezen", 1, None, 1),
    ("none left", PLAN, "lezen", 3, None, 0),
    ("KNM", PLAN, "knm", 0, None, 2),
    ("below the level of the PIP", PLAN, "lezen", 0, A2, 0),
    ("KNM has no level", PLAN, "knm", 0, A2, 2),
    ("on the level of the PIP", replace(PLAN, niveau=A2), "lezen", 0, A2, 2),
    ("a part that went down to A2", replace(PLAN, op_a2=frozenset({"lezen"})), "lezen", 0, A2, 2),
    ("a part that didn't", replace(PLAN, op_a2=frozenset({"lezen"})), "spreken", 0, A2, 0),
    ("above it", replace(PLAN, niveau=A2), "lezen", 0, B1, 2),
    ("Onderwijsroute: KNM", Examenplan(ASIEL, O), "knm", 1, None, 1),
    ("Onderwijsroute: no language", Examenplan(ASIEL, O), "lezen", 0, None, 0),
    ("Z-route: in the PIP", IN_Z, "lezen", 0, A2, 2),
    ("Z-route: on B1", IN_Z, "lezen", 0, B1, 0),
    ("Z-route: KNM in the PIP", IN_Z, "knm", 0, B1, 2),
    ("Z-route: not in the PIP", IN_Z, "spreken", 0, A2, 0),
    ("family", Examenplan(GEZIN, B), "lezen", 0, None, 0),
]


@pytest.mark.parametrize(("case", "plan", "part", "done", "level", "left"), FREE, ids=[r[0] for r in FREE])
def test_f_02_free_attempts_left(
    case: str, plan: Examenplan, part: str, done: int, level: Niveau | None, left: int
) -> None:
    answer = gratis_pogingen(plan, part, gedaan=done, on=ON, niveau=level)
    assert (answer.value, answer.regel.id) == (left, "F-03" if plan.groep is GEZIN else "F-02")
    assert answer.uitleg


def test_f_02_a_part_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="bekend zijn lezen"):
        gratis_pogingen(PLAN, "rekenen", gedaan=0, on=ON)


def test_f_02_attempts_as_a_table() -> None:
    answer = pogingen(PLAN, {"lezen": 1, "knm": 2}, on=ON)
    assert [(row.onderdeel, row.niveau, row.gratis, row.over) for row in answer.value] == [
        ("lezen", B1, 2, 1), ("luisteren", B1, 2, 2), ("schrijven", B1, 2, 2), ("spreken", B1, 2, 2), ("knm", None, 2, 0),
    ]  # fmt: skip
    assert "lezen: nog **1** van 2" in answer.uitleg[0]
    assert {row.niveau for row in pogingen(IN_Z, {}, on=ON).value} == {A2, None}
    family = pogingen(Examenplan(GEZIN, B), {}, on=ON)
    assert {row.gratis for row in family.value} == {0}
    assert (family.regel.id, len(family.value)) == ("F-03", len(EXAMENONDERDELEN))
    assert family.uitleg == ("Er zijn geen gratis pogingen.",)


@pytest.mark.parametrize(("part", "level"), [("knm", B1), ("knm", A2), ("lezen", A2)])
def test_f_03_an_attempt_at_duo_costs_fifty_euros(part: str, level: Niveau) -> None:
    answer = examengeld(part, level, on=ON)
    assert isinstance(answer, Outcome)
    assert (answer.value, answer.regel.id) == (5_000, "F-03")
    assert "€ 50" in answer.uitleg[0]


def test_f_03_the_fee_of_a_staatsexamen_stands_elsewhere() -> None:
    answer = examengeld("spreken", B1, on=ON)
    assert isinstance(answer, MissingFacts)
    assert answer.ontbreekt == ("examengeld",)


# income, minimum wage, partner or child, what can be borne a year; all in cents
BEAR = [
    (3_000_000, 2_500_000, True, 0),
    (3_000_000, 2_500_000, False, 108_000),
    (4_000_000, 2_500_000, True, 120_000),
    (2_100_004, 2_500_000, False, 0),
    (2_100_005, 2_500_000, False, 1),
]


@pytest.mark.parametrize(("income", "wage", "partner", "cents"), BEAR)
def test_f_04_what_can_be_borne(income: int, wage: int, partner: bool, cents: int) -> None:
    answer = draagkracht(income, wage, partner_of_kind=partner, on=ON)
    assert (answer.value, answer.regel.id) == (cents, "F-04")
    assert ("120 %" if partner else "84 %") in answer.uitleg[0]


LOAN = [
    ("E66", GEZIN, 120_000, 760_000), ("nothing to bear", GEZIN, 0, 1_000_000), ("exactly the least", GEZIN, 491_000, 18_000),
    ("below the least", GEZIN, 491_001, 0), ("more than the loan", GEZIN, 900_000, 0), ("asylum", ASIEL, 0, 0),
]  # fmt: skip


@pytest.mark.parametrize(("case", "group", "bear", "cents"), LOAN)
def test_f_04_the_most_that_duo_lends(case: str, group: Doelgroep, bear: int, cents: int) -> None:
    answer = lening(group, bear, on=ON)
    assert (answer.value, answer.regel.id) == (cents, "F-04")
    assert answer.uitleg


def test_f_04_for_which_school_and_how_much_a_quarter() -> None:
    assert lening_school(taalschakeltraject=True, keurmerk=True, tst=False).value is False
    assert lening_school(taalschakeltraject=False, keurmerk=True, tst=False).value is True
    assert [kwartaal_betaald(cents, on=ON).value for cents in (200_000, 200_001)] == [True, False]
    assert lening_beslist(D("2026-05-04"), on=ON).value.last_day == D("2026-06-29")


def test_f_05_the_right_to_a_loan_lapses_six_years_after_the_termijn() -> None:
    answer = aanspraak_tot(D("2029-03-10"), on=ON)
    assert (answer.value, answer.regel.id) == (D("2035-03-10"), "F-05")


BACK = [
    (D("2026-01-15"), None, "2026-08-01", "2036-07-31"),
    (D("2026-03-01"), D("2027-01-01"), "2026-10-01", "2036-09-30"),
    (None, D("2026-08-31"), "2027-03-01", "2037-02-28"),
]


@pytest.mark.parametrize(("done", "lapsed", "first", "last"), BACK)
def test_f_05_paying_back_begins_six_months_later_on_the_first_of_the_next_month(
    done: date | None, lapsed: date | None, first: str, last: str
) -> None:
    answer = terugbetalen(done, lapsed, on=ON)
    assert isinstance(answer, Outcome)
    assert answer.value == Terugbetaling(D(first), D(last))


def test_f_05_without_a_day_nothing_is_paid_back_yet() -> None:
    answer = terugbetalen(None, None, on=ON)
    assert isinstance(answer, MissingFacts)
    assert answer.ontbreekt == ("voldaan", "vervallen")


@pytest.mark.parametrize(("counted", "bear", "cents"), [(4_000, None, 4_000), (1_000, None, 1_500), (4_000, 17_999, 0), (4_000, 18_000, 4_000)])  # fmt: skip
def test_f_05_a_month_is_at_least_fifteen_euros_or_nothing(
    counted: int, bear: int | None, cents: int
) -> None:
    assert maandtermijn(counted, draagkracht_centen=bear, on=ON).value == cents
