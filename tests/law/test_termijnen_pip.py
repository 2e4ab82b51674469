"""T-01 to T-05: which clock runs for the PIP, from which day, and what a third party changes."""

from dataclasses import replace
from datetime import date

import pytest

from law.zaken import ASIEL, FIRST, GEZIN, PLAN, TODAY, D, housed, one, said
from wi2021.facts import BrpInschrijving, Doelgroep, Facts, Leerroute, Periode, PipFeit, WachtOpDerde
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome
from wi2021.termijnen import Soort, TermijnState, pip_termijn, vragen

B1 = Leerroute.B1
NOTICE = Facts(doelgroep=GEZIN, kennisgeving=D("2026-01-05"))
PERMIT = Facts(
    doelgroep=ASIEL, asielvergunning_bepaalde_tijd=True, kennisgeving=D("2026-01-20"), gemeente="0505"
)
AZC = BrpInschrijving("0106", D("2025-11-01"))
OWN_HOME = BrpInschrijving("0505", D("2026-02-17"))
MOVED = replace(PLAN, gemeente="0642", brp_inschrijvingen=(BrpInschrijving("0642", D("2026-06-01")),))

# rule, what is asked, facts, nominal day, last day
CLOCKS = [
    ("T-01", "family, kennisgeving on a Monday", NOTICE, "2026-03-16", "2026-03-16"),
    ("T-01", "asylum housed on the day of the kennisgeving itself",
     replace(PERMIT, brp_inschrijvingen=housed("0505", "2026-01-20")), "2026-03-31", "2026-03-31"),
    ("T-02", "asylum housed the day after the kennisgeving",
     replace(PERMIT, brp_inschrijvingen=housed("0505", "2026-01-21")), "2026-04-01", "2026-04-01"),
    ("T-02", "the registration at an azc doesn't count",
     replace(PERMIT, brp_inschrijvingen=(AZC, *housed("0505", "2026-02-17"))), "2026-04-28", "2026-04-28"),
    ("T-01", "a family member with a regular permit (TG-01b) isn't housed under art. 28",
     replace(PERMIT, asielvergunning_bepaalde_tijd=False, brp_inschrijvingen=(OWN_HOME,)), "2026-03-31", "2026-03-31"),
    ("T-01", "an asylum permit and a home of one's own: the kennisgeving counts",
     replace(PERMIT, brp_inschrijvingen=(OWN_HOME,)), "2026-03-31", "2026-03-31"),
    ("T-02-old", "2022, family: the first registration",
     Facts(doelgroep=GEZIN, kennisgeving=D("2022-03-20"), brp_inschrijvingen=(BrpInschrijving("0505", D("2022-03-01")),)), "2022-05-10", "2022-05-10"),
    ("T-02-old", "the last day of the old text", Facts(kennisgeving=D("2022-12-31"), brp_inschrijvingen=housed("0505", "2022-12-31")), "2023-03-11", "2023-03-13"),
    ("T-01", "the first day of the new text", Facts(kennisgeving=D("2023-01-01"), brp_inschrijvingen=housed("0505", "2022-12-31")), "2023-03-12", "2023-03-13"),
    ("T-02", "kennisgeving of 2022, housed in 2023: both texts count from the registration",
     Facts(doelgroep=ASIEL, kennisgeving=D("2022-12-20"), brp_inschrijvingen=housed("0505", "2023-01-10")), "2023-03-21", "2023-03-21"),
    ("T-02", "kennisgeving of 2022, housed on the first day of the new text",
     Facts(doelgroep=ASIEL, kennisgeving=D("2022-12-20"), brp_inschrijvingen=housed("0505", "2023-01-01")), "2023-03-12", "2023-03-13"),
    ("T-02", "of two gemeenten of housing the first counts",
     replace(PERMIT, gemeente="", brp_inschrijvingen=(*housed("0642", "2026-03-03"), *housed("0505", "2026-02-17"))), "2026-04-28", "2026-04-28"),
    ("T-02-old", "registered before the act began",
     Facts(doelgroep=GEZIN, kennisgeving=D("2022-01-10"), brp_inschrijvingen=(BrpInschrijving("0505", D("2021-12-31")),)), "2022-03-11", "2022-03-11"),
    ("T-04", "moved with a PIP", MOVED, "2026-08-10", "2026-08-10"),
    ("T-04", "came back with the PIP of another gemeente",
     replace(PLAN, pips=(FIRST, replace(FIRST, gemeente="0642", dagtekening=D("2026-04-01"))),
             brp_inschrijvingen=(BrpInschrijving("0505", D("2025-12-01")), BrpInschrijving("0642", D("2026-03-20")), BrpInschrijving("0505", D("2026-06-01")))),
     "2026-08-10", "2026-08-10"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "case", "facts", "nominal", "last"), CLOCKS, ids=[c[1] for c in CLOCKS])
