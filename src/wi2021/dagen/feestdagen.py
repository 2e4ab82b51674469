"""The days on which the Algemene termijnenwet lets no term end: weekends, its holidays and the days made equal to them."""

import calendar
from datetime import date, timedelta
from functools import cache

from wi2021.grondslag import weekday
from wi2021.parameters.dagen import EERSTE_JAAR, GELIJKGESTELD, LAATSTE_JAAR


def easter(year: int) -> date:
    """Easter Sunday of a year (Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> dict[date, str]:
    """The holidays of Atw 3 in a year, with the days made equal to them, and their Dutch names."""
    pasen = easter(year)
    koningsdag = date(year, 4, 27)
    if koningsdag.weekday() == calendar.SUNDAY:
        koningsdag -= timedelta(days=1)
    found = {
        date(year, 1, 1): "Nieuwjaarsdag",
        pasen - timedelta(days=2): "Goede Vrijdag",
        pasen + timedelta(days=1): "tweede paasdag",
        koningsdag: "Koningsdag",
        date(year, 5, 5): "Bevrijdingsdag",
        pasen + timedelta(days=39): "Hemelvaartsdag",
        pasen + timedelta(days=50): "tweede pinksterdag",
        date(year, 12, 25): "eerste kerstdag",
        date(year, 12, 26): "tweede kerstdag",
    }
    equated = {
        day: "een dag die met een feestdag is gelijkgesteld" for day in GELIJKGESTELD if day.year == year
    }
    return {**equated, **found}


def free_day(day: date) -> str | None:
    """Why the Atw doesn't let a term end on this day ("zaterdag", "Hemelvaartsdag"); None for a working day."""
    holiday = holidays(day.year).get(day)
    if holiday:
        return holiday
    return weekday(day) if day.weekday() >= calendar.SATURDAY else None


def onbekend_jaar(day: date) -> str:
    """A Dutch sentence for a day in a year whose equated days aren't known here; else empty."""
    if EERSTE_JAAR <= day.year <= LAATSTE_JAAR:
        return ""
    return f"Welke dagen in {day.year} met een feestdag zijn gelijkgesteld, is hier niet bekend."
