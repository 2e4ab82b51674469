"""Section 2.3 (moving) and 0.2 (where letter and law differ)."""

from datetime import date

import pytest

from wi2021.afwijkingen import AFWIJKINGEN
from wi2021.facts import Leerroute
from wi2021.verhuizen import (
    Verhuizing,
    gebeurtenis,
    na_verhuizing,
    nieuw_pip,
    opvragen,
    oude_gemeente_ziet_nog,
)

MOVED = Verhuizing("0599", "0505", date(2026, 5, 4), Leerroute.B1)
ON = date(2026, 6, 4)


def test_mov_01_the_route_stays_and_no_toets_follows() -> None:
    answer = na_verhuizing(MOVED)
    assert answer.regel.id == "MOV-01"
    assert (answer.value.leerroute, answer.value.nieuwe_toets) == (Leerroute.B1, False)


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
    assert na_verhuizing(Verhuizing("0505", "0505", date(2026, 5, 4))).value.ander_college is False


@pytest.mark.parametrize("key", ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9"])
def test_each_difference_says_what_letter_and_law_say_and_what_follows(key: str) -> None:
    found = AFWIJKINGEN[key]
    assert found.brief
    assert found.wet
    assert found.gevolg
    assert found.regel.artikelen
