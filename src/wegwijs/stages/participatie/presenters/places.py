"""Places at employers and with volunteers, and placements, as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wegwijs.stages.participatie.models import Plaatsing, Weekdag, Werkplek
from wegwijs.stages.participatie.queries import Modules
from wegwijs.stages.participatie.queries.fitting import Match
from wegwijs.stages.participatie.queries.modules import source_of
from wegwijs.stages.participatie.queries.places import Seats
from wegwijs.ui.format import capital, day, duration
from wegwijs.ui.parts import Fact, Why
from wi2021.grondslag import Outcome
from wi2021.leerroutes import R_Z_G, ZRest
from wi2021.parameters import parameter


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A place in the list. ``severity``: whether a seat is free."""

    pk: str
    work: str
    employer: str
    seats: str
    severity: str
    period: str
    level: str
    travel: str


def seat_line(found: Seats, today: date) -> SeatLine:
    """What somebody who looks for a place must know."""
    place, free = found.place, found.free
    begun = place.valid_from <= today
    return SeatLine(
        pk=str(place.pk),
        work=place.work,
        employer=f"{place.werkgever.name}, {place.werkgever.place}",
        seats=f"{free} van {place.seats} vrij" if begun else f"{place.seats}, vanaf {day(place.valid_from)}",
        severity="done" if free and begun else "soon" if free else "neutral",
        period=period(place),
        level=place.get_level_display(),
        travel=place.travel or "niet ingevuld",
    )


def period(place: Werkplek) -> str:
    """From when until when it is there."""
    until = f" tot en met {day(place.valid_to)}" if place.valid_to else ", tot nader bericht"
    return f"vanaf {day(place.valid_from)}{until}"


def facts(place: Werkplek, taken: int) -> tuple[Fact, ...]:
    """All that is known of a place."""
    employer = place.werkgever
    return (
        Fact("Organisatie", f"{employer.name}, {employer.place}"),
        Fact("Soort", place.get_soort_display()),
        Fact(
            "Contactpersoon", ", ".join(filter(None, (employer.contact, employer.phone))) or "niet ingevuld"
        ),
        Fact("Plaatsen", f"{place.seats}, nu {taken} bezet"),
        Fact("Periode", period(place)),
        Fact("Dagen", days_of(place.days)),
        Fact("Taal", place.get_level_display()),
        Fact("Reis", place.travel or "niet ingevuld"),
    )


def days_of(days: Iterable[str]) -> str:
    """Days of the week in their order; none: by agreement."""
    chosen = set(days)
    return ", ".join(str(one.label) for one in Weekdag if one.value in chosen) or "in overleg"


@dataclass(frozen=True, slots=True)
class MatchLine:
    """A place for somebody. ``against``: why it doesn't fit, "" when it does."""

    pk: str
    work: str
    employer: str
    kind: str
    when: str
    near: str
    free: str
    against: str


def matched(one: Match) -> MatchLine:
    """One line."""
    place = one.seats.place
    return MatchLine(
        str(place.pk), place.work, place.werkgever.name, f"{place.get_soort_display()}; {place.get_level_display()}", days_of(place.days),
        one.near, f"{one.seats.free} van {place.seats}", capital("; ".join(one.against)) if one.against else "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the participation of the Z-route is, in whole hours; ``rest`` in words, ``why`` of the law."""

    made: int
    whole: int
    rest: str
    why: Why


def progress(found: Modules, left: Outcome[ZRest] | None, today: date) -> Progress | None:
    """None where the law asks no participation."""
    if left is None or left.regel is R_Z_G:
        return None
    whole = int(parameter("z.participatie.uren", on=today).value)
    rest = left.value.participatie
    words = f"Nog {rest} van {whole} uur" if rest else f"Alle {whole} uur zijn gemaakt."
    return Progress(whole - rest, whole, words, Why("Waarom?", left.uitleg, source=source_of(left.regel)))


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """Somebody's placement. ``runs``: hours can be recorded and it can be ended."""

    pk: str
    dossier: str
    title: str
    note: str
    stand: str
    severity: str
    runs: bool


def placements(rows: Iterable[Plaatsing], today: date) -> list[PlacementLine]:
    """Of one dossier (of ``queries.places.placements``), with the hours made at each."""
    return [placement(row, str(row.werkplek), today, vars(row)["made"] or 0) for row in rows]


def placement(row: Plaatsing, title: str, today: date, made: int | None = None) -> PlacementLine:
    """``made``: minutes made there; None where that isn't shown."""
    hours = (
        f"{duration(made)} van {row.hours} uur gemaakt"
        if made is not None
        else f"{row.hours} uur afgesproken"
    )
    runs = not row.off and not row.ended and row.valid_to >= today
    week = f" · {days_of(row.days)}, {duration(row.weekly_minutes)} per week" if row.weekly_minutes else ""
    return PlacementLine(
        pk=str(row.pk),
        dossier=str(row.dossier_id),
        title=title,
        note=f"{row.get_doel_display()} · van {day(row.valid_from)} tot en met {day(row.valid_to)} · {hours}{week}",
        stand=_stand(row, today),
        severity="in-time" if runs else "neutral",
        runs=runs,
    )


def _stand(row: Plaatsing, today: date) -> str:
    if row.off:
        return f"ging niet door: {row.get_ended_display()}"
    if row.ended:
        return f"beëindigd: {row.get_ended_display()}"
    if row.valid_to < today:
        return "voorbij"
    return "loopt" if row.valid_from <= today else f"begint op {day(row.valid_from)}"
