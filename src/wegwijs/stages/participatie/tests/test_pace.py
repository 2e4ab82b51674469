"""The product's own pace: spread evenly, and the day since when somebody is behind."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijs.stages.participatie.models import NEVER
from wegwijs.stages.participatie.pace import Span, behind_from, due

FIRST = date(2026, 11, 24)
YEAR = Span(FIRST, FIRST + timedelta(days=364))


@pytest.mark.parametrize(
    ("today", "minutes"),
    [
        (FIRST - timedelta(days=1), 0),
        (FIRST, 0),
        (FIRST + timedelta(days=181), 5 * 60),
        (YEAR.last, 720),
        (YEAR.last + timedelta(days=400), 720),
    ],
)
def test_twelve_hours_are_spread_over_the_term(today: date, minutes: int) -> None:
    assert due(720, YEAR, today) == minutes


def test_nobody_is_behind_who_made_it_all() -> None:
    assert behind_from(720, 720, YEAR) == NEVER


@given(st.integers(0, 3000), st.integers(0, 200_000), st.integers(0, 3000))
def test_behind_since_is_the_first_day_on_which_more_is_due_than_was_made(
    hours: int, made: int, days: int
) -> None:
    planned = hours * 60
    span = Span(FIRST, FIRST + timedelta(days=days))
    since = behind_from(planned, made, span)
    if since == NEVER:
        assert made // 60 >= hours
    else:
        assert due(planned, span, since) > made
        assert due(planned, span, since - timedelta(days=1)) <= made
        assert span.first <= since <= span.last
