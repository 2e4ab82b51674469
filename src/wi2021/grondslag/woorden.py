"""How dates, weekdays and amounts stand in a Dutch sentence."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@lru_cache(maxsize=8192)
def datum(day: date) -> str:
    """A date as screens write it: 23-11-2026."""
    return f"{day:%d-%m-%Y}"


def weekday(day: date) -> str:
    """The Dutch name of the weekday."""
    return _WEEKDAYS[day.weekday()]


def bedrag(centen: int) -> str:
    """An amount in cents as screens write it: € 1.442 or € 12,50."""
    whole, rest = divmod(centen, 100)
    euros = f"{whole:,}".replace(",", ".")
    return f"€ {euros},{rest:02}" if rest else f"€ {euros}"


def opsomming(parts: Iterable[str]) -> str:
    """Parts as a Dutch list: "a, b en c"."""
    found = list(parts)
    return " en ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
