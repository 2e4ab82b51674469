"""Groups for tests: a room, a trainer, a welcome group with two half-days, people in it."""

from dataclasses import replace
from datetime import date, time, timedelta

from support.region import Region, make_dossier, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.agenda.commands import RoomFacts, save_room
from wegwijs.agenda.models import Room
from wegwijs.dossiers.models import Dossier
from wegwijs.groups.commands import GroupFacts, SessionFacts, enrol, make_group
from wegwijs.groups.models import Group, Level, Programme, Session
from wegwijs.hours.models import Soort

FIRST = date(2026, 11, 30)


def trainer(region: Region, short: str = "VluchtelingenWerk", username: str = "yilmaz") -> Actor:
    """Somebody who gives half-days and is involved with nobody; the same one when asked again."""
    role = Role.BEGELEIDER if short == "VluchtelingenWerk" else Role.DOCENT
    return someone(region, username, role, short, name="S. Yilmaz", function="trainer", phone="0787708912")


def room(region: Region, name: str = "Zaal 1", seats: int = 20) -> Room:
    """A room in Dordrecht; the same one when asked again."""
    known = Room.objects.filter(name=name).first()
    facts = RoomFacts("0505", name, "Spuiboulevard 300, Dordrecht", seats)
    return known or save_room(facts, by=region.teamlead)


def half_day(region: Region, on: date = FIRST, **other: object) -> SessionFacts:
    """A morning about health by VluchtelingenWerk in Zaal 1."""
    facts = SessionFacts(
        on, time(9, 30), 150, "Gezondheid", Soort.OVERIG, region.organisations["VluchtelingenWerk"],
        trainer=trainer(region).employee, room=room(region),
    )  # fmt: skip
    return replace(facts, **other)  # type: ignore[arg-type]


def facts(capacity: int = 15, name: str = "Welkom 12") -> GroupFacts:
    """A welcome group in Arabic for beginners."""
    return GroupFacts("0505", Programme.WELKOM, name, Level.BEGIN, "ar", capacity)


def group(region: Region, *days: SessionFacts, capacity: int = 15, name: str = "Welkom 12") -> Group:
    """Two Monday mornings, when no days are given."""
    planned = days or (
        half_day(region),
        half_day(region, FIRST + timedelta(days=7), title="Geld", soort=Soort.FINANCIEEL),
    )
    return make_group(facts(capacity, name), planned, by=region.teamlead)


def members(region: Region, found: Group, number: int) -> list[Dossier]:
    """So many new dossiers with a place (or on the waiting list)."""
    made = [make_dossier(region) for _ in range(number)]
    for dossier in made:
        enrol(found, dossier, by=region.regisseur)
    return made


def first(found: Group) -> Session:
    """Its first session."""
    return found.sessions.order_by("on")[0]
