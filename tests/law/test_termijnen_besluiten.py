"""T-07 and T-18 to T-25: objection, fines, payment, the new term of DUO, and what being late costs."""

from dataclasses import replace

import pytest

from law.zaken import ASIEL, FIRST, GEZIN, PLAN, TODAY, D, one, said, some
from wi2021.facts import RUST, Bezwaar, Boete, Boetesoort, DuoBoete, Facts, Leerroute, Periode
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome
from wi2021.termijnen import (
    Aard,
    Soort,
    TermijnState,
    Wie,
    dwangsom,
    dwangsom_bezwaar,
    objection_in_time,
    termijnen,
    vragen,
)

OBJECTION = Bezwaar(D("2026-04-20"))
OBJECTED = replace(PLAN, bezwaar=OBJECTION)
FINE = Boete(Boetesoort.MEDEWERKING, D("2026-04-01"), rapport=D("2026-05-04"))
LIGHT = replace(FINE, soort=Boetesoort.INTAKE)
KNOWN = replace(FINE, besluit=D("2026-06-01"), bekendgemaakt=D("2026-06-02"))

ROWS = [
    # rule, soort, facts, nominal, last day; the window of PLAN closes on 21-04-2026
    ("T-18", Soort.BEZWAAR, PLAN, "2026-04-21", "2026-04-21"),
    ("T-18", Soort.BEZWAAR, replace(PLAN, pips=(replace(FIRST, verzonden=D("2026-03-23")),)), "2026-05-04", "2026-05-04"),
    ("T-18", Soort.BEZWAAR, replace(PLAN, pips=(replace(FIRST, verzonden=D("2026-03-24")),)), "2026-05-05", "2026-05-06"),
    ("T-19", Soort.BESLISSEN_OP_BEZWAAR, OBJECTED, "2026-06-02", "2026-06-02"),
    ("T-19", Soort.BESLISSEN_OP_BEZWAAR, replace(OBJECTED, bezwaar=replace(OBJECTION, commissie=True)), "2026-07-14", "2026-07-14"),
    ("T-19", Soort.BESLISSEN_OP_BEZWAAR, replace(OBJECTED, bezwaar=replace(OBJECTION, verdaagd=True)), "2026-07-14", "2026-07-14"),
    ("T-19", Soort.BESLISSEN_OP_BEZWAAR, replace(OBJECTED, bezwaar=replace(OBJECTION, commissie=True, verdaagd=True)), "2026-08-25", "2026-08-25"),
    ("T-20", Soort.BETALEN, replace(PLAN, boetes=(KNOWN,)), "2026-07-14", "2026-07-14"),
    ("T-20", Soort.BETALEN, replace(PLAN, boetes=(replace(KNOWN, bekendgemaakt=D("2026-06-06")),)), "2026-07-18", "2026-07-20"),
    ("T-21", Soort.AANMANING, replace(PLAN, boetes=(replace(KNOWN, aangemaand=D("2026-07-20")),)), "2026-08-03", "2026-08-03"),
    ("T-21", Soort.AANMANING, replace(PLAN, boetes=(replace(KNOWN, aangemaand=D("2026-12-11")),)), "2026-12-25", "2026-12-28"),
    ("T-22", Soort.BOETEBESLUIT, replace(PLAN, boetes=(FINE,)), "2026-08-03", "2026-08-03"),
    ("T-22", Soort.BOETEBESLUIT, replace(PLAN, boetes=(replace(FINE, rapport=D("2026-05-02")),)), "2026-08-01", "2026-08-01"),
    ("T-23", Soort.BOETE_VERVALT, replace(PLAN, boetes=(FINE,)), "2031-04-01", "2031-04-01"),
    ("T-23", Soort.BOETE_VERVALT, replace(PLAN, boetes=(LIGHT,)), "2029-04-01", "2029-04-01"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "soort", "facts", "nominal", "last_day"), ROWS)
def test_the_last_day_of_each(rule: str, soort: Soort, facts: Facts, nominal: str, last_day: str) -> None:
    found = one(facts, soort)
    assert (found.regel.id, found.nominal.isoformat(), found.last_day.isoformat()) == (
        rule,
        nominal,
        last_day,
    )


