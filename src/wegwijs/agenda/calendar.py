"""Appointments as an iCalendar file (RFC 5545): what a calendar program reads. Knows nobody: texts come ready."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from wegwijs.clock import AMSTERDAM

TZID = "Europe/Amsterdam"
REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One appointment. ``at`` None: the whole day. ``changed`` is when it was last changed, ``sequence`` how often.

    ``uid`` stays the same for as long as it is the same appointment.
    """

    uid: str
    title: str
    on: date
    at: time | None
    minutes: int
    changed: datetime
    url: str = ""
    sequence: int = 0
    cancelled: bool = False
    place: str = ""


def instant(on: date, at: time) -> datetime:
    """A Dutch clock time as an instant. An hour that comes twice means the first; one that is skipped, the hour after."""
    local = datetime.combine(on, at, tzinfo=AMSTERDAM)
    return local.astimezone(UTC).astimezone(AMSTERDAM)


def exists(on: date, at: time) -> bool:
    """Whether the clock shows this time on this day: in the night that summer time begins an hour is skipped."""
    return instant(on, at).time() == at


def calendar(entries: Iterable[Entry], *, name: str, now: datetime) -> bytes:
    """The file, in UTF-8 with folded lines."""
    found = Calendar()
    found.add("prodid", "-//Wegwijs//Agenda//NL")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    found.add("x-wr-timezone", TZID)
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", REFRESH)
    found.add_component(_zone())
    for entry in entries:
        found.add_component(_event(entry, now))
    return bytes(found.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    if entry.at is None:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", instant(entry.on, entry.at))
        # Minutes that pass; an end by the clock can't be told in the night in which an hour comes twice.
        event.add("duration", timedelta(minutes=entry.minutes))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.place:
        event.add("location", entry.place)
    if entry.url:
        event.add("url", entry.url)
    return event


def _zone() -> Timezone:
    """Dutch time by its rule, the same since 1996; a test holds it against the time zone database."""
    zone = Timezone()
    zone.add("tzid", TZID)
    for part, name, month, start, before, after in (
        (TimezoneDaylight(), "CEST", 3, datetime(1996, 3, 31, 2), 1, 2),  # noqa: DTZ001 local by definition
        (TimezoneStandard(), "CET", 10, datetime(1996, 10, 27, 3), 2, 1),  # noqa: DTZ001
    ):
        part.add("dtstart", start)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone
