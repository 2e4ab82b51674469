"""Rules, their periods and articles, and the words that outcomes use."""

from datetime import date

import pytest

from wi2021.grondslag import (
    Artikel,
    Bevinding,
    Ernst,
    Kracht,
    Regel,
    Regeling,
    awb,
    bedrag,
    begin_onzeker,
    bi,
    blocking,
    datum,
    opsomming,
    regel,
    regels,
    samengevat,
    voorbehoud_begin,
    weekday,
    wi,
)
from wi2021.opdracht.opdrachten import DECLARED

D = date.fromisoformat
assert DECLARED, "importing it declares every rule"
RULE = Regel(
    "X", "x", (wi("1"),), D("2022-01-01"), D("2024-12-31"), zeker_van=D("2023-01-01"), begin="Onbekend."
)


def test_a_rule_is_declared_once_and_its_periods_never_overlap() -> None:
    with pytest.raises(ValueError, match="bestaat al"):
        regel("T-01", "nog eens", wi("1"))
    with pytest.raises(ValueError, match="overlappen"):
        regel("T-01", "tweede", wi("1"), versie=2, van=D("2024-01-01"))
    with pytest.raises(ValueError, match="overlappen"):
        regel("T-02-old", "tweede", wi("1"), versie=2, van=D("2020-01-01"), tot=D("2022-01-01"))


@pytest.mark.parametrize(
    ("sure", "why"), [(D("2022-01-01"), "x"), (D("2021-12-31"), "x"), (D("2023-01-01"), "")]
)
def test_an_unsure_begin_lies_after_the_first_and_is_explained(sure: date, why: str) -> None:
    with pytest.raises(ValueError, match="onzeker begin"):
        regel("nieuw", "nieuw", wi("1"), zeker_van=sure, begin=why)


FORCE = [
    ("2021-12-31", Kracht.GELDT_NIET), ("2022-01-01", Kracht.ONZEKER), ("2022-12-31", Kracht.ONZEKER),
    ("2023-01-01", Kracht.GELDT), ("2024-12-31", Kracht.GELDT), ("2025-01-01", Kracht.GELDT_NIET),
]  # fmt: skip


@pytest.mark.parametrize(("on", "force"), FORCE)
def test_whether_a_rule_holds_on_a_day_surely_or_perhaps(on: str, force: Kracht) -> None:
    assert RULE.kracht(D(on)) is force
    assert RULE.in_force(D(on)) is (force is not Kracht.GELDT_NIET)
    said = voorbehoud_begin(RULE, D(on))
    assert bool(said) is (force is not Kracht.GELDT)
    if force is Kracht.GELDT_NIET:
        assert said == ("Let op: deze regel geldt vanaf **01-01-2022** tot en met **31-12-2024**.",)
    if force is Kracht.ONZEKER:
        assert "nog niet gecontroleerd. Onbekend." in said[0]


def test_a_rule_without_end_or_doubt_holds_from_its_begin() -> None:
    plain = Regel("Y", "y", (wi("1"),), D("2023-01-01"))
    assert plain.kracht(D("2200-01-01")) is Kracht.GELDT
    assert voorbehoud_begin(plain, D("2022-12-31")) == ("Let op: deze regel geldt vanaf **01-01-2023**.",)
    asked = begin_onzeker(plain, D("2022-12-31"), "Gold dit?")
    assert "Zeker is" not in asked.uitleg[0]
    assert "**01-01-2023**" in begin_onzeker(RULE, D("2022-06-01"), "Gold dit?").uitleg[0]


def test_rules_come_by_id_and_version() -> None:
    found = [(r.id, r.versie) for r in regels()]
    assert found == sorted(found)
    assert len(set(found)) == len(found)
    assert ("T-10", 1) in found
    assert ("T-10", 2) in found


def test_an_article_is_written_long_and_short() -> None:
    assert str(bi("5.3", "1")) == "Besluit inburgering 2021, artikel 5.3, eerste lid"
    assert str(bi("3.14", "10")) == "Besluit inburgering 2021, artikel 3.14, tiende lid"
    assert str(wi("14", "6", "a")) == "Wet inburgering 2021, artikel 14, zesde lid, onderdeel a"
    assert wi("14", "6", "a").kort == "Wi 14(6)(a)"
    assert awb("6:7").kort == "Awb 6:7"
    assert (str(Artikel(Regeling.BELEID, "")), Artikel(Regeling.BELEID, "").kort) == (
        "beleid van de gemeente",
        "beleid",
    )


def test_articles_together_name_each_article_once_with_its_leden() -> None:
    found = samengevat(
        (
            bi("5.3", "1"),
            bi("5.3", "2"),
            bi("5.3", "1"),
            awb("6:7"),
            wi("14", "6", "a"),
            wi("14", "6", "b"),
            wi("14", "1"),
        )
    )
    assert found == (
        "Besluit inburgering 2021, artikel 5.3, eerste en tweede lid",
        "Algemene wet bestuursrecht, artikel 6:7",
        "Wet inburgering 2021, artikel 14, eerste lid en zesde lid, onderdeel a en zesde lid, onderdeel b",
    )
    assert samengevat((Artikel(Regeling.BELEID, ""),)) == ("beleid van de gemeente",)


@pytest.mark.parametrize(("cents", "words"), [(9_000, "€ 90"), (144_200, "€ 1.442"), (1_250, "€ 12,50"), (5, "€ 0,05"), (123_456_789, "€ 1.234.567,89")])  # fmt: skip
def test_money_as_screens_write_it(cents: int, words: str) -> None:
    assert bedrag(cents) == words


def test_words_of_dates_and_lists() -> None:
    assert datum(D("2026-11-23")) == "23-11-2026"
    assert [weekday(D(f"2026-11-{day}")) for day in range(23, 30)] == [
        "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    ]  # fmt: skip
    assert [opsomming(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a en b",
        "a, b en c",
    ]


def test_what_blocks_is_told_from_what_only_informs() -> None:
    found = tuple(Bevinding(RULE, ernst, "x", "x", "x") for ernst in Ernst)
    assert [f.ernst for f in blocking(found)] == [Ernst.BLOKKEERT]
