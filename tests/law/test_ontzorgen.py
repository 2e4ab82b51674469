"""Section 7 of the legal dossier: which cost may be paid on which ground, partners, refusing, and the end (O-02 to O-07)."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from law.test_ontzorgen_wie import BREAKS, CASE, JUDGEMENT, ON, PERIOD, STATES, WHO, said
from law.zaken import D
from wi2021.facts import Facts
from wi2021.grondslag import Answer, MissingFacts, NeedsJudgement, Outcome
from wi2021.ontzorgen import (
    VERPLICHT,
    Besluitstand,
    Betaalgrond,
    Grondsoort,
    Kostenregel,
    Ontbreekt,
    Ontzorgperiode,
    Ontzorgpost,
    Ontzorgstand,
    Partnerbetaling,
    Partneroordeel,
    Vertrek,
    Weigergevolg,
    betaalgrond,
    einde_bij_verhuizing,
    einde_van,
    na_onderbreking,
    niet_meewerken,
    noodzakelijke_betalingen,
    ontzorgperiode,
    ontzorgstand,
    op_verzoek,
    overdracht_uiterlijk,
    partners,
)

NONE, WAITS, RUNS, DONE, BROKEN = Ontzorgstand

# --- O-02, O-03, O-04, O-07, D4: may the college pay this?

(
    HUUR,
    GAS,
    WATER,
    STROOM,
    ENERGIE,
    ZORG,
    WARMTE,
    EXTRA_ZORG,
    PHONE,
    LEEFGELD,
    SPAREN,
    OTHER,
    INCOME,
    TOESLAG,
) = Ontzorgpost
PLICHT, NOODZAAK, AFSPRAAK = Grondsoort
NO_DECISION, DECIDED, ATTACHED = Besluitstand


def item(post: Ontzorgpost, stand: Ontzorgstand = RUNS, **known: Any) -> Kostenregel:
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
    *((f"E51: {post.value}", "O-02", item(post, **ALL), "PLICHT") for post in (HUUR, GAS, WATER, STROOM, ENERGIE, ZORG)),
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
    ("toeslag, account of the college, judged", "O-02-toeslag", item(TOESLAG, volmacht=True, oordeel="Dienst Toeslagen zei ja."), "AFSPRAAK"),
    ("toeslag, judged without volmacht", "O-04", item(TOESLAG, oordeel="ja"), "nee -VOLMACHT"),
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


@pytest.mark.parametrize("post", list(Ontzorgpost))
def test_nothing_is_ever_paid_or_collected_without_a_paper(post: Ontzorgpost) -> None:
    for stand in Ontzorgstand:
        for decision in Besluitstand:
            answer = betaalgrond(item(post, stand, besluit=decision), on=ON)
            assert not isinstance(answer, Outcome) or not answer.value.mag


@pytest.mark.parametrize("post", list(Ontzorgpost))
def test_the_duty_is_only_a_ground_for_the_five_while_it_runs(post: Ontzorgpost) -> None:
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


@pytest.mark.parametrize("post", list(Ontzorgpost))
@pytest.mark.parametrize("stand", list(Ontzorgstand))
@pytest.mark.parametrize("decision", list(Besluitstand))
def test_o_05_refusing_is_never_a_fine_of_the_wet_inburgering(
    post: Ontzorgpost, stand: Ontzorgstand, decision: Besluitstand
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
    case: str, post: Ontzorgpost, held: Ontzorgperiode | None, on: str, reason: str, expected: str, rule: str
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
        *(niet_meewerken(post, RUNS, ATTACHED) for post in Ontzorgpost),
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
