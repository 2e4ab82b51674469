"""The calendar of the Algemene termijnenwet and how a last day is explained."""

from datetime import date, timedelta

import holidays as library
import pytest

from wi2021.dagen import (
    ATW_1,
    ATW_4,
    ATW_COLLEGE,
    ATW_REGELING,
    Duur,
    Gesteld,
    add,
    dagen,
    easter,
    einde,
    free_day,
    gesteld_tot,
    geteld,
    holidays,
    jaren,
    maanden,
    niet_eerder,
    onbekend_jaar,
    terug,
    through,
    weken,
)

D = date.fromisoformat

# start, length, nominal, last day: the edges of Atw 1 and 4
ENDS = [
    ("ATW-1", "2026-03-05", weken(10), "2026-05-14", "2026-05-18"),
    ("ATW-1", "2026-02-17", weken(10), "2026-04-28", "2026-04-28"),
    ("ATW-1", "2026-09-26", weken(12), "2026-12-19", "2026-12-21"),
    ("ATW-4", "2026-09-26", weken(13), "2026-12-26", "2026-12-26"),
    ("ATW-1", "2026-01-03", dagen(90), "2026-04-03", "2026-04-07"),
    ("ATW-4", "2026-01-02", dagen(91), "2026-04-03", "2026-04-03"),
    ("ATW-1", "2026-02-28", maanden(3), "2026-05-28", "2026-05-28"),
    ("ATW-1", "2026-01-03", maanden(3), "2026-04-03", "2026-04-07"),
    ("ATW-4", "2026-01-31", maanden(4), "2026-05-31", "2026-05-31"),
    ("ATW-4", "2025-05-31", jaren(1), "2026-05-31", "2026-05-31"),
]


@pytest.mark.parametrize(("rule", "start", "length", "nominal", "last"), ENDS)
def test_where_a_term_ends(rule: str, start: str, length: Duur, nominal: str, last: str) -> None:
    found = einde(D(start), length)
    assert (found.nominal, found.last_day) == (D(nominal), D(last))
    assert found.regel
    assert found.regel.id == rule
    assert found.atw is (rule == "ATW-1")
    assert found.verschoven is (nominal != last)


def test_a_day_that_moves_says_which_days_stood_in_the_way() -> None:
    assert einde(D("2026-03-05"), weken(10)).stappen == (
        "10 weken na 05-03-2026 is donderdag **14-05-2026**.",
        "**14-05-2026** is Hemelvaartsdag, **15-05-2026** is een dag die met een feestdag is gelijkgesteld, **16-05-2026** is zaterdag en **17-05-2026** is zondag. De uiterste datum schuift naar maandag **18-05-2026**.",
    )


def test_a_day_that_stays_says_so_in_one_sentence() -> None:
    assert einde(D("2026-09-10"), weken(10)).stappen == (
        "10 weken na 10-09-2026 is donderdag **19-11-2026**. Geen weekend of feestdag: de datum blijft staan.",
    )


def test_a_long_term_in_a_weekend_says_why_it_stays() -> None:
    for length, why in (
        (weken(13), "is langer dan 12 weken"),
        (dagen(91), "is langer dan 90 dagen"),
        (maanden(4), "is langer dan 3 maanden"),
        (jaren(3), "telt in jaren"),
    ):
        assert length.te_lang == why
    assert einde(D("2026-03-10"), jaren(3)).stappen[1] == (
        "Deze termijn telt in jaren: hij schuift niet voor een weekend."
    )
    assert len(einde(D("2026-05-04"), weken(13)).stappen) == 1
    assert einde(D("2026-09-25"), weken(13)).stappen[1] == (
        "Dat is eerste kerstdag. Deze termijn is langer dan 12 weken: hij schuift niet voor een feestdag."
    )


def test_what_the_college_sets_is_never_moved() -> None:
    saturday = einde(D("2026-05-18"), maanden(2), gesteld=Gesteld.COLLEGE)
    assert (saturday.last_day, saturday.atw, saturday.regel) == (D("2026-07-18"), False, ATW_COLLEGE)
    assert "Het college stelt deze termijn zelf" in saturday.stappen[1]
    assert gesteld_tot(D("2026-07-18"), "x").regel is ATW_COLLEGE
    assert gesteld_tot(D("2026-07-17"), "x").stappen == ("x",)
    assert "**18-07-2026** is zaterdag. Het college" in gesteld_tot(D("2026-07-18"), "x").stappen[1]
    assert (
        "**25-12-2026** is vrijdag. Dat is eerste kerstdag." in gesteld_tot(D("2026-12-25"), "x").stappen[1]
    )


def test_atw_regeling_whether_a_term_of_a_ministerial_regulation_moves_is_open() -> None:
    open_point = einde(D("2026-03-19"), weken(8), gesteld=Gesteld.REGELING)
    assert (open_point.nominal, open_point.last_day, open_point.mogelijk) == (
        D("2026-05-14"), D("2026-05-14"), D("2026-05-18"),
    )  # fmt: skip
    assert open_point.regel is ATW_REGELING
    assert "nog niet gecontroleerd" in open_point.stappen[1]
    assert "maandag **18-05-2026**" in open_point.stappen[1]
    plain = einde(D("2026-05-04"), weken(8), gesteld=Gesteld.REGELING)
    assert (plain.mogelijk, plain.last_day) == (D("2026-06-29"), D("2026-06-29"))
    assert "Als zij geldt" not in plain.stappen[1]
    assert einde(D("2026-05-04"), weken(13), gesteld=Gesteld.REGELING).regel is ATW_4


