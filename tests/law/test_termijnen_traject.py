"""T-06 and T-08 to T-17: the oproepen, the inburgeringstermijn and what hangs on it."""

from dataclasses import replace
from datetime import date

import pytest

from law.zaken import ASIEL, FIRST, GEZIN, PLAN, TODAY, D, housed, one, said, some
from wi2021.facts import (
    Aanbod,
    Beleidstermijn,
    BrpInschrijving,
    Duotermijn,
    Facts,
    Leerroute,
    Oproep,
    Periode,
    PipFeit,
)
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome
from wi2021.leerroutes import afschalen, afschalen_tot
from wi2021.termijnen import (
    Aard,
    Soort,
    TermijnState,
    ambtshalve_vanaf,
    begeleiding_vanaf,
    last_day_to_switch,
    termijnen,
    vragen,
    wisselen_mag,
)

B1, ONDERWIJS, Z = Leerroute.B1, Leerroute.ONDERWIJS, Leerroute.Z
SUMMONED = Facts(oproepen=(Oproep(1, D("2026-06-01"), D("2026-06-14")),))
BENEFIT = Facts(doelgroep=ASIEL, asielvergunning_bepaalde_tijd=True, bijstand_vanaf=D("2026-04-15"))

ROWS = [
    # rule, soort, facts, last day
    ("T-06", Soort.OPROEP, SUMMONED, "2026-06-14"),
    ("T-08", Soort.INBURGERINGSTERMIJN, PLAN, "2029-03-10"),
    ("T-10", Soort.WISSELEN, PLAN, "2027-09-10"),
    ("T-12", Soort.VOORTGANGSGESPREK, PLAN, "2026-08-10"),
    ("T-13", Soort.AANBOD, PLAN, "2026-06-10"),
    ("T-13", Soort.AANBOD, replace(PLAN, pips=(replace(FIRST, leerroute=ONDERWIJS),)), "2026-09-10"),
    ("T-15", Soort.ONTZORGEN, BENEFIT, "2026-10-14"),
    ("T-15", Soort.ONTZORGEN, replace(BENEFIT, bijstand_vanaf=D("2025-12-31")), "2026-06-30"),
    ("T-15", Soort.ONTZORGEN, replace(BENEFIT, bijstand_vanaf=D("2022-01-01")), "2022-06-30"),
    ("T-15", Soort.ONTZORGEN, replace(BENEFIT, bijstand_vanaf=D("2026-08-31")), "2027-02-28"),
    ("T-15", Soort.ONTZORGEN, replace(BENEFIT, bijstand_vanaf=D("2026-03-01")), "2026-08-31"),
    ("T-16", Soort.VERLENGING_VRAGEN, PLAN, "2029-03-10"),
    ("T-16", Soort.VERLENGING_BESLUIT, replace(PLAN, verlenging_gevraagd=D("2028-11-01")), "2028-12-27"),
    ("beleid", Soort.BELEID, Facts(beleid=(Beleidstermijn("verzuim", "Bel terug", D("2026-06-01"), 7, "beleid"),)), "2026-06-08"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "soort", "facts", "last_day"), ROWS)
def test_the_last_day_of_each(rule: str, soort: Soort, facts: Facts, last_day: str) -> None:
    found = one(facts, soort)
    assert (found.regel.id, found.last_day.isoformat()) == (rule, last_day)


def test_t_06_asks_no_more_once_it_was_answered_or_the_intake_is_complete() -> None:
    answered = Facts(oproepen=(Oproep(1, D("2026-06-01"), D("2026-06-14"), "verschenen"),))
    assert not some(answered, Soort.OPROEP)
    assert not some(replace(SUMMONED, intake_voltooid=D("2026-06-10")), Soort.OPROEP)


def test_t_06_is_the_gemeentes_own_date_and_is_never_moved() -> None:
    found = one(SUMMONED, Soort.OPROEP)
    assert (found.aard, found.nominal) == (Aard.BELEID, found.last_day)
    assert "14-06-2026** is zondag. Het college stelt deze termijn zelf" in said(found)
    assert [rule.id for rule in found.regels] == ["T-06", "ATW-college"]
    working = one(Facts(oproepen=(Oproep(2, D("2026-06-01"), D("2026-06-15")),)), Soort.OPROEP)
    assert [rule.id for rule in working.regels] == ["T-06"]
    assert working.key == "oproep:2"


