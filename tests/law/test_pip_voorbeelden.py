"""Section 3 of the legal dossier: what a PIP must and may not contain, as a table of changes to a good one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from wi2021.facts import BrpInschrijving, Doelgroep, Duotermijn, Facts, Leerroute, Niveau, PipFeit
from wi2021.grondslag import Ernst
from wi2021.intake import Toetsuitslag
from wi2021.pip import (
    Alfabetisering,
    PipInhoud,
    Wisselgrond,
    check_pip,
    niveau_voor_duo,
    opleiding_afmaken,
    verwijderen_kan,
)

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
IN_2022 = replace(
    ASIEL,
    plicht_begin=date(2022, 1, 20),
    kennisgeving=date(2022, 1, 20),
    brp_inschrijvingen=(BrpInschrijving("0505", date(2022, 2, 1), artikel_28=True),),
)
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
    ("INT-05", {"toetsuitslag": Toetsuitslag.NIET_HAALBAAR}, ASIEL, "motief_afwijking", "INT-05"),
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
    ("MOV-01", {"leerroute": Z, "niveau": None, "vorige_leerroute": B, "door_verhuizing": True}, ASIEL, "leerroute", "MOV-01"),
    ("T-10", {"leerroute": Z, "niveau": None, "vorige_leerroute": B, "wisselgrond": Wisselgrond.TE_WEINIG, "wisselmotief": "x"},
     replace(ASIEL, pips=FIRST_2024), "leerroute", "T-10"),
    ("R-SW no reason in words", {"leerroute": Z, "niveau": None, "vorige_leerroute": B, "wisselgrond": Wisselgrond.MEER}, ASIEL, "wisselgrond", "R-SW"),
    ("R-SW a special case is no ground in time", {"leerroute": Z, "niveau": None, "vorige_leerroute": B, "wisselgrond": Wisselgrond.BIJZONDER, "wisselmotief": "x"},
     ASIEL, "wisselgrond", "R-SW"),
    ("PIP-02 in every route", {"leerroute": Z, "niveau": None, "intensiteit_uren": None}, ASIEL, "intensiteit_uren", "PIP-02"),
    ("PIP-05 KNM before 2023", {"dagtekening": date(2022, 12, 31), "leerroute": Z, "niveau": None, "examens_z_route": ("KNM",)}, IN_2022, "examens_z_route", "PIP-05"),
    ("PIP-07 asylum can't borrow", {"wil_lening_alfabetisering": True, "verplichting_alfabetisering": True}, ASIEL, "wil_lening_alfabetisering", "PIP-07"),
    ("DUO-PIP-02 the first PIP", {"vorige_dagtekening": None}, replace(ASIEL, pips=(PipFeit(date(2026, 5, 5), B, "0505"),)), "dagtekening", "PIP-10"),
    ("before the act", {"dagtekening": date(2021, 12, 31)}, ASIEL, "dagtekening", "PIP-10"),
    ("the duty rests", {}, replace(ASIEL, plicht_eind=date(2026, 5, 4), plicht_eindreden="Tijdelijke vrijstelling"), "dagtekening", "PIP-10"),
    ("E61", {}, replace(ASIEL, wi2013_op_31_12_2021=True), "wi2013_op_31_12_2021", "TRA-01"),
    ("M25 kennisgeving of before the act", {}, replace(ASIEL, kennisgeving=date(2021, 12, 31)), "kennisgeving", "TRA-01"),
    ("R-600 no hours", {"niveau": Niveau.A2, "eerste_ooit": False, "vorige_leerroute": B, "afschaal_inspanning": True}, ASIEL, "afschaal_uren", "R-600"),
    ("R-600 an hour short", {"niveau": Niveau.A2, "eerste_ooit": False, "vorige_leerroute": B, "afschaal_uren": 599, "afschaal_inspanning": True}, ASIEL, "afschaal_uren", "R-600"),
    ("R-600 no effort", {"niveau": Niveau.A2, "eerste_ooit": False, "vorige_leerroute": B, "afschaal_uren": 600}, ASIEL, "afschaal_inspanning", "R-600"),
    ("M25 voorloper", {}, replace(ASIEL, kennisgeving=None, voorloper=True), "kennisgeving", "TRA-01"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "facts", "field", "rule"), REFUSED, ids=[r[0] for r in REFUSED])
def test_refused(name: str, change: dict[str, Any], facts: Facts, field: str, rule: str) -> None:
    assert (field, rule) in findings(replace(GOOD, **change), facts)


ALLOWED: list[tuple[str, dict[str, Any], Facts, str]] = [
    ("R-600 with the hours and the effort", {"niveau": Niveau.A2, "eerste_ooit": False, "vorige_leerroute": B, "afschaal_uren": 600, "afschaal_inspanning": True}, ASIEL, "afschaal_uren"),
    ("A2 that another gemeente set before a move", {"niveau": Niveau.A2, "eerste_ooit": False, "vorige_leerroute": B, "door_verhuizing": True}, ASIEL, "afschaal_uren"),
    ("a change with the ground of the law", {"leerroute": Z, "niveau": None, "vorige_leerroute": B, "wisselgrond": Wisselgrond.MEER, "wisselmotief": "x"}, ASIEL, "leerroute"),
    ("a decision on objection needs no time", {"leerroute": Z, "niveau": None, "vorige_leerroute": B, "wisselgrond": Wisselgrond.BEZWAAR, "wisselmotief": "x"}, replace(ASIEL, pips=FIRST_2024), "leerroute"),
    ("the same route after a move", {"vorige_leerroute": B, "door_verhuizing": True}, ASIEL, "leerroute"),
    ("the dates of the day itself", {"dagtekening": date(2026, 2, 17), "vorige_dagtekening": date(2026, 2, 17)}, replace(ASIEL, plicht_begin=date(2026, 2, 17), pips=(PipFeit(date(2026, 2, 17), B, "0505"),)), "dagtekening"),
    ("KNM since 2023", {"dagtekening": date(2023, 1, 1), "leerroute": Z, "niveau": None, "examens_z_route": ("KNM",)}, IN_2022, "examens_z_route"),
    ("a language part in 2022", {"dagtekening": date(2022, 12, 31), "leerroute": Z, "niveau": None, "examens_z_route": ("lezen",)}, IN_2022, "examens_z_route"),
    ("a loan with the duty", {"wil_lening_alfabetisering": True, "verplichting_alfabetisering": True, "intensiteit_uren": None}, GEZIN, "verplichting_alfabetisering"),
    ("bijstand that begins tomorrow", {}, replace(ASIEL, bijstand_vanaf=date(2026, 5, 5)), "bijlagen"),
    ("bijstand that ended", {}, replace(BENEFIT, bijstand_tot=date(2026, 5, 3)), "bijlagen"),
    ("bijstand with its decision", {"bijlagen_participatiewet": 1}, BENEFIT, "bijlagen"),
    ("an end that lies ahead", {}, replace(ASIEL, plicht_eind=date(2026, 5, 5)), "dagtekening"),
    ("a voorloper who was told", {}, replace(ASIEL, voorloper=True), "kennisgeving"),
    ("the last day that counts", {}, replace(ASIEL, kennisgeving=date(2022, 1, 1)), "kennisgeving"),
    ("a deviation with its reason", {"toetsuitslag": Toetsuitslag.NIET_HAALBAAR, "motief_afwijking": "x"}, ASIEL, "motief_afwijking"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "facts", "field"), ALLOWED, ids=[a[0] for a in ALLOWED])
def test_allowed(name: str, change: dict[str, Any], facts: Facts, field: str) -> None:
    assert field not in {veld for veld, _ in findings(replace(GOOD, **change), facts)}


@pytest.mark.parametrize(
    ("since", "attached", "warned"),
    [(date(2026, 1, 1), 1, True), (date(2026, 1, 1), 2, False), (date(2025, 11, 5), 1, True), (date(2025, 11, 4), 1, False), (date(2021, 12, 1), 1, False)],
)  # fmt: skip
def test_pip_03_the_decision_about_ontzorgen_belongs_to_it_while_that_runs(
    since: date, attached: int, warned: bool
) -> None:
    facts = replace(ASIEL, asielvergunning_bepaalde_tijd=True, bijstand_vanaf=since)
    found = check_pip(replace(GOOD, bijlagen_participatiewet=attached), facts, on=ON)
    assert (Ernst.WAARSCHUWT in {f.ernst for f in found}) is warned
    regular = check_pip(
        replace(GOOD, bijlagen_participatiewet=1), replace(facts, asielvergunning_bepaalde_tijd=False), on=ON
    )
    assert Ernst.WAARSCHUWT not in {f.ernst for f in regular}


SECOND = replace(GOOD, niveau=Niveau.A2, eerste_ooit=False, vorige_leerroute=B)
JUDGED: list[tuple[str, PipInhoud, Facts, set[tuple[str, str]]]] = [
    ("R-O a great chance of a diploma", replace(GOOD, leerroute=O, map_uren=None, wens_onderwijs=True), ASIEL, {("leerroute", "R-O")}),
    ("R-O not again for the same route", replace(GOOD, leerroute=O, map_uren=None, wens_onderwijs=True, vorige_leerroute=O), ASIEL, set()),
    ("R-Z-A not feasible otherwise", replace(GOOD, leerroute=Z, niveau=None), ASIEL, {("leerroute", "R-Z-A")}),
    ("R-Z-A not again", replace(GOOD, leerroute=Z, niveau=None, vorige_leerroute=Z), ASIEL, set()),
    ("R-600 down to A2", SECOND, replace(ASIEL, pips=FIRST_2024), {("niveau", "R-600")}),
    ("R-600 was on A2 already", SECOND, replace(ASIEL, pips=(replace(FIRST_2024[0], niveau=Niveau.A2),)), set()),
    ("R-600 nothing known of the one before", SECOND, ASIEL, {("niveau", "R-600")}),
    ("A2 in the Z-route is no afschalen", replace(GOOD, leerroute=Z, niveau=Niveau.A2, eerste_ooit=False, vorige_leerroute=Z), ASIEL, set()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "plan", "facts", "expected"), JUDGED, ids=[j[0] for j in JUDGED])
def test_what_asks_a_judgement(
    name: str, plan: PipInhoud, facts: Facts, expected: set[tuple[str, str]]
) -> None:
    assert judged(plan, facts) == expected


def test_pip_06_a_switch_gives_a_new_version_and_leaves_the_termijn() -> None:
    change = replace(GOOD, vorige_leerroute=O, wisselgrond=Wisselgrond.TE_WEINIG, wisselmotief="x")
    told = [f for f in check_pip(change, ASIEL, on=ON) if f.ernst is Ernst.INFO]
    assert [(f.veld, f.regel.id) for f in told] == [("leerroute", "PIP-06")]
    assert "blijft dezelfde" in told[0].zin


def test_pip_10_says_when_duos_rule_perhaps_did_not_hold_yet() -> None:
    before = [f for f in check_pip(replace(GOOD, niveau=Niveau.A2), ASIEL, on=ON) if f.veld == "niveau"]
    assert "nog niet gecontroleerd" in before[0].zin
    day = date(2026, 6, 1)
    since = check_pip(replace(GOOD, niveau=Niveau.A2, dagtekening=day), ASIEL, on=day)
    assert not any("nog niet gecontroleerd" in f.zin for f in since)


@pytest.mark.parametrize(
    ("facts", "reported", "can"),
    [(ASIEL, False, True), (ASIEL, True, False), (replace(ASIEL, termijn=Duotermijn(ON, date(2029, 5, 4))), False, False)],
)  # fmt: skip
def test_duo_pip_09_deleting_can_only_before_a_termijn_and_hours(
    facts: Facts, reported: bool, can: bool
) -> None:
    assert verwijderen_kan(facts, uren_gemeld=reported).value is can


def test_pip_08_is_told_to_be_of_2023() -> None:
    early = opleiding_afmaken(replace(GOOD, dagtekening=date(2022, 12, 31), mag_opleiding_afmaken=True))
    assert "01-01-2023" in early.uitleg[1]
    assert len(opleiding_afmaken(replace(GOOD, mag_opleiding_afmaken=True)).uitleg) == 1


def judged(pip: PipInhoud, facts: Facts) -> set[tuple[str, str]]:
    return {(f.veld, f.regel.id) for f in check_pip(pip, facts, on=ON) if f.ernst is Ernst.OORDEEL}


def test_after_eighteen_months_a_special_case_is_a_judgement() -> None:
    """The change asks a judgement about the Z-route too."""
    change = replace(
        GOOD,
        leerroute=Z,
        niveau=None,
        vorige_leerroute=B,
        wisselgrond=Wisselgrond.BIJZONDER,
        wisselmotief="x",
    )
    assert judged(change, replace(ASIEL, pips=FIRST_2024)) == {
        ("wisselgrond", "T-10"),
        ("leerroute", "R-Z-A"),
    }


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
    assert judged(replace(GOOD_GEZIN, leerroute=Z, niveau=None), GEZIN) == {("leerroute", "R-Z-G")}


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
