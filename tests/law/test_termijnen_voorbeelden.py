"""The worked examples of section 2, as a lawyer reads them: number, rule, facts, expected last day.

"last day" is the last day on which the act is in time. Dates were computed by hand from the cited rule.
"""

from datetime import date

import pytest

from wi2021.dagen import einde, weken
from wi2021.facts import (
    Aanbod,
    Bezwaar,
    Boete,
    BrpInschrijving,
    Doelgroep,
    Duotermijn,
    Facts,
    Leerroute,
    PipFeit,
    WachtOpDerde,
)
from wi2021.termijnen import Soort, Termijn, TermijnState, dwangsom, objection_in_time, termijnen

ASIEL, GEZIN = Doelgroep.ASIELSTATUSHOUDER, Doelgroep.GEZINSMIGRANT_EN_OVERIGE
D = date.fromisoformat


def housed(gemeente: str, day: str) -> tuple[BrpInschrijving, ...]:
    return (BrpInschrijving(gemeente, D(day), artikel_28=True),)


def pip(day: str, **more: object) -> tuple[PipFeit, ...]:
    return (PipFeit(D(day), Leerroute.B1, "0505", **more),)  # type: ignore[arg-type]


EXAMPLES = [
    # number, rule, soort, facts, expected last day
    ("E01", "T-01", Soort.PIP,
     Facts(doelgroep=GEZIN, kennisgeving=D("2026-01-12"), brp_inschrijvingen=(BrpInschrijving("0505", D("2025-12-01")),)),
     "2026-03-23"),
    ("E02", "T-01", Soort.PIP, Facts(doelgroep=GEZIN, kennisgeving=D("2026-03-05")), "2026-05-18"),
    ("E03", "T-02", Soort.PIP,
     Facts(doelgroep=ASIEL, kennisgeving=D("2026-01-20"), brp_inschrijvingen=housed("0505", "2026-02-17")),
     "2026-04-28"),
    ("E05", "T-01", Soort.PIP,
     Facts(doelgroep=ASIEL, kennisgeving=D("2026-06-01"), brp_inschrijvingen=housed("0590", "2026-05-20")),
     "2026-08-10"),
    ("E07", "T-03", Soort.PIP,
     Facts(doelgroep=ASIEL, kennisgeving=D("2026-01-20"), brp_inschrijvingen=housed("0505", "2026-02-17"),
           wacht_op_derde=(WachtOpDerde("diplomawaardering", D("2026-03-02"), D("2026-05-01"), True, "nodig voor de route"),)),
     "2026-05-18"),
    ("E08", "T-02-old", Soort.PIP,
     Facts(doelgroep=ASIEL, kennisgeving=D("2022-03-20"), brp_inschrijvingen=housed("0505", "2022-03-01")),
     "2022-05-10"),
    ("E10", "T-08", Soort.INBURGERINGSTERMIJN, Facts(doelgroep=GEZIN, pips=pip("2026-03-10")), "2029-03-10"),
    ("E12", "T-08", Soort.INBURGERINGSTERMIJN,
     Facts(doelgroep=GEZIN, pips=(*pip("2026-03-10", vernietigd=D("2026-07-20")), *pip("2026-08-03", versie=2))),
     "2029-03-10"),
    ("E42", "T-22", Soort.BOETEBESLUIT,
     Facts(boetes=(Boete("medewerking", D("2026-04-20"), rapport=D("2026-05-04")),)), "2026-08-03"),
    ("E44", "T-18", Soort.BEZWAAR, Facts(doelgroep=GEZIN, pips=pip("2026-03-10", verzonden=D("2026-03-10"))), "2026-04-21"),
    ("E49", "T-15", Soort.ONTZORGEN,
     Facts(doelgroep=ASIEL, asielvergunning_bepaalde_tijd=True, bijstand_vanaf=D("2026-04-15")), "2026-10-14"),
    ("E52", "T-13", Soort.AANBOD,
     Facts(doelgroep=ASIEL, pips=pip("2026-03-10"), aanbod=(Aanbod(D("2026-07-25")),)), "2026-06-10"),
    ("E32", "T-07", Soort.INTAKE_NA_BOETE,
     Facts(doelgroep=GEZIN, boetes=(Boete("intake", D("2026-05-01"), bekendgemaakt=D("2026-05-18")),)), "2026-07-18"),
]  # fmt: skip


