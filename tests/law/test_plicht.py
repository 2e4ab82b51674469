"""Section 1 of the legal dossier: who must inburgeren, in which group, and what ends or suspends the duty."""

from datetime import date

import pytest

from wi2021.facts import Doelgroep
from wi2021.grondslag import MissingFacts, Outcome
from wi2021.plicht import (
    TIJDELIJKE_DOELEN,
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
    ("WHO-02", Verblijf(elders_voldaan=True), False),
    ("WHO-02", Verblijf(verdrag=True), False),
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
    ("rule", "vanaf", "tot", "expected"),
    [
        ("WHO-05", date(2025, 3, 10), date(2026, 3, 9), True),
        ("WHO-05", date(2025, 3, 10), date(2026, 3, 10), False),
        ("WHO-05", date(2024, 2, 29), date(2025, 2, 28), True),
        ("WHO-05", date(2021, 6, 1), date(2022, 5, 31), True),
    ],
)
def test_a_gap_of_a_year_leaves_the_duty_whole(rule: str, vanaf: date, tot: date, expected: bool) -> None:
    answer = doorlopend(vanaf, tot)
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
    answer = gevolg(decision, on=ON)
    assert answer.value is effect
    assert decision.startswith(answer.regel.id)


# request, rule, last day counted, last day, last day when the Atw should cover it; received on 19-03-2026, which gives
# Ascension Day 14-05-2026 by counting
REQUESTS = [
    ("EXM-02", "EXM-06", "2026-05-14", "2026-05-18"),
    ("EXM-04", "EXM-06", "2026-05-14", "2026-05-18"),
    ("EXM-05", "EXM-06", "2026-05-14", "2026-05-18"),
    ("EXM-07", "EXM-07", "2026-05-14", "2026-05-18"),
    ("ONT-01", "ONT-01", "2026-05-18", None),
    ("ONT-02", "ONT-02", "2026-05-18", None),
]


@pytest.mark.parametrize(("request_", "rule", "last", "perhaps"), REQUESTS)
def test_exm_06_duo_decides_within_eight_weeks_and_only_a_term_of_the_besluit_surely_moves(
    request_: str, rule: str, last: str, perhaps: str | None
) -> None:
    answer = beslist_uiterlijk(request_, date(2026, 3, 19))
    assert answer.regel.id == rule
    assert answer.value.nominal == date(2026, 5, 14)
    assert answer.value.last_day == date.fromisoformat(last)
    assert answer.value.mogelijk == (date.fromisoformat(perhaps) if perhaps else None)
    assert any("nog niet gecontroleerd" in zin for zin in answer.uitleg) is (perhaps is not None)
    assert "19-03-2026" in answer.uitleg[0]


def test_a_request_of_before_the_act_has_the_weeks_of_its_first_day() -> None:
    assert beslist_uiterlijk("ONT-01", date(2021, 12, 1)).value.nominal == date(2022, 1, 26)


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("EXM-01", "**8 jaar**"), ("EXM-05", "**10 jaar**"), ("EXM-05", "**5 jaar**"), ("ONT-01", "**5 jaar**"),
        ("ONT-01-deel", "**3**"), ("ONT-01-deel", "participatie van de Z-route"), ("ONT-02", "advies van het college"),
    ],
)  # fmt: skip
def test_the_numbers_of_a_decision_stand_in_its_sentence(decision: str, words: str) -> None:
    assert words in gevolg(decision, on=ON).uitleg[0]


def test_a_decision_that_duo_does_not_know_is_refused() -> None:
    with pytest.raises(KeyError):
        gevolg("EXM-06", on=ON)
    with pytest.raises(KeyError):
        beslist_uiterlijk("TRA-02", ON)


def test_who_01_a_geestelijk_bedienaar_is_told_why() -> None:
    answer = plichtig(Verblijf(rechtmatig=True, doel=DOEL.BEDIENAAR, leeftijd=40), on=ON)
    assert isinstance(answer, Outcome)
    assert "bedienaar" in answer.uitleg[0]
    assert len(TIJDELIJKE_DOELEN) == 17


@pytest.mark.parametrize(("old", "act"), [(True, "Wi2013"), (False, "Wi2021")])
def test_tra_01_e61_who_fell_under_the_old_act_stays_there(old: bool, act: str) -> None:
    answer = welke_wet(old)
    assert isinstance(answer, Outcome)
    assert answer.value == act


def test_tra_01_unknown_is_asked() -> None:
    assert isinstance(welke_wet(None), MissingFacts)
