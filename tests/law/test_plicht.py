"""Section 1 of the legal dossier: who must inburgeren, in which group, and what ends or suspends the duty."""

from datetime import date

import pytest

from wi2021.facts import Doelgroep
from wi2021.grondslag import MissingFacts, Outcome
from wi2021.plicht import (
    Aanspraak,
    Gevolg,
    Verblijf,
    Verblijfsdoel,
    aanspraken,
    beslist_uiterlijk,
    doelgroep,
    doorlopend,
    gevolg,
    groepswissel,
    handelt_zelf,
    plichtig,
    welke_wet,
)

ON = date(2026, 5, 4)
DOEL = Verblijfsdoel
ASIEL, GEZIN = Doelgroep.ASIELSTATUSHOUDER, Doelgroep.GEZINSMIGRANT_EN_OVERIGE

DUTY = [
    ("WHO-01", Verblijf(rechtmatig=True, doel=DOEL.NIET_TIJDELIJK, leeftijd=16), True),
    ("WHO-01", Verblijf(rechtmatig=True, doel=DOEL.BEDIENAAR, leeftijd=40), True),
    ("WHO-01", Verblijf(rechtmatig=True, doel=DOEL.NIET_TIJDELIJK, leeftijd=15), False),
    ("WHO-01", Verblijf(rechtmatig=True, doel=DOEL.NIET_TIJDELIJK, leeftijd=68, aow=True), False),
    ("WHO-01", Verblijf(rechtmatig=False, doel=DOEL.NIET_TIJDELIJK, leeftijd=30), False),
    ("WHO-02", Verblijf(vrij_verkeer=True), False),
    ("WHO-04", Verblijf(rechtmatig=True, doel=DOEL.TIJDELIJK, leeftijd=30), False),
]


@pytest.mark.parametrize(("rule", "verblijf", "expected"), DUTY)
def test_whether_someone_is_obliged(rule: str, verblijf: Verblijf, expected: bool) -> None:
    answer = plichtig(verblijf, on=ON)
    assert isinstance(answer, Outcome)
    assert (answer.value, answer.regel.id) == (expected, rule)


def test_who_03_and_who_07_stand_in_the_explanation() -> None:
    answer = plichtig(Verblijf(rechtmatig=True, doel=DOEL.NIET_TIJDELIJK, leeftijd=30), on=ON)
    assert isinstance(answer, Outcome)
    assert any("terugwerkende kracht" in zin for zin in answer.uitleg)
    assert any("Turkse" in zin for zin in answer.uitleg)


def test_without_facts_the_missing_ones_are_named() -> None:
    answer = plichtig(Verblijf(rechtmatig=True), on=ON)
    assert isinstance(answer, MissingFacts)
    assert answer.ontbreekt == ("doel", "leeftijd")


@pytest.mark.parametrize(
    ("rule", "tot", "expected"), [("WHO-05", date(2026, 3, 9), True), ("WHO-05", date(2026, 3, 10), False)]
)
def test_a_gap_of_a_year_leaves_the_duty_whole(rule: str, tot: date, expected: bool) -> None:
    answer = doorlopend(date(2025, 3, 10), tot)
    assert (answer.regel.id, answer.value) == (rule, expected)


def test_who_06_a_minor_acts_alone() -> None:
    assert handelt_zelf(17).value is True


def test_tg_01_and_tg_02_give_each_group_its_own() -> None:
    asylum, family = aanspraken(ASIEL), aanspraken(GEZIN)
    assert (asylum.regel.id, family.regel.id) == ("TG-01", "TG-02")
    assert Aanspraak.LENING not in asylum.value
    assert Aanspraak.AANBOD not in family.value
    assert Aanspraak.PVT_EN_MAP in asylum.value
    assert Aanspraak.PVT_EN_MAP in family.value


def test_tg_03_a_change_of_group_says_what_begins_and_what_falls_away() -> None:
    answer = groepswissel(ASIEL, GEZIN, on=ON)
    assert answer.regel.id == "TG-03"
    assert "lening bij DUO" in answer.uitleg[1]
    assert "maatschappelijke begeleiding" in answer.uitleg[1].split("Vervalt")[1]


def test_tg_04_takes_the_words_of_duo_only() -> None:
    assert doelgroep("Asielstatushouder", "Gezinshereniger met Asielstatushouder").value is ASIEL
    with pytest.raises(ValueError, match="onbekende doelgroep"):
        doelgroep("Asielstatushouder", "Nareiziger")


EFFECTS = [
    ("EXM-01", Gevolg.EINDE), ("EXM-02", Gevolg.EINDE), ("EXM-03", Gevolg.RUST), ("EXM-04", Gevolg.RUST),
    ("EXM-05", Gevolg.EINDE), ("EXM-07", Gevolg.DEEL), ("ONT-01", Gevolg.EINDE), ("ONT-01-deel", Gevolg.DEEL),
    ("ONT-02", Gevolg.EINDE), ("TRA-02", Gevolg.RUST), ("END-01", Gevolg.EINDE), ("KEN-01", Gevolg.LOOPT),
]  # fmt: skip


@pytest.mark.parametrize(("decision", "effect"), EFFECTS)
def test_what_a_decision_of_duo_does(decision: str, effect: Gevolg) -> None:
    answer = gevolg(decision)
    assert answer.value is effect
    assert decision.startswith(answer.regel.id)


def test_exm_06_duo_decides_within_eight_weeks() -> None:
    assert beslist_uiterlijk(date(2026, 5, 4)).value == date(2026, 6, 29)


@pytest.mark.parametrize(("old", "act"), [(True, "Wi2013"), (False, "Wi2021")])
def test_tra_01_e61_who_fell_under_the_old_act_stays_there(old: bool, act: str) -> None:
    answer = welke_wet(old)
    assert isinstance(answer, Outcome)
    assert answer.value == act


def test_tra_01_unknown_is_asked() -> None:
    assert isinstance(welke_wet(None), MissingFacts)
