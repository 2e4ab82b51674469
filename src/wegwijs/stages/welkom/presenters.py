"""A programme as pages show it: its half-days, what they count for, and its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wegwijs import clock
from wegwijs.groups.models import Programme as Kind
from wegwijs.groups.presenters.sessions import counts_for
from wegwijs.hours.models import Soort
from wegwijs.stages.welkom.models import Programmaversie
from wegwijs.stages.welkom.programme import half_days_of
from wegwijs.stages.welkom.standard import HalfDay
from wegwijs.ui.format import capital, day, duration
from wegwijs.ui.parts import Why
from wi2021.parameters import parameter


@dataclass(frozen=True, slots=True)
class Line:
    """One half-day in its order."""

    title: str
    note: str
    why: Why


@dataclass(frozen=True, slots=True)
class Programme:
    """The half-days of a programme. ``total``: how long all of it takes; ``short``: what the law asks and isn't there ("": nothing)."""

    key: str
    name: str
    lines: tuple[Line, ...]
    total: str
    short: str


def programme(kind: Kind, days: Sequence[HalfDay]) -> Programme:
    """As a card."""
    lines = tuple(map(_line, range(1, len(days) + 1), days))
    return Programme(kind.value, capital(kind.label), lines, total(days), short(kind, days))


def total(days: Sequence[HalfDay]) -> str:
    """How many, and how long all of them take."""
    return (
        f"{_number(days)}, samen {duration(sum(one.minutes for one in days))}" if days else "Nog geen dagdeel"
    )


def _number(days: Sequence[HalfDay]) -> str:
    return f"{len(days)} {'dagdeel' if len(days) == 1 else 'dagdelen'}"


def _line(number: int, one: HalfDay) -> Line:
    return Line(f"{number}. {one.title}", _note(one), counts_for(one.soort, one.practical))


def folded(one: HalfDay | None) -> tuple[str, Why | None]:
    """What a half-day of the form says while it is folded; None: it isn't whole yet."""
    if one is None:
        return "nog niet helemaal ingevuld", None
    return _note(one), counts_for(one.soort, one.practical)


def _note(one: HalfDay) -> str:
    parts = (
        duration(one.minutes), f"{one.soort.label}{', praktijk' if one.practical else ''}", one.theme,
        f"door: {one.giver.label}",
    )  # fmt: skip
    return " · ".join(filter(None, parts))


def short(kind: Kind, days: Sequence[HalfDay]) -> str:
    """Of a PVT: that it has fewer hours than the law asks."""
    if kind != Kind.PVT:
        return ""
    asked = parameter("pvt.uren", on=clock.today())
    minutes = sum(one.minutes for one in days if one.soort == Soort.PVT)
    if minutes < 60 * int(asked.value):
        return f"Dit is {duration(minutes)} PVT. De wet vraagt ten minste {asked.value} uur."
    return ""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a programme."""

    title: str
    note: str
    stand: str
    severity: str
    lines: tuple[Line, ...]


def version_line(row: Programmaversie, now: Programmaversie | None, today: date) -> Version:
    """``now``: the version that holds today."""
    stand, severity = ("geweest", "neutral")
    if row == now:
        stand, severity = "geldt nu", "in-time"
    elif row.valid_from > today:
        stand, severity = "komt nog", "soon"
    days = half_days_of(row)
    lines = tuple(map(_line, range(1, len(days) + 1), days))
    return Version(
        f"Vanaf {day(row.valid_from)}: {_number(days)}", f"{row.source} · vastgelegd door {row.label}", stand, severity, lines
    )  # fmt: skip
