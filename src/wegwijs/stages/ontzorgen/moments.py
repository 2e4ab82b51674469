"""On which days something falls that comes each week, month or year. Pure arithmetic, no database."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from wegwijs.stages.ontzorgen.models.plan import Interval

_DAYS = {Interval.WEEK: 7, Interval.VIER_WEKEN: 28}
_MONTHS = {Interval.MAAND: 1, Interval.KWARTAAL: 3, Interval.JAAR: 12}


def moments(
    first: date, interval: str, *, since: date, until: date, last: date | None = None
) -> Iterator[date]:
    """The days of something that begins on ``first``, from ``since`` to ``until`` and no later than ``last``, all inclusive.

    What falls on the 31st falls on the last day of a shorter month, and on the 31st again in a longer one.
    """
    end = min(until, last) if last else until
    turn = _start(first, interval, since)
    while (on := _turn(first, interval, turn)) <= end:
        if on >= since:
            yield on
        if interval == Interval.EENMAAL:
            return
        turn += 1


def _start(first: date, interval: str, since: date) -> int:
    """A turn that is not past ``since``: years of weeks are not counted one by one."""
    if since <= first or interval == Interval.EENMAAL:
        return 0
    if interval in _DAYS:
        return (since - first).days // _DAYS[Interval(interval)]
    months = (since.year - first.year) * 12 + since.month - first.month
    return max(0, months // _MONTHS[Interval(interval)] - 1)


def _turn(first: date, interval: str, turn: int) -> date:
    if interval in _DAYS:
        return first + timedelta(days=turn * _DAYS[Interval(interval)])
    if interval == Interval.EENMAAL:
        return first
    months = first.month - 1 + turn * _MONTHS[Interval(interval)]
    year, month = first.year + months // 12, months % 12 + 1
    return date(year, month, min(first.day, calendar.monthrange(year, month)[1]))