def test_t_08_ends_three_years_after_the_dagtekening_and_is_never_moved() -> None:
    found = one(PLAN, Soort.INBURGERINGSTERMIJN)
    assert (found.nominal, found.last_day, found.atw) == (D("2029-03-10"), D("2029-03-10"), False)
    assert "zaterdag" in said(found)
    assert "11-03-2026" in said(found)
    assert [rule.id for rule in found.regels] == ["T-08", "ATW-4"]


def test_t_09_a_later_pip_leaves_the_termijn_where_it_is() -> None:
    later = replace(FIRST, dagtekening=D("2026-08-03"), versie=2)
    found = one(replace(PLAN, pips=(FIRST, later)), Soort.INBURGERINGSTERMIJN)
    assert found.last_day == D("2029-03-10")
    assert "T-09" in {rule.id for rule in found.regels}
    assert "Een later PIP" in said(found)
    alone = one(PLAN, Soort.INBURGERINGSTERMIJN)
    assert "T-09" not in {rule.id for rule in alone.regels}
    assert "Een later PIP" not in said(alone)


@pytest.mark.parametrize(
    ("end", "last", "words"),
    [
        ("2029-03-11", "2029-03-10", "dezelfde"),
        ("2029-09-11", "2029-09-10", "verlengde"),
        ("2029-01-01", "2028-12-31", "eerder dan"),
    ],
)
def test_duos_own_termijn_counts_and_a_difference_is_told(end: str, last: str, words: str) -> None:
    facts = replace(PLAN, termijn=Duotermijn(D("2026-03-11"), D(end), "bevalling"))
    found = one(facts, Soort.INBURGERINGSTERMIJN)
    assert words in said(found)
    assert (found.nominal, found.last_day) == (D("2029-03-10"), D(last))
    assert ("(bevalling)" in said(found)) is (words == "verlengde")
    assert "Let op: bij DUO begint" not in said(found)


def test_a_start_that_duo_has_otherwise_is_told() -> None:
    facts = replace(PLAN, termijn=Duotermijn(D("2026-03-12"), D("2029-03-12")))
    assert "bij DUO begint de termijn op **12-03-2026**, niet op 11-03-2026" in said(
        one(facts, Soort.INBURGERINGSTERMIJN)
    )
    assert "(" not in one(facts, Soort.INBURGERINGSTERMIJN).uitleg[-1]


def test_a_termijn_of_duo_without_a_known_pip_is_shown_as_duo_has_it() -> None:
    facts = Facts(doelgroep=GEZIN, termijn=Duotermijn(D("2025-03-11"), D("2028-03-11")))
    found = one(facts, Soort.INBURGERINGSTERMIJN)
    assert (found.start, found.last_day) == (D("2025-03-11"), D("2028-03-10"))
    assert one(facts, Soort.VERLENGING_VRAGEN).last_day == D("2028-03-10")


@pytest.mark.parametrize(
    ("reason", "state"),
    [("Inburgeringsplicht voldaan", "voldaan"), ("Verblijfsdoel gewijzigd", "vervallen"), ("", "vervallen")],
)
def test_end_01_only_who_met_the_duty_met_the_termijn(reason: str, state: str) -> None:
    facts = replace(PLAN, plicht_eind=D("2026-06-01"), plicht_eindreden=reason)
    found = one(facts, Soort.INBURGERINGSTERMIJN)
    assert found.state.value == state
    assert "01-06-2026" in found.uitleg[-1]
    assert (f"({reason})" in found.uitleg[-1]) is (reason == "Verblijfsdoel gewijzigd")


def test_who_did_not_meet_the_duty_in_time_is_over_time_and_stays_so() -> None:
    found = one(PLAN, Soort.INBURGERINGSTERMIJN, on=D("2029-03-11"))
    assert found.laat(D("2029-03-11"))
    assert "verstreken" in found.uitleg[-1]
    assert not one(PLAN, Soort.INBURGERINGSTERMIJN, on=D("2029-03-10")).laat(D("2029-03-10"))
    assert "verstreken" not in said(one(PLAN, Soort.INBURGERINGSTERMIJN, on=D("2029-03-10")))


