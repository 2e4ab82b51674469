"""Lengths of time and counting with them, as the law does: calendar days, weeks, months and years."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wi2021.grondslag import Outcome, atw, datum, regel, weekday

ATW_1_2 = regel("ATW-1-2", "Een termijn die terug wordt gerekend schuift niet", atw("1", "2"))


class Eenheid(StrEnum):
    """What a term is counted in."""

    DAGEN = "dagen"
    WEKEN = "weken"
    MAANDEN = "maanden"
    JAREN = "jaren"


_ONE = {Eenheid.DAGEN: "dag", Eenheid.WEKEN: "week", Eenheid.MAANDEN: "maand", Eenheid.JAREN: "jaar"}
# The longest term that the Algemene termijnenwet moves (art. 4(a)); none that is counted in years.
_MOST = {Eenheid.DAGEN: 90, Eenheid.WEKEN: 12, Eenheid.MAANDEN: 3, Eenheid.JAREN: 0}


@dataclass(frozen=True, slots=True)
class Duur:
    """A length of time, counted from the day after its start: 10 weeks from a Monday end on a Monday."""

    aantal: int
    eenheid: Eenheid

    def __str__(self) -> str:
        if self.aantal == 1:
            return f"1 {_ONE[self.eenheid]}"
        return f"{self.aantal} {'jaar' if self.eenheid is Eenheid.JAREN else self.eenheid}"

    @property
    def atw(self) -> bool:
        """Whether the Algemene termijnenwet moves the end: not over 90 days, 12 weeks or 3 months, and not for years."""
        return self.aantal <= _MOST[self.eenheid]

    @property
    def te_lang(self) -> str:
        """In words why the Algemene termijnenwet doesn't move a term of this length."""
        if self.eenheid is Eenheid.JAREN:
            return "telt in jaren"
        return f"is langer dan {_MOST[self.eenheid]} {self.eenheid}"


def dagen(aantal: int) -> Duur:
    """A number of days."""
    return Duur(aantal, Eenheid.DAGEN)


def weken(aantal: int) -> Duur:
    """A number of weeks."""
    return Duur(aantal, Eenheid.WEKEN)


def maanden(aantal: int) -> Duur:
    """A number of calendar months."""
    return Duur(aantal, Eenheid.MAANDEN)


def jaren(aantal: int) -> Duur:
    """A number of years."""
    return Duur(aantal, Eenheid.JAREN)


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


def through(first: date, duur: Duur) -> date:
    """The last day of a period that begins on ``first`` itself: six months from 15 April run through 14 October.

    From 31 August they run through the last day of February: that month has no 31st to stop before.
    """
    end = add(first, duur)
    shorter = duur.eenheid in (Eenheid.MAANDEN, Eenheid.JAREN) and end.day != first.day
    return end if shorter else end - timedelta(days=1)


def terug(last: date, duur: Duur) -> date:
    """The day that lies a length before ``last``."""
    return add(last, Duur(-duur.aantal, duur.eenheid))


def niet_eerder(last: date, duur: Duur) -> Outcome[date]:
    """From which day something can, counted backwards from ``last``: a weekend or holiday moves nothing."""
    day = terug(last, duur)
    counted = f"{duur} voor {datum(last)} is {weekday(day)} **{datum(day)}**."
    return Outcome(
        day, ATW_1_2, uitleg=(f"{counted} Wie terugrekent, schuift niet voor een weekend of feestdag.",)
    )


def geteld(start: date, duur: Duur) -> str:
    """How the last day of a term was counted, as a Dutch sentence."""
    end = add(start, duur)
    shorter = duur.eenheid in (Eenheid.MAANDEN, Eenheid.JAREN) and end.day != start.day
    why = f": die maand heeft geen dag {start.day}" if shorter else ""
    return f"{duur} na {datum(start)} is {weekday(end)} **{datum(end)}**{why}."