def test_t_07_the_new_term_for_the_intake_is_the_colleges_own_and_stays_in_a_weekend() -> None:
    told = replace(LIGHT, besluit=D("2026-05-18"), bekendgemaakt=D("2026-05-18"))
    found = one(replace(PLAN, boetes=(told,)), Soort.INTAKE_NA_BOETE)
    assert (found.regel.id, found.last_day) == ("T-07", D("2026-07-18"))
    assert "is zaterdag **18-07-2026**. Het college stelt deze termijn zelf" in said(found)
    assert not some(replace(PLAN, boetes=(KNOWN,)), Soort.INTAKE_NA_BOETE)


# received, posted, in time; the last day is 21-04-2026, the post rule ends on 28-04-2026
OBJECTIONS = [
    ("2026-04-21", None, True), ("2026-04-22", None, False),
    ("2026-04-28", "2026-04-21", True), ("2026-04-29", "2026-04-21", False), ("2026-04-23", "2026-04-22", False),
    ("2026-04-21", "2026-04-20", True),
]  # fmt: skip


@pytest.mark.parametrize(("received", "posted", "expected"), OBJECTIONS)
def test_t_18_received_in_time_or_posted_in_time_and_received_within_a_week(
    received: str, posted: str | None, expected: bool
) -> None:
    objection = Bezwaar(D(received), gepost=D(posted) if posted else None)
    answer = objection_in_time(D("2026-04-21"), objection)
    assert isinstance(answer, Outcome)
    assert (answer.value, answer.regel.id) == (expected, "T-18")
    found = one(replace(PLAN, bezwaar=objection), Soort.BEZWAAR)
    assert found.laat(TODAY) is not expected
    assert answer.uitleg[0] in found.uitleg


def test_t_18_names_the_post_rule_with_its_date_and_the_last_minute() -> None:
    found = one(PLAN, Soort.BEZWAAR)
    assert "28-04-2026" in said(found)
    assert "laatste minuut" in said(found)


@pytest.mark.parametrize(
    ("year", "judged"),
    [("2025", False), ("2026", True)],
    ids=["before the act on digital traffic", "since 2026"],
)
def test_t_18_when_the_digital_channel_was_down_more_time_is_a_judgement_since_2026(
    year: str, judged: bool
) -> None:
    last = D(f"{year}-04-21")
    down = Bezwaar(D(f"{year}-04-22"), kanaal_gestoord=True)
    assert isinstance(objection_in_time(last, down), NeedsJudgement) is judged
    in_time = objection_in_time(last, replace(down, ontvangen=last))
    assert isinstance(in_time, Outcome)
    assert in_time.value is True


def test_t_18_a_failing_channel_asks_its_judgement_on_the_termijn() -> None:
    down = Bezwaar(D("2026-04-22"), kanaal_gestoord=True)
    found = one(replace(PLAN, bezwaar=down), Soort.BEZWAAR)
    assert found.oordeel
    assert "T-18-digitaal" in {rule.id for rule in found.regels}
    old = replace(PLAN, pips=(replace(FIRST, dagtekening=D("2025-03-10"), verzonden=D("2025-03-10")),))
    assert "digitale kanaal" not in said(one(old, Soort.BEZWAAR))
    assert "digitale kanaal" in said(one(PLAN, Soort.BEZWAAR))


def test_t_18_nothing_was_sent_so_nothing_runs() -> None:
    assert not some(replace(OBJECTED, pips=(replace(FIRST, verzonden=None),)), Soort.BEZWAAR)


SECOND = replace(FIRST, versie=2, dagtekening=D("2026-04-10"), verzonden=D("2026-04-14"))


def test_t_18_each_pip_that_was_sent_has_its_own_window() -> None:
    both = replace(PLAN, pips=(FIRST, SECOND))
    windows = {t.key: t.last_day for t in some(both, Soort.BEZWAAR, on=D("2026-04-21"))}
    assert windows == {"bezwaar": D("2026-05-26"), "bezwaar:1": D("2026-04-21")}
    assert {t.key for t in some(both, Soort.BEZWAAR, on=D("2026-04-22"))} == {"bezwaar"}


