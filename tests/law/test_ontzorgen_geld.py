"""Section 7, money and data: a month adds up to the cent, who may know what, and how it is done (O-06 to O-10, P-09, P-13)."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi2021.grondslag import Ernst, NeedsJudgement, Outcome
from wi2021.ontzorgen import (
    Geldgegeven,
    Grondsoort,
    Inhouding,
    Maandgeld,
    Ontvanger,
    Ontzorgpost,
    Ontzorgtaak,
    Richting,
    Tekortbesluit,
    Uitvoeringsvorm,
    bewaren,
    doel,
    hergebruik,
    maand_sluit,
    mag_zien,
    verdeel,
    vorm_mag,
    wie_doet,
)

PLICHT, NOODZAAK, AFSPRAAK = Grondsoort
RENT, POWER, PHONE = (
    Inhouding(Ontzorgpost.HUUR, 62_000, PLICHT),
    Inhouding(Ontzorgpost.STROOM, 9_000, PLICHT),
    Inhouding(Ontzorgpost.TELEFOON, 1_500, AFSPRAAK),
)
CENTS = st.integers(1, 300_000)
ROWS = st.lists(st.builds(Inhouding, st.sampled_from([p for p in Ontzorgpost if not p.inkomend]), CENTS, st.sampled_from(Grondsoort)), max_size=8)  # fmt: skip
KEPT = st.dictionaries(st.sampled_from(["borg", "inrichting", "eigen risico"]), CENTS, max_size=3)
BIG = Tekortbesluit(10_000_000, "voorschot op de toeslagen")


def month(answer: object) -> Maandgeld:
    assert isinstance(answer, Outcome)
    assert isinstance(answer.value, Maandgeld)
    return answer.value


# gross, items, correction, reserves, leefgeld
MONTHS = [
    (140_000, (RENT, POWER), 0, {}, 69_000),
    (140_000, (RENT, POWER, PHONE), 0, {}, 67_500),
    (140_000, (RENT, POWER), 5_000, {}, 74_000),
    (140_000, (RENT, POWER), -5_000, {}, 64_000),
    (140_000, (RENT,), 0, {"borg": 8_000}, 70_000),
    (62_000, (RENT,), 0, {}, 0),
    (0, (), 0, {}, 0),
]


@pytest.mark.parametrize(("gross", "rows", "corrected", "kept", "left"), MONTHS)
def test_o_geldboek_leefgeld_is_what_is_left(
    gross: int, rows: tuple[Inhouding, ...], corrected: int, kept: dict[str, int], left: int
) -> None:
    answer = verdeel(gross, rows, correctie_centen=corrected, reserves=kept)
    found = month(answer)
    assert (found.leefgeld, found.voorschot, answer.regel.id) == (left, 0, "O-geldboek")
    assert found.binnen == found.uit


def test_o_geldboek_the_duty_stands_apart_from_what_was_agreed() -> None:
    rent_agreed = Inhouding(Ontzorgpost.HUUR, 1_000, NOODZAAK)
    found = month(verdeel(140_000, (PHONE, RENT, rent_agreed, POWER)))
    assert found.wettelijk == (RENT, POWER)
    assert found.vrijwillig == (PHONE, rent_agreed)


@given(st.integers(0, 500_000), ROWS, st.integers(-50_000, 50_000), KEPT)
def test_o_geldboek_with_a_decision_no_cent_is_made_or_lost_and_nothing_is_below_zero(
    gross: int, rows: list[Inhouding], corrected: int, kept: dict[str, int]
) -> None:
    found = month(verdeel(gross, rows, correctie_centen=corrected, reserves=kept, tekort=BIG))
    assert found.binnen == found.uit
    assert min(found.bijstand, found.erbij, found.voorschot, found.eraf, found.leefgeld) >= 0
    assert 0 in (found.voorschot, found.leefgeld)
    assert sorted([*found.wettelijk, *found.vrijwillig], key=repr) == sorted(rows, key=repr)
    assert (
        sum(r.centen for r in rows) + sum(kept.values()) + found.leefgeld
        == gross + corrected + found.voorschot
    )


@given(st.integers(0, 500_000), ROWS, st.integers(-50_000, 50_000), KEPT)
def test_o_geldboek_without_a_decision_there_is_leefgeld_or_a_question(
    gross: int, rows: list[Inhouding], corrected: int, kept: dict[str, int]
) -> None:
    answer = verdeel(gross, rows, correctie_centen=corrected, reserves=kept)
    left = gross + corrected - sum(r.centen for r in rows) - sum(kept.values())
    if left < 0:
        assert isinstance(answer, NeedsJudgement)
    else:
        assert (month(answer).leefgeld, month(answer).voorschot) == (left, 0)


@pytest.mark.parametrize(
    "decision",
    [None, Tekortbesluit(1_999, "voorschot"), Tekortbesluit(2_000, " "), Tekortbesluit(2_000, "voorschot")],
)
def test_o_geldboek_a_shortage_asks_a_decision_that_is_large_enough_and_has_a_reason(
    decision: Tekortbesluit | None,
) -> None:
    answer = verdeel(60_000, (RENT,), tekort=decision)
    if decision == Tekortbesluit(2_000, "voorschot"):
        found = month(answer)
        assert (found.voorschot, found.leefgeld) == (2_000, 0)
        assert isinstance(answer, Outcome)
        assert "€ 20" in answer.uitleg[-1]
    else:
        assert isinstance(answer, NeedsJudgement)
        assert "€ 20 te weinig" in answer.vraag


@pytest.mark.parametrize(
    ("gross", "words"), [(60_000, "Alleen al de verplichte"), (72_000, "passen wel in de bijstand")]
)
def test_o_geldboek_the_question_says_what_does_not_fit(gross: int, words: str) -> None:
    answer = verdeel(gross, (RENT, POWER, PHONE))
    assert isinstance(answer, NeedsJudgement)
    assert words in answer.uitleg[0]
    assert answer.feiten[-1].waarde.startswith("min ")


@pytest.mark.parametrize(
    ("gross", "rows", "kept"),
    [(-1, (), {}), (100, (Inhouding(Ontzorgpost.HUUR, 0, PLICHT),), {}), (100, (), {"borg": 0}), (100, (), {" ": 5}),
     (100, (Inhouding(Ontzorgpost.TOESLAG, 5, AFSPRAAK),), {})],
)  # fmt: skip
def test_o_geldboek_what_can_not_be_is_refused(
    gross: int, rows: tuple[Inhouding, ...], kept: dict[str, int]
) -> None:
    with pytest.raises(ValueError, match=r"bedrag|reserve"):
        verdeel(gross, rows, reserves=kept)


CLOSE = [
    ("zero", 0, {}, "", []),
    ("named", 8_000, {"borg": 8_000}, "", []),
    ("several", 9_000, {"borg": 8_000, "inrichting": 1_000}, "", []),
    ("left over", 500, {}, "", ["saldo"]),
    ("too little kept", 7_999, {"borg": 8_000}, "", ["saldo"]),
    ("nameless", 8_000, {"": 8_000}, "", ["reserves"]),
    ("below zero", -500, {}, "", ["saldo"]),
    ("below zero, decided", -500, {}, "voorschot", []),
    ("below zero with a reserve", -500, {"borg": 500}, "voorschot", ["saldo"]),
    ("a reserve below zero", -500, {"borg": -500}, "", ["reserves", "saldo"]),
]


@pytest.mark.parametrize(("case", "balance", "kept", "reason", "fields"), CLOSE, ids=[c[0] for c in CLOSE])
def test_o_geldboek_a_month_closes_on_zero_or_on_reserves_with_a_name(
    case: str, balance: int, kept: dict[str, int], reason: str, fields: list[str]
) -> None:
    found = maand_sluit(balance, kept, besluit_onder_nul=reason)
    assert [f.veld for f in found] == fields
    assert all(f.ernst is Ernst.BLOKKEERT and f.remedie and f.regel.id == "O-geldboek" for f in found)


# --- who may know what

STAND, LASTEN, BEDRAGEN, REKENING, BSN = Geldgegeven
COLLEGE, VWN, WIJKTEAM, COA = Ontvanger
# what, who, has a task, a written declaration: may, rule
SEES = [
    *((what, COLLEGE, False, False, True, "O-geheim") for what in Geldgegeven),
    *((what, COA, True, True, False, "O-geheim") for what in Geldgegeven),
    *((BSN, who, task, said, False, "P-06") for who in (VWN, WIJKTEAM) for task, said in product((False, True), repeat=2)),
    *((what, who, False, False, False, "O-geheim") for what in (STAND, LASTEN, BEDRAGEN, REKENING) for who in (VWN, WIJKTEAM)),
    *((what, who, True, False, what in (STAND, LASTEN), "O-geheim") for what in (STAND, LASTEN, BEDRAGEN, REKENING) for who in (VWN, WIJKTEAM)),
    *((what, who, False, True, True, "O-geheim") for what in (STAND, LASTEN, BEDRAGEN, REKENING) for who in (VWN, WIJKTEAM)),
]  # fmt: skip


@pytest.mark.parametrize(("what", "who", "task", "declared", "may", "rule"), SEES)
def test_p_06_o_geheim_who_may_know_what_of_money(
    what: Geldgegeven, who: Ontvanger, task: bool, declared: bool, may: bool, rule: str
) -> None:
    answer = mag_zien(what, who, taak=task, verklaring=declared)
    assert (answer.value, answer.regel.id) == (may, rule)
    assert bool(answer.verandert) is (not may and who is not COA and what is not BSN)


def test_p_06_the_bsn_answer_names_the_wijkteam_too() -> None:
    assert "wijkteam" in mag_zien(BSN, WIJKTEAM).uitleg[0]
    assert "wijkteam" not in mag_zien(BSN, VWN).uitleg[0]


@pytest.mark.parametrize(
    ("way", "needed", "money", "expected", "rule", "article"),
    [
        (Richting.PW_NAAR_WI, True, True, True, "O-09", "artikel 35, vijfde lid"),
        (Richting.WI_NAAR_PW, True, True, True, "O-09", "artikel 67a"),
        (Richting.PW_NAAR_WI, False, False, False, "P-09", "artikel 35, vijfde lid"),
        (Richting.WI_NAAR_PW, None, False, None, "P-09", "artikel 67a"),
        (Richting.WI_NAAR_PW, None, True, None, "O-09", "artikel 67a"),
    ],
)
def test_o_09_p_09_data_goes_over_and_back_when_needed(
    way: Richting, needed: bool | None, money: bool, expected: bool | None, rule: str, article: str
) -> None:
    answer = hergebruik(way, noodzakelijk=needed, geld=money)
    assert answer.regel.id == rule
    assert (answer.value if isinstance(answer, Outcome) else None) is expected
    assert article in (answer.uitleg[0] if isinstance(answer, Outcome) else answer.weeg[0])  # type: ignore[union-attr]


def test_p_13_how_long_money_records_are_kept_was_not_read() -> None:
    answer = bewaren()
    assert (answer.regel.id, answer.ontbreekt) == ("P-13", ("bewaartermijn",))


# --- what it is for, and how it is done


def test_o_06_guidance_goes_with_it() -> None:
    answer = doel()
    assert answer.regel.id == "O-06"
    assert "begeleiding hoort erbij" in answer.value[-1]


@pytest.mark.parametrize(("task", "who"), [(Ontzorgtaak.TECHNIEK, "sociale dienst"), (Ontzorgtaak.CURSUS, "VluchtelingenWerk"), (Ontzorgtaak.BEGELEIDING, "VluchtelingenWerk"), (Ontzorgtaak.SPECIALIST, "sociale dienst")])  # fmt: skip
def test_o_08_who_does_what_in_the_region_is_no_law(task: Ontzorgtaak, who: str) -> None:
    answer = wie_doet(task)
    assert (answer.regel.id, who in answer.value) == ("O-08", True)
    assert "De wet zegt dit niet" in answer.uitleg[0]


FORMS = [
    (Uitvoeringsvorm.DOORBETALEN, False, True, "O-02"),
    (Uitvoeringsvorm.LEEFGELD, False, False, "O-04"),
    (Uitvoeringsvorm.LEEFGELD, True, True, "O-04"),
    (Uitvoeringsvorm.BEHEERREKENING, True, None, "O-10"),
]


@pytest.mark.parametrize(("form", "consent", "may", "rule"), FORMS)
def test_o_10_only_paying_on_from_the_bijstand_stands_in_the_act(
    form: Uitvoeringsvorm, consent: bool, may: bool | None, rule: str
) -> None:
    answer = vorm_mag(form, machtiging=consent)
    assert ((answer.value if isinstance(answer, Outcome) else None), answer.regel.id) == (may, rule)
