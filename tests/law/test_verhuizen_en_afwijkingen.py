"""Section 2.3 (moving) and 0.2 (where letter and law differ)."""

from datetime import date

import pytest

from wi2021.afwijkingen import AFWIJKINGEN
from wi2021.facts import BrpInschrijving, Facts, Leerroute
from wi2021.grondslag import NeedsJudgement, Outcome, regels
from wi2021.twijfels import TWIJFELS
from wi2021.verhuizen import (
    Verhuizing,
    bevoegd_college,
    gebeurtenis,
    na_verhuizing,
    nieuw_pip,
    opvragen,
    oude_gemeente_ziet_nog,
    vorige_gemeente_betaalt,
)

MOVED = Verhuizing("0599", "0505", date(2026, 5, 4), Leerroute.B1)
ON = date(2026, 6, 4)


def test_mov_01_the_route_stays_and_no_toets_follows() -> None:
    answer = na_verhuizing(MOVED)
    assert answer.regel.id == "MOV-01"
    assert (answer.value.leerroute, answer.value.nieuwe_toets) == (Leerroute.B1, False)
    assert answer.value.nieuw_onderzoek is False
    assert "B1-route" in answer.uitleg[1]


def test_mov_02_a_new_pip_moves_no_term() -> None:
    assert nieuw_pip(MOVED).regel.id == "MOV-02"
    assert na_verhuizing(MOVED).value.termijn_verschuift is False


def test_mov_03_the_former_gemeente_is_asked() -> None:
    assert "het PIP" in opvragen(MOVED).value
    assert na_verhuizing(MOVED).value.gegevens_opvragen


@pytest.mark.parametrize(("rule", "had", "code"), [("MOV-04", True, "SS121"), ("MOV-04", False, "SS120")])
def test_duo_reports_the_arrival(rule: str, had: bool, code: str) -> None:
    answer = gebeurtenis(had)
    assert (answer.regel.id, answer.value) == (rule, code)


@pytest.mark.parametrize(
    ("replaced", "sees"), [(None, True), (date(2026, 5, 5), True), (date(2026, 5, 4), False)]
)
def test_mov_04_the_former_gemeente_looks_on_for_a_month(replaced: date | None, sees: bool) -> None:
    assert oude_gemeente_ziet_nog(replaced, on=ON).value is sees


def test_mov_05_within_the_region_another_college_decides() -> None:
    answer = na_verhuizing(Verhuizing("0505", "0642", date(2026, 5, 4)))
    assert answer.regel.id == "MOV-05"
    assert answer.value.ander_college
    assert answer.value.nieuwe_toets
    assert answer.value.nieuw_onderzoek
    assert not answer.value.gegevens_opvragen
    assert na_verhuizing(Verhuizing("0505", "0505", date(2026, 5, 4))).value.ander_college is False


@pytest.mark.parametrize(
    ("last", "open_"), [("2026-05-03", False), ("2026-05-04", False), ("2026-05-05", True)]
)
def test_mov_05_lessons_after_the_day_of_the_move_ask_a_judgement(last: str, open_: bool) -> None:
    answer = vorige_gemeente_betaalt(date(2026, 5, 4), date.fromisoformat(last))
    assert (answer.regel.id, isinstance(answer, NeedsJudgement)) == ("MOV-05", open_)
    if isinstance(answer, NeedsJudgement):
        assert "na 04-05-2026" in answer.vraag
        assert "artikel 1, eerste lid" in answer.weeg[0]
    else:
        assert isinstance(answer, Outcome)
        assert answer.value


HOUSED, OWN = (
    BrpInschrijving("0505", date(2026, 2, 1), artikel_28=True),
    BrpInschrijving("0642", date(2026, 5, 1)),
)
AZC = BrpInschrijving("0106", date(2025, 11, 1))
COLLEGES = [
    # rows, asylum permit, day, code or judgement
    ((AZC, HOUSED), True, "2026-03-01", "0505"),
    ((AZC, HOUSED), True, "2026-01-31", "oordeel"),
    ((AZC, HOUSED, OWN), True, "2026-05-01", "0642"),
    ((AZC, HOUSED, OWN), True, "2026-04-30", "0505"),
    ((OWN,), True, "2026-06-01", "oordeel"),
    ((OWN,), False, "2026-06-01", "0642"),
    ((OWN,), None, "2026-06-01", "0642"),
    ((), True, "2026-06-01", "ontbreekt"),
]


@pytest.mark.parametrize(("rows", "permit", "on", "expected"), COLLEGES)
def test_mov_05_which_college_is_competent(
    rows: tuple[BrpInschrijving, ...], permit: bool | None, on: str, expected: str
) -> None:
    facts = Facts(asielvergunning_bepaalde_tijd=permit, brp_inschrijvingen=rows[::-1])
    answer = bevoegd_college(facts, on=date.fromisoformat(on))
    assert answer.regel.id == "MOV-05"
    said = (
        answer.value
        if isinstance(answer, Outcome)
        else "oordeel"
        if isinstance(answer, NeedsJudgement)
        else "ontbreekt"
    )
    assert said == expected
    if isinstance(answer, Outcome):
        assert ("gehuisvest" in answer.uitleg[0]) is (expected == "0505")


def test_every_open_point_says_what_is_unsure_and_how_it_is_read() -> None:
    known = {(rule.id, rule.versie) for rule in regels()}
    for found in TWIJFELS:
        assert (found.regel.id, found.regel.versie) in known
        assert found.vraag.endswith((".", "?"))
        assert found.lezing.endswith(".")


@pytest.mark.parametrize("key", ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9"])
def test_each_difference_says_what_letter_and_law_say_and_what_follows(key: str) -> None:
    found = AFWIJKINGEN[key]
    assert found.brief
    assert found.wet
    assert found.gevolg
    assert found.regel.artikelen