def the(soort: Soort, facts: Facts, on: str = "2026-04-01") -> Termijn:
    return next(t for t in termijnen(facts, on=D(on)) if t.soort is soort)


@pytest.mark.parametrize(
    ("number", "rule", "soort", "facts", "expected"), EXAMPLES, ids=[e[0] for e in EXAMPLES]
)
def test_worked_example(number: str, rule: str, soort: Soort, facts: Facts, expected: str) -> None:
    found = the(soort, facts)
    assert (found.last_day, found.regel.id) == (D(expected), rule)
    assert found.uitleg


def test_e02_shows_the_nominal_date_too() -> None:
    found = the(Soort.PIP, EXAMPLES[1][3])
    assert found.nominal == D("2026-05-14")
    assert "Hemelvaartsdag" in " ".join(found.uitleg)


def test_e07_without_third_party_information_is_overdue_the_day_after() -> None:
    found = the(Soort.PIP, EXAMPLES[2][3])
    assert not found.laat(D("2026-04-28"))
    assert found.laat(D("2026-04-29"))


def test_e10_duo_counts_the_end_exclusively() -> None:
    facts = Facts(pips=pip("2026-03-10"), termijn=Duotermijn(D("2026-03-11"), D("2029-03-11")))
    found = the(Soort.INBURGERINGSTERMIJN, facts)
    assert found.last_day == D("2029-03-10")
    assert "dezelfde termijn" in " ".join(found.uitleg)


@pytest.mark.parametrize(
    ("received", "in_time"), [("2026-04-27", True), ("2026-04-28", True), ("2026-04-29", False)]
)
def test_e44_objection_by_post(received: str, in_time: bool) -> None:
    objection = Bezwaar(D(received), gepost=D("2026-04-21"))
    assert objection_in_time(D("2026-04-21"), objection) is in_time


def test_e50_a_regular_permit_has_no_ontzorgen() -> None:
    facts = Facts(doelgroep=ASIEL, asielvergunning_bepaalde_tijd=False, bijstand_vanaf=D("2026-04-15"))
    assert not [t for t in termijnen(facts, on=D("2026-05-01")) if t.soort is Soort.ONTZORGEN]


def test_e61_who_falls_under_the_2013_act_has_no_termijnen_here() -> None:
    facts = Facts(doelgroep=ASIEL, kennisgeving=D("2021-06-01"), wi2013_op_31_12_2021=True)
    assert termijnen(facts, on=D("2026-01-01")) == ()


def test_e65_a_late_pip_costs_no_dwangsom() -> None:
    outcome = dwangsom(Facts(ingebrekestelling=D("2026-05-01")))
    assert outcome
    assert outcome.value == 0


def test_the_same_question_in_2022_and_2026_has_its_own_answer() -> None:
    old = Facts(
        doelgroep=GEZIN,
        kennisgeving=D("2022-03-20"),
        brp_inschrijvingen=(BrpInschrijving("0505", D("2022-03-01")),),
    )
    new = Facts(
        doelgroep=GEZIN,
        kennisgeving=D("2026-03-20"),
        brp_inschrijvingen=(BrpInschrijving("0505", D("2026-03-01")),),
    )
    assert the(Soort.PIP, old).regel.id == "T-02-old"
    assert the(Soort.PIP, new).regel.id == "T-01"


def test_information_before_week_ten_leaves_the_ten_weeks() -> None:
    base = EXAMPLES[2][3]
    early = WachtOpDerde("diplomawaardering", D("2026-03-02"), D("2026-04-10"), True, "nodig")
    facts = Facts(
        doelgroep=base.doelgroep, kennisgeving=base.kennisgeving, brp_inschrijvingen=base.brp_inschrijvingen,
        wacht_op_derde=(early,),
    )  # fmt: skip
    assert the(Soort.PIP, facts).last_day == D("2026-04-28")


def test_necessary_information_still_awaited_makes_the_pip_wait() -> None:
    wait = WachtOpDerde("diplomawaardering", D("2026-03-02"), None, True, "nodig")
    facts = Facts(doelgroep=GEZIN, kennisgeving=D("2026-01-12"), wacht_op_derde=(wait,))
    assert the(Soort.PIP, facts).state is TermijnState.WACHT


def test_thirteen_weeks_are_never_moved() -> None:
    assert einde(D("2026-09-26"), weken(13)).last_day == D("2026-12-26")
