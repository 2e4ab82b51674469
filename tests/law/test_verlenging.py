"""Section 2.1 of the legal dossier: what each ground for extension gives, with E52, E54 and E56."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from wi2021.facts import Doelgroep, Leerroute
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome
from wi2021.verlenging import BEWIJS, REGELS, Grond, VerlengFeiten, verlenging

END = date(2029, 3, 10)
ON = date(2028, 11, 1)
ASIEL, GEZIN = Doelgroep.ASIELSTATUSHOUDER, Doelgroep.GEZINSMIGRANT_EN_OVERIGE
BASE = VerlengFeiten(END)
HALF_YEAR = replace(BASE, vanaf=date(2026, 1, 1), tot=date(2026, 6, 30))
LONG = replace(BASE, vanaf=date(2024, 1, 1), tot=date(2027, 12, 31))
SHORT = replace(BASE, vanaf=date(2026, 1, 1), tot=date(2026, 3, 30))
THREE_MONTHS = replace(SHORT, tot=date(2026, 3, 31))
IN_B1 = replace(LONG, leerroute=Leerroute.B1)
OFFER = replace(
    BASE, pip=date(2026, 3, 10), aanbod=date(2026, 7, 25), doelgroep=ASIEL, leerroute=Leerroute.B1
)
EDUCATION = replace(OFFER, leerroute=Leerroute.ONDERWIJS, aanbod=None)
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
    ("X-a exactly three months", Grond.ZIEKTE, THREE_MONTHS, "90 dagen"),
    ("X-b", Grond.OVERLIJDEN, BASE, "3 maanden"),
    ("E54 X-c", Grond.GEBOORTE, BASE, "16 weken"),
    ("X-d", Grond.OPVANG, HALF_YEAR, "181 dagen"),
    ("X-e at most six months", Grond.ALFABETISERING, IN_B1, "6 maanden"),
    (
        "X-e exactly six months",
        Grond.ALFABETISERING,
        replace(HALF_YEAR, leerroute=Leerroute.ONDERWIJS),
        "181 dagen",
    ),
    (
        "X-e a day more",
        Grond.ALFABETISERING,
        replace(HALF_YEAR, tot=date(2026, 7, 1), leerroute=Leerroute.B1),
        "6 maanden",
    ),
    ("X-e not in the Z-route", Grond.ALFABETISERING, replace(LONG, leerroute=Leerroute.Z), "0 dagen"),
    ("X-f at most two years", Grond.DAKLOOS, LONG, "24 maanden"),
    ("E52 X-g", Grond.GEEN_AANBOD, OFFER, "45 dagen"),
    ("X-g in time", Grond.GEEN_AANBOD, replace(OFFER, aanbod=date(2026, 6, 10)), "0 dagen"),
    ("X-g a day late", Grond.GEEN_AANBOD, replace(OFFER, aanbod=date(2026, 6, 11)), "1 dag"),
    ("X-g Onderwijsroute not begun", Grond.GEEN_AANBOD, EDUCATION, "6 maanden"),
    (
        "X-g Onderwijsroute begun late",
        Grond.GEEN_AANBOD,
        replace(EDUCATION, gestart=date(2026, 9, 11)),
        "6 maanden",
    ),
    (
        "X-g Onderwijsroute begun in time",
        Grond.GEEN_AANBOD,
        replace(EDUCATION, gestart=date(2026, 9, 10)),
        "0 dagen",
    ),
    ("X-g family", Grond.GEEN_AANBOD, replace(OFFER, doelgroep=GEZIN), "0 dagen"),
    ("X-h", Grond.AANBIEDER, LONG, "6 maanden"),
    ("X-i", Grond.OVERIG, LONG, "24 maanden"),
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
    (
        "X-l asylum not all lessons",
        Grond.BIJNA_KLAAR,
        replace(NEARLY, doelgroep=ASIEL, alle_lessen=False),
        "0 dagen",
    ),
    (
        "X-l family needs hours, not all lessons",
        Grond.BIJNA_KLAAR,
        replace(NEARLY, alle_lessen=False, lesuren=450),
        "6 maanden",
    ),
    ("X-l family one hour less", Grond.BIJNA_KLAAR, replace(NEARLY, lesuren=449), "0 dagen"),
    ("X-l one part", Grond.BIJNA_KLAAR, replace(NEARLY, taalonderdelen=1), "0 dagen"),
    ("X-l no KNM", Grond.BIJNA_KLAAR, replace(NEARLY, knm=False), "0 dagen"),
    ("X-l no PVT", Grond.BIJNA_KLAAR, replace(NEARLY, pvt=False), "0 dagen"),
    ("X-l no MAP", Grond.BIJNA_KLAAR, replace(NEARLY, map=False), "0 dagen"),
]


@pytest.mark.parametrize(("example", "ground", "facts", "length"), GIVEN)
def test_what_a_ground_gives(example: str, ground: Grond, facts: VerlengFeiten, length: str) -> None:
    answer = verlenging(ground, facts, on=ON)
    assert isinstance(answer, Outcome)
    assert str(answer.value.duur) == length
    assert answer.regel.id in example
    assert answer.uitleg


def test_e54_a_birth_moves_the_last_day() -> None:
    answer = verlenging(Grond.GEBOORTE, BASE, on=ON)
    assert isinstance(answer, Outcome)
    assert answer.value.einde == date(2029, 6, 30)


def test_e52_counts_from_the_third_month() -> None:
    answer = verlenging(Grond.GEEN_AANBOD, OFFER, on=ON)
    assert isinstance(answer, Outcome)
    assert "10-06-2026" in answer.uitleg[0]
    assert "25-07-2026" in answer.uitleg[1]
    assert answer.value.einde == date(2029, 4, 24)


def test_x_g_in_the_onderwijsroute_waits_until_six_months_have_gone() -> None:
    early = verlenging(Grond.GEEN_AANBOD, EDUCATION, on=date(2026, 9, 10))
    late = verlenging(Grond.GEEN_AANBOD, EDUCATION, on=date(2026, 9, 11))
    assert isinstance(early, Outcome)
    assert isinstance(late, Outcome)
    assert (str(early.value.duur), str(late.value.duur)) == ("0 dagen", "6 maanden")
    assert "kan nog op tijd" in early.uitleg[0]
    begun = verlenging(Grond.GEEN_AANBOD, replace(EDUCATION, gestart=date(2026, 9, 10)), on=ON)
    assert isinstance(begun, Outcome)
    assert "begon op tijd" in begun.uitleg[0]


@pytest.mark.parametrize(
    ("rule", "ground", "before"),
    [("X-k", Grond.OPLEIDING, date(2022, 12, 31)), ("X-n", Grond.EXAMENS_NAKIJKEN, date(2026, 7, 30))],
)
def test_before_its_begin_a_ground_gives_nothing_and_says_so(rule: str, ground: Grond, before: date) -> None:
    answer = verlenging(ground, BASE, on=before)
    assert isinstance(answer, Outcome)
    assert (answer.regel.id, str(answer.value.duur)) == (rule, "0 dagen")
    assert "geldt vanaf" in answer.uitleg[0]
    assert isinstance(verlenging(ground, BASE, on=before + timedelta(days=1)), NeedsJudgement)


@pytest.mark.parametrize(("rule", "ground"), [("X-k", Grond.OPLEIDING), ("X-n", Grond.EXAMENS_NAKIJKEN)])
def test_what_is_not_checked_asks_a_judgement(rule: str, ground: Grond) -> None:
    answer = verlenging(ground, BASE, on=ON)
    assert isinstance(answer, NeedsJudgement)
    assert answer.regel.id == rule


@pytest.mark.parametrize(
    ("ground", "facts", "missing"),
    [
        (Grond.ZIEKTE, BASE, ("vanaf", "tot")),
        (Grond.ONDERBREKING, replace(BASE, vanaf=END), ("tot",)),
        (Grond.GEEN_AANBOD, BASE, ("doelgroep", "pip", "leerroute")),
        (Grond.GEEN_AANBOD, replace(OFFER, aanbod=None), ("aanbod",)),
        (Grond.ALFABETISERING, LONG, ("leerroute",)),
        (Grond.BIJNA_KLAAR, replace(NEARLY, doelgroep=None), ("doelgroep",)),
    ],
)
def test_missing_facts_are_named(ground: Grond, facts: VerlengFeiten, missing: tuple[str, ...]) -> None:
    answer = verlenging(ground, facts, on=ON)
    assert isinstance(answer, MissingFacts)
    assert answer.ontbreekt == missing


def test_each_ground_has_its_rule_and_its_proof() -> None:
    assert set(REGELS) == set(BEWIJS) == set(Grond)
