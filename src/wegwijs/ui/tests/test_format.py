"""Dutch dates, money and numbers."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijs.ui import format as dutch
from wegwijs.ui.format import Severity
from wegwijs.ui.forms import DateField, MoneyField

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("on", "words", "severity"),
    [
        (date(2026, 11, 19), "4 dagen te laat", Severity.LATE),
        (date(2026, 11, 22), "1 dag te laat", Severity.LATE),
        (date(2026, 11, 23), "vandaag", Severity.SOON),
        (date(2026, 11, 24), "morgen", Severity.SOON),
        (date(2026, 11, 30), "nog 7 dagen", Severity.SOON),
        (date(2026, 12, 1), "nog 8 dagen", Severity.IN_TIME),
    ],
)
def test_a_last_day_says_how_far_it_is(on: date, words: str, severity: Severity) -> None:
    found = dutch.dated(on, TODAY)
    assert (found.words, found.severity) == (words, severity)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 26), "over 3 dagen"),
        (date(2026, 11, 24), "morgen"),
        (date(2026, 11, 23), "vandaag"),
        (date(2026, 11, 22), "gisteren"),
        (date(2026, 11, 11), "12 dagen geleden"),
    ],
)
def test_a_day_that_is_no_deadline_is_never_too_late(on: date, words: str) -> None:
    assert dutch.distance(on, TODAY) == words


def test_days_in_three_lengths() -> None:
    assert dutch.day(date(2026, 3, 1)) == "01-03-2026"
    assert dutch.long_day(date(2026, 3, 1)) == "1 maart 2026"
    assert dutch.weekday(TODAY) == "maandag 23 november 2026"


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "23-11-2026 00:30"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29-03-2026 01:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29-03-2026 03:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25-10-2026 02:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25-10-2026 02:30"),
    ],
)
def test_a_moment_stands_in_dutch_time_also_in_the_nights_that_the_clock_moves(
    utc: datetime, local: str
) -> None:
    assert dutch.moment(utc) == local


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "€ 0,00"),
        (5, "€ 0,05"),
        (7000, "€ 70,00"),
        (123456, "€ 1.234,56"),
        (-1250, "€ -12,50"),
        (-5, "€ -0,05"),
    ],
)
def test_cents_read_as_euros(cents: int, text: str) -> None:
    assert dutch.euros(cents) == text


@given(st.integers(-(10**11), 10**11))
def test_what_is_shown_as_money_can_be_typed_again(cents: int) -> None:
    assert MoneyField(negative=True).clean(dutch.euros(cents)) == cents


@given(DAYS)
def test_what_is_shown_as_a_day_can_be_typed_again(day: date) -> None:
    field = DateField()
    assert field.clean(dutch.day(day)) == field.clean(dutch.long_day(day)) == day


@given(DAYS, DAYS)
def test_words_and_colour_of_a_last_day_never_contradict_each_other(on: date, today: date) -> None:
    found = dutch.dated(on, today)
    assert (found.severity == Severity.LATE) == found.words.endswith("te laat") == (on < today)


@pytest.mark.parametrize(
    ("bsn", "text"), [("999990408", "***** 0408"), ("9999.90.408", "***** 0408"), ("", ""), ("geen", "")]
)
def test_of_a_bsn_only_the_last_four_digits_show(bsn: str, text: str) -> None:
    assert dutch.masked_bsn(bsn) == text


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_no_mask_lets_a_whole_bsn_through(bsn: str) -> None:
    assert bsn not in dutch.masked_bsn(bsn).replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("3311ab", "3311 AB"),
        (" 3311  AB ", "3311 AB"),
        ("33 11 a b", "3311 AB"),
        ("B-1000", "B-1000"),
        ("", ""),
    ],
)
def test_a_postcode_is_written_one_way_and_anything_else_is_left_alone(typed: str, shown: str) -> None:
    assert dutch.postcode(typed) == shown


@given(st.text())
def test_bold_text_never_carries_markup_of_its_own(text: str) -> None:
    shown = str(dutch.bold(text)).replace("<b>", "").replace("</b>", "")
    assert "<" not in shown
    assert ">" not in shown


def test_stars_become_bold() -> None:
    assert dutch.bold("Vóór **1-2-2027** <i>") == "Vóór <b>1-2-2027</b> &lt;i&gt;"