def test_t_18_a_decision_to_withdraw_has_its_own_window_in_place_of_that_of_the_pip() -> None:
    gone = replace(FIRST, vernietigd=D("2026-03-20"), intrekking_verzonden=D("2026-03-20"))
    found = one(replace(PLAN, pips=(gone,)), Soort.BEZWAAR)
    assert (found.last_day, found.key, found.plicht) == (D("2026-05-01"), "bezwaar:101", False)
    assert "intrekken" in found.label
    objected = replace(PLAN, pips=(gone,), bezwaar=Bezwaar(D("2026-03-18")))
    assert {t.key for t in termijnen(objected, on=TODAY) if t.soort is Soort.BEZWAAR} == {
        "bezwaar",
        "bezwaar:101",
    }
    by_court = replace(PLAN, pips=(replace(FIRST, vernietigd=D("2026-03-20")),))
    assert not [t for t in termijnen(by_court, on=TODAY) if t.soort is Soort.BEZWAAR]


GONE = replace(FIRST, vernietigd=D("2026-03-20"), nieuw_pip_voor=D("2026-05-15"))


def test_t_09_a_new_plan_is_due_on_the_day_of_the_decision_and_never_by_law() -> None:
    found = one(replace(PLAN, pips=(GONE,)), Soort.NIEUW_PIP)
    assert (found.last_day, found.aard, found.state) == (D("2026-05-15"), Aard.BESLUIT, TermijnState.OPEN)
    assert "noemt geen termijn" in said(found)
    made = replace(SECOND, dagtekening=D("2026-04-10"))
    met = one(replace(PLAN, pips=(GONE, made)), Soort.NIEUW_PIP)
    assert (met.state, met.met_on) == (TermijnState.VOLDAAN, D("2026-04-10"))


def test_t_09_without_a_day_it_is_asked_until_there_is_a_plan() -> None:
    gone = replace(GONE, nieuw_pip_voor=None)
    (question,) = [q for q in vragen(replace(PLAN, pips=(gone,)), on=TODAY) if q.regel.id == "T-09"]
    assert isinstance(question, NeedsJudgement)
    for known in (
        replace(PLAN, pips=(gone, SECOND)),
        replace(PLAN, pips=(replace(gone, vernietigd=None),)),
        replace(PLAN, pips=(gone,), plicht_eind=D("2026-04-01")),
        replace(PLAN, pips=(gone,), plicht_eind=D("2026-04-01"), plicht_eindreden=RUST),
    ):
        assert not [q for q in vragen(known, on=TODAY) if q.regel.id == "T-09"]


def test_t_09_an_earlier_plan_that_holds_again_asks_for_no_new_one() -> None:
    change = replace(SECOND, vernietigd=D("2026-04-20"), nieuw_pip_voor=D("2026-05-15"))
    assert not some(replace(PLAN, pips=(FIRST, change)), Soort.NIEUW_PIP)


def test_t_19_an_objection_is_to_the_newest_pip_that_had_been_sent() -> None:
    both = replace(PLAN, pips=(FIRST, SECOND))
    earlier = replace(both, bezwaar=Bezwaar(D("2026-04-13")))
    assert one(earlier, Soort.BESLISSEN_OP_BEZWAAR).start == D("2026-04-21")
    assert {t.key for t in some(earlier, Soort.BEZWAAR)} == {"bezwaar", "bezwaar:1"}
    later = replace(both, bezwaar=Bezwaar(D("2026-04-14")))
    assert one(later, Soort.BESLISSEN_OP_BEZWAAR).start == D("2026-05-26")
    posted = replace(both, bezwaar=Bezwaar(D("2026-04-15"), gepost=D("2026-04-13")))
    assert one(posted, Soort.BESLISSEN_OP_BEZWAAR).start == D("2026-04-21")
    premature = replace(both, bezwaar=Bezwaar(D("2026-03-01")))
    assert one(premature, Soort.BESLISSEN_OP_BEZWAAR).start == D("2026-04-21")


