"""Periods of force: the same question for 2022 and for 2026 gives each its own answer, and an unsure begin says so."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from wi2021.facts import Doelgroep, Leerroute
from wi2021.grondslag import Kracht, NeedsJudgement, Outcome, regels
from wi2021.intake import IntakeFeiten, check_intake, toets_klaar, toets_nodig
from wi2021.leerroutes import ZUren, eerder_onderwijs_telt, knm_vorm, z_rest
from wi2021.opdracht.opdrachten import DECLARED
from wi2021.plicht import Gevolg, gevolg, groepswissel, leges, plichtig, tijdelijk_doel
from wi2021.plicht.wie import Verblijf, Verblijfsdoel

D = date.fromisoformat
assert DECLARED, "importing it declares every rule"
ASIEL, GEZIN = Doelgroep.ASIELSTATUSHOUDER, Doelgroep.GEZINSMIGRANT_EN_OVERIGE
BLIND = IntakeFeiten(visuele_beperking=True)
DEAF = IntakeFeiten(auditieve_beperking=True, kan_toets_maken=False)

# rule, version, day, force: the periods of the legal dossier
PERIODS = [
    ("T-01", 1, "2022-12-31", "geldt niet"), ("T-01", 1, "2023-01-01", "geldt"),
    ("T-02", 1, "2022-12-31", "geldt niet"), ("T-02", 1, "2023-01-01", "geldt"),
    ("T-02-old", 1, "2022-01-01", "geldt"), ("T-02-old", 1, "2022-12-31", "geldt"), ("T-02-old", 1, "2023-01-01", "geldt niet"),
    ("T-03", 1, "2022-12-31", "geldt niet"), ("T-03", 1, "2023-01-01", "geldt"),
    ("T-04", 1, "2022-01-01", "geldt"),
    ("T-10", 1, "2022-01-01", "geldt"), ("T-10", 1, "2023-01-01", "geldt niet"), ("T-10", 2, "2023-01-01", "geldt"),
    ("INT-06", 1, "2021-12-31", "geldt niet"), ("INT-06", 1, "2022-06-01", "begin nog niet gecontroleerd"), ("INT-06", 1, "2023-01-01", "geldt"),
    ("INT-07", 1, "2022-06-01", "begin nog niet gecontroleerd"), ("INT-07", 1, "2023-01-01", "geldt"),
    ("PIP-05", 1, "2022-12-31", "geldt"), ("PIP-05", 2, "2022-12-31", "geldt niet"), ("PIP-05", 2, "2023-01-01", "geldt"),
    ("PIP-08", 1, "2022-12-31", "geldt niet"), ("PIP-10", 1, "2026-05-31", "begin nog niet gecontroleerd"), ("PIP-10", 1, "2026-06-01", "geldt"),
    ("R-Z-y", 1, "2022-01-01", "begin nog niet gecontroleerd"), ("R-Z-y", 1, "2026-04-01", "begin nog niet gecontroleerd"), ("R-Z-y", 1, "2026-04-02", "geldt"),
    ("TRA-02", 1, "2022-12-31", "geldt niet"), ("TRA-02", 1, "2023-01-01", "geldt"),
    ("TG-03", 1, "2025-12-31", "begin nog niet gecontroleerd"), ("TG-03", 1, "2026-01-01", "geldt"),
    ("WHO-04", 1, "2026-04-01", "begin nog niet gecontroleerd"), ("WHO-04", 1, "2026-04-02", "geldt"),
    ("X-k", 1, "2022-12-31", "geldt niet"), ("X-k", 1, "2023-01-01", "geldt"),
    ("X-n", 1, "2026-07-30", "geldt niet"), ("X-n", 1, "2026-07-31", "geldt"),
    ("D9", 1, "2025-02-03", "geldt niet"), ("D9", 1, "2025-02-04", "geldt"),
    ("O-01", 1, "2021-12-31", "geldt niet"), ("O-01", 1, "2022-01-01", "geldt"),
    ("O-07", 1, "2023-04-05", "geldt niet"), ("O-07", 1, "2023-04-06", "geldt"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "version", "on", "force"), PERIODS)
def test_the_period_of_a_rule(name: str, version: int, on: str, force: str) -> None:
    rule = next(r for r in regels() if (r.id, r.versie) == (name, version))
    assert rule.kracht(D(on)) is Kracht(force)


@pytest.mark.parametrize(("rule", "facts"), [("INT-06", BLIND), ("INT-07", DEAF)])
def test_the_exemption_from_the_toets_is_a_judgement_in_2022_and_sure_in_2026(
    rule: str, facts: IntakeFeiten
) -> None:
    early, late = toets_nodig(facts, on=D("2022-06-01")), toets_nodig(facts, on=D("2026-05-04"))
    assert isinstance(early, NeedsJudgement)
    assert isinstance(late, Outcome)
    assert (early.regel.id, late.regel.id, late.value) == (rule, rule, False)
    assert "01-06-2022" in early.vraag
    before = toets_nodig(facts, on=D("2021-12-31"))
    assert isinstance(before, Outcome)
    assert before.value is True


def test_in_2022_the_intake_asks_that_judgement_and_a_result_closes_it() -> None:
    open_in_2022 = [
        f.regel.id for f in check_intake(BLIND, on=D("2022-06-01")) if f.veld == "leerbaarheidstoets"
    ]
    assert open_in_2022 == ["INT-06"]
    assert not toets_klaar(BLIND, on=D("2022-06-01"))


EARLIER = [
    # last day of the earlier education, PIP, answer
    ("2025-06-30", "2021-12-31", False),
    ("2025-06-30", "2022-03-01", "oordeel over het begin"),
    ("2026-01-31", "2026-04-01", "oordeel over het begin"),
    ("2026-01-31", "2026-04-02", "oordeel over de uren"),
    ("2024-04-01", "2026-04-02", False),
]


@pytest.mark.parametrize(("until", "pip", "expected"), EARLIER)
def test_r_z_y_hours_of_earlier_education_are_asked_about_before_2026(
    until: str, pip: str, expected: object
) -> None:
    answer = eerder_onderwijs_telt(D(until), pip=D(pip))
    said: Any = answer.value if isinstance(answer, Outcome) else "oordeel"
    if isinstance(answer, NeedsJudgement):
        said = "oordeel over de uren" if "Hoeveel uren" in answer.vraag else "oordeel over het begin"
    assert (answer.regel.id, said) == ("R-Z-y", expected)


def test_r_z_y_the_hours_that_remain_say_when_the_rule_perhaps_did_not_hold() -> None:
    early, late = (z_rest(ASIEL, ZUren(eerder=100), on=D(day)) for day in ("2026-04-01", "2026-04-02"))
    assert early.value == late.value
    assert any("nog niet gecontroleerd" in zin for zin in early.uitleg)
    assert not any("nog niet gecontroleerd" in zin for zin in late.uitleg)


def test_knm_02_the_exam_in_the_z_route_is_free_since_2023() -> None:
    assert "pas sinds 01-01-2023" in knm_vorm(Leerroute.Z, on=D("2022-12-31")).uitleg[1]
    assert "mag" in knm_vorm(Leerroute.Z, on=D("2023-01-01")).uitleg[1]


def test_tra_02_an_exemption_of_the_older_act_counts_since_2023() -> None:
    assert gevolg("TRA-02", on=D("2022-12-31")).value is Gevolg.GEEN
    assert gevolg("TRA-02", on=D("2023-01-01")).value is Gevolg.RUST


def test_tg_03_a_change_of_group_before_2026_says_that_its_begin_is_unsure() -> None:
    early, late = (groepswissel(ASIEL, GEZIN, on=D(day)) for day in ("2025-12-31", "2026-01-01"))
    assert early.value == late.value
    assert len(early.uitleg) == len(late.uitleg) + 1


PURPOSES = [
    ("studie", "2026-04-02", True), ("studie", "2026-04-01", "oordeel"), ("studie", "2022-01-01", "oordeel"),
    ("vermogende vreemdeling", "2026-04-02", False), ("vermogende vreemdeling", "2022-01-01", "oordeel"),
    ("iets anders", "2026-11-23", "oordeel"),
]  # fmt: skip


@pytest.mark.parametrize(("purpose", "on", "expected"), PURPOSES)
def test_who_04_the_list_of_temporary_purposes_was_read_in_2026(
    purpose: str, on: str, expected: object
) -> None:
    answer = tijdelijk_doel(purpose, on=D(on))
    assert (answer.value if isinstance(answer, Outcome) else "oordeel") == expected
    assert answer.regel.id == "WHO-04"


@pytest.mark.parametrize(("request_", "cents"), [("EXM-05", 9_000), ("ONT-01", 22_500)])
def test_a_fee_is_in_cents_and_says_when_it_was_not_read_for_that_day(request_: str, cents: int) -> None:
    early, late = leges(request_, on=D("2026-04-17")), leges(request_, on=D("2026-04-18"))
    assert (early.value, late.value) == (cents, cents)
    assert f"€ {cents // 100}" in late.uitleg[0]
    assert len(late.uitleg) == 1
    assert "nog niet gecontroleerd" in early.uitleg[1]
    assert leges(request_, on=D("2021-01-01")).value == cents
    assert late.regel.id == request_


def test_nobody_is_obliged_before_the_act() -> None:
    someone = Verblijf(rechtmatig=True, doel=Verblijfsdoel.NIET_TIJDELIJK, leeftijd=30)
    before, after = plichtig(someone, on=D("2021-12-31")), plichtig(someone, on=D("2022-01-01"))
    assert isinstance(before, Outcome)
    assert isinstance(after, Outcome)
    assert (before.value, after.value) == (False, True)
    assert replace(someone, leeftijd=15) != someone
