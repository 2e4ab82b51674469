"""What the stand-in refuses of a result of PVT or MAP, by DUO's own rules."""

from datetime import date
from typing import Any

import pytest

from support.duo import asylum_person
from support.region import TODAY
from wegwijs import clock
from wegwijs.exchange.duo.fake.rules import module
from wegwijs.exchange.duo.fake.server import term

PIP = {"gemeentecode": "0505", "pip": {"dagtekeningPip": "2026-06-01"}}
END = date(2029, 6, 2)
DAY = {"datumOndertekeningPvt": "2026-11-20"}


def record(**changes: Any) -> dict[str, Any]:
    """Somebody with a PIP of 1 June 2026 and a term of three years."""
    return {**asylum_person(), "pips": [PIP], "inburgeringstermijn": term(date(2026, 6, 1)), **changes}


CASES = [
    ("fine", {}, DAY, TODAY, ""),
    ("DUO-MPZ-01", {"pvt": {"datum": "2026-10-01", "gemeente": "0590"}}, DAY, TODAY, "andere gemeente"),
    ("DUO-MPZ-02", {"pips": []}, DAY, TODAY, "actuele PIP"),
    ("DUO-MPZ-04", {}, {"datumOndertekeningPvt": "2026-05-30"}, TODAY, "start van de"),
    ("DUO-MPZ-06", {}, {"datumOndertekeningPvt": "2026-12-01"}, TODAY, "toekomst"),
    ("DUO-MPZ-08", {}, {"datumOndertekeningPvt": END.isoformat()}, END, "ontbreekt"),
    ("over, told", {}, {"datumOndertekeningPvt": END.isoformat(), "verwijtbaar": "Ja"}, END, ""),
    ("DUO-MPZ-09", {}, {**DAY, "verwijtbaar": "Ja"}, TODAY, "overschreden"),
    ("DUO-MPZ-10", {}, {**DAY, "verwijtbaar": "Nee"}, TODAY, "twee maanden"),
    ("DUO-MPZ-12", {"pvt": {"datum": "2026-10-01", "gemeente": "0505"}}, {}, TODAY, ""),
]


ENDED = {"zroute": {"datum": "2026-11-10", "gemeente": "0505"}}
CASES += [
    ("DUO-MPZ-05", ENDED, DAY, TODAY, "al afgerond"),
    ("DUO-MPZ-07", ENDED, {}, TODAY, "al afgerond"),
]


@pytest.mark.parametrize(("rule", "changes", "body", "on", "words"), CASES, ids=[case[0] for case in CASES])
def test_each_rule_of_duo_refuses_with_its_words(
    rule: str, changes: dict[str, Any], body: dict[str, Any], on: date, words: str
) -> None:
    with clock.frozen(on):
        refused = list(module("pvt", record(**changes), "0505", body))
    assert (words in refused[0]) if words else not refused


Z_CASES = [
    ("fine", {}, {"datumAfrondingZroute": "2026-11-20"}, ""),
    ("taken back", ENDED, {}, ""),
    ("without a PIP", {"pips": []}, {"datumAfrondingZroute": "2026-11-20"}, "actuele PIP"),
    ("before the term", {}, {"datumAfrondingZroute": "2026-05-30"}, "start van de"),
    ("in the future", {}, {"datumAfrondingZroute": "2026-12-01"}, "toekomst"),
]


@pytest.mark.parametrize(("name", "changes", "body", "words"), Z_CASES, ids=[case[0] for case in Z_CASES])
def test_of_the_z_route_owner_term_and_future_are_looked_at(
    name: str, changes: dict[str, Any], body: dict[str, Any], words: str
) -> None:
    with clock.frozen(TODAY):
        refused = list(module("zroute", record(**changes), "0505", body))
    assert (words in refused[0]) if words else not refused