# T-10. The year and a half after a PIP of 10-03-2026 ends on 10-09-2027.
SWITCHES = [
    ("within the time", B1, Z, PLAN, "2027-09-10", True),
    ("the day after", B1, Z, PLAN, "2027-09-11", False),
    ("Onderwijsroute to B1-route always", ONDERWIJS, B1, PLAN, "2029-01-01", True),
    ("Onderwijsroute to Z-route not", ONDERWIJS, Z, PLAN, "2029-01-01", False),
    ("after an education that ended later", B1, Z, replace(PLAN, niet_vrijstellende_opleiding_tot=D("2027-12-31")), "2027-12-31", True),
    ("not before that education ended", B1, Z, replace(PLAN, niet_vrijstellende_opleiding_tot=D("2027-12-31")), "2027-12-30", False),
    ("an education that ended in time makes no room", B1, Z, replace(PLAN, niet_vrijstellende_opleiding_tot=D("2027-09-10")), "2028-01-01", False),
    ("no PIP yet", B1, Z, Facts(), "2028-01-01", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "van", "naar", "facts", "on", "may"), SWITCHES, ids=[s[0] for s in SWITCHES]
)
def test_t_10_when_a_change_of_route_can(
    case: str, van: Leerroute, naar: Leerroute, facts: Facts, on: str, may: bool
) -> None:
    answer = wisselen_mag(van, naar, facts, on=D(on))
    assert answer.value is may
    assert (answer.regel.id, answer.regel.versie) == ("T-10", 2)


def test_t_10_the_exception_after_an_education_holds_since_2023() -> None:
    """A PIP of the first days of the act, asked on the last day of 2022 and of 2023."""
    pip = PipFeit(D("2022-01-03"), B1, "0505")
    found = {
        year: one(replace(PLAN, pips=(pip,)), Soort.WISSELEN, on=date(year, 12, 31)) for year in (2022, 2023)
    }
    assert [found[year].regel.versie for year in (2022, 2023)] == [1, 2]
    assert len(found[2022].verandert) == 1
    assert "begint op **04-01-2022**" in said(found[2022])
    assert "opleiding" in found[2023].verandert[1]
    assert wisselen_mag(B1, Z, Facts(), on=D("2022-12-31")).regel.versie == 1
    assert wisselen_mag(B1, Z, Facts(), on=D("2023-01-01")).regel.versie == 2


def test_t_10_after_an_education_needs_a_first_pip() -> None:
    assert last_day_to_switch(Facts()) is None
    early = Facts(
        pips=(PipFeit(D("2022-01-03"), B1, "0505"),), niet_vrijstellende_opleiding_tot=D("2023-08-01")
    )
    assert wisselen_mag(B1, Z, early, on=D("2023-09-01")).value is True
    assert (
        wisselen_mag(B1, Z, replace(early, niet_vrijstellende_opleiding_tot=None), on=D("2023-09-01")).value
        is False
    )


def test_t_11_down_to_a2_has_no_last_day() -> None:
    assert isinstance(afschalen(600, 0, inspanning=True, on=D("2029-01-01")), NeedsJudgement)
    assert afschalen_tot().regel.id == "T-11"


def test_t_12_the_next_talk_is_a_date_of_the_pip() -> None:
    found = one(PLAN, Soort.VOORTGANGSGESPREK)
    assert (found.aard, found.key) == (Aard.PIP, "voortgangsgesprek:1")
    assert "**6**" in said(found)
    assert "**0** zijn gevoerd" in said(found)
    second = one(replace(PLAN, voortgangsgesprekken=(D("2026-06-01"),)), Soort.VOORTGANGSGESPREK)
    assert (second.key, second.last_day) == ("voortgangsgesprek:2", D("2027-01-10"))
    assert "**1** is gevoerd" in said(second)
    assert "valt gesprek 2 op zondag **10-01-2027**: 10 maanden na" in said(second)
    assert second.label == "Voortgangsgesprek 2"
    assert not some(Facts(voortgangsgesprekken=(TODAY,)), Soort.VOORTGANGSGESPREK)
    annulled = replace(PLAN, pips=(replace(FIRST, vernietigd=D("2026-04-01")),))
    assert not some(annulled, Soort.VOORTGANGSGESPREK)
    assert not some(replace(PLAN, voortgangsgesprekken=(TODAY,) * 6), Soort.VOORTGANGSGESPREK)
    assert not some(replace(PLAN, pips=(replace(FIRST, voortgangsgesprekken=0),)), Soort.VOORTGANGSGESPREK)


