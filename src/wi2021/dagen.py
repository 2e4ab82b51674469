"""Counting days as the law does: calendar terms, and the Algemene termijnenwet for their last day."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from wi2021.grondslag import START, Regel, atw, datum, regel, weekday
from wi2021.parameters.dagen import GELIJKGESTELD

ATW_1 = regel("ATW-1", "Een termijn eindigt niet op een weekenddag of feestdag", atw("1", "1"), atw("3"))
ATW_4 = regel("ATW-4", "Lange termijnen schuiven niet", atw("4"), van=START)


class Eenheid(StrEnum):
    """What a term is counted in."""

    DAGEN = "dagen"
    WEKEN = "weken"
    MAANDEN = "maanden"
    JAREN = "jaren"


@dataclass(frozen=True, slots=True)
class Duur:
    """A length of time, counted from the day after its start: 10 weeks from a Monday end on a Monday."""

    aantal: int
    eenheid: Eenheid

    def __str__(self) -> str:
        if self.aantal == 1:
            return (
                f"1 {({'dagen': 'dag', 'weken': 'week', 'maanden': 'maand', 'jaren': 'jaar'})[self.eenheid]}"
            )
        return f"{self.aantal} {'jaar' if self.eenheid is Eenheid.JAREN else self.eenheid}"

    @property
    def atw(self) -> bool:
        """Whether the Algemene termijnenwet moves the end: not over 90 days, 12 weeks or 3 months, and not for years."""
        most = {Eenheid.DAGEN: 90, Eenheid.WEKEN: 12, Eenheid.MAANDEN: 3, Eenheid.JAREN: 0}
        return self.aantal <= most[self.eenheid]


def weken(aantal: int) -> Duur:
    """A number of weeks."""
    return Duur(aantal, Eenheid.WEKEN)


def maanden(aantal: int) -> Duur:
    """A number of calendar months."""
    return Duur(aantal, Eenheid.MAANDEN)


def jaren(aantal: int) -> Duur:
    """A number of years."""
    return Duur(aantal, Eenheid.JAREN)


def dagen(aantal: int) -> Duur:
    """A number of days."""
    return Duur(aantal, Eenheid.DAGEN)


def add(start: date, duur: Duur) -> date:
    """The last day of a term that begins to run the day after ``start``.

    Months and years end on the same day number, or on the last day of a shorter month.
    """
    if duur.eenheid is Eenheid.DAGEN:
        return start + timedelta(days=duur.aantal)
    if duur.eenheid is Eenheid.WEKEN:
        return start + timedelta(weeks=duur.aantal)
    months = duur.aantal * (12 if duur.eenheid is Eenheid.JAREN else 1)
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month0 + 1, min(start.day, calendar.monthrange(year, month0 + 1)[1]))


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
    equated = {day: "een met een feestdag gelijkgestelde dag" for day in GELIJKGESTELD if day.year == year}
    return {**equated, **found}


def free_day(day: date) -> str | None:
    """Why the Atw doesn't let a term end on this day ("zaterdag", "Hemelvaartsdag"); None for a working day."""
    holiday = holidays(day.year).get(day)
    if holiday:
        return holiday
    return weekday(day) if day.weekday() >= calendar.SATURDAY else None


@dataclass(frozen=True, slots=True)
class Einde:
    """The end of a term: by counting, and after the Algemene termijnenwet; ``stappen`` says why they differ."""

    nominal: date
    last_day: date
    atw: bool
    stappen: tuple[str, ...]


def einde(start: date, duur: Duur, *, atw: bool = True) -> Einde:
    """The end of a term that begins to run the day after ``start``.

    ``atw`` False: the Atw doesn't cover this term (set by the college itself, or not of the law). Terms longer
    than its art. 4 allows are never moved.
    """
    return moved(add(start, duur), applies=atw and duur.atw, length=str(duur))


def atw_regel(applies: bool) -> Regel:
    """The rule that moves the end of a term, or the one that keeps it where it is."""
    return ATW_1 if applies else ATW_4


def moved(nominal: date, *, applies: bool, length: str) -> Einde:
    """Move a counted last day to the first day that is no weekend or holiday, when the Atw applies."""
    day, reasons = nominal, []
    while applies and (why := free_day(day)):
        reasons.append(f"**{datum(day)}** is {why}")
        day += timedelta(days=1)
    if reasons:
        step = f"{', '.join(reasons)}. De uiterste dag schuift naar {weekday(day)} **{datum(day)}**."
    elif applies:
        step = f"**{datum(day)}** is een {weekday(day)}, geen weekend of feestdag: de datum blijft staan."
    else:
        step = f"De Algemene termijnenwet schuift deze termijn ({length}) niet: de datum blijft **{datum(day)}**."
    rule = atw_regel(applies)
    return Einde(nominal, day, applies, (f"{step[0].upper()}{step[1:]} ({rule.artikelen[0].kort})",))