def test_a_limit_is_no_term_and_stays() -> None:
    found = einde(D("2026-02-14"), maanden(3), gesteld=Gesteld.GRENS)
    assert (found.last_day, found.regel, found.atw) == (D("2026-05-14"), None, False)


def test_equated_days_are_known_for_some_years_only() -> None:
    assert onbekend_jaar(D("2023-01-01")) == onbekend_jaar(D("2028-12-31")) == ""
    assert "2022" in onbekend_jaar(D("2022-12-31"))
    assert "2029" in onbekend_jaar(D("2029-01-01"))
    assert "2030" in einde(D("2030-01-07"), weken(1)).stappen[-1]
    assert "bekend" not in einde(D("2028-12-01"), weken(1)).stappen[-1]


HOLIDAYS = [
    # Atw 3, and the days made equal to them by royal decree
    ("2026-01-01", "Nieuwjaarsdag"), ("2026-04-03", "Goede Vrijdag"), ("2026-04-06", "tweede paasdag"),
    ("2026-04-27", "Koningsdag"), ("2026-05-05", "Bevrijdingsdag"), ("2026-05-14", "Hemelvaartsdag"),
    ("2026-05-25", "tweede pinksterdag"), ("2026-12-25", "eerste kerstdag"), ("2026-12-26", "tweede kerstdag"),
    ("2026-05-16", "zaterdag"), ("2026-05-17", "zondag"), ("2026-05-18", None), ("2025-04-26", "Koningsdag"),
    ("2025-04-28", None),
    *((day, "een dag die met een feestdag is gelijkgesteld") for day in (
        "2023-04-28", "2023-05-19", "2024-05-10", "2024-12-27", "2025-05-30", "2026-01-02", "2026-05-15", "2027-05-07",
        "2028-04-28", "2028-05-26",
    )),
]  # fmt: skip


@pytest.mark.parametrize(("day", "why"), HOLIDAYS)
def test_on_which_days_no_term_ends(day: str, why: str | None) -> None:
    assert free_day(D(day)) == why


def test_nine_holidays_a_year_and_the_equated_days() -> None:
    assert len(holidays(2029)) == 9
    assert len(holidays(2026)) == 11


@pytest.mark.parametrize(("year", "day"), [(2022, "2022-04-17"), (2024, "2024-03-31"), (2038, "2038-04-25"), (2285, "2285-03-22")])  # fmt: skip
def test_easter(year: int, day: str) -> None:
    assert easter(year) == D(day)


def test_easter_is_the_one_of_another_computation_for_every_year_that_is_read() -> None:
    """The library names the Sunday and the Monday; both stand in its calendar only at Easter and at Pentecost."""
    for year in range(1970, 2100):
        theirs = library.country_holidays("NL", years=year, categories=("public",))
        pasen = easter(year)
        assert {pasen, pasen + timedelta(days=1), pasen + timedelta(days=49)} <= set(theirs), year


def test_leap_days_and_short_months() -> None:
    assert add(D("2024-02-29"), jaren(1)) == D("2025-02-28")
    assert add(D("2023-08-31"), maanden(6)) == D("2024-02-29")
    assert add(D("2026-01-31"), maanden(1)) == D("2026-02-28")
    assert add(D("2026-12-31"), maanden(2)) == D("2027-02-28")
    assert add(D("2026-12-15"), maanden(12)) == D("2027-12-15")
    assert "die maand heeft geen dag 31" in geteld(D("2023-08-31"), maanden(6))
    assert "geen dag" not in geteld(D("2023-08-31"), weken(6))


PERIODS = [
    ("2026-04-15", maanden(6), "2026-10-14"), ("2026-08-31", maanden(6), "2027-02-28"), ("2026-03-01", maanden(6), "2026-08-31"),
    ("2024-02-29", jaren(1), "2025-02-28"), ("2025-03-01", jaren(1), "2026-02-28"), ("2026-01-01", maanden(3), "2026-03-31"),
    ("2026-01-01", dagen(1), "2026-01-01"), ("2026-01-05", weken(1), "2026-01-11"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "length", "last"), PERIODS)
def test_a_period_that_includes_its_first_day(first: str, length: Duur, last: str) -> None:
    assert through(D(first), length) == D(last)


def test_atw_1_2_counting_backwards_moves_nothing() -> None:
    found = niet_eerder(D("2029-03-10"), maanden(6))
    assert (found.value, found.regel.id) == (D("2028-09-10"), "ATW-1-2")
    assert free_day(found.value) == "zondag"
    assert terug(D("2024-03-31"), maanden(1)) == D("2024-02-29")


@pytest.mark.parametrize(
    ("length", "words"),
    [(dagen(1), "1 dag"), (weken(1), "1 week"), (maanden(1), "1 maand"), (jaren(1), "1 jaar"), (jaren(3), "3 jaar"), (weken(2), "2 weken"), (dagen(0), "0 dagen")],
)  # fmt: skip
def test_a_length_in_words(length: Duur, words: str) -> None:
    assert str(length) == words


def test_rules_of_the_calendar_have_their_articles() -> None:
    assert [a.kort for a in ATW_1.artikelen] == ["Atw 1(1)", "Atw 3", "Atw 5"]
    assert ATW_4.artikelen[0].kort == "Atw 4(a)"
