"""Section 3 of the legal dossier: what a PIP must and may not contain, as a table of changes to a good one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from wi2021.facts import BrpInschrijving, Doelgroep, Facts, Leerroute, Niveau, PipFeit
from wi2021.grondslag import Ernst
from wi2021.intake import Toetsuitslag
from wi2021.pip import Alfabetisering, PipInhoud, Wisselgrond, check_pip, niveau_voor_duo

ON = date(2026, 5, 4)
ASIEL = Facts(
    doelgroep=Doelgroep.ASIELSTATUSHOUDER,
    plicht_begin=date(2026, 1, 20),
    kennisgeving=date(2026, 1, 20),
    brp_inschrijvingen=(BrpInschrijving("0505", date(2026, 2, 17), artikel_28=True),),
    gemeente="0505",
)
GEZIN = replace(ASIEL, doelgroep=Doelgroep.GEZINSMIGRANT_EN_OVERIGE)
GOOD = PipInhoud(
    dagtekening=ON,
    leerroute=Leerroute.B1,
    niveau=Niveau.B1,
    intensiteit_uren=900,
    ondersteuning=("taalmaatje",),
    pvt_uren=12,
    map_uren=40,
    vve="geen jong kind",
    voortgangsgesprekken=6,
)
GOOD_GEZIN = replace(GOOD, intensiteit_uren=None)
BENEFIT = replace(ASIEL, bijstand_vanaf=date(2026, 3, 1))
B, O, Z = Leerroute.B1, Leerroute.ONDERWIJS, Leerroute.Z  # noqa: E741 DUO's own letter
FIRST_2024 = (PipFeit(date(2024, 3, 10), Leerroute.B1, "0505"),)


def findings(pip: PipInhoud, facts: Facts) -> set[tuple[str, str]]:
    return {(f.veld, f.regel.id) for f in check_pip(pip, facts, on=ON) if f.ernst is Ernst.BLOKKEERT}


def test_a_good_pip_may_be_established_for_both_groups() -> None:
    assert findings(GOOD, ASIEL) == set()
    assert findings(GOOD_GEZIN, GEZIN) == set()


REFUSED: list[tuple[str, dict[str, Any], Facts, str, str]] = [
    ("PIP-01 route", {"leerroute": None, "niveau": None}, ASIEL, "leerroute", "PIP-01"),
    ("PIP-01 support", {"ondersteuning": ()}, ASIEL, "ondersteuning", "PIP-01"),
    ("PIP-01 PVT", {"pvt_uren": 11}, ASIEL, "pvt_uren", "PIP-01"),
    ("PIP-01 MAP", {"map_uren": 39}, ASIEL, "map_uren", "PIP-01"),
    ("MAP-02", {"leerroute": O, "wens_onderwijs": True, "intensiteit_uren": None}, ASIEL, "map_uren", "PIP-01"),
    ("PIP-01 VVE", {"vve": ""}, ASIEL, "vve", "PIP-01"),
    ("PIP-02", {"intensiteit_uren": None}, ASIEL, "intensiteit_uren", "PIP-02"),
    ("E29", {}, GEZIN, "intensiteit_uren", "PIP-02"),
    ("PIP-03", {}, BENEFIT, "bijlagen", "PIP-03"),
    ("E30", {"voortgangsgesprekken": None}, ASIEL, "voortgangsgesprekken", "PIP-04"),
    ("PIP-05", {"examens_z_route": ("KNM",)}, ASIEL, "examens_z_route", "PIP-05"),
    ("PIP-07", {"wil_lening_alfabetisering": True, "intensiteit_uren": None}, GEZIN, "verplichting_alfabetisering", "PIP-07"),
    ("E17", {"niveau": Niveau.A2}, ASIEL, "niveau", "PIP-10"),
    ("E18 O", {"leerroute": O, "niveau": Niveau.A2, "map_uren": None, "wens_onderwijs": True}, ASIEL, "niveau", "PIP-10"),
    ("E18 Z", {"leerroute": Z}, ASIEL, "niveau", "PIP-10"),
    ("R-O wish", {"leerroute": O, "map_uren": None}, ASIEL, "wens_onderwijs", "PIP-01"),
    ("INT-05", {"toetsuitslag": Toetsuitslag.NIET_HAALBAAR}, ASIEL, "motief_afwijking", "PIP-01"),
    ("no date", {"dagtekening": None}, ASIEL, "dagtekening", "PIP-10"),
    ("future", {"dagtekening": date(2026, 5, 5)}, ASIEL, "dagtekening", "PIP-10"),
    ("DUO-PIP-01", {"dagtekening": date(2026, 1, 19)}, ASIEL, "dagtekening", "PIP-10"),
    ("DUO-PIP-02", {"vorige_dagtekening": date(2026, 5, 5)}, ASIEL, "dagtekening", "PIP-10"),
    ("DUO-PIP-03", {"dagtekening": date(2026, 2, 16)}, ASIEL, "dagtekening", "PIP-10"),
    ("M25", {}, replace(ASIEL, plicht_begin=None), "dagtekening", "PIP-10"),
    ("not settled", {}, replace(ASIEL, brp_inschrijvingen=()), "dagtekening", "PIP-10"),
    ("duty over", {}, replace(ASIEL, plicht_eind=date(2026, 5, 1)), "dagtekening", "PIP-10"),
    ("no group", {}, replace(ASIEL, doelgroep=None), "doelgroep", "PIP-10"),
    ("R-SW", {"leerroute": Z, "niveau": None, "vorige_leerroute": B}, ASIEL, "wisselgrond", "R-SW"),
    ("MOV-01", {"leerroute": Z, "niveau": None, "vorige_leerroute": B, "door_verhuizing": True}, ASIEL, "leerroute", "PIP-06"),
    ("T-10", {"leerroute": Z, "niveau": None, "vorige_leerroute": B, "wisselgrond": Wisselgrond.TE_WEINIG, "wisselmotief": "x"},
     replace(ASIEL, pips=FIRST_2024), "leerroute", "T-10"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "facts", "field", "rule"), REFUSED, ids=[r[0] for r in REFUSED])
def test_refused(name: str, change: dict[str, Any], facts: Facts, field: str, rule: str) -> None:
    assert (field, rule) in findings(replace(GOOD, **change), facts)


def judged(pip: PipInhoud, facts: Facts) -> set[tuple[str, str]]:
    return {(f.veld, f.regel.id) for f in check_pip(pip, facts, on=ON) if f.ernst is Ernst.OORDEEL}


def test_after_eighteen_months_a_special_case_is_a_judgement() -> None:
    change = replace(
        GOOD,
        leerroute=Z,
        niveau=None,
        vorige_leerroute=B,
        wisselgrond=Wisselgrond.BIJZONDER,
        wisselmotief="x",
    )
    assert judged(change, replace(ASIEL, pips=FIRST_2024)) == {("wisselgrond", "T-10")}


def test_e14_from_onderwijsroute_to_b1_always_can() -> None:
    change = replace(GOOD, vorige_leerroute=O, wisselgrond=Wisselgrond.TE_WEINIG, wisselmotief="x")
    assert findings(change, replace(ASIEL, pips=(PipFeit(date(2024, 3, 10), O, "0505"),))) == set()


def test_a_later_niet_vrijstellende_opleiding_makes_room() -> None:
    change = replace(
        GOOD,
        leerroute=Z,
        niveau=None,
        vorige_leerroute=B,
        wisselgrond=Wisselgrond.TE_WEINIG,
        wisselmotief="x",
    )
    facts = replace(ASIEL, pips=FIRST_2024, niet_vrijstellende_opleiding_tot=date(2026, 4, 1))
    assert findings(change, facts) == set()


def test_the_z_route_for_a_gezinsmigrant_is_a_judgement() -> None:
    assert judged(replace(GOOD_GEZIN, leerroute=Z, niveau=None), GEZIN) == {("leerroute", "PIP-01")}


def test_intensity_outside_the_b1_route_stays_in_the_pip_only() -> None:
    found = [
        f for f in check_pip(replace(GOOD, leerroute=Z, niveau=None), ASIEL, on=ON) if f.ernst is Ernst.INFO
    ]
    assert [f.veld for f in found] == ["intensiteit_uren"]


def test_every_refusal_names_its_article_and_a_remedy() -> None:
    for found in check_pip(PipInhoud(), ASIEL, on=ON):
        assert "artikel" in found.zin
        assert found.remedie


@pytest.mark.parametrize(("route", "level"), [(B, Niveau.B1), (O, Niveau.B1), (Z, None)])
def test_duo_pip_07_an_empty_level_counts_as_b1(route: Leerroute, level: Niveau | None) -> None:
    assert niveau_voor_duo(replace(GOOD, leerroute=route, niveau=None)) is level


def test_codes_are_duo_s() -> None:
    assert [a.value for a in Alfabetisering] == ["A", "AA", "NVT"]
