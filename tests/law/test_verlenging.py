"""Section 2.1 of the legal dossier: what each ground for extension gives, with E52, E54 and E56."""

from dataclasses import replace
from datetime import date

import pytest

from wi2021.facts import Doelgroep, Leerroute
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome
from wi2021.verlenging import BEWIJS, REGELS, Grond, VerlengFeiten, verlenging

END = date(2029, 3, 10)
ASIEL, GEZIN = Doelgroep.ASIELSTATUSHOUDER, Doelgroep.GEZINSMIGRANT_EN_OVERIGE
BASE = VerlengFeiten(END)
HALF_YEAR = replace(BASE, vanaf=date(2026, 1, 1), tot=date(2026, 6, 30))
LONG = replace(BASE, vanaf=date(2024, 1, 1), tot=date(2027, 12, 31))
SHORT = replace(BASE, vanaf=date(2026, 1, 1), tot=date(2026, 3, 30))
OFFER = replace(
    BASE, pip=date(2026, 3, 10), aanbod=date(2026, 7, 25), doelgroep=ASIEL, leerroute=Leerroute.B1
)
NEARLY = replace(
    BASE,
    leerroute=Leerroute.B1,
    doelgroep=GEZIN,
    lesuren=460,
    alle_lessen=True,
    taalonderdelen=2,
    knm=True,
    pvt=True,
    map=True,
)

# example, ground, facts, days or the words of the length
GIVEN = [
    ("X-a", Grond.ZIEKTE, HALF_YEAR, "181 dagen"),
    ("X-a as long as it lasted", Grond.ZIEKTE, LONG, "1461 dagen"),
    ("X-a too short", Grond.ZIEKTE, SHORT, "0 dagen"),
    ("X-b", Grond.OVERLIJDEN, BASE, "3 maanden"),
    ("E54 X-c", Grond.GEBOORTE, BASE, "16 weken"),
    ("X-d", Grond.OPVANG, HALF_YEAR, "181 dagen"),
    ("X-e at most six months", Grond.ALFABETISERING, LONG, "183 dagen"),
    ("X-f at most two years", Grond.DAKLOOS, LONG, "732 dagen"),
    ("E52 X-g", Grond.GEEN_AANBOD, OFFER, "45 dagen"),
    ("X-g in time", Grond.GEEN_AANBOD, replace(OFFER, aanbod=date(2026, 6, 10)), "0 dagen"),
    (
        "X-g Onderwijsroute",
        Grond.GEEN_AANBOD,
        replace(OFFER, leerroute=Leerroute.ONDERWIJS, aanbod=date(2026, 10, 1)),
        "6 maanden",
    ),
    ("X-g family", Grond.GEEN_AANBOD, replace(OFFER, doelgroep=GEZIN), "0 dagen"),
    ("X-h", Grond.AANBIEDER, LONG, "183 dagen"),
    ("X-i", Grond.OVERIG, LONG, "732 dagen"),
    ("X-j", Grond.COMBINATIE, HALF_YEAR, "181 dagen"),
    ("E56 X-l yes", Grond.BIJNA_KLAAR, NEARLY, "6 maanden"),
    ("E56 X-l no", Grond.BIJNA_KLAAR, replace(NEARLY, lesuren=440), "0 dagen"),
    (
        "X-l asylum has no least number of hours",
        Grond.BIJNA_KLAAR,
        replace(NEARLY, doelgroep=ASIEL, lesuren=0),
        "6 maanden",
    ),
    ("X-l once", Grond.BIJNA_KLAAR, replace(NEARLY, eerder_bijna_klaar=True), "0 dagen"),
    ("X-l other route", Grond.BIJNA_KLAAR, replace(NEARLY, leerroute=Leerroute.Z), "0 dagen"),
    ("X-m", Grond.ONDERBREKING, SHORT, "89 dagen"),
    ("X-m longer than a year (WHO-05)", Grond.ONDERBREKING, LONG, "0 dagen"),
    ("X-l not all lessons", Grond.BIJNA_KLAAR, replace(NEARLY, alle_lessen=False), "0 dagen"),
]


@pytest.mark.parametrize(("example", "ground", "facts", "length"), GIVEN)
def test_what_a_ground_gives(example: str, ground: Grond, facts: VerlengFeiten, length: str) -> None:
    answer = verlenging(ground, facts)
    assert isinstance(answer, Outcome)
    assert str(answer.value.duur) == length
    assert answer.regel.id in example
    assert answer.uitleg


def test_e54_a_birth_moves_the_last_day() -> None:
    answer = verlenging(Grond.GEBOORTE, BASE)
    assert isinstance(answer, Outcome)
    assert answer.value.einde == date(2029, 6, 30)


def test_e52_counts_from_the_third_month() -> None:
    answer = verlenging(Grond.GEEN_AANBOD, OFFER)
    assert isinstance(answer, Outcome)
    assert "10-06-2026" in answer.uitleg[0]


@pytest.mark.parametrize(("rule", "ground"), [("X-k", Grond.OPLEIDING), ("X-n", Grond.EXAMENS_NAKIJKEN)])
def test_what_is_not_checked_asks_a_judgement(rule: str, ground: Grond) -> None:
    answer = verlenging(ground, BASE)
    assert isinstance(answer, NeedsJudgement)
    assert answer.regel.id == rule


@pytest.mark.parametrize(
    ("ground", "facts", "missing"),
    [
        (Grond.ZIEKTE, BASE, ("vanaf", "tot")),
        (Grond.ONDERBREKING, replace(BASE, vanaf=END), ("tot",)),
        (Grond.GEEN_AANBOD, BASE, ("pip", "aanbod")),
    ],
)
def test_missing_facts_are_named(ground: Grond, facts: VerlengFeiten, missing: tuple[str, ...]) -> None:
    answer = verlenging(ground, facts)
    assert isinstance(answer, MissingFacts)
    assert answer.ontbreekt == missing


def test_each_ground_has_its_rule_and_its_proof() -> None:
    assert set(REGELS) == set(BEWIJS) == set(Grond)