def test_t_19_adjourning_and_the_decision_are_told() -> None:
    plain = one(OBJECTED, Soort.BESLISSEN_OP_BEZWAAR)
    assert "Verdagen kan één keer" in plain.verandert[0]
    adjourned = one(
        replace(OBJECTED, bezwaar=replace(OBJECTION, verdaagd=True, commissie=True)),
        Soort.BESLISSEN_OP_BEZWAAR,
    )
    assert adjourned.verandert == ()
    assert "verdaagde met 6 weken" in said(adjourned)
    assert "externe commissie" in said(adjourned)
    decided = one(
        replace(OBJECTED, bezwaar=replace(OBJECTION, beslist=D("2026-06-03"))), Soort.BESLISSEN_OP_BEZWAAR
    )
    assert decided.laat(TODAY)
    assert "03-06-2026" in said(decided)


def test_terms_of_the_awb_run_on_when_the_duty_rests_or_ends_and_stop_at_death() -> None:
    ended = replace(OBJECTED, boetes=(KNOWN,), plicht_eind=D("2026-05-01"))
    assert one(ended, Soort.BESLISSEN_OP_BEZWAAR).state is TermijnState.OPEN
    assert one(ended, Soort.BETALEN).state is TermijnState.OPEN
    resting = replace(ended, plicht_eind=None, schorsingen=(Periode(D("2026-05-01")),))
    assert one(resting, Soort.BESLISSEN_OP_BEZWAAR).state is TermijnState.OPEN
    assert one(replace(ended, overleden=D("2026-05-01")), Soort.BETALEN).state is TermijnState.VERVALLEN


def test_a_fine_is_paid_and_reminded() -> None:
    paid = replace(KNOWN, betaald=D("2026-07-15"), aangemaand=D("2026-07-20"))
    found = {t.soort: t for t in termijnen(replace(PLAN, boetes=(paid,)), on=TODAY)}
    assert found[Soort.BETALEN].laat(TODAY)
    assert found[Soort.AANMANING].met_on == D("2026-07-15")
    assert "dwangbevel" in said(found[Soort.AANMANING])
    assert found[Soort.BOETEBESLUIT].met_on == D("2026-06-01")
    assert Soort.BOETE_VERVALT not in found
    assert found[Soort.BETALEN].key == "betalen:1"


def test_t_23_says_why_three_or_five_years_and_rests_during_objection() -> None:
    assert "hoger zijn dan € 340" in said(one(replace(PLAN, boetes=(FINE,)), Soort.BOETE_VERVALT))
    assert "niet hoger zijn dan € 340" in said(one(replace(PLAN, boetes=(LIGHT,)), Soort.BOETE_VERVALT))
    waits = one(
        replace(PLAN, boetes=(replace(KNOWN, opgeschort=Periode(D("2026-07-01"))),)), Soort.BOETE_VERVALT
    )
    assert (waits.state, waits.last_day) == (TermijnState.WACHT, D("2031-04-01"))
    assert "01-07-2026" in said(waits)
    over = one(
        replace(PLAN, boetes=(replace(KNOWN, opgeschort=Periode(D("2026-07-01"), D("2026-07-31"))),)),
        Soort.BOETE_VERVALT,
    )
    assert (over.nominal, over.last_day) == (D("2031-04-01"), D("2031-05-01"))
    assert "01-05-2031" in said(over)


def test_a_fine_without_a_report_or_decision_has_only_its_lapse() -> None:
    bare = replace(PLAN, boetes=(Boete(Boetesoort.INTAKE, D("2026-04-01")),), pips=())
    assert [t.soort for t in termijnen(bare, on=TODAY) if t.soort is not Soort.PIP] == [Soort.BOETE_VERVALT]