def test_the_clock_that_runs(rule: str, case: str, facts: Facts, nominal: str, last: str) -> None:
    found = one(facts, Soort.PIP, on=D("2026-02-01"))
    assert (found.regel.id, found.nominal.isoformat(), found.last_day.isoformat()) == (rule, nominal, last)
    assert found.start.strftime("%d-%m-%Y") in said(found)


# rule, fields that are missing, facts
UNKNOWN = [
    ("T-01", ("kennisgeving",), Facts()),
    ("T-01", ("kennisgeving",), Facts(voorloper=True)),
    ("T-02", ("brp_inschrijvingen",), replace(PERMIT, brp_inschrijvingen=(AZC,))),
    ("T-02", ("doelgroep",), Facts(kennisgeving=D("2026-01-20"))),
    ("T-02-old", ("brp_inschrijvingen",), Facts(doelgroep=GEZIN, kennisgeving=D("2022-03-20"))),
]


@pytest.mark.parametrize(("rule", "fields", "facts"), UNKNOWN)
def test_what_is_missing_is_named(rule: str, fields: tuple[str, ...], facts: Facts) -> None:
    answer = pip_termijn(facts, on=TODAY)
    assert isinstance(answer, MissingFacts)
    assert (answer.regel.id, answer.ontbreekt) == (rule, fields)
    assert vragen(facts, on=TODAY) == (answer,)


def test_a_voorloper_is_told_that_only_duo_starts_the_clock() -> None:
    answer = pip_termijn(Facts(voorloper=True), on=TODAY)
    assert isinstance(answer, MissingFacts)
    assert "voorloper" in answer.uitleg[0]


def test_tra_01_a_kennisgeving_of_before_the_act_asks_which_act_applies() -> None:
    answer = pip_termijn(Facts(doelgroep=GEZIN, kennisgeving=D("2021-12-31")), on=TODAY)
    assert isinstance(answer, NeedsJudgement)
    assert answer.regel.id == "TRA-01"
    later = pip_termijn(
        Facts(doelgroep=GEZIN, kennisgeving=D("2022-01-01"), brp_inschrijvingen=housed("0505", "2022-01-01")), on=TODAY
    )  # fmt: skip
    assert isinstance(later, Outcome)


def test_t_05_who_moves_without_a_pip_keeps_the_clock() -> None:
    rows = (*housed("0505", "2026-01-01"), BrpInschrijving("0642", D("2026-02-01")))
    facts = Facts(doelgroep=ASIEL, kennisgeving=D("2026-01-05"), gemeente="0642", brp_inschrijvingen=rows)
    found = one(facts, Soort.PIP, on=D("2026-02-10"))
    assert "T-05" in {rule.id for rule in found.regels}
    assert "01-02-2026" in said(found)
    stayed = one(replace(facts, gemeente="0505"), Soort.PIP, on=D("2026-02-10"))
    assert [rule.id for rule in stayed.regels] == ["T-01"]


