"""T-13 to T-15: what the gemeente must offer in time, guidance, and taking money worries away."""

from dataclasses import replace

import pytest

from law.zaken import BENEFIT, FIRST, GEZIN, PLAN, TODAY, D, housed, one, said, some
from wi2021.facts import (
    Aanbod,
    BrpInschrijving,
    Facts,
    Leerroute,
)
from wi2021.grondslag import MissingFacts, Outcome
from wi2021.termijnen import (
    Soort,
    TermijnState,
    begeleiding_vanaf,
    vragen,
)

ONDERWIJS = Leerroute.ONDERWIJS


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
