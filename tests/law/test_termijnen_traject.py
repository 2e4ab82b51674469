"""T-06 and T-08 to T-17: the last day of each, the oproepen, the inburgeringstermijn and what hangs on it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from law.zaken import BENEFIT, FIRST, GEZIN, PLAN, TODAY, D, one, said, some
from wi2021.facts import (
    Beleidstermijn,
    Duotermijn,
    Facts,
    Leerroute,
    Oproep,
    PipFeit,
)
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome
from wi2021.leerroutes import afschalen, afschalen_tot
from wi2021.termijnen import (
    Aard,
    Soort,
    ambtshalve_vanaf,
    last_day_to_switch,
    wisselen_mag,
)

B1, ONDERWIJS, Z = Leerroute.B1, Leerroute.ONDERWIJS, Leerroute.Z
SUMMONED = Facts(oproepen=(Oproep(1, D("2026-06-01"), D("2026-06-14")),))

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


# The termijn begins the day after the PIP (Wi 11(1)): of a PIP on the last day of a month it begins on a first, and ends on the last
# day of a month. DUO's own end, exclusive, is three years after that begin.
MONTH_ENDS = [
    ("2025-02-28", "2028-02-29", "2026-08-31"),
    ("2024-02-29", "2027-02-28", "2025-08-31"),
    ("2025-04-30", "2028-04-30", "2026-10-31"),
    ("2025-06-30", "2028-06-30", "2026-12-31"),
    ("2024-08-31", "2027-08-31", "2026-02-28"),
    ("2024-08-30", "2027-08-30", "2026-02-28"),
    ("2026-03-10", "2029-03-10", "2027-09-10"),
]


@pytest.mark.parametrize(("plan", "last", "switch"), MONTH_ENDS, ids=[m[0] for m in MONTH_ENDS])
def test_t_08_and_t_10_count_from_the_day_after_the_pip(plan: str, last: str, switch: str) -> None:
    facts = replace(PLAN, pips=(replace(FIRST, dagtekening=D(plan)),))
    assert one(facts, Soort.INBURGERINGSTERMIJN).last_day == D(last)
    assert one(facts, Soort.WISSELEN).last_day == D(switch)
    assert wisselen_mag(B1, Z, facts, on=D(switch)).value
    assert not wisselen_mag(B1, Z, facts, on=D(switch) + timedelta(days=1)).value


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
