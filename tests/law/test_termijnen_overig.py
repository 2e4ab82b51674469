"""The termijnen of section 2 that have no worked example of their own, one row each, and what moves or ends them."""

from dataclasses import replace
from datetime import date

import pytest

from wi2021.dagen import dagen, einde, free_day, maanden, weken
from wi2021.facts import (
    Beleidstermijn,
    Bezwaar,
    Boete,
    BrpInschrijving,
    Doelgroep,
    DuoBoete,
    Duotermijn,
    Facts,
    Leerroute,
    Oproep,
    Periode,
    PipFeit,
    WachtOpDerde,
)
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome, awb, blocking, regel, regels, weekday, wi
from wi2021.intake import IntakeFeiten, check_intake
from wi2021.leerroutes import afschalen, afschalen_tot
from wi2021.parameters import ParameterError, parameter, read
from wi2021.termijnen import (
    Soort,
    Termijn,
    TermijnState,
    Wie,
    dwangsom,
    objection_in_time,
    pip_termijn,
    termijnen,
    vragen,
)
from wi2021.termijnen.traject import ambtshalve_vanaf, begeleiding_vanaf

ASIEL, GEZIN = Doelgroep.ASIELSTATUSHOUDER, Doelgroep.GEZINSMIGRANT_EN_OVERIGE
D = date.fromisoformat
TODAY = date(2026, 6, 15)
FIRST = PipFeit(D("2026-03-10"), Leerroute.B1, "0505", verzonden=D("2026-03-10"), voortgangsgesprekken=6)
PLAN = Facts(
    doelgroep=ASIEL,
    plicht_begin=D("2026-01-01"),
    kennisgeving=D("2026-01-05"),
    gemeente="0505",
    pips=(FIRST,),
)
MOVED = replace(PLAN, gemeente="0642", brp_inschrijvingen=(BrpInschrijving("0642", D("2026-06-01")),))
OBJECTION = Bezwaar(D("2026-04-20"))
FINE = Boete("medewerking", D("2026-04-01"), rapport=D("2026-05-04"))
KNOWN = replace(FINE, besluit=D("2026-06-01"), bekendgemaakt=D("2026-06-02"))


def one(facts: Facts, soort: Soort, *, on: date = TODAY) -> Termijn:
    found = [t for t in termijnen(facts, on=on) if t.soort is soort]
    assert len(found) == 1, [t.label for t in found]
    return found[0]


ROWS = [
    # rule, soort, facts, last day
    ("T-04", Soort.PIP, MOVED, "2026-08-10"),
    ("T-06", Soort.OPROEP, Facts(oproepen=(Oproep(1, D("2026-06-01"), D("2026-06-14")),)), "2026-06-14"),
    ("T-16", Soort.VERLENGING_VRAGEN, PLAN, "2029-03-10"),
    ("T-16", Soort.VERLENGING_BESLUIT, replace(PLAN, verlenging_gevraagd=D("2028-11-01")), "2028-12-27"),
    ("T-19", Soort.BESLISSEN_OP_BEZWAAR, replace(PLAN, bezwaar=OBJECTION), "2026-06-02"),
    ("T-19", Soort.BESLISSEN_OP_BEZWAAR, replace(PLAN, bezwaar=replace(OBJECTION, commissie=True)), "2026-07-14"),
    ("T-19", Soort.BESLISSEN_OP_BEZWAAR, replace(PLAN, bezwaar=replace(OBJECTION, verdaagd=True)), "2026-07-14"),
    ("T-20", Soort.BETALEN, replace(PLAN, boetes=(KNOWN,)), "2026-07-14"),
    ("T-21", Soort.AANMANING, replace(PLAN, boetes=(replace(KNOWN, aangemaand=D("2026-07-20")),)), "2026-08-03"),
    ("T-23", Soort.BOETE_VERVALT, replace(PLAN, boetes=(FINE,)), "2031-04-01"),
    ("T-23", Soort.BOETE_VERVALT, replace(PLAN, boetes=(replace(FINE, soort="intake"),)), "2029-04-01"),
    ("T-23", Soort.BOETE_VERVALT, replace(PLAN, boetes=(FINE,), bezwaar=replace(OBJECTION, beslist=D("2026-05-20"))), "2031-05-01"),
    ("beleid", Soort.BELEID, Facts(beleid=(Beleidstermijn("x", "Bel terug", D("2026-06-01"), 7, "beleid"),)), "2026-06-08"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "soort", "facts", "last_day"), ROWS)
