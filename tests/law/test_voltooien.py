"""What is still needed as a table, per route and group, and the decision to change to another route (section 4, T-10, X-*)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.zaken import ASIEL, GEZIN, D
from wi2021.facts import Doelgroep, Facts, Leerroute, Niveau, PipFeit
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome
from wi2021.leerroutes import (
    TAALONDERDELEN,
    Stand,
    Voltooiing,
    Voortgang,
    ZRest,
    nog_nodig,
    uren_mee,
    voltooiing,
)
from wi2021.pip import Wisselgrond, wisselbesluit
from wi2021.verlenging import Grond, VerlengFeiten, gronden

B, O, Z = Leerroute.B1, Leerroute.ONDERWIJS, Leerroute.Z  # noqa: E741 DUO's own letter
B1 = tuple((part, Niveau.B1) for part in TAALONDERDELEN)
DONE, OPEN, GONE, INSTEAD = Stand.KLAAR, Stand.OPEN, Stand.VERVALT, Stand.IN_PLAATS


def table(route: Leerroute, v: Voortgang, groep: Doelgroep = ASIEL) -> dict[str, Stand]:
    answer = voltooiing(route, v, groep=groep)
    assert isinstance(answer, Outcome)
    assert answer.regel.id == "DIP-01"
    assert isinstance(answer.value, Voltooiing)
    assert answer.value.klaar is (answer.value.open == ())
    return {row.onderdeel: row.stand for row in answer.value.rijen}


def test_r_b1_asks_four_exams_knm_pvt_and_map_of_both_groups() -> None:
    for group in (ASIEL, GEZIN):
        found = table(B, Voortgang(examens=B1[:1], knm=True), group)
        assert found == {
            "lezen": DONE, "luisteren": OPEN, "schrijven": OPEN, "spreken": OPEN, "knm": DONE, "pvt": OPEN, "map": OPEN,
        }  # fmt: skip


def test_r_o_asks_the_taalschakeltraject_and_no_map_and_exams_may_take_its_place() -> None:
    nothing = table(O, Voortgang(examens=B1[:1]))
    assert (nothing["taalschakeltraject"], nothing["map"], nothing["lezen"], nothing["knm"]) == (
        OPEN, GONE, DONE, INSTEAD,
    )  # fmt: skip
    by_course = table(O, Voortgang(taalschakeltraject=True))
    assert (by_course["taalschakeltraject"], by_course["spreken"]) == (DONE, GONE)
    by_exams = table(O, Voortgang(examens=B1, knm=True))
    assert (by_exams["taalschakeltraject"], by_exams["spreken"]) == (GONE, DONE)


def test_r_z_a_has_a_participation_part_and_r_z_g_has_none() -> None:
    some = Voortgang(z=ZRest(10, 20), eindgesprek=True, pvt=True, map=True)
    assert table(Z, some, ASIEL) == {
        "cursus": OPEN, "participatie": OPEN, "eindgesprek": DONE, "pvt": DONE, "map": DONE,
    }  # fmt: skip
    assert table(Z, some, GEZIN)["participatie"] is GONE
    rows = voltooiing(Z, some, groep=ASIEL)
    assert isinstance(rows, Outcome)
    assert [row.eis for row in rows.value.rijen[:2]] == [
        "Cursusuren, nog 10 uur",
        "Participatie-uren, nog 20 uur",
    ]


def test_exm_07_and_ont_01_what_duo_freed_someone_of_is_not_needed() -> None:
    freed = frozenset({"spreken", "knm", "participatie"})
    assert [table(B, Voortgang(vrij=freed))[part] for part in ("spreken", "knm", "lezen")] == [
        GONE,
        GONE,
        OPEN,
    ]
    assert table(Z, Voortgang(z=ZRest(0, 300), vrij=freed))["participatie"] is GONE
    assert table(O, Voortgang(examens=B1[:3], vrij=freed))["taalschakeltraject"] is GONE


def test_dip_01_says_what_is_left_and_asks_for_what_it_must_know() -> None:
    done = voltooiing(B, Voortgang(examens=B1, knm=True, pvt=True, map=True), groep=GEZIN)
    assert isinstance(done, Outcome)
    assert done.value.klaar
    assert done.uitleg[0] == "Alles van de B1-route is klaar."
    left = voltooiing(B, Voortgang(examens=B1, knm=True, pvt=True))
    assert isinstance(left, Outcome)
    assert left.uitleg[0] == "Nog te doen: **map**."
    for route, field in ((None, "leerroute"), (Z, "doelgroep")):
        asked = voltooiing(route, Voortgang())
        assert isinstance(asked, MissingFacts)
        assert asked.ontbreekt == (field,)


MEE = [(B, Z, 300, "van de cursusuren"), (O, Z, 300, "van de cursusuren"), (Z, B, 300, "intensiteit"), (O, B, 300, "intensiteit"), (B, O, 0, "geen uren")]  # fmt: skip


@pytest.mark.parametrize(("van", "naar", "hours", "words"), MEE)
def test_r_sw_how_many_hours_go_along(van: Leerroute, naar: Leerroute, hours: int, words: str) -> None:
    answer = uren_mee(van, naar, 300)
    assert (answer.regel.id, answer.value) == ("R-SW", hours)
    assert words in answer.uitleg[0]


FACTS = Facts(doelgroep=ASIEL, gemeente="0505", pips=(PipFeit(D("2026-03-10"), B, "0505"),))
EDUCATION = replace(FACTS, pips=(PipFeit(D("2026-03-10"), O, "0505"),))
LITTLE, SPECIAL = Wisselgrond.TE_WEINIG, Wisselgrond.BIJZONDER
MONTH_17, LAST, MONTH_19 = D("2027-08-10"), D("2027-09-10"), D("2027-10-11")
# case, from, to, ground, day, rule, answer
SWITCH = [
    ("month 17", B, Z, LITTLE, MONTH_17, "R-SW", True),
    ("the last day", B, Z, LITTLE, LAST, "R-SW", True),
    ("month 19", B, Z, LITTLE, MONTH_19, "T-10", False),
    ("month 19, a special case", B, Z, SPECIAL, MONTH_19, "T-10", "oordeel"),
    ("month 17, a special case is no ground", B, Z, SPECIAL, MONTH_17, "R-SW", False),
    ("Onderwijsroute to B1 always", O, B, LITTLE, MONTH_19, "R-SW", True),
    ("objection is no change", B, Z, Wisselgrond.BEZWAAR, MONTH_19, "R-SW", True),
    ("the same route", B, B, LITTLE, MONTH_17, "R-SW", False),
]  # fmt: skip


@pytest.mark.parametrize(("case", "van", "naar", "ground", "on", "rule", "expected"), SWITCH, ids=[r[0] for r in SWITCH])  # fmt: skip
def test_r_sw_t_10_the_decision_to_change_the_route(
    case: str, van: Leerroute, naar: Leerroute, ground: Wisselgrond, on: date, rule: str, expected: object
) -> None:
    answer = wisselbesluit(
        van, naar, EDUCATION if van is O else FACTS, grond=ground, motief="blijkt uit de toetsen", on=on
    )
    assert answer.regel.id == rule
    assert (answer.value if isinstance(answer, Outcome) else "oordeel") == expected
    assert isinstance(answer, NeedsJudgement) is (expected == "oordeel")
    assert all(sentence.endswith(".") for sentence in answer.uitleg)


def test_r_sw_a_change_that_is_refused_says_what_would_help() -> None:
    late = wisselbesluit(B, Z, FACTS, grond=LITTLE, motief="x", on=MONTH_19)
    assert isinstance(late, Outcome)
    assert "bijzondere individuele omstandigheid" in late.verandert[0]
    assert "10-09-2027" in late.uitleg[0]


@pytest.mark.parametrize(
    ("ground", "why", "missing"),
    [(None, "", ("wisselgrond", "wisselmotief")), (LITTLE, "", ("wisselmotief",)), (None, "x", ("wisselgrond",))],
)  # fmt: skip
def test_r_sw_a_change_without_a_ground_asks_for_it(
    ground: Wisselgrond | None, why: str, missing: tuple[str, ...]
) -> None:
    answer = wisselbesluit(B, Z, FACTS, grond=ground, motief=why, on=MONTH_17)
    assert isinstance(answer, MissingFacts)
    assert answer.ontbreekt == missing


def test_x_a_to_x_n_every_ground_stands_beside_the_others_with_its_proof() -> None:
    ill = VerlengFeiten(
        D("2029-03-10"), vanaf=D("2028-01-01"), tot=D("2028-06-30"), leerroute=Z, doelgroep=GEZIN
    )
    found = {row.grond: row for row in gronden(ill, on=D("2028-11-01"))}
    assert set(found) == set(Grond)
    assert (found[Grond.ZIEKTE].helpt, found[Grond.GEEN_AANBOD].helpt, found[Grond.OPLEIDING].helpt) == (
        True, False, None,
    )  # fmt: skip
    assert "machtiging" in found[Grond.ZIEKTE].bewijs


PROGRESS = st.builds(
    Voortgang,
    examens=st.lists(st.tuples(st.sampled_from(TAALONDERDELEN), st.sampled_from(Niveau))).map(tuple),
    knm=st.booleans(), pvt=st.booleans(), map=st.booleans(), taalschakeltraject=st.booleans(),
    z=st.none() | st.builds(ZRest, st.integers(0, 800), st.integers(0, 800)), eindgesprek=st.booleans(),
    op_a2=st.frozensets(st.sampled_from(TAALONDERDELEN)),
    vrij=st.frozensets(st.sampled_from((*TAALONDERDELEN, "knm", "participatie"))),
)  # fmt: skip


@given(st.sampled_from(Leerroute), st.sampled_from(Doelgroep), st.sampled_from(Niveau), PROGRESS)
def test_the_table_and_the_findings_say_the_same_and_more_progress_leaves_less(
    route: Leerroute, groep: Doelgroep, niveau: Niveau, v: Voortgang
) -> None:
    def left(progress: Voortgang) -> set[str]:
        answer = voltooiing(route, progress, niveau, groep)
        assert isinstance(answer, Outcome)
        assert answer.value.klaar is (nog_nodig(route, progress, niveau, groep) == ())
        return {row.onderdeel for row in answer.value.open}

    assert left(v) == {finding.veld for finding in nog_nodig(route, v, niveau, groep)}
    assert left(replace(v, knm=True, pvt=True, examens=(*v.examens, *B1))) <= left(v)
    assert left(replace(v, vrij=v.vrij | {"spreken", "participatie"})) <= left(v)
