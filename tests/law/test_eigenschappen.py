"""What holds for every date: the calendar of the Algemene termijnenwet and the terms that ride on it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays as library
from hypothesis import given
from hypothesis import strategies as st

from wi2021.dagen import Duur, Eenheid, add, dagen, einde, free_day, holidays, jaren, maanden, weken
from wi2021.facts import BrpInschrijving, Doelgroep, Facts, Leerroute, PipFeit
from wi2021.grondslag import Outcome
from wi2021.termijnen import pip_termijn, termijnen

DAYS = st.dates(date(2022, 1, 1), date(2034, 12, 31))
LONG = st.one_of(
    st.integers(13, 60).map(weken),
    st.integers(4, 30).map(maanden),
    st.integers(1, 10).map(jaren),
    st.integers(91, 400).map(dagen),
)


@given(DAYS, st.integers(1, 12))
def test_no_short_term_ends_on_a_weekend_or_holiday(start: date, weeks: int) -> None:
    assert free_day(einde(start, weken(weeks)).last_day) is None


@given(DAYS, LONG)
def test_a_long_term_is_never_moved(start: date, length: Duur) -> None:
    end = einde(start, length)
    assert end.last_day == end.nominal


@given(DAYS, st.integers(1, 12))
def test_the_last_day_is_the_first_working_day_from_the_nominal_one(start: date, weeks: int) -> None:
    end = einde(start, weken(weeks))
    between = [end.nominal + timedelta(days=n) for n in range((end.last_day - end.nominal).days)]
    assert all(free_day(day) for day in between)
    assert len(between) <= 5


@given(DAYS, st.integers(1, 120))
def test_months_end_on_the_same_day_or_the_last_of_the_month(start: date, months: int) -> None:
    end = add(start, maanden(months))
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


def test_leap_days_and_short_months() -> None:
    assert add(date(2024, 2, 29), jaren(1)) == date(2025, 2, 28)
    assert add(date(2023, 8, 31), maanden(6)) == date(2024, 2, 29)
    assert add(date(2026, 1, 31), maanden(1)) == date(2026, 2, 28)


@given(st.integers(2022, 2035))
def test_daylight_saving_nights_have_no_hour_that_counts(year: int) -> None:
    """Terms count days: across the nights of 23 and 25 hours the number of calendar days stays what it is."""
    zone = ZoneInfo("Europe/Amsterdam")
    for month in (3, 10):
        start = date(year, month, 20)
        end = add(start, Duur(14, Eenheid.DAGEN))
        hours = (
            datetime(end.year, end.month, end.day, tzinfo=zone).timestamp()
            - datetime(year, month, 20, tzinfo=zone).timestamp()
        )
        assert (end - start).days == 14
        assert hours % 86_400 in (0, 3_600, 82_800)


def test_our_holidays_are_those_of_the_library_with_the_fifth_of_may_each_year() -> None:
    """Sundays are left out on both sides: the library names two, and no term ends there anyway."""
    for year in range(2022, 2033):
        theirs = {*library.country_holidays("NL", years=year, categories=("public",)), date(year, 5, 5)}
        ours = {day for day, name in holidays(year).items() if "gelijkgestelde" not in name}
        assert {d for d in ours if d.weekday() != 6} == {d for d in theirs if d.weekday() != 6}


@given(DAYS, st.integers(-60, 60))
def test_the_pip_is_due_seventy_days_after_its_clock_or_the_next_working_day(told: date, shift: int) -> None:
    settled = told + timedelta(days=shift)
    facts = Facts(
        doelgroep=Doelgroep.ASIELSTATUSHOUDER, kennisgeving=told, gemeente="0505",
        brp_inschrijvingen=(BrpInschrijving("0505", settled, artikel_28=True),),
    )  # fmt: skip
    answer = pip_termijn(facts, on=max(told, settled))
    assert isinstance(answer, Outcome)
    term = answer.value
    assert (term.nominal - term.start).days == 70
    assert free_day(term.last_day) is None


@given(DAYS, st.integers(1, 900))
def test_a_later_pip_never_moves_the_termijn(first: date, later: int) -> None:
    one = PipFeit(first, Leerroute.B1, "0505", 1)
    two = PipFeit(first + timedelta(days=later), Leerroute.Z, "0505", 2)

    def last(*pips: PipFeit) -> date:
        facts = Facts(plicht_begin=first, kennisgeving=first, pips=pips)
        return next(t.last_day for t in termijnen(facts, on=first) if t.soort.value == "inburgeringstermijn")

    assert last(one) == last(one, two) == add(first, jaren(3))