def test_the_last_day_of_each(rule: str, soort: Soort, facts: Facts, last_day: str) -> None:
    found = one(facts, soort)
    assert (found.regel.id, found.last_day.isoformat()) == (rule, last_day)
    assert found.uitleg


NEW_TERMS = [
    ("T-24", DuoBoete(D("2029-04-02"), pvt_ontbreekt=True), "2029-10-02"),
    ("T-24", DuoBoete(D("2029-04-02"), pvt_ontbreekt=True, map_ontbreekt=True), "2030-04-02"),
    ("T-24", DuoBoete(D("2029-04-02"), leerroute=Leerroute.B1, geslaagd=0), "2031-04-02"),
    ("T-24", DuoBoete(D("2029-04-02"), leerroute=Leerroute.B1, geslaagd=1), "2030-10-02"),
    ("T-24", DuoBoete(D("2029-04-02"), leerroute=Leerroute.Z, uren=801), "2030-04-02"),
    ("T-24", DuoBoete(D("2029-04-02"), leerroute=Leerroute.Z, uren=400, pvt_ontbreekt=True), "2031-04-02"),
]


@pytest.mark.parametrize(("rule", "fine", "last_day"), NEW_TERMS)
def test_the_longest_new_term_after_a_fine_of_duo_wins(rule: str, fine: DuoBoete, last_day: str) -> None:
    found = one(replace(PLAN, duo_boete=fine), Soort.NIEUWE_TERMIJN)
    assert (found.regel.id, found.last_day.isoformat()) == (rule, last_day)


def test_t_04_is_met_by_a_pip_of_the_new_college_only() -> None:
    assert one(MOVED, Soort.PIP).state is TermijnState.OPEN
    second = PipFeit(D("2026-07-01"), Leerroute.B1, "0642", 2)
    assert one(replace(MOVED, pips=(FIRST, second)), Soort.PIP).state is TermijnState.VOLDAAN


def test_t_05_who_moves_without_a_pip_keeps_the_clock() -> None:
    rows = (
        BrpInschrijving("0505", D("2026-01-01"), artikel_28=True),
        BrpInschrijving("0642", D("2026-02-01")),
    )
    facts = Facts(doelgroep=ASIEL, kennisgeving=D("2026-01-05"), gemeente="0642", brp_inschrijvingen=rows)
    found = one(facts, Soort.PIP, on=D("2026-02-10"))
    assert any("T-05" in zin for zin in found.uitleg)


def test_t_09_a_later_pip_leaves_the_termijn_where_it_is() -> None:
    later = replace(FIRST, dagtekening=D("2026-08-03"), versie=2)
    assert one(replace(PLAN, pips=(FIRST, later)), Soort.INBURGERINGSTERMIJN).last_day == D("2029-03-10")


@pytest.mark.parametrize(
    ("end", "words"), [("2029-03-11", "dezelfde"), ("2029-09-11", "verlengde"), ("2029-01-01", "eerder dan")]
)
def test_duos_own_termijn_counts_and_a_difference_is_told(end: str, words: str) -> None:
    facts = replace(PLAN, termijn=Duotermijn(D("2026-03-11"), D(end)))
    found = one(facts, Soort.INBURGERINGSTERMIJN)
    assert any(words in zin for zin in found.uitleg)


def test_t_11_down_to_a2_has_no_last_day() -> None:
    assert isinstance(afschalen(600, 0, inspanning=True, on=D("2029-01-01")), NeedsJudgement)
    assert afschalen_tot().regel.id == "T-11"


def test_t_12_the_talks_of_the_pip_stand_as_dates_of_the_pip() -> None:
    found = [t for t in termijnen(PLAN, on=D("2026-06-15")) if t.soort is Soort.VOORTGANGSGESPREK]
    assert {t.regel.id for t in found} <= {"T-12"}
    done = replace(PLAN, voortgangsgesprekken=(D("2026-06-01"),))
    assert termijnen(done, on=D("2026-06-15"))


def test_t_14_guidance_begins_with_the_registration() -> None:
    housed = replace(PLAN, brp_inschrijvingen=(BrpInschrijving("0505", D("2026-02-17"), artikel_28=True),))
    answer = begeleiding_vanaf(housed)
    assert isinstance(answer, Outcome)
    assert (answer.regel.id, answer.value) == ("T-14", D("2026-02-17"))
    assert isinstance(begeleiding_vanaf(PLAN), MissingFacts)
    family = begeleiding_vanaf(replace(housed, doelgroep=GEZIN))
    assert isinstance(family, Outcome)
    assert family.value is None


