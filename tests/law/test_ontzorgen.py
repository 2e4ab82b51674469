"""Section 7 of the legal dossier: who is ontzorgd and until when, and which cost may be paid on which ground."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.zaken import ASIEL, BENEFIT, GEZIN, D, one
from wi2021.facts import RUST, Facts, Periode
from wi2021.grondslag import Answer, MissingFacts, NeedsJudgement, Outcome
from wi2021.ontzorgen import (
    VERPLICHT,
    Besluitstand,
    Betaalgrond,
    EerderRecht,
    Grondsoort,
    Kostenpost,
    Kostenregel,
    Onderbreking,
    Ontbreekt,
    Ontzorgeinde,
    Ontzorgperiode,
    Ontzorgstand,
    Partnerbetaling,
    Partneroordeel,
    Vertrek,
    Vervolg,
    Vervolgkeuze,
    Weigergevolg,
    betaalgrond,
    einde_bij_verhuizing,
    einde_van,
    heeft_bijstand,
    na_onderbreking,
    niet_meewerken,
    noodzakelijke_betalingen,
    ontzorgperiode,
    ontzorgstand,
    op_verzoek,
    overdracht_uiterlijk,
    partners,
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


# --- O-02, O-03, O-04, O-07, D4: may the college pay this?

HUUR, GAS, WATER, STROOM, ZORG, WARMTE, EXTRA_ZORG, PHONE, LEEFGELD, SPAREN, OTHER, INCOME, TOESLAG = (
    Kostenpost
)
PLICHT, NOODZAAK, AFSPRAAK = Grondsoort
NO_DECISION, DECIDED, ATTACHED = Besluitstand


def item(post: Kostenpost, stand: Ontzorgstand = RUNS, **known: Any) -> Kostenregel:
    return replace(Kostenregel(post, stand), **known)


def ground(answer: Answer[Betaalgrond]) -> str:
    """Yes with the ground, or no; then what is missing."""
    if not isinstance(answer, Outcome):
        return JUDGEMENT
    found = answer.value
    assert (found.grond is not None) is found.mag
    missing = "".join(f" -{what.name}" for what in found.ontbreekt)
    return f"{found.grond.name if found.grond else 'nee'}{missing}"


ALL: dict[str, Any] = {"besluit": ATTACHED, "machtiging": True}
PAY = [
    *((f"E51: {post.value}", "O-02", item(post, **ALL), "PLICHT") for post in (HUUR, GAS, WATER, STROOM, ZORG)),
    ("E51: phone without consent", "O-04", item(PHONE, besluit=ATTACHED), "nee -MACHTIGING"),
    ("E51: phone with consent", "O-04", item(PHONE, **ALL), "AFSPRAAK"),
    ("O-03: not yet with the PIP", "O-02", item(HUUR, besluit=DECIDED, machtiging=True), "PLICHT -BIJLAGE"),
    ("O-03: no decision", "O-03", item(HUUR, machtiging=True), "AFSPRAAK -BESLUIT"),
    ("no machtiging", "O-02-machtiging", item(HUUR, besluit=ATTACHED), "nee -MACHTIGING"),
    ("nothing on file", "O-02-machtiging", item(HUUR), "nee -BESLUIT -MACHTIGING"),
    ("a volmacht is no machtiging", "O-02-machtiging", item(HUUR, besluit=ATTACHED, volmacht=True), "nee -MACHTIGING"),
    ("no bijstand", "O-02", item(HUUR, bijstand=False, **ALL), "nee -BIJSTAND"),
    *((f"outside: {stand.value}", "O-04", item(HUUR, stand, **ALL), "AFSPRAAK") for stand in (NONE, WAITS, DONE, BROKEN)),
    *((f"outside without consent: {stand.value}", "O-04", item(HUUR, stand, besluit=ATTACHED), "nee -MACHTIGING") for stand in (NONE, WAITS, DONE, BROKEN)),
    ("additional health insurance", "O-04", item(EXTRA_ZORG, besluit=ATTACHED), "nee -MACHTIGING"),
    ("leefgeld in parts", "O-04", item(LEEFGELD, besluit=ATTACHED), "nee -MACHTIGING"),
    ("leefgeld in parts, agreed", "O-04", item(LEEFGELD, machtiging=True), "AFSPRAAK"),
    ("heat", "O-02-warmte", item(WARMTE, besluit=ATTACHED), JUDGEMENT),
    ("heat, agreed", "O-04", item(WARMTE, machtiging=True), "AFSPRAAK"),
    ("heat, after the six months", "O-04", item(WARMTE, DONE), "nee -MACHTIGING"),
    ("Pw 57", "O-04", item(HUUR, DONE, machtiging=True, noodzaak="achterstand"), "NOODZAAK"),
    ("Pw 57 without machtiging", "O-04", item(HUUR, DONE, noodzaak="achterstand"), "nee -MACHTIGING"),
    ("Pw 57 is for bills", "O-04", item(LEEFGELD, DONE, noodzaak="achterstand"), "nee -MACHTIGING"),
    ("Pw 57 is not for saving", "O-04", item(SPAREN, DONE, machtiging=True, noodzaak="achterstand"), "AFSPRAAK"),
    ("income without volmacht", "O-04", item(INCOME, **ALL), "nee -VOLMACHT"),
    ("income with volmacht", "O-04", item(INCOME, volmacht=True, bijstand=False), "AFSPRAAK"),
    ("toeslag without volmacht", "O-04", item(TOESLAG, **ALL), "nee -VOLMACHT"),
    ("toeslag, account unknown", "O-02-toeslag", item(TOESLAG, volmacht=True), JUDGEMENT),
    ("toeslag, account of the college", "O-02-toeslag", item(TOESLAG, volmacht=True, eigen_naam=False), JUDGEMENT),
    ("toeslag, own account", "O-02-toeslag", item(TOESLAG, volmacht=True, eigen_naam=True), "AFSPRAAK"),
    ("O-07: a deviation with its reason", "O-07", item(HUUR, afwijking=True, reden="betaalt zelf", **ALL), "nee"),
    ("O-07: a deviation without a reason", "O-07", item(HUUR, afwijking=True, reden=" ", **ALL), JUDGEMENT),
    ("O-07: outside the duty", "O-04", item(HUUR, DONE, afwijking=True), "nee"),
    ("O-07: not one of the five", "O-04", item(PHONE, afwijking=True), "nee"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "rule", "asked", "expected"), PAY, ids=[p[0] for p in PAY])
def test_o_02_o_03_o_04_may_the_college_pay_this(
    case: str, rule: str, asked: Kostenregel, expected: str
) -> None:
    answer = betaalgrond(asked, on=ON)
    assert (ground(answer), answer.regel.id) == (expected, rule)
    assert answer.feiten if not isinstance(answer, MissingFacts) else False


@pytest.mark.parametrize(("on", "expected", "rule"), [("2023-04-05", "PLICHT", "O-02"), ("2023-04-06", "nee", "O-07")])  # fmt: skip
def test_o_07_before_the_letter_of_the_minister_nothing_could_be_left_out(
    on: str, expected: str, rule: str
) -> None:
    answer = betaalgrond(item(HUUR, afwijking=True, reden="betaalt zelf", **ALL), on=D(on))
    assert (ground(answer), answer.regel.id) == (expected, rule)
    assert isinstance(answer, Outcome)
    assert ("kon het college niet afwijken" in answer.uitleg[0]) is (expected == "PLICHT")


def test_the_article_stands_with_the_ground() -> None:
    articles = {
        "Pw 56a(2)": item(HUUR, **ALL),
        "Pw 57": item(HUUR, DONE, machtiging=True, noodzaak="achterstand"),
        "": item(PHONE, machtiging=True),
    }
    for short, asked in articles.items():
        answer = betaalgrond(asked, on=ON)
        assert isinstance(answer, Outcome)
        assert (answer.value.artikel.kort if answer.value.artikel else "") == short


@pytest.mark.parametrize("post", list(Kostenpost))
def test_nothing_is_ever_paid_or_collected_without_a_paper(post: Kostenpost) -> None:
    for stand in Ontzorgstand:
        for decision in Besluitstand:
            answer = betaalgrond(item(post, stand, besluit=decision), on=ON)
            assert not isinstance(answer, Outcome) or not answer.value.mag


@pytest.mark.parametrize("post", list(Kostenpost))
def test_the_duty_is_only_a_ground_for_the_five_while_it_runs(post: Kostenpost) -> None:
    for stand in Ontzorgstand:
        answer = betaalgrond(item(post, stand, volmacht=True, eigen_naam=True, **ALL), on=ON)
        assert isinstance(answer, Outcome)
        assert answer.value.mag
        assert (answer.value.grond is PLICHT) is (post in VERPLICHT and stand is RUNS)
        assert Ontbreekt.MACHTIGING not in answer.value.ontbreekt


@pytest.mark.parametrize(
    ("reason", "expected"), [("", JUDGEMENT), ("  ", JUDGEMENT), ("huurachterstand.", "True")]
)
def test_o_04_article_57_asks_grounds_for_this_person(reason: str, expected: str) -> None:
    answer = noodzakelijke_betalingen(reason)
    assert (said(answer), answer.regel.id) == (expected, "O-04")


# --- partners, refusing

LATER = replace(PERIOD, vanaf=D("2026-07-01"), tot=D("2026-12-31"), gepland=D("2026-12-31"))
SAMEN, DEEL, VRIJ = Partnerbetaling
COUPLES = [
    ("both the same", "O-02", PERIOD, PERIOD, None, SAMEN.value),
    ("neither", "O-02", None, None, None, VRIJ.value),
    ("one without the duty", "O-02-partner", PERIOD, None, None, JUDGEMENT),
    ("the other without the duty", "O-02-partner", None, PERIOD, None, JUDGEMENT),
    ("one came later", "O-02-partner", PERIOD, LATER, None, JUDGEMENT),
    ("judged", "O-02-partner", PERIOD, None, Partneroordeel(DEEL, "huur staat op zijn naam"), DEEL.value),
    ("judged without a reason", "O-02-partner", PERIOD, None, Partneroordeel(DEEL, ""), JUDGEMENT),
]


@pytest.mark.parametrize(
    ("case", "rule", "own", "other", "judged", "expected"), COUPLES, ids=[c[0] for c in COUPLES]
)
def test_o_02_partner(
    case: str, rule: str, own: Ontzorgperiode | None, other: Ontzorgperiode | None,
    judged: Partneroordeel | None, expected: str,
) -> None:  # fmt: skip
    answer = partners(own, other, oordeel=judged)
    assert (said(answer), answer.regel.id) == (expected, rule)


@pytest.mark.parametrize("post", list(Kostenpost))
@pytest.mark.parametrize("stand", list(Ontzorgstand))
@pytest.mark.parametrize("decision", list(Besluitstand))
def test_o_05_refusing_is_never_a_fine_of_the_wet_inburgering(
    post: Kostenpost, stand: Ontzorgstand, decision: Besluitstand
) -> None:
    answer = niet_meewerken(post, stand, decision)
    duty = post in VERPLICHT and stand is RUNS and decision is not NO_DECISION
    assert answer.value is (Weigergevolg.PARTICIPATIEWET if duty else Weigergevolg.GEEN)
    assert answer.regel.id == "O-05"
    assert "boete van de Wet inburgering kan hier niet" in answer.uitleg[-1]
    assert ("artikel 18" in " ".join(answer.uitleg)) is duty


# --- the end

ENDS = [
    (CASE, "2026-10-14", "T-15"),
    (replace(CASE, bijstand_tot=D("2026-06-30")), "2026-06-30", "O-04"),
    (replace(CASE, overleden=D("2026-07-01")), "2026-07-01", "O-04"),
]


@pytest.mark.parametrize(("facts", "last", "rule"), ENDS)
def test_o_04_t_15_the_end_with_its_reason(facts: Facts, last: str, rule: str) -> None:
    found = ontzorgperiode(facts)
    assert isinstance(found, Outcome)
    assert found.value
    answer = einde_van(found.value)
    assert (answer.value, answer.regel.id) == (D(last), rule)
    assert len(answer.uitleg) == (1 if rule == "T-15" else 2)


@pytest.mark.parametrize(
    ("where", "until", "expected", "rule"),
    [(Vertrek.BINNEN, None, "2026-10-14", "T-15"), (Vertrek.ANDERE_GEMEENTE, None, JUDGEMENT, "O-04"),
     (Vertrek.ANDERE_GEMEENTE, "2026-06-30", "2026-06-30", "O-04"), (Vertrek.ANDERE_GEMEENTE, "2026-12-31", "2026-10-14", "O-04")],
)  # fmt: skip
def test_o_04_a_move(where: Vertrek, until: str | None, expected: str, rule: str) -> None:
    answer = einde_bij_verhuizing(where, PERIOD, bijstand_tot=D(until) if until else None)
    assert (said(answer), answer.regel.id) == (expected, rule)


REQUESTS = [
    ("consent taken back", PHONE, PERIOD, "2026-06-15", "", "2026-06-15", "O-04"),
    ("one of the five, after the six months", HUUR, PERIOD, "2026-10-15", "", "2026-10-15", "O-04"),
    ("one of the five, before", HUUR, PERIOD, "2026-04-14", "", "2026-04-14", "O-04"),
    ("one of the five, without a duty", HUUR, None, "2026-06-15", "", "2026-06-15", "O-04"),
    ("one of the five within the duty", HUUR, PERIOD, "2026-06-15", " ", JUDGEMENT, "O-07"),
    ("agreed with a reason", HUUR, PERIOD, "2026-06-15", "betaalt zelf", "2026-06-15", "O-07"),
]


@pytest.mark.parametrize(
    ("case", "post", "held", "on", "reason", "expected", "rule"), REQUESTS, ids=[r[0] for r in REQUESTS]
)
def test_o_04_o_07_the_end_at_ones_own_request(
    case: str, post: Kostenpost, held: Ontzorgperiode | None, on: str, reason: str, expected: str, rule: str
) -> None:
    answer = op_verzoek(post, held, op=D(on), reden=reason)
    assert (said(answer), answer.regel.id) == (expected, rule)


def test_o_07_before_2023_a_request_ended_nothing() -> None:
    old = replace(PERIOD, vanaf=D("2022-12-01"), tot=D("2023-05-31"))
    answer = op_verzoek(HUUR, old, op=D("2023-04-05"), reden="betaalt zelf")
    assert (said(answer), answer.regel.id) == ("2023-05-31", "O-02")


@pytest.mark.parametrize(("weeks", "day"), [(4, date(2026, 9, 16)), (1, date(2026, 10, 7))])
def test_the_handover_is_policy_and_counts_back_from_the_last_day(weeks: int, day: date) -> None:
    answer = overdracht_uiterlijk(PERIOD.tot, weeks)
    assert (answer.value, answer.regel.id) == (day, "beleid")
    assert "geen wettelijke termijn" in answer.uitleg[-1]


def test_the_handover_takes_at_least_a_week() -> None:
    with pytest.raises(ValueError, match="ten minste 1 week"):
        overdracht_uiterlijk(PERIOD.tot, 0)


# --- what a screen shows


def test_every_answer_says_why_in_short_sentences() -> None:
    """Each ends with a full stop, marks its facts, writes dates as screens do, and a question is a question."""
    answers: list[Outcome[Any] | NeedsJudgement | MissingFacts] = [
        *(ontzorgperiode(facts) for _, _, facts, _ in WHO),
        *(ontzorgstand(facts, on=D(on)) for _, facts, on, _ in STATES),
        *(betaalgrond(asked, on=ON) for _, _, asked, _ in PAY),
        *(na_onderbreking(earlier, D("2027-02-01"), kind, keuze=choice) for _, earlier, kind, choice, _ in BREAKS),
        *(partners(own, other, oordeel=judged) for _, _, own, other, judged, _ in COUPLES),
        *(op_verzoek(post, held, op=D(on), reden=why) for _, post, held, on, why, _, _ in REQUESTS),
        *(niet_meewerken(post, RUNS, ATTACHED) for post in Kostenpost),
    ]  # fmt: skip
    for answer in answers:
        asks = (answer.vraag, *answer.weeg) if isinstance(answer, NeedsJudgement) else ()
        for sentence in (*asks, *answer.uitleg):
            assert sentence[-1] in ".?", sentence
            assert sentence.count("**") % 2 == 0, sentence
            assert "None" not in sentence
            assert not re.search(r"\d{4}-\d{2}-\d{2}", sentence), sentence
            assert all(len(part.split()) <= 25 for part in re.split(r"(?<=[.?]) ", sentence)), sentence
        assert asks or answer.uitleg
        assert not asks or answer.vraag.endswith("?")  # type: ignore[union-attr]
