"""The last day of a term: by counting, and after the Algemene termijnenwet, with the sentences that lead there."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from wi2021.dagen.duur import Duur, add, geteld, through
from wi2021.dagen.feestdagen import free_day, onbekend_jaar
from wi2021.grondslag import Regel, Zekerheid, atw, datum, opsomming, regel, weekday

ATW_1 = regel(
    "ATW-1", "Een termijn eindigt niet op een weekenddag of feestdag", atw("1", "1"), atw("3"), atw("5")
)
ATW_4 = regel("ATW-4", "Lange termijnen schuiven niet", atw("4", onderdeel="a"))
ATW_COLLEGE = regel(
    "ATW-college",
    "Een termijn die het college zelf stelt schuift niet",
    atw("1", "1"),
    zekerheid=Zekerheid.AFGELEID,
)
ATW_REGELING = regel(
    "ATW-regeling",
    "Of een termijn uit een ministeriële regeling schuift",
    atw("5"),
    zekerheid=Zekerheid.ONGECONTROLEERD,
)


class Gesteld(StrEnum):
    """Who set a term; with its length that decides whether the Algemene termijnenwet moves its end.

    WET: a statute (Atw 1) or an algemene maatregel van bestuur (Atw 5). REGELING: a ministerial regulation, which
    Atw 5 doesn't name; the legal dossier leaves open whether it is covered. COLLEGE: the college itself, not covered
    (derived). GRENS: no term to act in but a limit from which a right exists.
    """

    WET = "wet of algemene maatregel van bestuur"
    REGELING = "ministeriële regeling"
    COLLEGE = "het college"
    GRENS = "een grens"


@dataclass(frozen=True, slots=True)
class Einde:
    """The end of a term. ``nominal`` by counting, ``last_day`` after the Atw; ``stappen`` lead there.

    ``atw``: the Atw covers this term. ``regel``: what moves the end or keeps it, None for a limit. ``mogelijk``: the
    last day when the Atw should turn out to cover a term of which that isn't checked.
    """

    nominal: date
    last_day: date
    atw: bool
    stappen: tuple[str, ...]
    regel: Regel | None = None
    mogelijk: date | None = None

    @property
    def verschoven(self) -> bool:
        """Whether a weekend or holiday moved the last day."""
        return self.last_day != self.nominal


@lru_cache(maxsize=8192)
def einde(start: date, duur: Duur, *, gesteld: Gesteld = Gesteld.WET) -> Einde:
    """The end of a term that begins to run the day after ``start``."""
    nominal, counted = add(start, duur), geteld(start, duur)
    if gesteld is Gesteld.GRENS:
        return Einde(nominal, nominal, False, (counted,))
    if gesteld is Gesteld.COLLEGE:
        return Einde(nominal, nominal, False, (counted, *_stays(nominal, _BY_COLLEGE)), ATW_COLLEGE)
    if not duur.atw:
        return Einde(
            nominal, nominal, False, (counted, *_stays(nominal, f"Deze termijn {duur.te_lang}")), ATW_4
        )
    if gesteld is Gesteld.REGELING:
        return _perhaps(nominal, counted)
    return _moved(nominal, counted)


def einde_vanaf(first: date, duur: Duur) -> Einde:
    """The end of a period of months or years that begins on ``first`` itself, and is too long to be moved.

    A year and a half from 1 May runs through 31 October, though the day before it is the thirtieth.
    """
    found, last = einde(first - timedelta(days=1), duur), through(first, duur)
    if last == found.last_day:
        return found
    counted = f"{duur} vanaf {datum(first)} is tot en met {weekday(last)} **{datum(last)}**."
    return Einde(last, last, False, (counted, *_stays(last, f"Deze termijn {duur.te_lang}")), ATW_4)


_BY_COLLEGE = "Het college stelt deze termijn zelf"


def gesteld_tot(last: date, sentence: str) -> Einde:
    """The end of a term whose last day the college itself named; ``sentence`` says so."""
    day = f"**{datum(last)}** is {weekday(last)}."
    steps = (sentence, *(f"{day} {step}" for step in _stays(last, _BY_COLLEGE)))
    return Einde(last, last, False, steps, ATW_COLLEGE)


def _stays(last: date, why: str) -> tuple[str, ...]:
    """Why a last day in a weekend or on a holiday isn't moved; nothing to say for a working day."""
    free = free_day(last)
    if free is None:
        return ()
    if free == weekday(last):
        return (f"{why}: hij schuift niet voor een weekend.",)
    return (f"Dat is {free}. {why}: hij schuift niet voor een feestdag.",)


def _working_day(day: date) -> tuple[date, list[str]]:
    """The first day from ``day`` on that is no weekend or holiday, and why the days before it are."""
    reasons = []
    while why := free_day(day):
        reasons.append(f"**{datum(day)}** is {why}")
        day += timedelta(days=1)
    return day, reasons


def _moved(nominal: date, counted: str) -> Einde:
    last, reasons = _working_day(nominal)
    if reasons:
        step = f"{opsomming(reasons)}. De uiterste datum schuift naar {weekday(last)} **{datum(last)}**."
        steps: tuple[str, ...] = (counted, step)
    else:
        steps = (f"{counted} Geen weekend of feestdag: de datum blijft staan.",)
    unknown = onbekend_jaar(last)
    return Einde(nominal, last, True, (*steps, unknown) if unknown else steps, ATW_1)


def _perhaps(nominal: date, counted: str) -> Einde:
    last, _ = _working_day(nominal)
    open_point = (
        "De termijn staat in een ministeriële regeling. De Algemene termijnenwet noemt alleen wetten en algemene "
        "maatregelen van bestuur; of zij hier geldt, is nog niet gecontroleerd."
    )
    then = (
        f" Als zij geldt, is de uiterste datum {weekday(last)} **{datum(last)}**." if last != nominal else ""
    )
    return Einde(nominal, nominal, False, (counted, f"{open_point}{then}"), ATW_REGELING, last)
