"""Section 3 of the legal dossier: the intake and its ladder, as a table."""

from dataclasses import replace
from datetime import date

import pytest

from wi2021.facts import Oproep
from wi2021.grondslag import Ernst, NeedsJudgement, Outcome
from wi2021.intake import (
    EISEN,
    INT06,
    NIET_NA_VERHUIZING,
    IntakeFeiten,
    Onderdeel,
    Stap,
    Toets,
    Toetsuitslag,
    check_intake,
    coa_supplies,
    deviates,
    next_step,
    toets_klaar,
    toets_nodig,
)

DAY = date(2026, 5, 4)
COMPLETE = IntakeFeiten(
    ingevuld=frozenset(EISEN),
    toets=Toets(DAY, DAY, Toetsuitslag.HAALBAAR),
    alleen_gewezen=DAY,
    alleen_keuze="samen",
    verslag=True,
)


def fields(facts: IntakeFeiten) -> list[str]:
    return [f.veld for f in check_intake(facts, on=DAY)]


def test_a_complete_intake_has_no_findings() -> None:
    assert fields(COMPLETE) == []


@pytest.mark.parametrize("onderdeel", [o for o in Onderdeel if o is not Onderdeel.LEERBAARHEIDSTOETS])
def test_each_block_is_asked_with_its_article(onderdeel: Onderdeel) -> None:
    (found,) = check_intake(replace(COMPLETE, ingevuld=COMPLETE.ingevuld - {onderdeel}), on=DAY)
    assert found.veld == onderdeel.value
    assert str(EISEN[onderdeel].artikel) in found.zin


def test_e26_a_blind_person_is_exempted_and_the_intake_can_complete_without_score() -> None:
    blind = replace(COMPLETE, toets=Toets(), visuele_beperking=True)
    assert fields(blind) == ["leerbaarheidstoets"]
    assert fields(replace(blind, toets=Toets(ontheven=DAY, grond="visueel"))) == []


def test_int_06_a_result_that_lies_there_is_enough_and_only_warns_of_the_disability() -> None:
    taken = replace(COMPLETE, visuele_beperking=True)
    (warning,) = check_intake(taken, on=DAY)
    assert (warning.regel, warning.ernst) == (INT06, Ernst.WAARSCHUWT)
    assert toets_klaar(taken, on=DAY)
    assert check_intake(replace(taken, toets=replace(COMPLETE.toets, ontheven=DAY)), on=DAY) == ()


def test_int_07_a_result_beside_a_disability_that_is_no_ground_warns_of_nothing() -> None:
    assert check_intake(replace(COMPLETE, auditieve_beperking=True, kan_toets_maken=True), on=DAY) == ()
    assert check_intake(replace(COMPLETE, auditieve_beperking=True), on=DAY) == ()


def test_e27_a_deaf_person_able_to_take_the_toets_is_not_exempted() -> None:
    outcome = toets_nodig(replace(COMPLETE, auditieve_beperking=True, kan_toets_maken=True), on=DAY)
    assert isinstance(outcome, Outcome)
    assert outcome.value


def test_a_deaf_person_unable_to_take_the_toets_is_exempted() -> None:
    outcome = toets_nodig(replace(COMPLETE, auditieve_beperking=True, kan_toets_maken=False), on=DAY)
    assert isinstance(outcome, Outcome)
    assert not outcome.value


def test_whether_a_deaf_person_can_take_the_toets_is_a_judgement() -> None:
    facts = replace(COMPLETE, toets=Toets(), auditieve_beperking=True)
    assert isinstance(toets_nodig(facts, on=DAY), NeedsJudgement)
    assert fields(facts) == ["leerbaarheidstoets"]


def test_e28_without_the_notice_of_a_private_talk_it_is_not_complete() -> None:
    assert fields(replace(COMPLETE, alleen_gewezen=None)) == ["alleen_gewezen"]


def test_int_04_asks_a_written_record() -> None:
    assert fields(replace(COMPLETE, verslag=False)) == ["verslag"]


def test_mov_01_a_moved_person_is_asked_no_new_education_and_work() -> None:
    bare = replace(COMPLETE, ingevuld=frozenset(), toets=Toets())
    asked = set(fields(replace(bare, leerroute_van_vorige_gemeente=True)))
    assert {*fields(bare)} - asked == {"opleiding", "werkervaring", "leerbaarheidstoets"}
    assert {Onderdeel.LEERBAARHEIDSTOETS, Onderdeel.OPLEIDING, Onderdeel.WERKERVARING} == NIET_NA_VERHUIZING


