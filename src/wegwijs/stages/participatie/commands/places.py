"""Places at employers and with volunteers: keep them, place somebody for the MAP or the Z-route, record the hours made there, end it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.hours.commands import Done, record_hours
from wegwijs.hours.models import Soort, Uren
from wegwijs.rowsecurity.scope import widened
from wegwijs.stages.participatie.models import (
    Plaatsing,
    Plaatsingsdoel,
    Plaatsingseinde,
    Taaleis,
    Weekdag,
    Werkgever,
    Werkplek,
    Werksoort,
)
from wegwijs.stages.participatie.queries.modules import stands
from wegwijs.stages.participatie.queries.z_route import z_left
from wegwijs.ui.format import day


@dataclass(frozen=True, slots=True)
class Offer:
    """What an employer offers, and whom one calls there. ``valid_to`` is included; None: until further notice."""

    employer: str
    place: str
    contact: str
    phone: str
    work: str
    seats: int
    valid_from: date
    valid_to: date | None
    level: Taaleis
    travel: str = ""
    soort: Werksoort = Werksoort.WERKGEVER
    days: tuple[Weekdag, ...] = ()
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """On which days somebody is there, and how many minutes a week."""

    days: tuple[Weekdag, ...] = ()
    minutes: int | None = None


@transaction.atomic
def add_place(offer: Offer, *, by: Actor) -> Werkplek:
    """A new place; an employer that is known by its name gets the contact of today.

    Raises NotAllowed without the right, DomainError for a period that ends before it begins.
    """
    by.require(Permission.MODULES_RECORD)
    _check_period(offer)
    employer, _ = Werkgever.objects.update_or_create(
        name=offer.employer, defaults={"place": offer.place, "contact": offer.contact, "phone": offer.phone}
    )
    made = Werkplek.objects.create(werkgever=employer, **_columns(offer))
    _note(made, by, "toegevoegd")
    return made


@transaction.atomic
def change_place(place: Werkplek, offer: Offer, *, by: Actor, expected_version: int) -> Werkplek:
    """Change what is offered. Raises Conflict when a colleague saved since; DomainError when more people are placed than
    there would be seats, or after the new last day; NotAllowed without the right."""
    by.require(Permission.MODULES_RECORD)
    _check_period(offer)
    held = Werkplek.objects.select_for_update(of=("self",)).select_related("werkgever").get(pk=place.pk)
    if held.version != expected_version:
        raise Conflict(
            "Een collega heeft deze werkplek net gewijzigd.",
            theirs={"work": held.work, "seats": str(held.seats), "travel": held.travel},
            version=held.version,
            what="Werkplek wijzigen",
        )
    rows = _placed(held, clock.today(), None)
    last = max((row.valid_to for row in rows), default=None)
    if offer.valid_to and last and last > offer.valid_to:
        raise DomainError(
            f"Er is iemand geplaatst tot en met {day(last)}. Beëindig die plaatsing eerst.", field="valid_to"
        )
    if peak(rows) > offer.seats:
        raise DomainError(
            f"Er zijn {peak(rows)} mensen tegelijk geplaatst. Beëindig eerst een plaatsing.", field="seats"
        )
    Werkgever.objects.filter(pk=held.werkgever_id).update(
        place=offer.place, contact=offer.contact, phone=offer.phone
    )
    for name, value in _columns(offer).items():
        setattr(held, name, value)
    held.version += 1
    held.save()
    _note(held, by, "gewijzigd")
    return held


def _check_period(offer: Offer) -> None:
    if offer.valid_to and offer.valid_to < offer.valid_from:
        raise DomainError("De einddatum ligt voor de begindatum. Verbeter de einddatum.", field="valid_to")


def _columns(offer: Offer) -> dict[str, object]:
    names = ("work", "seats", "valid_from", "valid_to", "level", "travel", "soort", "postcode")
    return {**{name: getattr(offer, name) for name in names}, "days": list(offer.days)}


def _note(place: Werkplek, by: Actor, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="werkplek", key=place.pk, detail=f"{what}: {place.werkgever}"[:200]
    )


@transaction.atomic
def place_somebody(
    dossier: Dossier, place: Werkplek, *, by: Actor, valid_from: date, valid_to: date, hours: int,
    doel: Plaatsingsdoel = Plaatsingsdoel.MAP, week: Week = Week(),
) -> Plaatsing:  # fmt: skip
    """Somebody gets a seat, both days included; the place is held so that two people don't give away the last one at once.

    Raises NotAllowed without the right there; DomainError for a closed dossier, where no MAP is needed or it was finished, for the Z-route of
    who has no participation to do, without days and hours a week there, days outside the offer, a place that is full, and somebody who is there already.
    """
    by.require(Permission.MODULES_RECORD, dossier.gemeente_id)
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    seat = Werkplek.objects.select_for_update(of=("self",)).select_related("werkgever").get(pk=place.pk)
    if not held.is_open:
        raise DomainError("Dit dossier is gesloten. Plaatsen kan niet meer.")
    _check_purpose(held, doel, week)
    if valid_to < valid_from:
        raise DomainError("De einddatum ligt voor de begindatum. Verbeter de einddatum.", field="valid_to")
    _check_offer(seat, valid_from, valid_to)
    if closed := [Weekdag(one).label for one in week.days if seat.days and one not in seat.days]:
        raise DomainError(
            f"Op {' en '.join(closed)} is er geen werk op deze plek. Kies andere dagen.", field="days"
        )
    rows = _placed(seat, valid_from, valid_to)
    if any(row.dossier_id == dossier.pk for row in rows):
        raise DomainError("Deze inburgeraar heeft hier in deze periode al een plaats.", field="werkplek")
    if peak(rows) >= seat.seats:
        raise DomainError(
            f"Deze werkplek is in deze periode vol: {seat.seats} van {seat.seats} bezet. Kies een andere werkplek of een andere periode.",
            field="werkplek",
        )
    made = Plaatsing.objects.create(
        dossier=dossier, gemeente_id=dossier.gemeente_id, werkplek=seat, valid_from=valid_from, valid_to=valid_to,
        hours=hours, placed_by=by.user, label=by.label, doel=doel, days=list(week.days), weekly_minutes=week.minutes,
    )  # fmt: skip
    record_event(
        dossier, Kind.MAP_GEPLAATST, by=by, on=clock.today(),
        payload={"plaatsing": str(made.pk), "van": valid_from.isoformat(), "tot": valid_to.isoformat(), "uren": hours, "doel": doel.value},
        summary=f"{seat}, van {day(valid_from)} tot en met {day(valid_to)}, {hours} uur ({doel.label})"[:240],
    )  # fmt: skip
    return made


def _check_purpose(dossier: Dossier, doel: Plaatsingsdoel, week: Week) -> None:
    found = stands(dossier)
    if doel is Plaatsingsdoel.MAP:
        if not found.map.needed or found.map.finished:
            raise DomainError("De MAP hoeft niet of is al afgerond. Plaatsen is niet nodig.")
        return
    left = z_left(found)
    if left is None:
        raise DomainError(
            "In het PIP staat niet de Z-route, of de doelgroep is nog niet bekend. Plaats voor de MAP.",
            field="doel",
        )
    if left.value.participatie == 0:
        raise DomainError(
            "Deze inburgeraar heeft geen participatie-uren (meer) te doen in de Z-route.",
            field="doel",
            artikel=left.regel.artikelen[0],
        )
    if not week.minutes:
        raise DomainError("Vul in hoeveel uur per week is afgesproken.", field="weekly_minutes")
    if not week.days:
        raise DomainError("Kies op welke dagen.", field="days")


def _check_offer(place: Werkplek, valid_from: date, valid_to: date) -> None:
    if valid_from < place.valid_from:
        raise DomainError(
            f"Deze werkplek begint op {day(place.valid_from)}. Kies een latere dag.", field="valid_from"
        )
    if place.valid_to and valid_to > place.valid_to:
        raise DomainError(
            f"Deze werkplek is er tot en met {day(place.valid_to)}. Kies een eerdere dag.", field="valid_to"
        )


def _placed(place: Werkplek, first: date, last: date | None) -> list[Plaatsing]:
    """Who has a seat at some time from ``first`` up to and including ``last``, of every gemeente: a seat is taken whoever's it is."""
    with widened():
        rows = place.plaatsingen.filter(off=False, valid_to__gte=first)
        return list(rows.filter(valid_from__lte=last) if last else rows)