def test_t_04_is_met_by_a_pip_of_the_new_college_only() -> None:
    assert one(MOVED, Soort.PIP).state is TermijnState.OPEN
    second = PipFeit(D("2026-07-01"), B1, "0642", 2)
    assert one(replace(MOVED, pips=(FIRST, second)), Soort.PIP).met_on == D("2026-07-01")


def test_a_pip_of_before_the_move_back_does_not_meet_the_new_duty() -> None:
    """Someone who left, got a PIP elsewhere and came back: the PIP made here earlier is not the new one."""
    rows = (BrpInschrijving("0505", D("2026-06-01")),)
    elsewhere = replace(FIRST, gemeente="0642", dagtekening=D("2026-04-01"))
    facts = replace(PLAN, pips=(FIRST, elsewhere), brp_inschrijvingen=rows)
    assert one(facts, Soort.PIP).state is TermijnState.OPEN
    again = [
        replace(FIRST, dagtekening=D(day), versie=n) for n, day in ((2, "2026-07-01"), (3, "2026-07-20"))
    ]
    assert one(replace(facts, pips=(FIRST, elsewhere, *again)), Soort.PIP).met_on == D("2026-07-01")


def test_a_pip_is_told_in_time_or_late_to_the_day() -> None:
    for day, words in (
        ("2026-03-16", "op tijd"),
        ("2026-03-17", "1 dag te laat"),
        ("2026-03-20", "4 dagen te laat"),
    ):
        found = one(replace(NOTICE, pips=(PipFeit(D(day), B1, "0505"),)), Soort.PIP)
        assert words in found.uitleg[-1]
        assert found.laat(TODAY) is (words != "op tijd")


def test_the_same_question_in_2022_and_2026_has_its_own_answer() -> None:
    def asked(year: int) -> str:
        rows = (BrpInschrijving("0505", date(year, 3, 1)),)
        facts = Facts(doelgroep=GEZIN, kennisgeving=date(year, 3, 20), brp_inschrijvingen=rows)
        found = one(facts, Soort.PIP, on=date(year, 4, 1))
        return f"{found.regel.id} {found.nominal - found.start} {found.start:%m-%d}"

    assert asked(2022) == "T-02-old 70 days, 0:00:00 03-01"
    assert asked(2026) == "T-01 70 days, 0:00:00 03-20"


def test_between_the_old_and_the_new_text_a_person_judges_and_the_first_date_is_kept() -> None:
    rows = (BrpInschrijving("0505", D("2023-01-10")),)
    facts = Facts(doelgroep=GEZIN, kennisgeving=D("2022-12-20"), brp_inschrijvingen=rows)
    found = one(facts, Soort.PIP, on=D("2023-01-20"))
    assert (found.regel.id, found.last_day) == ("T-01", D("2023-02-28"))
    assert found.oordeel in vragen(facts, on=D("2023-01-20"))
    made = replace(facts, pips=(PipFeit(D("2023-02-01"), B1, "0505"),))
    assert one(made, Soort.PIP, on=D("2023-03-20")).oordeel is None


def wait(received: str | None = None, *, needed: bool | None = True, motive: str = "nodig", asked: str = "2026-02-01") -> WachtOpDerde:  # fmt: skip
    return WachtOpDerde("diplomawaardering", D(asked), D(received) if received else None, needed, motive)


