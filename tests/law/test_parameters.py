"""The numbers of the law: each with its source and period; a wrong table stops the import."""

from datetime import date
from typing import Any

import pytest

from wi2021.bronnen import BRONNEN, read_sources, voorbehoud
from wi2021.grondslag import Regeling, regels
from wi2021.opdracht.opdrachten import DECLARED
from wi2021.parameters import ParameterError, known, parameter, read, rows_of, table
from wi2021.parameters.dagen import read_days

D = date.fromisoformat
assert DECLARED, "importing it declares every rule"
ROW: dict[str, Any] = {
    "key": "x", "value": 1, "eenheid": "weken", "geldig_van": D("2022-01-01"), "artikel": "Wi 1", "bron": "b",
}  # fmt: skip


def rows(*periods: tuple[str, str | None]) -> list[dict[str, Any]]:
    return [
        {**ROW, "value": n, "geldig_van": D(a), "geldig_tot": D(b) if b else None}
        for n, (a, b) in enumerate(periods, start=1)
    ]


WRONG = [
    (rows(("2022-01-01", None), ("2024-01-01", None)), "overlappen"),
    (rows(("2022-01-01", "2024-01-01"), ("2024-01-01", None)), "overlappen"),
    (rows(("2022-01-01", "2022-12-31"), ("2023-01-02", None)), "geen waarde tussen"),
    (rows(("2022-01-02", "2022-01-01")), "voor haar begin"),
    ([{**ROW, "waarde": 1}], "waarde onbekend of afwezig"),
    ([{k: v for k, v in ROW.items() if k != "bron"}], "bron onbekend of afwezig"),
    ([{**ROW, "value": "1"}], "verkeerde waarde in value"),
    ([{**ROW, "value": True}], "verkeerde waarde in value"),
    ([{**ROW, "geldig_van": "2022-01-01"}], "verkeerde waarde in geldig_van"),
    ([{"value": 1}], "parameter ?"),
]


@pytest.mark.parametrize(("wrong", "words"), WRONG)
def test_a_wrong_table_is_refused(wrong: list[dict[str, Any]], words: str) -> None:
    with pytest.raises(ParameterError, match=words.replace("?", r"\?")):
        read(wrong)


def test_numbers_follow_one_another_in_time_whatever_the_order_of_the_rows() -> None:
    found = read(reversed(rows(("2022-01-01", "2022-12-31"), ("2023-01-01", None))))["x"]
    assert [p.value for p in found] == [1, 2]


def test_a_number_is_asked_for_a_day_of_its_period() -> None:
    with pytest.raises(ParameterError, match="geen waarde op"):
        parameter("pip.na_derde.weken", on=D("2022-12-31"))
    assert parameter("pip.na_derde.weken", on=D("2023-01-01")).value == 2
    assert known("dwangsom.deel.1.centen", on=D("2025-12-31"))
    assert not known("dwangsom.deel.1.centen", on=D("2026-01-01"))
    assert not known("dwangsom.deel.1.centen", on=D("2018-12-31"))
    assert not known("bestaat niet", on=D("2026-01-01"))
    with pytest.raises(ParameterError):
        parameter("bestaat niet", on=D("2026-01-01"))


def test_every_number_names_its_article_and_source_and_money_is_in_cents() -> None:
    for values in table().values():
        for one in values:
            assert one.artikel
            assert one.bron
            assert one.eenheid.startswith("centen") is (".centen" in one.key)
    assert all(v.zeker_van is None or v.zeker_van > v.geldig_van for vs in table().values() for v in vs)


def test_the_files_hold_only_what_is_read() -> None:
    assert rows_of("waarde")
    assert rows_of("dag")
    assert rows_of("bron")
    assert rows_of("iets anders") == ()


DAY = {"datum": D("2026-01-02"), "bron": "kb"}
WRONG_DAYS = [
    ([{"datum": D("2026-01-02")}], "een datum en een bron"),
    ([{**DAY, "meer": 1}], "een datum en een bron"),
    ([{**DAY, "datum": "2026-01-02"}], "een datum en een bron"),
    ([DAY, DAY], "staat er twee keer"),
    ([{**DAY, "datum": D("2026-01-03")}], "valt in een weekend"),
]


@pytest.mark.parametrize(("wrong", "words"), WRONG_DAYS)
def test_a_wrong_equated_day_is_refused(wrong: list[dict[str, Any]], words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        read_days(wrong)
    assert read_days([DAY]) == {D("2026-01-02")}


@pytest.mark.parametrize("wrong", [{"regeling": "XX", "bwb": "b", "tekst": D("2026-01-01")}, {"bwb": "b"}, {"regeling": "WI", "x": 1}])  # fmt: skip
def test_a_wrong_source_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match=r"bronnen\.toml"):
        read_sources([wrong])


def test_every_statute_that_a_rule_cites_has_a_source() -> None:
    cited = {a.regeling for rule in regels() for a in rule.artikelen} - {Regeling.BELEID}
    assert cited == set(BRONNEN)


RESERVED = [
    ("T-08", "2026-11-23", ""),  # Wi 11 was looked up again
    ("T-10", "2026-11-23", "artikel 17"),  # Wi 17 was read in the text of 2023
    ("T-10", "2023-01-01", ""),
    ("T-10", "2023-01-02", "artikel 17"),
    ("T-15", "2025-12-31", ""),
    ("T-15", "2026-01-01", "artikel 56a"),
    ("T-01", "2026-11-23", ""),
    ("beleid", "2026-11-23", ""),
    ("D2", "2026-11-23", ""),
    ("MOV-05", "2026-11-23", "artikel 1 en 18"),
]


@pytest.mark.parametrize(("name", "on", "words"), RESERVED)
def test_an_article_of_which_a_later_text_was_not_read_says_so(name: str, on: str, words: str) -> None:
    found = voorbehoud(max((r for r in regels() if r.id == name), key=lambda r: r.versie), on=D(on))
    assert bool(found) is bool(words)
    assert all(words in sentence for sentence in found)