NEW_TERMS = [
    # group, fine, last day; the fine was made known on 02-04-2029
    (ASIEL, {"pvt_ontbreekt": True}, "2029-10-02"),
    (ASIEL, {"map_ontbreekt": True}, "2029-10-02"),
    (ASIEL, {"pvt_ontbreekt": True, "map_ontbreekt": True}, "2030-04-02"),
    *((GEZIN, {"leerroute": Leerroute.B1, "geslaagd": n}, day) for n, day in enumerate(["2031-04-02", "2030-10-02", "2030-04-02", "2029-10-02", "2029-10-02", "2029-10-02"])),
    (GEZIN, {"leerroute": Leerroute.ONDERWIJS, "geslaagd": 2}, "2030-04-02"),
    *((ASIEL, {"leerroute": Leerroute.Z, "uren": hours}, day) for hours, day in ((0, "2031-04-02"), (400, "2031-04-02"), (401, "2030-10-02"), (800, "2030-10-02"), (801, "2030-04-02"), (1200, "2030-04-02"), (1201, "2029-10-02"), (1599, "2029-10-02"))),
    *((GEZIN, {"leerroute": Leerroute.Z, "uren": hours}, day) for hours, day in ((200, "2031-04-02"), (201, "2030-10-02"), (400, "2030-10-02"), (401, "2030-04-02"), (600, "2030-04-02"), (601, "2029-10-02"), (799, "2029-10-02"))),
    (GEZIN, {"leerroute": Leerroute.Z, "uren": 601, "pvt_ontbreekt": True, "map_ontbreekt": True}, "2030-04-02"),
    (GEZIN, {"leerroute": Leerroute.B1, "geslaagd": 0, "pvt_ontbreekt": True}, "2031-04-02"),
]  # fmt: skip


@pytest.mark.parametrize(("group", "fine", "last_day"), NEW_TERMS)
def test_t_24_the_longest_new_term_after_a_fine_of_duo_wins(
    group: object, fine: dict[str, object], last_day: str
) -> None:
    facts = replace(PLAN, doelgroep=group, duo_boete=DuoBoete(D("2029-04-02"), **fine))  # type: ignore[arg-type]
    found = one(facts, Soort.NIEUWE_TERMIJN)
    assert (found.regel.id, found.last_day.isoformat()) == ("T-24", last_day)
    assert (found.oordeel is not None) is (group is ASIEL)
    assert ("De langste telt" in said(found)) is (len(fine) > 2 and "leerroute" in fine)
    assert ("Het PVT was niet af" in said(found)) is ("pvt_ontbreekt" in fine and "map_ontbreekt" not in fine)
    assert ("De MAP was niet af" in said(found)) is ("map_ontbreekt" in fine and "pvt_ontbreekt" not in fine)


UNSURE = [
    (None, {"leerroute": Leerroute.Z, "uren": 10}, "doelgroep"),
    (GEZIN, {}, "duo_boete"),
    (GEZIN, {"leerroute": Leerroute.Z, "uren": 800}, "oordeel"),
    (ASIEL, {"leerroute": Leerroute.Z, "uren": 1600}, "oordeel"),
]  # fmt: skip


@pytest.mark.parametrize(("group", "fine", "asked"), UNSURE)
def test_t_24_what_must_be_known_or_judged_first(group: object, fine: dict[str, object], asked: str) -> None:
    facts = replace(PLAN, doelgroep=group, duo_boete=DuoBoete(D("2029-04-02"), **fine))  # type: ignore[arg-type]
    assert not some(facts, Soort.NIEUWE_TERMIJN)
    (question,) = [q for q in vragen(facts, on=TODAY) if q.regel.id == "T-24"]
    assert (question.ontbreekt[0] if isinstance(question, MissingFacts) else "oordeel") == asked


def test_t_24_without_a_group_pvt_and_exams_still_give_a_term() -> None:
    facts = Facts(duo_boete=DuoBoete(D("2029-04-02"), leerroute=Leerroute.B1, geslaagd=1))
    assert one(facts, Soort.NIEUWE_TERMIJN).last_day == D("2030-10-02")


def test_t_25_nothing_runs_on_a_late_pip() -> None:
    assert dwangsom(Facts()) is None
    found = dwangsom(Facts(ingebrekestelling=D("2026-06-01")))
    assert found
    assert (found.regel.id, found.value) == ("T-25", 0)
    assert "01-06-2026" in found.uitleg[0]


