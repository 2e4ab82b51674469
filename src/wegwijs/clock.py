"""The only clock. Everything else asks it, so that a test or a demo can stand on any day.

The law counts in calendar days of the Netherlands; records count in instants. Hence two functions.
"""

import time as time_of_day
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = time(12)

_frozen: ContextVar[datetime | None] = ContextVar("wegwijs_clock", default=None)
_frozen_everywhere: list[datetime] = []


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _frozen.get() or (_frozen_everywhere[-1] if _frozen_everywhere else datetime.now(UTC))


def machine() -> float:
    """Seconds since 1970 by the clock of the machine, which no test or demo stops: for what libraries count by it."""
    return time_of_day.time()


def today() -> date:
    """The calendar day it is now in the Netherlands."""
    return now().astimezone(AMSTERDAM).date()


def time_now() -> time:
    """What clocks in the Netherlands show."""
    return now().astimezone(AMSTERDAM).time()


@contextmanager
def frozen(at: datetime | date) -> Iterator[None]:
    """Stop the clock at ``at`` inside the block, in this thread or task only.

    A date stands for noon of that day in the Netherlands. A datetime must be aware, else ValueError.
    """
    token = _frozen.set(_instant(at))
    try:
        yield
    finally:
        _frozen.reset(token)


@contextmanager
def frozen_everywhere(at: datetime | date) -> Iterator[None]:
    """As ``frozen``, but for every thread of this process: for tests of a running server."""
    _frozen_everywhere.append(_instant(at))
    try:
        yield
    finally:
        _frozen_everywhere.pop()


def _instant(at: datetime | date) -> datetime:
    if not isinstance(at, datetime):
        at = datetime.combine(at, NOON, tzinfo=AMSTERDAM)
    if at.tzinfo is None:
        raise ValueError("a frozen clock needs an aware datetime or a date")
    return at.astimezone(UTC)
