"""The file that calendar programs read: RFC 5545, Dutch time by its rule, and the nights in which the clock jumps."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from wegwijs.agenda.calendar import Entry, calendar, exists, instant
from wegwijs.agenda.slots import Slot
from wegwijs.clock import AMSTERDAM

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
SUMMER, WINTER = date(2027, 3, 28), date(2026, 10, 25)


def entry(on: date, at: time | None, *, minutes: int = 60, title: str = "Gesprek") -> Entry:
    return Entry("gesprek-1@wegwijs", title, on, at, minutes, NOW)


def told(*entries: Entry) -> Any:
    return Calendar.from_ical(calendar(entries, name="Wegwijs", now=NOW))


def times(on: date, at: time, minutes: int = 60) -> tuple[datetime, datetime]:
    """Begin and end as instants, as a program that knows only this file would read them."""
    [event] = told(entry(on, at, minutes=minutes)).walk("VEVENT")
    begins = event["DTSTART"].dt.astimezone(UTC)
    return begins, begins + event["DURATION"].dt


NIGHTS = [
    (WINTER, time(1, 30), "2026-10-24T23:30", "2026-10-25T00:30"),
    (WINTER, time(2, 30), "2026-10-25T00:30", "2026-10-25T01:30"),
    (WINTER, time(3, 30), "2026-10-25T02:30", "2026-10-25T03:30"),
    (SUMMER, time(1, 30), "2027-03-28T00:30", "2027-03-28T01:30"),
    (SUMMER, time(3, 30), "2027-03-28T01:30", "2027-03-28T02:30"),
    (date(2027, 7, 1), time(10), "2027-07-01T08:00", "2027-07-01T09:00"),
    (date(2026, 12, 1), time(10), "2026-12-01T09:00", "2026-12-01T10:00"),
]


@pytest.mark.parametrize(("on", "at", "begins", "ends"), NIGHTS)
def test_an_hour_stays_an_hour_in_every_night(on: date, at: time, begins: str, ends: str) -> None:
    found = [moment.strftime("%Y-%m-%dT%H:%M") for moment in times(on, at)]
    assert found == [begins, ends]


@pytest.mark.parametrize(
    ("on", "at", "until"),
    [
        (date(2026, 3, 29), time(1, 30), time(5)),
        (WINTER, time(1, 30), time(3)),
        (SUMMER, time(1, 30), time(5)),
        (date(2027, 10, 31), time(1, 30), time(3)),
        (date(2026, 11, 30), time(9, 30), time(12)),
    ],
)
def test_what_is_taken_lasts_as_long_in_every_night(on: date, at: time, until: time) -> None:
    slot = Slot(on, at, 150)
    assert slot.until == until
    assert slot.ends.astimezone(UTC) - slot.starts.astimezone(UTC) == timedelta(minutes=150)


@pytest.mark.parametrize(
    "first", [date(2026, 3, 22), date(2026, 10, 18), date(2027, 3, 21), date(2027, 10, 24)]
)
def test_a_series_keeps_its_hour_when_the_clock_is_changed(first: date) -> None:
    series = [Slot(first + timedelta(weeks=n), time(9, 30), 150) for n in range(3)]
    assert [(one.starts.time(), one.until) for one in series] == [(time(9, 30), time(12))] * 3


def test_the_hour_that_is_skipped_does_not_exist_and_the_one_that_comes_twice_does() -> None:
    assert not exists(SUMMER, time(2, 30))
    assert exists(SUMMER, time(3))
    assert exists(WINTER, time(2, 30))
    assert instant(WINTER, time(2, 30)).astimezone(UTC).hour == 0


@pytest.mark.parametrize("year", range(2020, 2041))
def test_the_rule_in_the_file_is_dutch_time(year: int) -> None:
    [zone] = told(entry(SUMMER, time(10))).walk("VTIMEZONE")
    mine = zone.to_tz(lookup_tzid=False)
    day = datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        local = day.astimezone(AMSTERDAM)
        # The second of the hour that comes twice can't be told by the clock.
        assert local.fold or local.replace(tzinfo=mine).utcoffset() == local.utcoffset(), local
        day += timedelta(hours=7 if day.month in (3, 10) else 61)


def test_the_file_is_as_rfc_5545_asks() -> None:
    raw = calendar([entry(SUMMER, time(10), title="Gesprek; met, komma\nen é" * 9)], name="Wegwijs", now=NOW)
    text = raw.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    read: Any = Calendar.from_ical(raw)
    [event] = read.walk("VEVENT")
    assert event["SUMMARY"].startswith("Gesprek; met, komma\nen é")
    assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS"} <= set(event)
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"


def test_a_whole_day_has_dates_and_keeps_nobody_busy() -> None:
    [event] = told(entry(date(2026, 12, 31), None)).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert event["TRANSP"] == "TRANSPARENT"