def peak(rows: Iterable[Plaatsing]) -> int:
    """How many of these are there at once on the fullest day."""
    known = list(rows)
    return max((sum(row.runs_on(one.valid_from) for row in known) for one in known), default=0)


@transaction.atomic
def record_at_place(
    placement: Plaatsing, *, by: Actor, on: date, minutes: int, key: str, theme: str = ""
) -> Uren:
    """Hours made at the place, in the ledger with the placement in their key: practice of the MAP, which is the executor's (MAP-01), or participation in
    the Z-route (R-Z-A).

    Raises what ``record_hours`` raises, and DomainError for a day on which nobody was placed there.
    """
    if not placement.runs_on(on):
        raise DomainError(
            f"De plaatsing loopt van {day(placement.valid_from)} tot en met {day(placement.valid_to)}. Vul een dag daarbinnen in.",
            field="on",
        )
    of_map = placement.doel == Plaatsingsdoel.MAP
    done = Done(
        Soort.MAP if of_map else Soort.PARTICIPATIE, on, minutes, by.organisation, f"{placement.key}{key}",
        theme if of_map else "", practical=of_map,
    )  # fmt: skip
    return record_hours(placement.dossier, done, by=by)


@transaction.atomic
def end_placement(placement: Plaatsing, reason: Plaatsingseinde, *, by: Actor, on: date) -> Plaatsing:
    """It ends with the day ``on``; before its first day it never happened. Hours that were made stay in the ledger.

    Raises NotAllowed without the right there, DomainError when it is over already, or for a day before hours that were made.
    """
    by.require(Permission.MODULES_RECORD, placement.gemeente_id)
    row = Plaatsing.objects.select_for_update(of=("self",)).select_related("werkplek__werkgever", "dossier").get(
        pk=placement.pk
    )  # fmt: skip
    if row.off or row.ended or row.valid_to < on:
        raise DomainError("Deze plaatsing is al voorbij. Ververs de pagina.")
    made = Uren.objects.filter(
        dossier=row.dossier, source_key__startswith=row.key, on__gt=on, reversed_by=None
    )
    if made.exists():
        raise DomainError(
            "Er staan uren van na deze dag. Kies een latere dag, of herstel die uren.", field="on"
        )
    _end(row, reason, by=by, on=on)
    return row


def end_with_dossier(dossier: Dossier, *, by: Actor, on: date) -> None:
    """A dossier that closes gives up its seats from the day after; those to come are off."""
    rows = Plaatsing.objects.select_for_update(of=("self",)).select_related("werkplek__werkgever")
    for row in rows.filter(dossier=dossier, off=False, valid_to__gt=on):
        row.dossier = dossier
        _end(row, Plaatsingseinde.GESLOTEN, by=by, on=on)


def _end(row: Plaatsing, reason: Plaatsingseinde, *, by: Actor, on: date) -> None:
    row.ended = reason
    if on < row.valid_from:
        row.off = True
    else:
        row.valid_to = on
    row.save(update_fields=["ended", "off", "valid_to"])
    record_event(
        row.dossier, Kind.MAP_PLAATSING_EINDE, by=by, on=min(on, clock.today()),
        payload={"plaatsing": str(row.pk), "reden": reason.value}, summary=f"{row.werkplek}: {reason.label}"[:240],
    )  # fmt: skip
