"""Stretches of days of which a school delivers: a week, cut where the year ends."""

from datetime import date, timedelta


def stretch(on: date) -> tuple[date, date]:
    """The first and last day, both inclusive, of the week of a day, as far as it lies in the same year."""
    # Of the first and the last year there is as well no day is asked that isn't there.
    since = min(on.weekday(), (on - date(on.year, 1, 1)).days)
    until = min(6 - on.weekday(), (date(on.year, 12, 31) - on).days)
    return on - timedelta(days=since), on + timedelta(days=until)


def before(first: date) -> date:
    """The first day of the stretch before the one that begins on ``first``."""
    return stretch(first - timedelta(days=1))[0]


def after(last: date) -> date:
    """The first day of the stretch after the one that ends on ``last``."""
    return last + timedelta(days=1)


def weeks_between(first: date, last: date) -> int:
    """How many weeks that is, both days inclusive; a part of a week counts as a whole."""
    return ((last - first).days + 7) // 7
