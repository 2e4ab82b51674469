"""What holds for every date and every case: the calendar of the Algemene termijnenwet and the terms that ride on it."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays as library
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from law.test_opdracht_fuzz import CASES
from law.zaken import ASIEL, GEZIN
from wi2021.dagen import (
    Duur,
    Eenheid,
    Gesteld,
    add,
    dagen,
    einde,
    free_day,
    holidays,
    jaren,
    maanden,
    through,
    weken,
)
from wi2021.facts import BrpInschrijving, Doelgroep, Facts, Leerroute, PipFeit, WachtOpDerde
from wi2021.grondslag import Kracht, Outcome
from wi2021.lezen import FactsError, read_facts
from wi2021.termijnen import Soort, Termijn, pip_termijn, termijnen, vragen

DAYS = st.dates(date(2022, 1, 1), date(2034, 12, 31))
SHORT = st.one_of(
    st.integers(1, 12).map(weken), st.integers(1, 3).map(maanden), st.integers(1, 90).map(dagen)
)
LONG = st.one_of(
    st.integers(13, 60).map(weken),
    st.integers(4, 30).map(maanden),
    st.integers(1, 10).map(jaren),
    st.integers(91, 400).map(dagen),
)
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


@given(DAYS, SHORT)
def test_no_short_term_ends_on_a_weekend_or_holiday(start: date, length: Duur) -> None:
    assert free_day(einde(start, length).last_day) is None


@given(DAYS, LONG, st.sampled_from(list(Gesteld)))
def test_a_long_term_is_never_moved(start: date, length: Duur, by: Gesteld) -> None:
    end = einde(start, length, gesteld=by)
    assert end.last_day == end.nominal


@given(DAYS, SHORT | LONG)
def test_what_the_college_sets_is_never_moved(start: date, length: Duur) -> None:
    end = einde(start, length, gesteld=Gesteld.COLLEGE)
    assert end.last_day == end.nominal


@given(DAYS, SHORT)
def test_a_term_of_a_regulation_shows_the_day_by_counting_and_the_one_that_may_count(
    start: date, length: Duur
) -> None:
    perhaps, surely = einde(start, length, gesteld=Gesteld.REGELING), einde(start, length)
    assert (perhaps.last_day, perhaps.mogelijk) == (surely.nominal, surely.last_day)


@given(DAYS, SHORT)
def test_the_last_day_is_the_first_working_day_from_the_nominal_one(start: date, length: Duur) -> None:
    end = einde(start, length)
    between = [end.nominal + timedelta(days=n) for n in range((end.last_day - end.nominal).days)]
    assert all(free_day(day) for day in between)
    assert len(between) <= 5


@given(DAYS, st.integers(0, 400), SHORT | LONG)
def test_a_later_start_never_ends_earlier(start: date, later: int, length: Duur) -> None:
    one, two = einde(start, length), einde(start + timedelta(days=later), length)
    assert one.nominal <= two.nominal
    assert one.last_day <= two.last_day


@given(DAYS, st.integers(1, 120))
def test_months_end_on_the_same_day_or_the_last_of_the_month(start: date, months: int) -> None:
    end = add(start, maanden(months))
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months


@given(DAYS, st.integers(1, 60))
def test_a_period_with_its_first_day_ends_at_most_a_day_before_the_counted_term(
    first: date, months: int
) -> None:
    last, counted = through(first, maanden(months)), add(first, maanden(months))
    assert counted - timedelta(days=1) <= last <= counted
    assert (last == counted) is (counted.day != first.day)


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
        assert hours % 86_400 in (3_600, 82_800)


@given(st.integers(2022, 2035), st.integers(-75, -65), st.sampled_from((3, 10)))
def test_ten_weeks_across_a_daylight_saving_night_are_seventy_days(
    year: int, before: int, month: int
) -> None:
    """The last Sunday of March and October, from both sides."""
    last = date(year, month, 31)
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    told = sunday + timedelta(days=before)
    assert (einde(told, weken(10)).nominal - told).days == 70


def test_our_holidays_are_those_of_the_library_with_the_fifth_of_may_each_year() -> None:
    """Sundays are left out on both sides: the library names two, and no term ends there anyway."""
    for year in range(2022, 2033):
        theirs = {*library.country_holidays("NL", years=year, categories=("public",)), date(year, 5, 5)}
        ours = {day for day, name in holidays(year).items() if "gelijkgesteld" not in name}
        assert {d for d in ours if d.weekday() != 6} == {d for d in theirs if d.weekday() != 6}


def pip_of(facts: Facts) -> Termijn | None:
    answer = pip_termijn(facts, on=date(2035, 1, 1))
    return answer.value if isinstance(answer, Outcome) else None


@given(DAYS, st.integers(-60, 60))
def test_the_pip_is_due_seventy_days_after_its_clock_or_the_next_working_day(told: date, shift: int) -> None:
    facts = Facts(
        doelgroep=ASIEL, kennisgeving=told, gemeente="0505",
        brp_inschrijvingen=(BrpInschrijving("0505", told + timedelta(days=shift), artikel_28=True),),
    )  # fmt: skip
    term = pip_of(facts)
    assert term
    assert (term.nominal - term.start).days == 70
    assert free_day(term.last_day) is None


GROUPS = st.sampled_from([ASIEL, GEZIN])


@given(GROUPS, DAYS, DAYS, st.integers(0, 900), st.booleans())
def test_a_later_kennisgeving_never_gives_an_earlier_deadline(
    group: Doelgroep, told: date, home: date, later: int, article_28: bool
) -> None:
    rows = (BrpInschrijving("0505", home, artikel_28=article_28),)
    one = Facts(doelgroep=group, kennisgeving=told, gemeente="0505", brp_inschrijvingen=rows)
    first, second = pip_of(one), pip_of(replace(one, kennisgeving=told + timedelta(days=later)))
    assert first
    assert second
    if (
        first.regel.id != "T-02-old" or home <= told
    ):  # the old text counts from a registration that may lie ahead
        assert first.last_day <= second.last_day


@given(DAYS, st.integers(1, 400), st.integers(0, 400))
def test_a_later_registration_never_gives_an_earlier_deadline(told: date, first: int, later: int) -> None:
    def due(day: date) -> date:
        found = pip_of(Facts(doelgroep=ASIEL, kennisgeving=told, brp_inschrijvingen=(BrpInschrijving("0505", day, artikel_28=True),)))  # fmt: skip
        assert found
        return found.last_day

    home = told + timedelta(days=first)
    assert due(home) <= due(home + timedelta(days=later))


@given(
    st.dates(date(2023, 1, 1), date(2034, 1, 1)), st.integers(0, 69), st.integers(0, 200), st.integers(0, 200)
)
def test_information_of_a_third_party_never_brings_the_deadline_forward(
    told: date, asked: int, came: int, later: int
) -> None:
    base = Facts(doelgroep=GEZIN, kennisgeving=told)
    asked_on = told + timedelta(days=asked)

    def due(*received: date) -> date:
        rows = tuple(WachtOpDerde("x", asked_on, day, True, "nodig") for day in received)
        found = pip_of(replace(base, wacht_op_derde=rows))
        assert found
        return found.last_day

    first = asked_on + timedelta(days=came)
    second = first + timedelta(days=later)
    assert due() <= due(first) <= due(second)
    assert due(first, second) == due(second)
    assert due(second) == due() or due(second) >= second + timedelta(days=14)


@given(DAYS, st.integers(1, 900))
def test_a_later_pip_never_moves_the_termijn(first: date, later: int) -> None:
    one = PipFeit(first, Leerroute.B1, "0505", 1)
    two = PipFeit(first + timedelta(days=later), Leerroute.Z, "0505", 2)

    def last(*pips: PipFeit) -> date:
        facts = Facts(plicht_begin=first, kennisgeving=first, pips=pips)
        return next(t.last_day for t in termijnen(facts, on=first) if t.soort.value == "inburgeringstermijn")

    assert last(one) == last(one, two) == last(two, one) == add(first, jaren(3))


def case(data: object) -> Facts:
    """A case that can be; others are thrown away."""
    try:
        return read_facts(data)
    except FactsError:
        assume(False)
        raise


COUNTED = {
    Soort.PIP,
    Soort.BEZWAAR,
    Soort.BESLISSEN_OP_BEZWAAR,
    Soort.BETALEN,
    Soort.AANMANING,
    Soort.VERLENGING_BESLUIT,
}


@SLOW
@given(CASES, DAYS)
def test_in_any_case_where_the_atw_applies_no_last_day_is_a_weekend_or_holiday(
    data: object, on: date
) -> None:
    for t in termijnen(case(data), on=on):
        if t.atw:
            assert free_day(t.last_day) is None, t.label
            assert t.last_day >= t.nominal
        if t.soort in COUNTED:
            assert t.atw or (t.last_day - t.start).days > 12 * 7


@SLOW
@given(CASES, DAYS, DAYS)
def test_in_any_case_the_day_one_looks_changes_no_date(data: object, on: date, later: date) -> None:
    facts = case(data)
    one, two = ({t.key: t for t in termijnen(facts, on=day)} for day in (on, later))
    for key in set(one) & set(two):
        assert (one[key].nominal, one[key].last_day) == (two[key].nominal, two[key].last_day), key


@SLOW
@given(CASES, DAYS, st.integers(0, 100))
def test_in_any_case_the_order_of_rows_changes_nothing(data: object, on: date, seed: int) -> None:
    facts = case(data)
    rows = list(facts.brp_inschrijvingen)
    assume(len({r.vanaf for r in rows}) == len(rows))
    random.Random(seed).shuffle(rows)  # noqa: S311 no secret
    assert termijnen(facts, on=on) == termijnen(replace(facts, brp_inschrijvingen=tuple(rows)), on=on)


@SLOW
@given(CASES, DAYS)
def test_in_any_case_each_termijn_has_a_key_of_its_own_and_a_rule_that_holds(data: object, on: date) -> None:
    facts = case(data)
    found = termijnen(facts, on=on)
    assert len({t.key for t in found}) == len(found)
    for t in found:
        asked_for = on if t.soort is Soort.WISSELEN else t.start
        open_point = t.oordeel is not None or t.met_on is not None
        if asked_for >= date(2022, 1, 1) and t.soort is not Soort.BELEID and not open_point:
            assert t.regel.kracht(asked_for) is not Kracht.GELDT_NIET, (t.label, t.regel.id, asked_for)
    assert all(q.regel.artikelen for q in vragen(facts, on=on))