def test_t_17_duo_may_extend_by_itself_from_six_months_before_the_end() -> None:
    answer = ambtshalve_vanaf(PLAN)
    assert isinstance(answer, Outcome)
    assert (answer.regel.id, answer.value) == ("T-17", D("2028-09-10"))
    assert isinstance(ambtshalve_vanaf(Facts()), MissingFacts)


def test_t_25_nothing_runs_on_a_late_pip() -> None:
    assert dwangsom(Facts()) is None
    found = dwangsom(Facts(ingebrekestelling=D("2026-06-01")))
    assert found
    assert (found.regel.id, found.value) == ("T-25", 0)


def test_an_objection_within_the_term_is_in_time() -> None:
    assert objection_in_time(D("2026-04-21"), OBJECTION)
    assert not objection_in_time(D("2026-04-21"), Bezwaar(D("2026-04-22")))


@pytest.mark.parametrize(
    ("rest", "ended", "words"), [(True, None, "rust"), (False, "2026-06-01", "geëindigd")]
)
def test_while_the_duty_rests_or_after_it_ended_nothing_is_asked(
    rest: bool, ended: str | None, words: str
) -> None:
    facts = Facts(
        doelgroep=GEZIN, kennisgeving=D("2026-05-04"), plicht_eind=D(ended) if ended else None,
        schorsingen=(Periode(D("2026-06-01")),) if rest else (),
    )  # fmt: skip
    found = one(facts, Soort.PIP)
    assert found.state is TermijnState.VERVALLEN
    assert words in found.uitleg[-1]


def test_a_pip_is_told_in_time_or_late_to_the_day() -> None:
    base = Facts(doelgroep=GEZIN, kennisgeving=D("2026-01-05"))
    for day, words in (
        ("2026-03-16", "op tijd"),
        ("2026-03-17", "1 dag te laat"),
        ("2026-03-20", "4 dagen te laat"),
    ):
        found = one(replace(base, pips=(PipFeit(D(day), Leerroute.B1, "0505"),)), Soort.PIP)
        assert any(words in zin for zin in found.uitleg)
        assert found.laat(D("2026-06-15")) is (words != "op tijd")


def test_t_03_asks_a_judgement_and_then_waits() -> None:
    base = Facts(doelgroep=GEZIN, kennisgeving=D("2026-01-05"))
    unjudged = replace(base, wacht_op_derde=(WachtOpDerde("diploma", D("2026-02-01")),))
    assert isinstance(vragen(unjudged, on=D("2026-02-02"))[0], NeedsJudgement)
    needed = replace(
        base, wacht_op_derde=(WachtOpDerde("diploma", D("2026-02-01"), noodzakelijk=True, motief="x"),)
    )
    assert one(needed, Soort.PIP).state is TermijnState.WACHT
    made = replace(needed, pips=(PipFeit(D("2026-03-01"), Leerroute.B1, "0505"),))
    assert one(made, Soort.PIP).state is TermijnState.VOLDAAN
    unneeded = replace(base, wacht_op_derde=(WachtOpDerde("diploma", D("2026-02-01"), noodzakelijk=False),))
    assert vragen(unneeded, on=D("2026-02-02")) == ()


def test_without_a_kennisgeving_the_missing_fact_is_named() -> None:
    answer = pip_termijn(Facts(), on=D("2026-06-15"))
    assert isinstance(answer, MissingFacts)
    assert vragen(Facts(), on=D("2026-06-15")) == (answer,)


def test_atw_1_and_atw_4_move_short_terms_and_never_long_ones() -> None:
    ids = {rule.id for rule in regels()}
    assert {"ATW-1", "ATW-4"} <= ids
    assert einde(D("2026-03-05"), weken(10)).last_day == D("2026-05-18")
    assert einde(D("2026-01-31"), maanden(4)).last_day == D("2026-05-31")
    assert free_day(D("2026-05-31")) == "zondag"
    assert str(dagen(1)) == "1 dag"


def test_who_must_act_is_named() -> None:
    assert {t.actor for t in termijnen(replace(PLAN, bezwaar=OBJECTION), on=D("2026-06-15"))} == {
        Wie.COLLEGE,
        Wie.INBURGERAAR,
    }


def test_a_rule_is_declared_once_and_its_periods_never_overlap() -> None:
    with pytest.raises(ValueError, match="bestaat al"):
        regel("T-01", "nog eens", wi("1"))
    with pytest.raises(ValueError, match="overlappen"):
        regel("T-01", "tweede", wi("1"), versie=2, van=D("2024-01-01"))