# what happened, waits, rule, last day, state; the ten weeks of NOTICE end on Monday 16-03-2026
THIRD = [
    ("came on the last day: the ten weeks stay", (wait("2026-03-16"),), "T-01", "2026-03-16", "open"),
    ("came the day after: two weeks", (wait("2026-03-17"),), "T-03", "2026-03-31", "open"),
    ("two weeks end on Good Friday", (wait("2026-03-20"),), "T-03", "2026-04-07", "open"),
    ("the last of two counts", (wait("2026-03-17"), wait("2026-03-24")), "T-03", "2026-04-07", "open"),
    ("still awaited", (wait(),), "T-01", "2026-03-16", "wacht"),
    ("one came, one is awaited", (wait("2026-03-17"), wait()), "T-01", "2026-03-16", "wacht"),
    ("judged as not needed", (wait("2026-03-17", needed=False),), "T-01", "2026-03-16", "open"),
    ("judged as not needed, without a reason", (wait("2026-03-17", needed=False, motive=""),), "T-01", "2026-03-16", "open"),
    ("asked only after the ten weeks", (wait("2026-03-20", asked="2026-03-17"),), "T-01", "2026-03-16", "open"),
    ("asked on the last day", (wait("2026-03-20", asked="2026-03-16"),), "T-03", "2026-04-07", "open"),
    ("a judgement without a reason is none", (wait("2026-03-17", motive=""),), "T-01", "2026-03-16", "open"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "waits", "rule", "last", "state"), THIRD, ids=[t[0] for t in THIRD])
def test_t_03_what_a_third_party_changes(
    case: str, waits: tuple[WachtOpDerde, ...], rule: str, last: str, state: str
) -> None:
    found = one(replace(NOTICE, wacht_op_derde=waits), Soort.PIP, on=D("2026-04-01"))
    assert (found.regel.id, found.last_day.isoformat(), found.state.value) == (rule, last, state)
    assert (found.oordeel is not None) is case.startswith("a judgement without")


@pytest.mark.parametrize("unjudged", [wait(needed=None), wait("2026-03-17", needed=None), wait(motive="")])
def test_t_03_asks_a_judgement_until_one_with_a_reason_is_recorded(unjudged: WachtOpDerde) -> None:
    facts = replace(NOTICE, wacht_op_derde=(unjudged,))
    (asked,) = vragen(facts, on=D("2026-04-01"))
    assert isinstance(asked, NeedsJudgement)
    assert asked.regel.id == "T-03"
    found = one(facts, Soort.PIP, on=D("2026-04-01"))
    assert "T-03" in {rule.id for rule in found.regels}
    assert "nog niet vastgelegd" in found.verandert[0]
    assert "01-02-2026" in found.verandert[0]
    in_time = replace(facts, pips=(PipFeit(D("2026-03-16"), B1, "0505"),))
    assert vragen(in_time, on=D("2026-04-01")) == ()
    late = replace(facts, pips=(PipFeit(D("2026-03-18"), B1, "0505"),))
    assert vragen(late, on=D("2026-04-01")) != ()


def test_t_03_shows_both_counts_and_what_moved_the_day() -> None:
    found = one(replace(NOTICE, wacht_op_derde=(wait("2026-03-20"),)), Soort.PIP)
    assert (found.nominal, found.last_day) == (D("2026-04-03"), D("2026-04-07"))
    assert [rule.id for rule in found.regels] == ["T-03", "T-01", "ATW-1"]
    assert "16-03-2026" in said(found)
    assert "Goede Vrijdag" in said(found)


def test_t_03_names_the_atw_only_when_it_moved_the_day() -> None:
    found = one(replace(NOTICE, wacht_op_derde=(wait("2026-03-17"),)), Soort.PIP)
    assert [rule.id for rule in found.regels] == ["T-03", "T-01"]


def test_t_01_says_that_someone_was_registered_on_the_day_of_the_kennisgeving_already() -> None:
    for day, there in (("2026-01-20", True), ("2026-01-21", False)):
        facts = replace(PERMIT, doelgroep=GEZIN, brp_inschrijvingen=(BrpInschrijving("0505", D(day)),))
        assert ("stond toen al ingeschreven" in said(one(facts, Soort.PIP, on=D("2026-02-01")))) is there


def test_t_04_names_the_last_pip_that_another_college_had_made_by_then() -> None:
    def elsewhere(day: str) -> PipFeit:
        return replace(FIRST, gemeente="0599", dagtekening=D(day))

    brought = (elsewhere("2026-02-02"), elsewhere("2026-06-01"), elsewhere("2026-06-02"))
    own = replace(FIRST, gemeente="0642", dagtekening=D("2026-05-20"))
    found = one(replace(MOVED, pips=(*brought, own)), Soort.PIP)
    assert found.uitleg[0] == "De vorige gemeente stelde een PIP vast op **01-06-2026**."
    assert found.met_on is None


