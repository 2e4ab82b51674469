"""Places at employers and placements as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wegwijs.stages.participatie.models import Plaatsing, Werkplek
from wegwijs.stages.participatie.queries.places import Seats
from wegwijs.ui.format import day, duration
from wegwijs.ui.parts import Fact


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
        Fact("Werkgever", f"{employer.name}, {employer.place}"),
        Fact(
            "Contactpersoon", ", ".join(filter(None, (employer.contact, employer.phone))) or "niet ingevuld"
        ),
        Fact("Plaatsen", f"{place.seats}, nu {taken} bezet"),
        Fact("Periode", period(place)),
        Fact("Taal", place.get_level_display()),
        Fact("Reis", place.travel or "niet ingevuld"),
    )


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
    return PlacementLine(
        pk=str(row.pk),
        dossier=str(row.dossier_id),
        title=title,
        note=f"van {day(row.valid_from)} tot en met {day(row.valid_to)} · {hours}",
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
