"""Section 4 of the legal dossier: routes, hours, MAP, PVT, with the worked examples E15, E19, E21 to E25."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from wi2021.facts import Doelgroep, Facts, Leerroute, Niveau, PipFeit
from wi2021.grondslag import NeedsJudgement, Outcome
from wi2021.leerroutes import (
    TAALONDERDELEN,
    THEMAS_KNM,
    THEMAS_MAP,
    Fase,
    Gespreksvoerder,
    UrenSoort,
    Voortgang,
    ZRest,
    ZUren,
    afschalen,
    bewijs,
    eerder_onderwijs_telt,
    eindgesprek_map_geldig,
    eindgesprek_z_geldig,
    fase_van,
    knm_vorm,
    lager_in_z,
    les_telt_in_z,
    les_telt_voor_afschalen,
    map_klaar,
    map_vrijstelling,
    nog_nodig,
    participatie_telt,
    pvt_klaar,
    route_mogelijk,
    uur_telt,
    verklaring_aanpasbaar,
    wisselen_kan,
    z_rest,
)

ON = date(2026, 5, 4)
ASIEL, GEZIN = Doelgroep.ASIELSTATUSHOUDER, Doelgroep.GEZINSMIGRANT_EN_OVERIGE
B, O, Z = Leerroute.B1, Leerroute.ONDERWIJS, Leerroute.Z  # noqa: E741 DUO's own letter
A2, B1 = Niveau.A2, Niveau.B1

# rule, route, group, wish for education, feasible, answer ("oordeel": the college judges)
ENTRY = [
    ("R-B1", B, GEZIN, False, True, True),
    ("R-O", O, ASIEL, False, True, False),
    ("R-O", O, ASIEL, True, True, "oordeel"),
    ("R-Z-A", Z, ASIEL, False, True, False),
    ("R-Z-A", Z, ASIEL, False, False, True),
    ("R-Z-G", Z, GEZIN, False, False, "oordeel"),
]


@pytest.mark.parametrize(("rule", "route", "group", "wish", "feasible", "expected"), ENTRY)
def test_who_may_enter_a_route(
    rule: str, route: Leerroute, group: Doelgroep, wish: bool, feasible: bool, expected: object
) -> None:
    answer = route_mogelijk(route, group, wens_onderwijs=wish, haalbaar=feasible)
    assert answer.regel.id == rule
    assert (
        "oordeel"
        if isinstance(answer, NeedsJudgement)
        else answer.value
        if isinstance(answer, Outcome)
        else None
    ) == expected


HOURS = [
    ("E19 R-Z-A", ASIEL, ZUren(pvt=12, map=60), ZRest(800, 728)),
    ("R-Z-A done", ASIEL, ZUren(cursus=900, participatie=800), ZRest(0, 0)),
    ("R-Z-G", GEZIN, ZUren(cursus=300, pvt=12, map=40), ZRest(500, 0)),
    ("R-Z-x", ASIEL, ZUren(verlaagd=200), ZRest(600, 800)),
    ("R-Z-y", ASIEL, ZUren(eerder=150), ZRest(650, 800)),
]


@pytest.mark.parametrize(("example", "group", "uren", "rest"), HOURS)
def test_what_remains_of_the_z_route(example: str, group: Doelgroep, uren: ZUren, rest: ZRest) -> None:
    answer = z_rest(group, uren, on=ON)
    assert answer.value == rest
    assert answer.uitleg


def test_r_z_x_asks_rehabilitation_and_then_a_judgement() -> None:
    for disability, rehabilitation in ((False, True), (True, False), (False, False)):
        refused = lager_in_z(beperking=disability, revalidatie=rehabilitation)
        assert isinstance(refused, Outcome)
        assert refused.value is False
    assert isinstance(lager_in_z(beperking=True, revalidatie=True), NeedsJudgement)


@pytest.mark.parametrize(
    ("rule", "until", "answer"),
    [("R-Z-y", date(2024, 5, 4), "oordeel"), ("R-Z-y", date(2024, 5, 3), False)],
)
def test_earlier_education_may_count_when_followed_within_two_years(
    rule: str, until: date, answer: object
) -> None:
    found = eerder_onderwijs_telt(until, pip=ON)
    assert found.regel.id == rule
    assert (found.value if isinstance(found, Outcome) else "oordeel") == answer
    assert "04-05-2024" in found.uitleg[0]


@pytest.mark.parametrize(
    ("by", "valid"),
    [
        (Gespreksvoerder.COLLEGE, True),
        (Gespreksvoerder.OPENBAAR_LICHAAM, True),
        (Gespreksvoerder.AANBIEDER, False),
    ],
)
def test_e21_r_z_m_a_provider_may_not_hold_the_final_talk(by: Gespreksvoerder, valid: bool) -> None:
    assert eindgesprek_z_geldig(by).value is valid


# example, hours, hours of the intake, effort, answer
DOWN = [
    ("E15 R-600", 580, 25, True, "oordeel"),
    ("R-600 too few", 580, 19, True, False),
    ("R-600 no effort", 700, 0, False, False),
    ("R-600 exactly", 600, 0, True, "oordeel"),
]


@pytest.mark.parametrize(("example", "hours", "intake", "effort", "expected"), DOWN)
def test_down_to_a2_after_six_hundred_hours(
    example: str, hours: int, intake: int, effort: bool, expected: object
) -> None:
    answer = afschalen(hours, intake, inspanning=effort, on=ON)
    assert answer.regel.id == "R-600"
    assert (
        "oordeel"
        if isinstance(answer, NeedsJudgement)
        else answer.value
        if isinstance(answer, Outcome)
        else None
    ) == expected


@pytest.mark.parametrize(("route", "rule"), [(O, "R-O"), (Z, "R-600")])
def test_only_the_b1_route_goes_down_to_a2(route: Leerroute, rule: str) -> None:
    answer = afschalen(900, 0, inspanning=True, on=ON, route=route)
    assert isinstance(answer, Outcome)
    assert (answer.value, answer.regel.id) == (False, rule)
    assert ("Wissel eerst" in answer.uitleg[0]) is (route is O)


@pytest.mark.parametrize("pair", [(Z, O), (B, B)])
def test_r_sw_what_the_besluit_does_not_name_goes_not_along(pair: tuple[Leerroute, Leerroute]) -> None:
    assert wisselen_kan(*pair).value == ()
    assert "niets" in wisselen_kan(*pair).uitleg[0]


def test_r_sw_hours_count_in_the_intensity_only_towards_the_b1_route() -> None:
    assert not any("intensiteit" in part for part in wisselen_kan(B, O).value)
    assert len(wisselen_kan(O, B).value) == 2
    assert len(wisselen_kan(Z, B).value) == 1


@pytest.mark.parametrize(
    ("by", "answer"),
    [(Gespreksvoerder.COLLEGE, True), (Gespreksvoerder.OPENBAAR_LICHAAM, "oordeel"), (Gespreksvoerder.AANBIEDER, "oordeel")],
)  # fmt: skip
def test_map_01_who_holds_the_final_talk_is_a_question_of_mandate(
    by: Gespreksvoerder, answer: object
) -> None:
    found = eindgesprek_map_geldig(by)
    assert found.regel.id == "MAP-01"
    assert (found.value if isinstance(found, Outcome) else "oordeel") == answer


@pytest.mark.parametrize(
    ("van", "naar", "words"),
    [(B, Z, "cursusuren"), (O, Z, "cursusuren"), (Z, B, "intensiteit"), (O, B, "examens"), (B, O, "examens")],
)
def test_r_sw_what_goes_along_to_another_route(van: Leerroute, naar: Leerroute, words: str) -> None:
    assert any(words in part for part in wisselen_kan(van, naar).value)


def test_knm_01_an_exam_and_knm_02_hours() -> None:
    assert (knm_vorm(B, on=ON).value, knm_vorm(B, on=ON).regel.id) == ("examen", "KNM-01")
    assert (knm_vorm(Z, on=ON).value, knm_vorm(Z, on=ON).regel.id) == ("uren", "KNM-02")
    assert len(THEMAS_KNM) == len(THEMAS_MAP) == 8


MAP = [
    ("MAP-01", B, 40, True, True),
    ("E23 MAP-01", B, 38, True, False),
    ("MAP-01", Z, 40, False, False),
    ("E22 MAP-02", O, 0, False, True),
]


@pytest.mark.parametrize(("example", "route", "hours", "talk", "done"), MAP)
def test_the_map(example: str, route: Leerroute, hours: int, talk: bool, done: bool) -> None:
    answer = map_klaar(route, praktijk_uren=hours, eindgesprek=talk, on=ON)
    assert answer.value is done
    assert answer.regel.id in example


def test_map_03_nobody_is_exempted_from_the_map() -> None:
    assert map_vrijstelling().value is False


# hours, activity on a value, attendance registered, signed at the session, done
PVT = [
    (12, True, True, True, True),
    (11, True, True, True, False),
    (12, False, True, True, False),
    (12, True, False, True, False),
    (12, True, True, False, False),
]


@pytest.mark.parametrize(("hours", "activity", "registered", "signed", "done"), PVT)
def test_pvt_01_e25_hours_attendance_and_a_signature_at_the_session(
    hours: int, activity: bool, registered: bool, signed: bool, done: bool
) -> None:
    answer = pvt_klaar(
        uren=hours, activiteit=activity, aanwezigheid=registered, ondertekend_bij_bijeenkomst=signed, on=ON
    )
    assert answer.value is done


def test_pvt_02_the_text_of_the_verklaring_is_fixed() -> None:
    assert verklaring_aanpasbaar().value is False


def test_mp_01_d8_hours_before_the_pip_count_only_by_judgement() -> None:
    after, other = uur_telt(Fase.NA_PIP, "map"), uur_telt(Fase.INTAKE, "taalmaatje")
    assert isinstance(after, Outcome)
    assert after.value is True
    assert isinstance(other, Outcome)
    assert other.value is False
    assert isinstance(uur_telt(Fase.INTAKE, "pvt"), NeedsJudgement)


def _pip(day: date, vernietigd: date | None = None) -> PipFeit:
    return PipFeit(day, B, "0505", vernietigd=vernietigd)


@pytest.mark.parametrize(
    ("pips", "phase"),
    [
        ((), Fase.INTAKE),
        ((_pip(ON),), Fase.NA_PIP),
        ((_pip(ON + timedelta(days=1)),), Fase.INTAKE),
        ((_pip(ON - timedelta(days=9), vernietigd=ON),), Fase.INTAKE),
        ((_pip(ON - timedelta(days=9)), _pip(ON + timedelta(days=9))), Fase.NA_PIP),
    ],
)
def test_mp_01_the_first_pip_in_force_divides_the_hours_and_its_own_day_is_since(
    pips: tuple[PipFeit, ...], phase: Fase
) -> None:
    found = fase_van(ON, Facts(pips=pips))
    assert found.value is phase
    assert found.regel.id == "MP-01"


def test_mp_01_knm_and_participation_of_before_the_pip_may_count_in_the_z_route_only() -> None:
    for kind in (UrenSoort.KNM, UrenSoort.PARTICIPATIE):
        assert isinstance(uur_telt(Fase.INTAKE, kind, route=Z), NeedsJudgement)
        elsewhere = uur_telt(Fase.INTAKE, kind, route=B)
        assert isinstance(elsewhere, Outcome)
        assert elsewhere.value is False


ALL_B1 = tuple((part, B1) for part in TAALONDERDELEN)
ALL_A2 = tuple((part, A2) for part in TAALONDERDELEN)
DONE = [
    ("R-B1", B, Voortgang(examens=ALL_B1, knm=True, pvt=True, map=True), B1, set()),
    ("R-B1 A2", B, Voortgang(examens=ALL_A2, knm=True, pvt=True, map=True), A2, set()),
    ("R-B1 A2 too low", B, Voortgang(examens=ALL_A2, knm=True, pvt=True, map=True), B1, set(TAALONDERDELEN)),
    ("R-O", O, Voortgang(taalschakeltraject=True, pvt=True), B1, set()),
    ("R-O fallback", O, Voortgang(examens=ALL_B1, knm=True, pvt=True), B1, set()),
    ("R-O neither", O, Voortgang(examens=ALL_B1, pvt=True), B1, {"taalschakeltraject"}),
    ("R-Z-A", Z, Voortgang(pvt=True, map=True, z=ZRest(0, 0), eindgesprek=True), A2, set()),
    ("R-O never on A2", O, Voortgang(examens=ALL_A2, knm=True, pvt=True), A2, {"taalschakeltraject"}),
    ("R-Z-A open", Z, Voortgang(z=ZRest(10, 0)), A2, {"pvt", "map", "cursus", "eindgesprek"}),
]


@pytest.mark.parametrize(("example", "route", "progress", "level", "missing"), DONE)
def test_what_is_still_needed(
    example: str, route: Leerroute, progress: Voortgang, level: Niveau, missing: set[str]
) -> None:
    assert {f.veld for f in nog_nodig(route, progress, level)} == missing


def test_dip_01_a_diploma_or_a_certificate() -> None:
    assert (bewijs(B).value, bewijs(Z).value) == ("diploma", "certificaat")


def test_r_z_g_a_family_migrant_is_told_by_the_rule_of_that_group() -> None:
    found = nog_nodig(Z, Voortgang(), A2, GEZIN)
    assert {f.regel.id for f in found if f.veld == "cursus"} == {"R-Z-G"}
    assert "participatie" not in {f.veld for f in found}


def test_mp_01_activities_of_the_participatiewet_may_count_in_the_z_route() -> None:
    for kind in ("participatiewet", "begeleiding", "z-route"):
        assert isinstance(uur_telt(Fase.INTAKE, kind), NeedsJudgement)
        assert isinstance(uur_telt(Fase.INTAKE, kind, route=Z), NeedsJudgement)
        elsewhere = uur_telt(Fase.INTAKE, kind, route=B)
        assert isinstance(elsewhere, Outcome)
        assert elsewhere.value is False
    assert isinstance(uur_telt(Fase.INTAKE, "nt2", route=B), NeedsJudgement)


def test_r_b1_after_afschalen_only_some_parts_may_be_on_a2() -> None:
    """Wi 17(3): wholly or partly on A2."""
    exams = (("lezen", A2), ("luisteren", B1), ("schrijven", A2), ("spreken", B1))
    done = Voortgang(examens=exams, knm=True, pvt=True, map=True, op_a2=frozenset({"lezen"}))
    assert [f.veld for f in nog_nodig(B, done)] == ["schrijven"]
    assert nog_nodig(B, replace(done, op_a2=frozenset({"lezen", "schrijven"}))) == ()


def test_r_z_a_open_participation_keeps_the_route_open() -> None:
    half = Voortgang(pvt=True, map=True, z=ZRest(0, 1), eindgesprek=True)
    assert [f.veld for f in nog_nodig(Z, half)] == ["participatie"]
    assert [f.veld for f in nog_nodig(Z, replace(half, z=None))] == ["cursus", "participatie"]


LESSONS = [
    (UrenSoort.NT2, True, True),
    (UrenSoort.KNM, True, True),
    (UrenSoort.NT2, False, False),
    (UrenSoort.MAP, True, False),
]


@pytest.mark.parametrize(("kind", "keurmerk", "counts"), LESSONS)
@pytest.mark.parametrize(("group", "rule"), [(ASIEL, "R-Z-A"), (GEZIN, "R-Z-G")])
def test_a_lesson_counts_in_the_z_route_at_a_school_with_keurmerk(
    kind: UrenSoort, keurmerk: bool, counts: bool, group: Doelgroep, rule: str
) -> None:
    answer = les_telt_in_z(kind, group, keurmerk=keurmerk)
    assert (answer.value, answer.regel.id) == (counts, rule)


@pytest.mark.parametrize(
    ("kind", "keurmerk", "tst", "counts"),
    [(UrenSoort.NT2, True, False, True), (UrenSoort.NT2, False, True, True), (UrenSoort.NT2, False, False, False), (UrenSoort.KNM, True, True, False)],
)  # fmt: skip
def test_r_600_a_lesson_of_nt2_counts_at_a_school_that_is_recognised(
    kind: UrenSoort, keurmerk: bool, tst: bool, counts: bool
) -> None:
    answer = les_telt_voor_afschalen(kind, keurmerk=keurmerk, tst=tst)
    assert (answer.value, answer.regel.id) == (counts, "R-600")


@pytest.mark.parametrize(
    ("dutch", "apart", "counts", "words"),
    [(True, False, True, "telt."), (False, False, False, "geen Nederlands"), (True, True, False, "apart"), (False, True, False, "gesproken en de")],
)  # fmt: skip
def test_r_z_a_participation_is_among_people_who_speak_dutch(
    dutch: bool, apart: bool, counts: bool, words: str
) -> None:
    answer = participatie_telt(nederlandstalig=dutch, geisoleerd=apart)
    assert (answer.value, answer.regel.id) == (counts, "R-Z-A")
    assert words in answer.uitleg[0]
