"""Section 7 of the legal dossier: who is ontzorgd, until when, and what a second right to bijstand does (O-01, O-02, O-04)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.zaken import ASIEL, BENEFIT, GEZIN, D, one
from wi2021.facts import RUST, Facts, Periode
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome
from wi2021.ontzorgen import (
    EerderRecht,
    Onderbreking,
    Ontzorgeinde,
    Ontzorgperiode,
    Ontzorgstand,
    Vervolg,
    Vervolgkeuze,
    heeft_bijstand,
    na_onderbreking,
    ontzorgperiode,
    ontzorgstand,
)
from wi2021.termijnen import Soort, vragen

# Asylum permit, under the duty since January, bijstand since 15 April 2026: six months through 14 October (E49).
CASE = replace(BENEFIT, plicht_begin=D("2026-01-20"))
ON = D("2026-06-15")
PERIOD = Ontzorgperiode(D("2026-04-15"), D("2026-10-14"), D("2026-10-14"), Ontzorgeinde.ZES_MAANDEN)
JUDGEMENT, MISSING = "oordeel", "ontbreekt"


def said(answer: Outcome[Any] | NeedsJudgement | MissingFacts) -> str:
    """The value, or what kind of answer it is otherwise."""
    if isinstance(answer, Outcome):
        return "geen" if answer.value is None else str(answer.value)
    return f"{MISSING}: {answer.ontbreekt[0]}" if isinstance(answer, MissingFacts) else JUDGEMENT


def period(facts: Facts, keuze: Vervolgkeuze | None = None) -> str:
    """Begin, last day and reason of the duty, as a row of the table below shows it."""
    found = ontzorgperiode(facts, keuze=keuze)
    if isinstance(found, Outcome) and found.value:
        return f"{found.value.vanaf} {found.value.tot} {found.value.einde.name}"
    return said(found)


# --- O-01, O-02, O-04: who, and until when

WHO = [
    ("E49: all three", "O-02", CASE, "2026-04-15 2026-10-14 ZES_MAANDEN"),
    ("E50: a regular permit", "O-01", replace(CASE, asielvergunning_bepaalde_tijd=False), "geen"),
    ("family with a permit of her own", "O-02", replace(CASE, doelgroep=GEZIN), "2026-04-15 2026-10-14 ZES_MAANDEN"),
    ("family, permit unknown", "O-01", replace(CASE, doelgroep=GEZIN, asielvergunning_bepaalde_tijd=None), "geen"),
    ("family, bijstand since before the act", "O-01", replace(CASE, doelgroep=GEZIN, bijstand_vanaf=D("2021-12-01")), JUDGEMENT),
    ("permit unknown", "O-01", replace(CASE, asielvergunning_bepaalde_tijd=None), "ontbreekt: asielvergunning_bepaalde_tijd"),
    ("no bijstand", "O-01", replace(CASE, bijstand_vanaf=None), "geen"),
    ("duty unknown", "O-01", replace(CASE, plicht_begin=None), "ontbreekt: plicht_begin"),
    ("bijstand since before the act", "O-01", replace(CASE, bijstand_vanaf=D("2021-12-01")), JUDGEMENT),
    ("under the act of 2013", "TRA-01", replace(CASE, wi2013_op_31_12_2021=True), "geen"),
    ("duty began later", "O-02", replace(CASE, plicht_begin=D("2026-08-01")), "2026-08-01 2026-10-14 ZES_MAANDEN"),
    ("duty began on the last day", "O-02", replace(CASE, plicht_begin=D("2026-10-14")), "2026-10-14 2026-10-14 ZES_MAANDEN"),
    ("duty began after the six months", "O-02", replace(CASE, plicht_begin=D("2026-10-15")), "geen"),
    ("bijstand ends earlier", "O-04", replace(CASE, bijstand_tot=D("2026-06-30")), "2026-04-15 2026-06-30 BIJSTAND"),
    ("bijstand ends on the last day", "O-02", replace(CASE, bijstand_tot=D("2026-10-14")), "2026-04-15 2026-10-14 ZES_MAANDEN"),
    ("bijstand ended before the duty", "O-02", replace(CASE, plicht_begin=D("2026-08-01"), bijstand_tot=D("2026-06-30")), "geen"),
    ("the duty ends", "O-04", replace(CASE, plicht_eind=D("2026-07-01"), plicht_eindreden="Ontheffing"), "2026-04-15 2026-06-30 PLICHT"),
    ("the duty rests", "O-02", replace(CASE, plicht_eind=D("2026-07-01"), plicht_eindreden=RUST), "2026-04-15 2026-10-14 ZES_MAANDEN"),
    ("died", "O-04", replace(CASE, overleden=D("2026-07-01")), "2026-04-15 2026-07-01 OVERLEDEN"),
    ("end of February", "O-02", replace(CASE, bijstand_vanaf=D("2026-08-31")), "2026-08-31 2027-02-28 ZES_MAANDEN"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "rule", "facts", "expected"), WHO, ids=[row[0] for row in WHO])
def test_o_01_o_02_o_04_who_and_until_when(case: str, rule: str, facts: Facts, expected: str) -> None:
    answer = ontzorgperiode(facts)
    assert (period(facts), answer.regel.id) == (expected, rule)


def test_t_15_is_not_counted_twice() -> None:
    """The period and the termijn give the same days and the same sentences."""
    for facts in (CASE, replace(CASE, bijstand_tot=D("2026-06-30"))):
        answer, term = ontzorgperiode(facts), one(facts, Soort.ONTZORGEN)
        assert isinstance(answer, Outcome)
        assert answer.value
        assert (answer.value.gepland, answer.value.tot) == (term.nominal, term.last_day)
        assert set(term.uitleg) <= set(answer.uitleg)
        assert "geen verlenging" in answer.verandert[0]


def test_o_01_a_later_duty_says_that_the_count_is_derived() -> None:
    answer = ontzorgperiode(replace(CASE, plicht_begin=D("2026-08-01"), overleden=D("2026-09-01")))
    assert isinstance(answer, Outcome)
    assert "dat is afgeleid" in answer.uitleg[-2]
    assert "tot en met **01-09-2026**: de inburgeraar is overleden" in answer.uitleg[-1]


NONE, WAITS, RUNS, DONE, BROKEN = Ontzorgstand
RESTS = replace(CASE, plicht_eind=D("2026-06-01"), plicht_eindreden=RUST)
PAUSED = replace(CASE, schorsingen=(Periode(D("2026-06-01"), D("2026-06-30")),))
STATES = [
    ("the day before", CASE, "2026-04-14", WAITS.value),
    ("the first day", CASE, "2026-04-15", RUNS.value),
    ("the last day", CASE, "2026-10-14", RUNS.value),
    ("the day after", CASE, "2026-10-15", DONE.value),
    ("bijstand ended: last day", replace(CASE, bijstand_tot=D("2026-06-14")), "2026-06-14", RUNS.value),
    ("bijstand ended: day after", replace(CASE, bijstand_tot=D("2026-06-14")), "2026-06-15", BROKEN.value),
    ("bijstand ended, long after", replace(CASE, bijstand_tot=D("2026-06-14")), "2026-12-01", BROKEN.value),
    ("E50: never", replace(CASE, asielvergunning_bepaalde_tijd=False), "2026-06-15", NONE.value),
    ("unknown permit", replace(CASE, asielvergunning_bepaalde_tijd=None), "2026-06-15", "ontbreekt: asielvergunning_bepaalde_tijd"),
    ("the duty rests", RESTS, "2026-06-15", JUDGEMENT),
    ("the duty doesn't rest yet", RESTS, "2026-05-31", RUNS.value),
    ("a pause", PAUSED, "2026-06-30", JUDGEMENT),
    ("after the pause", PAUSED, "2026-07-01", RUNS.value),
    ("before the pause", PAUSED, "2026-05-31", RUNS.value),
    ("a pause without end", replace(CASE, schorsingen=(Periode(D("2026-06-01")),)), "2026-10-01", JUDGEMENT),
    ("a pause after the six months", replace(CASE, schorsingen=(Periode(D("2026-06-01")),)), "2026-10-15", DONE.value),
]  # fmt: skip


@pytest.mark.parametrize(("case", "facts", "on", "expected"), STATES, ids=[row[0] for row in STATES])
def test_the_states_of_the_chart(case: str, facts: Facts, on: str, expected: str) -> None:
    """9.1: P2, with its two ends; 9.2: none at all."""
    assert said(ontzorgstand(facts, on=D(on))) == expected


@pytest.mark.parametrize(
    ("since", "until", "on", "has"),
    [(None, None, "2026-06-15", False), ("2026-06-15", None, "2026-06-15", True), ("2026-06-16", None, "2026-06-15", False),
     ("2026-04-15", "2026-06-15", "2026-06-15", True), ("2026-04-15", "2026-06-14", "2026-06-15", False)],
)  # fmt: skip
def test_whether_there_is_bijstand(since: str | None, until: str | None, on: str, has: bool) -> None:
    facts = Facts(bijstand_vanaf=D(since) if since else None, bijstand_tot=D(until) if until else None)
    assert heeft_bijstand(facts, on=D(on)) is has


DAYS = st.dates(date(2022, 1, 1), date(2030, 12, 31))
FACTS = st.builds(
    Facts, doelgroep=st.sampled_from([ASIEL, GEZIN]), asielvergunning_bepaalde_tijd=st.booleans(), plicht_begin=DAYS,
    plicht_eind=st.none() | DAYS, bijstand_vanaf=DAYS, bijstand_tot=st.none() | DAYS, overleden=st.none() | DAYS,
)  # fmt: skip


@given(FACTS, DAYS)
def test_o_02_the_period_lies_within_the_six_months_and_the_stand_follows_it(facts: Facts, on: date) -> None:
    found, stand = ontzorgperiode(facts), ontzorgstand(facts, on=on)
    assert isinstance(found, Outcome)
    assert isinstance(stand, Outcome)
    held = found.value
    if held is None:
        assert stand.value is NONE
        return
    assert facts.bijstand_vanaf
    assert facts.bijstand_vanaf <= held.vanaf <= held.tot <= held.gepland
    assert (stand.value is RUNS) is (held.vanaf <= on <= held.tot)
    assert (stand.value in (DONE, BROKEN)) is (on > held.tot)
    if stand.value is RUNS:
        assert heeft_bijstand(facts, on=on)


# --- a new right after a break

EARLIER = EerderRecht(D("2026-04-15"), D("2026-06-30"), met_plicht=True)
COMPLETE = replace(EARLIER, tot=D("2026-12-31"))
AGAIN, REST, NOT = Vervolg
HELD, ENDED, MOVED = Onderbreking
BREAKS = [
    ("suspended: it runs on", EARLIER, HELD, None, "2026-04-15 2026-10-14"),
    ("suspended, and never a duty", replace(EARLIER, met_plicht=False), HELD, None, "geen"),
    ("the duty holds for the first time", replace(EARLIER, met_plicht=False), ENDED, None, "2027-02-01 2027-07-31"),
    ("ended", EARLIER, ENDED, None, JUDGEMENT),
    ("another college", EARLIER, MOVED, None, JUDGEMENT),
    ("a choice without a reason", EARLIER, ENDED, Vervolgkeuze(AGAIN, " "), JUDGEMENT),
    ("six months again", EARLIER, ENDED, Vervolgkeuze(AGAIN, "schulden"), "2027-02-01 2027-07-31"),
    ("what was left: 106 days", EARLIER, MOVED, Vervolgkeuze(REST, "afspraak"), "2027-02-01 2027-05-17"),
    ("nothing was left", COMPLETE, ENDED, Vervolgkeuze(REST, "afspraak"), "geen"),
    ("none", EARLIER, ENDED, Vervolgkeuze(NOT, "betaalt alles zelf"), "geen"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "earlier", "kind", "choice", "expected"), BREAKS, ids=[b[0] for b in BREAKS]
)
def test_o_02_opnieuw_a_new_right_after_a_break(
    case: str, earlier: EerderRecht, kind: Onderbreking, choice: Vervolgkeuze | None, expected: str
) -> None:
    answer = na_onderbreking(earlier, D("2027-02-01"), kind, keuze=choice)
    found = answer.value if isinstance(answer, Outcome) else None
    assert (f"{found.vanaf} {found.tot}" if found else said(answer)) == expected
    assert answer.regel.id == ("O-02" if case == "the duty holds for the first time" else "O-02-opnieuw")


def test_o_02_opnieuw_the_question_shows_both_days_and_whom_to_ask() -> None:
    ended = na_onderbreking(EARLIER, D("2027-02-01"), ENDED)
    moved = na_onderbreking(COMPLETE, D("2027-02-01"), MOVED)
    assert isinstance(ended, NeedsJudgement)
    assert isinstance(moved, NeedsJudgement)
    assert ended.uitleg == (
        "Opnieuw zes maanden: tot en met **31-07-2027**.",
        "Wat van de zes maanden over was: tot en met **17-05-2027**.",
    )
    assert "niets over" in moved.uitleg[1]
    assert "vorige college" in moved.weeg[-1]


def again(*earlier: tuple[str, str], since: str = "2027-02-01", **known: Any) -> Facts:
    rows = tuple(Periode(D(begin), D(last)) for begin, last in earlier)
    return replace(CASE, bijstand_vanaf=D(since), bijstand_eerder=rows, **known)


BEFORE = ("2026-04-15", "2026-06-30")
SECOND = [
    ("asked", again(BEFORE), None, JUDGEMENT),
    ("six months again", again(BEFORE), AGAIN, "2027-02-01 2027-07-31 ZES_MAANDEN"),
    ("what was left", again(BEFORE), REST, "2027-02-01 2027-05-17 ZES_MAANDEN"),
    ("what was left, and the bijstand ends", again(BEFORE, bijstand_tot=D("2027-03-31")), REST, "2027-02-01 2027-03-31 BIJSTAND"),
    ("a third right: 31 days fewer left", again(("2026-09-01", "2026-10-01"), BEFORE), REST, "2027-02-01 2027-04-16 ZES_MAANDEN"),
    ("no duty any more", again(BEFORE), NOT, "geen"),
    ("the duty of DUO began between the two", again(BEFORE, plicht_begin=D("2026-08-01")), None, "2027-02-01 2027-07-31 ZES_MAANDEN"),
    ("after the six months of the first", again(("2026-01-01", "2026-12-31"), plicht_begin=D("2026-08-01")), None, "2027-02-01 2027-07-31 ZES_MAANDEN"),
    ("a right of before the act", again(("2021-01-01", "2021-12-31"), since="2022-02-01", plicht_begin=D("2022-01-01")), None, "2022-02-01 2022-07-31 ZES_MAANDEN"),
    ("a row that can't be earlier", again(("2026-04-15", "2027-02-01")), None, "2027-02-01 2027-07-31 ZES_MAANDEN"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "facts", "choice", "expected"), SECOND, ids=[s[0] for s in SECOND])
def test_o_02_opnieuw_the_period_of_a_second_right(
    case: str, facts: Facts, choice: Vervolg | None, expected: str
) -> None:
    judged = Vervolgkeuze(choice, "schulden") if choice else None
    assert period(facts, judged) == expected
    stand = ontzorgstand(facts, on=facts.bijstand_vanaf or ON, keuze=judged)
    assert said(stand) == {JUDGEMENT: JUDGEMENT, "geen": NONE.value}.get(expected, RUNS.value)


@pytest.mark.parametrize(("facts", "asks"), [(again(BEFORE), True), (again(), False), (again(BEFORE, plicht_begin=None), True), (again(BEFORE, asielvergunning_bepaalde_tijd=None), False), (again(BEFORE, plicht_begin=D("2026-07-01")), False)])  # fmt: skip
def test_t_15_asks_whether_the_six_months_begin_again(facts: Facts, asks: bool) -> None:
    found = [
        q for q in vragen(facts, on=D("2027-02-01")) if isinstance(q, NeedsJudgement) and q.regel.id == "T-15"
    ]
    assert [q.vraag for q in found] == (
        ["Begint ontzorgen opnieuw bij dit nieuwe recht op bijstand?"] if asks else []
    )


def test_o_02_opnieuw_the_chosen_days_stand_in_the_answer() -> None:
    answer = ontzorgperiode(again(BEFORE), keuze=Vervolgkeuze(REST, "schulden"))
    assert isinstance(answer, Outcome)
    assert "Reden: schulden." in answer.uitleg[0]
    assert "**17-05-2027**: de zes maanden zijn om" in answer.uitleg[-1]


@pytest.mark.parametrize(("earlier", "since"), [(EARLIER, "2026-06-30"), (replace(EARLIER, tot=D("2026-04-14")), "2026-07-01")])  # fmt: skip
def test_o_02_opnieuw_days_that_do_not_follow_are_refused(earlier: EerderRecht, since: str) -> None:
    with pytest.raises(ValueError, match="na het einde"):
        na_onderbreking(earlier, D(since), ENDED)