# The decision on an objection to a PIP of 10-03-2025 was due on 03-06-2025 (T-18 until 21-04, T-19 six weeks).
LATE = replace(
    PLAN,
    pips=(replace(FIRST, dagtekening=D("2025-03-10"), verzonden=D("2025-03-10")),),
    bezwaar=Bezwaar(D("2025-04-01"), ingebrekestelling=D("2025-06-05")),
)  # fmt: skip
COSTS = [
    # on, decided, cents; the two weeks end on 19-06-2025, so the first day that costs is 20-06-2025
    ("2025-06-19", None, 0),
    ("2025-06-20", None, 2300),
    ("2025-07-03", None, 14 * 2300),
    ("2025-07-04", None, 14 * 2300 + 3500),
    ("2025-07-18", None, 14 * 2300 + 14 * 3500 + 4500),
    ("2025-07-31", None, 144_200),
    ("2025-12-31", None, 144_200),
    ("2025-12-31", "2025-06-20", 0),
    ("2025-12-31", "2025-06-21", 2300),
    ("2025-06-20", "2025-06-25", 2300),
    ("2025-12-31", "2025-06-10", 0),
]


@pytest.mark.parametrize(("on", "decided", "cents"), COSTS)
def test_t_25_a_late_decision_on_an_objection_costs_by_the_day(
    on: str, decided: str | None, cents: int
) -> None:
    assert LATE.bezwaar
    objection = replace(LATE.bezwaar, beslist=D(decided) if decided else None)
    answer = dwangsom_bezwaar(replace(LATE, bezwaar=objection), on=D(on))
    assert isinstance(answer, Outcome)
    assert answer.value == cents
    if cents == 2300:
        assert "**1** dag:" in answer.uitleg[0]
    if cents == 14 * 2300:
        assert "**14** dagen:" in answer.uitleg[0]


def test_t_25_the_amounts_since_2026_are_not_checked() -> None:
    late = replace(OBJECTED, bezwaar=replace(OBJECTION, ingebrekestelling=D("2026-06-03")))
    answer = dwangsom_bezwaar(late, on=D("2026-07-15"))
    assert isinstance(answer, NeedsJudgement)
    assert "01-01-2026" in answer.weeg[0]
    over_the_year = replace(LATE, bezwaar=replace(LATE.bezwaar, ingebrekestelling=D("2025-12-10")))  # type: ignore[type-var]
    assert isinstance(dwangsom_bezwaar(over_the_year, on=D("2025-12-31")), Outcome)
    assert isinstance(dwangsom_bezwaar(over_the_year, on=D("2026-01-01")), NeedsJudgement)


@pytest.mark.parametrize(("told", "due"), [("2025-06-03", 0), ("2025-06-04", 1)])
def test_t_25_told_too_early_costs_nothing(told: str, due: int) -> None:
    early = replace(LATE, bezwaar=replace(LATE.bezwaar, ingebrekestelling=D(told)))  # type: ignore[type-var]
    answer = dwangsom_bezwaar(early, on=D("2025-12-31"))
    assert isinstance(answer, Outcome)
    assert (answer.value > 0) is bool(due)
    assert ("te vroeg" in said(one(early, Soort.INGEBREKESTELLING))) is not bool(due)


def test_t_25_the_two_weeks_are_a_termijn_of_the_college() -> None:
    found = one(LATE, Soort.INGEBREKESTELLING)
    assert (found.last_day, found.actor) == (D("2025-06-19"), Wie.COLLEGE)
    assert "03-06-2025" in said(found)
    decided = replace(LATE, bezwaar=replace(LATE.bezwaar, beslist=D("2025-06-18")))  # type: ignore[type-var]
    assert one(decided, Soort.INGEBREKESTELLING).met_on == D("2025-06-18")


@pytest.mark.parametrize("facts", [PLAN, OBJECTED, replace(LATE, pips=())])
def test_t_25_without_an_ingebrekestelling_or_a_window_nothing_runs(facts: Facts) -> None:
    assert dwangsom_bezwaar(facts, on=TODAY) is None
    assert not some(facts, Soort.INGEBREKESTELLING)


def test_who_must_act_is_named() -> None:
    assert {t.actor for t in termijnen(OBJECTED, on=TODAY)} == {Wie.COLLEGE, Wie.INBURGERAAR}
