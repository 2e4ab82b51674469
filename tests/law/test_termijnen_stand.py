"""How a termijn stands: while the duty rests, after it ended, met, late or over; and in which order they come."""

from dataclasses import replace

import pytest

from law.zaken import FIRST, GEZIN, PLAN, TODAY, D, one
from wi2021.facts import (
    Facts,
    Periode,
)
from wi2021.termijnen import (
    Soort,
    TermijnState,
    termijnen,
    vragen,
)

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