def test_t_13_is_met_by_an_offer_or_in_the_onderwijsroute_by_a_first_lesson() -> None:
    offered = (Aanbod(D("2026-05-01"), D("2026-05-20")), Aanbod(D("2026-04-01")))
    found = one(replace(PLAN, aanbod=offered), Soort.AANBOD)
    assert found.met_on == D("2026-04-01")
    assert "kreeg een aanbod op **01-04-2026**" in said(found)
    assert "geen aanbod kreeg" in said(found)
    assert found.feiten[1].label == "aanbod"
    education = replace(PLAN, pips=(replace(FIRST, leerroute=ONDERWIJS),))
    begun = one(replace(education, aanbod=offered), Soort.AANBOD)
    assert begun.met_on == D("2026-05-20")
    assert begun.label == "Onderwijsroute laten beginnen"
    assert "begon met het taalschakeltraject op **20-05-2026**" in said(begun)
    assert "niet met het taalschakeltraject kon beginnen" in said(begun)
    assert begun.feiten[1].label == "begonnen"
    assert one(replace(education, aanbod=offered[1:]), Soort.AANBOD).met_on is None
    assert not some(replace(PLAN, doelgroep=GEZIN, aanbod=offered), Soort.AANBOD)


def test_t_13_counts_from_the_pip_of_the_own_college() -> None:
    moved = replace(
        PLAN, gemeente="0642", pips=(FIRST, replace(FIRST, gemeente="0642", dagtekening=D("2026-07-01")))
    )
    assert one(moved, Soort.AANBOD).start == D("2026-07-01")
    assert one(replace(moved, pips=(FIRST,)), Soort.AANBOD).start == D("2026-03-10")


GUIDANCE = [
    # facts, day or the missing field
    (replace(PLAN, brp_inschrijvingen=housed("0505", "2026-02-17")), D("2026-02-17")),
    (replace(PLAN, asielvergunning_bepaalde_tijd=True, brp_inschrijvingen=(BrpInschrijving("0106", D("2025-11-01")), *housed("0505", "2026-02-17"))), D("2026-02-17")),
    (replace(PLAN, asielvergunning_bepaalde_tijd=False, brp_inschrijvingen=(*housed("0505", "2026-02-17"), BrpInschrijving("0106", D("2025-11-01")))), D("2025-11-01")),
    (replace(PLAN, doelgroep=GEZIN, brp_inschrijvingen=housed("0505", "2026-02-17")), None),
    (replace(PLAN, brp_inschrijvingen=(BrpInschrijving("0106", D("2025-11-01")), *housed("0505", "2026-02-17"))), "asielvergunning_bepaalde_tijd"),
    (replace(PLAN, asielvergunning_bepaalde_tijd=True, brp_inschrijvingen=(BrpInschrijving("0106", D("2025-11-01")),)), "brp_inschrijvingen"),
    (PLAN, "brp_inschrijvingen"),
    (replace(PLAN, brp_inschrijvingen=(*housed("0505", "2026-02-17"), BrpInschrijving("0642", D("2026-05-01")))), D("2026-02-17")),
    (replace(PLAN, doelgroep=None), "doelgroep"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "expected"), GUIDANCE)
def test_t_14_guidance_begins_with_the_registration_that_counts(facts: Facts, expected: object) -> None:
    answer = begeleiding_vanaf(facts)
    assert answer.regel.id == "T-14"
    assert (answer.value if isinstance(answer, Outcome) else answer.ontbreekt[0] if isinstance(answer, MissingFacts) else "") == expected  # fmt: skip