def test_int_08_a_moved_person_takes_no_new_toets() -> None:
    assert fields(replace(COMPLETE, toets=Toets(), leerroute_van_vorige_gemeente=True)) == []


@pytest.mark.parametrize(("toets", "word"), [(Toets(), "aangevraagd"), (Toets(aangemeld=DAY), "uitslag")])
def test_the_toets_must_be_registered_and_then_awaited(toets: Toets, word: str) -> None:
    (found,) = check_intake(replace(COMPLETE, toets=toets), on=DAY)
    assert word in found.zin


def missed(*outcomes: str) -> tuple[Oproep, ...]:
    return tuple(Oproep(n, DAY, date(2026, 5, 18), o) for n, o in enumerate(outcomes, start=1))


LADDER = [
    ((), Stap.OPROEPEN),
    (("",), Stap.WACHTEN),
    (("verschenen",), Stap.GESPREK),
    (("met_reden",), Stap.OPROEPEN),
    (("niet_verschenen",), Stap.WAARSCHUWEN_EN_OPROEPEN),
    (("niet_verschenen", "onvoldoende"), Stap.WAARSCHUWEN_EN_OPROEPEN),
    (("niet_verschenen", "niet_verschenen", "niet_verschenen"), Stap.AFRONDEN_IN_AFWEZIGHEID),
]


@pytest.mark.parametrize(("outcomes", "step"), LADDER)
def test_prc_02_the_ladder_never_skips_the_warning(outcomes: tuple[str, ...], step: Stap) -> None:
    assert next_step(missed(*outcomes), asiel=False, on=DAY).value is step


def test_e31_a_first_no_show_brings_a_warning_and_no_fine() -> None:
    outcome = next_step(missed("niet_verschenen"), asiel=False, on=DAY)
    assert "boete" not in " ".join(outcome.uitleg)


def test_e34_for_an_asielstatushouder_no_fine_is_proposed() -> None:
    outcome = next_step(missed("niet_verschenen", "niet_verschenen"), asiel=True, on=DAY)
    assert "geen boete" in " ".join(outcome.uitleg)


def test_a_second_no_show_of_a_family_migrant_names_a_fine_as_a_decision_of_its_own() -> None:
    first = next_step(missed("niet_verschenen"), asiel=False, on=DAY)
    second = next_step(missed("niet_verschenen", "niet_verschenen"), asiel=False, on=DAY)
    assert len(first.uitleg) == 1
    assert "eigen besluit" in second.uitleg[1]


def test_an_oproep_of_a_voorloper_in_2021_is_counted_too() -> None:
    early = tuple(replace(o, verzonden=date(2021, 11, 1)) for o in missed(*["niet_verschenen"] * 3))
    assert next_step(early, asiel=True, on=DAY).value is Stap.AFRONDEN_IN_AFWEZIGHEID
    assert fields(IntakeFeiten(in_afwezigheid=True, oproepen=early)) == []
    assert fields(IntakeFeiten(in_afwezigheid=True)) == ["in_afwezigheid"]


def test_the_newest_oproep_counts_whatever_their_order() -> None:
    rows = missed("niet_verschenen", "verschenen")
    assert next_step(rows[::-1], asiel=False, on=DAY).value is Stap.GESPREK


def test_an_oproep_whose_term_is_over_asks_for_its_outcome() -> None:
    assert "voorbij" in next_step(missed(""), asiel=False, on=date(2026, 6, 1)).uitleg[0]


def test_completion_in_absence_needs_three_oproepen() -> None:
    absent = IntakeFeiten(in_afwezigheid=True, oproepen=missed("niet_verschenen"))
    assert fields(absent) == ["in_afwezigheid"]
    assert fields(replace(absent, oproepen=missed(*["niet_verschenen"] * 3))) == []


@pytest.mark.parametrize(
    ("result", "z", "deviation"),
    [
        (Toetsuitslag.HAALBAAR, True, True),
        (Toetsuitslag.HAALBAAR, False, False),
        (Toetsuitslag.NIET_HAALBAAR, False, True),
        (Toetsuitslag.NIET_HAALBAAR, True, False),
        (Toetsuitslag.ONBEKEND, True, False),
        (None, True, False),
    ],
)
def test_int_05_the_result_advises(result: Toetsuitslag | None, z: bool, deviation: bool) -> None:
    assert deviates(result, z) is deviation


def test_int_09_names_what_coa_may_share() -> None:
    assert "taalvaardigheid" in coa_supplies().value