def test_a_rule_knows_its_period_and_an_article_its_short_form() -> None:
    old = next(r for r in regels() if r.id == "T-02-old")
    assert old.in_force(D("2022-05-01"))
    assert not old.in_force(D("2023-01-01"))
    assert awb("6:7").kort == "Awb 6:7"


PERIODS = [
    ([("2022-01-01", None), ("2024-01-01", None)], "overlappen"),
    ([("2022-01-01", "2022-12-31"), ("2023-02-01", None)], "geen waarde tussen"),
]


@pytest.mark.parametrize(("periods", "words"), PERIODS)
def test_numbers_whose_periods_overlap_or_leave_a_gap_are_refused(
    periods: list[tuple[str, str | None]], words: str
) -> None:
    rows = [
        {"key": "x", "value": 1, "eenheid": "weken", "geldig_van": D(a), "geldig_tot": D(b) if b else None, "artikel": "Wi 1", "bron": "b"}
        for a, b in periods
    ]  # fmt: skip
    with pytest.raises(ParameterError, match=words):
        read(rows)


def test_a_number_with_an_unknown_field_or_without_a_value_on_a_day_is_refused() -> None:
    with pytest.raises(ParameterError, match="onbekend of afwezig"):
        read([{"key": "x", "waarde": 1}])
    with pytest.raises(ParameterError, match="geen waarde op"):
        parameter("pip.na_derde.weken", on=D("2022-06-01"))


def test_a_pip_of_before_the_move_back_does_not_meet_the_new_duty() -> None:
    """Someone who left, got a PIP elsewhere and came back: the PIP made here earlier is not the new one."""
    rows = (BrpInschrijving("0505", D("2026-06-01")),)
    elsewhere = replace(FIRST, gemeente="0642", dagtekening=D("2026-04-01"))
    facts = replace(PLAN, pips=(FIRST, elsewhere), brp_inschrijvingen=rows)
    assert one(facts, Soort.PIP).state is TermijnState.OPEN
    again = replace(FIRST, dagtekening=D("2026-07-01"), versie=2)
    assert one(replace(facts, pips=(FIRST, elsewhere, again)), Soort.PIP).met_on == D("2026-07-01")


def test_an_oproep_that_was_answered_runs_no_more() -> None:
    facts = Facts(oproepen=(Oproep(1, D("2026-06-01"), D("2026-06-14"), "verschenen"),))
    assert not [t for t in termijnen(facts, on=TODAY) if t.soort is Soort.OPROEP]


def test_all_talks_held_leave_no_talk() -> None:
    facts = replace(PLAN, pips=(replace(FIRST, voortgangsgesprekken=1),), voortgangsgesprekken=(TODAY,))
    assert not [t for t in termijnen(facts, on=TODAY) if t.soort is Soort.VOORTGANGSGESPREK]


def test_ontzorgen_ends_with_the_bijstand() -> None:
    facts = Facts(
        asielvergunning_bepaalde_tijd=True, bijstand_vanaf=D("2026-04-15"), bijstand_tot=D("2026-06-01")
    )
    assert one(facts, Soort.ONTZORGEN).last_day == D("2026-06-01")


def test_weekdays_have_their_dutch_names() -> None:
    assert weekday(D("2026-11-23")) == "maandag"


def test_what_blocks_is_told_from_what_only_informs() -> None:
    found = check_intake(IntakeFeiten(), on=TODAY)
    assert blocking(found) == found


def test_numbers_follow_one_another_in_time() -> None:
    rows = [
        {"key": "x", "value": n, "eenheid": "weken", "geldig_van": D(a), "geldig_tot": D(b) if b else None, "artikel": "Wi 1", "bron": "b"}
        for n, a, b in ((1, "2022-01-01", "2022-12-31"), (2, "2023-01-01", None))
    ]  # fmt: skip
    assert [p.value for p in read(rows)["x"]] == [1, 2]


def test_who_was_registered_before_the_act_has_ten_weeks_from_that_day_in_2022() -> None:
    """The old text counts from the registration; the number of weeks is that of the first day of the act."""
    facts = Facts(
        doelgroep=GEZIN,
        kennisgeving=D("2022-01-10"),
        brp_inschrijvingen=(BrpInschrijving("0505", D("2021-12-31")),),
    )
    found = one(facts, Soort.PIP, on=D("2022-01-11"))
    assert (found.regel.id, found.nominal) == ("T-02-old", D("2022-03-11"))