def test_t_15_ends_with_the_bijstand() -> None:
    found = one(replace(BENEFIT, bijstand_tot=D("2026-06-01")), Soort.ONTZORGEN)
    assert (found.nominal, found.last_day) == (D("2026-10-14"), D("2026-06-01"))
    assert found.state is TermijnState.VERVALLEN
    later = one(replace(BENEFIT, bijstand_tot=D("2026-10-14")), Soort.ONTZORGEN)
    assert (later.last_day, later.state) == (D("2026-10-14"), TermijnState.OPEN)


@pytest.mark.parametrize(
    "facts", [Facts(bijstand_vanaf=D("2026-04-15")), replace(BENEFIT, bijstand_vanaf=D("2021-12-31"))]
)
def test_t_15_without_a_permit_or_before_the_act_there_is_no_duty(facts: Facts) -> None:
    assert not some(facts, Soort.ONTZORGEN)


ASKED = [
    ("the permit is unknown", replace(BENEFIT, asielvergunning_bepaalde_tijd=None), "asielvergunning_bepaalde_tijd"),
    ("bijstand since before the act", replace(BENEFIT, bijstand_vanaf=D("2021-12-31")), "oordeel"),
    ("not yet", replace(BENEFIT, asielvergunning_bepaalde_tijd=None, bijstand_vanaf=D("2026-06-16")), None),
    ("since today", replace(BENEFIT, asielvergunning_bepaalde_tijd=None, bijstand_vanaf=TODAY), "asielvergunning_bepaalde_tijd"),
    ("a regular permit", replace(BENEFIT, asielvergunning_bepaalde_tijd=False), None),
    ("family", replace(BENEFIT, doelgroep=GEZIN, asielvergunning_bepaalde_tijd=None), None),
    ("known", BENEFIT, None),
    ("bijstand since the first day of the act", replace(BENEFIT, bijstand_vanaf=D("2022-01-01")), None),
]  # fmt: skip


@pytest.mark.parametrize(("case", "facts", "expected"), ASKED, ids=[a[0] for a in ASKED])
def test_t_15_what_must_be_known_first(case: str, facts: Facts, expected: str | None) -> None:
    found = [q for q in vragen(facts, on=TODAY) if q.regel.id == "T-15"]
    said = [q.ontbreekt[0] if isinstance(q, MissingFacts) else "oordeel" for q in found]
    assert said == ([expected] if expected else [])


def test_t_16_can_be_asked_from_six_months_before_the_end() -> None:
    found = one(PLAN, Soort.VERLENGING_VRAGEN)
    assert found.start == D("2028-09-10")
    assert "ATW-1-2" in {rule.id for rule in found.regels}
    assert "zondag **10-09-2028**" in said(found)
    assert not some(Facts(), Soort.VERLENGING_VRAGEN)


def test_t_16_duos_decision_is_due_eight_weeks_after_the_request_and_moved_by_a_weekend() -> None:
    facts = replace(PLAN, verlenging_gevraagd=D("2028-10-07"))
    found = one(facts, Soort.VERLENGING_BESLUIT)
    assert (found.nominal, found.last_day) == (D("2028-12-02"), D("2028-12-04"))
    assert "Let op" not in said(found)
    early = one(replace(PLAN, verlenging_gevraagd=D("2028-09-09")), Soort.VERLENGING_BESLUIT)
    assert "vragen kan pas vanaf **10-09-2028**" in said(early)
    assert "Let op" not in said(
        one(replace(PLAN, verlenging_gevraagd=D("2028-09-10")), Soort.VERLENGING_BESLUIT)
    )
    assert one(replace(facts, verlenging_beslist=D("2028-12-01")), Soort.VERLENGING_BESLUIT).met_on == D(
        "2028-12-01"
    )


def test_t_17_duo_may_extend_by_itself_from_six_months_before_the_end() -> None:
    answer = ambtshalve_vanaf(PLAN)
    assert isinstance(answer, Outcome)
    assert (answer.regel.id, answer.value) == ("T-17", D("2028-09-10"))
    assert isinstance(ambtshalve_vanaf(Facts()), MissingFacts)
    extended = replace(PLAN, termijn=Duotermijn(D("2026-03-11"), D("2029-09-11")))
    later = ambtshalve_vanaf(extended)
    assert isinstance(later, Outcome)
    assert later.value == D("2029-03-10")


