"""On which days something falls."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijs.stages.ontzorgen.models.plan import Interval
from wegwijs.stages.ontzorgen.moments import moments

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("first", "interval", "since", "until", "days"),
    [
        ("2026-01-31", Interval.MAAND, "2026-02-01", "2026-04-30", ["2026-02-28", "2026-03-31", "2026-04-30"]),
        ("2024-02-29", Interval.JAAR, "2024-01-01", "2028-12-31", ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("2026-11-30", Interval.WEEK, "2026-12-25", "2027-01-05", ["2026-12-28", "2027-01-04"]),
        ("2026-11-30", Interval.VIER_WEKEN, "2026-11-30", "2026-12-31", ["2026-11-30", "2026-12-28"]),
        ("2026-11-30", Interval.KWARTAAL, "2026-12-01", "2027-06-01", ["2027-02-28", "2027-05-30"]),
        ("2026-11-30", Interval.EENMAAL, "2026-11-30", "2027-06-01", ["2026-11-30"]),
        ("2026-11-30", Interval.EENMAAL, "2026-12-01", "2027-06-01", []),
        ("2026-12-05", Interval.MAAND, "2026-11-01", "2026-12-04", []),
    ],
)  # fmt: skip
def test_each_interval(first: str, interval: Interval, since: str, until: str, days: list[str]) -> None:
    found = moments(
        date.fromisoformat(first), interval, since=date.fromisoformat(since), until=date.fromisoformat(until)
    )
    assert [on.isoformat() for on in found] == days


def test_nothing_falls_after_its_last_day() -> None:
    found = moments(
        date(2026, 1, 1),
        Interval.MAAND,
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
        last=date(2026, 3, 1),
    )
    assert len(list(found)) == 3


@given(first=DAYS, since=DAYS, length=st.integers(0, 700), interval=st.sampled_from(Interval.values))
def test_two_stretches_that_touch_hold_what_one_holds(
    first: date, since: date, length: int, interval: str
) -> None:
    middle, until = since + timedelta(days=length // 3), since + timedelta(days=length)
    whole = list(moments(first, interval, since=since, until=until))
    parts = [
        *moments(first, interval, since=since, until=middle),
        *moments(first, interval, since=middle + timedelta(days=1), until=until),
    ]
    assert whole == parts
    assert whole == sorted(set(whole))
