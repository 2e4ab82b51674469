"""One line a rule of section 3: which field stays open, and by which article the product says so."""

from datetime import date

import pytest

from wi2021.grondslag import NeedsJudgement, Outcome
from wi2021.intake import (
    IntakeFeiten,
    Onderdeel,
    Stap,
    Toets,
    Toetsuitslag,
    advies,
    check_intake,
    coa_may_share,
    coa_supplies,
    may_pass_on,
    next_step,
    toets_nodig,
)
from wi2021.pip import PipInhoud, bezwaarclausule, opleiding_afmaken

ON = date(2026, 5, 4)
LEGAL = {
    "INT-01": {"opleiding", "werkervaring", "omstandigheden", "lichamelijke_gezondheid", "psychische_gezondheid", "vve", "leerbaarheidstoets"},
    "INT-02": {"taalniveau", "arbeidsparticipatie", "zelfredzaamheid"},
    "INT-03": {"alleen_gewezen"},
    "INT-04": {"verslag"},
}  # fmt: skip


@pytest.mark.parametrize("rule", ["INT-01", "INT-02", "INT-03", "INT-04"])
def test_an_empty_intake_lacks_what_each_rule_asks(rule: str) -> None:
    assert {f.veld for f in check_intake(IntakeFeiten(), on=ON) if f.regel.id == rule} == LEGAL[rule]


EXEMPT = [
    ("INT-06", IntakeFeiten(visuele_beperking=True), False),
    ("INT-07", IntakeFeiten(auditieve_beperking=True, kan_toets_maken=False), False),
    ("INT-07", IntakeFeiten(auditieve_beperking=True, kan_toets_maken=True), True),
    ("INT-08", IntakeFeiten(leerroute_van_vorige_gemeente=True), False),
]


@pytest.mark.parametrize(("rule", "facts", "needed"), EXEMPT)
def test_who_needs_no_toets(rule: str, facts: IntakeFeiten, needed: bool) -> None:
    answer = toets_nodig(facts, on=ON)
    assert isinstance(answer, Outcome)
    assert (answer.regel.id, answer.value) == (rule, needed)


def test_int_07_without_a_judgement_asks_one() -> None:
    assert isinstance(toets_nodig(IntakeFeiten(auditieve_beperking=True), on=ON), NeedsJudgement)


def test_an_exemption_that_is_recorded_closes_the_block() -> None:
    facts = IntakeFeiten(
        ingevuld=frozenset(Onderdeel), visuele_beperking=True, toets=Toets(ontheven=ON), alleen_gewezen=ON,
        alleen_keuze="alleen", verslag=True,
    )  # fmt: skip
    assert check_intake(facts, on=ON) == ()


@pytest.mark.parametrize(("z", "follows"), [(False, True), (True, False)])
def test_int_05_the_toets_advises_and_the_college_decides(z: bool, follows: bool) -> None:
    answer = advies(Toetsuitslag.HAALBAAR, z)
    assert (answer.regel.id, answer.value) == ("INT-05", follows)


def test_int_09_names_what_coa_may_share() -> None:
    assert {"identiteit", "BSN"} <= set(coa_supplies().value)


@pytest.mark.parametrize(
    ("key", "coa", "begeleiding"),
    [("identiteit", True, True), ("bsn", True, False), ("gezin", True, True), ("voorinburgering", True, True),
     ("taal", True, True), ("gezondheid", False, False), ("asielrelaas", False, False)],
)  # fmt: skip
def test_p_06_and_p_07_coa_shares_with_the_college_and_the_bsn_goes_no_further(
    key: str, coa: bool, begeleiding: bool
) -> None:
    assert (coa_may_share(key).value, may_pass_on(key).value) == (coa, begeleiding)


def test_p_06_p_07_each_refusal_names_its_rule() -> None:
    assert (may_pass_on("bsn").regel.id, may_pass_on("gezondheid").regel.id) == ("P-06", "P-07")
    assert "artikel 36" in may_pass_on("bsn").uitleg[0]


def test_without_an_oproep_the_ladder_begins() -> None:
    assert next_step((), asiel=True, on=ON).value is Stap.OPROEPEN


def test_pip_08_a_running_education_is_told_to_duo() -> None:
    assert opleiding_afmaken(PipInhoud(mag_opleiding_afmaken=True)).value is True
    assert "geen opleiding" in opleiding_afmaken(PipInhoud()).uitleg[0]


def test_pip_09_the_decision_names_six_weeks_and_that_objection_does_not_suspend() -> None:
    parts = bezwaarclausule(on=ON).value
    assert "6 weken" in parts[0]
    assert "schort het besluit niet op" in parts[2]