def test_policy_is_never_called_wettelijk_and_is_met() -> None:
    rule = Beleidstermijn("verzuim", "Bel terug", D("2026-06-01"), 7, "beleid 2026", D("2026-06-05"))
    found = one(Facts(beleid=(rule,)), Soort.BELEID)
    assert (found.aard, found.met_on, found.key) == (Aard.BELEID, D("2026-06-05"), "beleid:1")
    assert "geen wettelijke termijn" in said(found)
    assert "Verzuim: **01-06-2026**" in said(found)


REST = replace(PLAN, doelgroep=GEZIN, pips=(), kennisgeving=D("2026-05-04"))
STOPPED = [
    ("rests", replace(REST, schorsingen=(Periode(D("2026-06-01")),)), "vanaf **01-06-2026**."),
    ("rests from today", replace(REST, schorsingen=(Periode(TODAY, D("2026-09-01")),)), "vanaf **15-06-2026** tot en met **01-09-2026**."),
    ("rests through today", replace(REST, schorsingen=(Periode(D("2026-06-01"), TODAY),)), "tot en met **15-06-2026**."),
    ("ended", replace(REST, plicht_eind=TODAY), "geëindigd op **15-06-2026**."),
    ("ended, with DUO's reason", replace(REST, plicht_eind=TODAY, plicht_eindreden="Overig"), "geëindigd op **15-06-2026** (Overig)."),
    ("a temporary vrijstelling told as an end", replace(REST, plicht_eind=TODAY, plicht_eindreden="Tijdelijke vrijstelling"), "rust sinds **15-06-2026** door een tijdelijke vrijstelling."),
    ("died", replace(REST, overleden=TODAY), "overleden op **15-06-2026**."),
]  # fmt: skip


@pytest.mark.parametrize(("case", "facts", "words"), STOPPED, ids=[s[0] for s in STOPPED])
def test_while_the_duty_rests_or_after_it_ended_nothing_is_asked(case: str, facts: Facts, words: str) -> None:
    found = one(facts, Soort.PIP)
    assert found.state is TermijnState.VERVALLEN
    assert found.uitleg[-1].endswith(words)


RUNNING = [
    replace(REST, schorsingen=(Periode(D("2026-06-16")), Periode(D("2026-06-01"), D("2026-06-14")))),
    replace(REST, plicht_eind=D("2026-06-16")),
    replace(REST, overleden=D("2026-06-16")),
]


@pytest.mark.parametrize("facts", RUNNING)
def test_a_rest_or_end_that_is_not_today_stops_nothing(facts: Facts) -> None:
    assert one(facts, Soort.PIP).state is TermijnState.OPEN


def test_a_met_termijn_stays_met_after_the_end() -> None:
    made = replace(PLAN, doelgroep=GEZIN, plicht_eind=D("2026-05-01"))
    assert one(made, Soort.PIP).state is TermijnState.VOLDAAN


def test_a_possibility_is_over_after_its_last_day_and_an_obligation_is_late() -> None:
    over = {
        t.soort: t
        for t in termijnen(replace(PLAN, pips=(replace(FIRST, voortgangsgesprekken=0),)), on=D("2029-04-01"))
    }
    assert over[Soort.WISSELEN].state is TermijnState.VERVALLEN
    assert over[Soort.AANBOD].laat(D("2029-04-01"))
    assert not over[Soort.WISSELEN].laat(D("2029-04-01"))
    on_the_day = one(PLAN, Soort.WISSELEN, on=D("2027-09-10"))
    assert on_the_day.state is TermijnState.OPEN


def test_tra_01_who_falls_under_the_older_act_has_neither_termijnen_nor_questions() -> None:
    facts = replace(PLAN, wi2013_op_31_12_2021=True)
    assert termijnen(facts, on=TODAY) == ()
    assert vragen(facts, on=TODAY) == ()


def test_termijnen_come_in_order_of_their_last_day_and_each_has_a_key_of_its_own() -> None:
    found = termijnen(PLAN, on=TODAY)
    assert [t.last_day for t in found] == sorted(t.last_day for t in found)
    assert len({t.key for t in found}) == len(found)