def test_t_04_a_pip_made_on_the_day_of_registration_meets_the_duty() -> None:
    own = replace(FIRST, gemeente="0642", versie=2)
    rows = (replace(own, dagtekening=D("2026-05-31")), replace(own, dagtekening=D("2026-06-01"), versie=3))
    assert one(replace(MOVED, pips=(FIRST, *rows)), Soort.PIP).met_on == D("2026-06-01")


def test_t_03_a_pip_within_the_two_weeks_is_in_time_and_said_so_once() -> None:
    facts = replace(
        NOTICE, wacht_op_derde=(wait("2026-03-17"),), pips=(PipFeit(D("2026-03-31"), B1, "0505"),)
    )
    found = one(facts, Soort.PIP)
    assert not found.laat(TODAY)
    assert sum("Het PIP is van" in zin for zin in found.uitleg) == 1


def test_t_03_a_pip_that_was_made_while_waiting_waits_no_more() -> None:
    facts = replace(NOTICE, wacht_op_derde=(wait(),), pips=(PipFeit(D("2026-03-01"), B1, "0505"),))
    assert one(facts, Soort.PIP).state is TermijnState.VOLDAAN


def test_t_03_knows_neither_the_old_text_nor_a_move() -> None:
    old = Facts(
        doelgroep=GEZIN, kennisgeving=D("2022-03-20"), brp_inschrijvingen=housed("0505", "2022-03-01"),
        wacht_op_derde=(wait("2022-05-12", asked="2022-04-01"),),
    )  # fmt: skip
    found = one(old, Soort.PIP)
    assert (found.regel.id, found.last_day) == ("T-02-old", D("2022-05-10"))
    assert "2023" in found.verandert[0]
    moved = one(replace(MOVED, wacht_op_derde=(wait("2026-08-12", asked="2026-07-01"),)), Soort.PIP)
    assert (moved.regel.id, moved.last_day) == ("T-04", D("2026-08-10"))


def test_a_temporary_vrijstelling_that_ended_while_the_clock_ran_asks_from_when_it_counts() -> None:
    rest = Periode(D("2026-02-01"), D("2026-04-30"))
    facts = replace(NOTICE, schorsingen=(rest,))
    found = one(facts, Soort.PIP, on=D("2026-05-01"))
    assert found.oordeel
    assert "tijdelijke vrijstelling" in found.oordeel.vraag
    assert "01-02-2026 tot en met 30-04-2026" in found.oordeel.feiten[0].waarde
    untouched = (
        replace(rest, tot=None), Periode(D("2025-01-01"), D("2026-01-04")), Periode(D("2026-03-17"), D("2026-04-01")),
        Periode(D("2026-03-01"), D("2026-05-01")),
    )  # fmt: skip
    for other in untouched:
        assert one(replace(facts, schorsingen=(other,)), Soort.PIP, on=D("2026-05-01")).oordeel is None
    for touched in (Periode(D("2025-01-01"), D("2026-01-05")), Periode(D("2026-03-16"), D("2026-04-01"))):
        assert one(replace(facts, schorsingen=(touched,)), Soort.PIP, on=D("2026-05-01")).oordeel
    made = replace(facts, pips=(PipFeit(D("2026-05-01"), B1, "0505"),))
    assert one(made, Soort.PIP, on=D("2026-05-04")).oordeel is None


def test_a_group_that_duo_did_not_tell_waits_like_asylum_without_a_home() -> None:
    known = replace(
        PERMIT, doelgroep=None, asielvergunning_bepaalde_tijd=None, brp_inschrijvingen=(OWN_HOME,)
    )
    assert one(known, Soort.PIP, on=D("2026-02-20")).regel.id == "T-01"
    assert Doelgroep("Asielstatushouder") is ASIEL
