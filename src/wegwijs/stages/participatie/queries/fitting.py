"""Which places fit somebody: days, language and distance, as with courses."""

from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.models import Dossier
from wegwijs.people.queries import address_on
from wegwijs.stages.participatie.models import Taaleis, Weekdag, Werkplek, Werksoort
from wegwijs.stages.participatie.queries.places import Seats, seats

# From none to most.
LEVELS = list(Taaleis)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody can. Empty: not known, or any."""

    soort: str = ""
    level: str = ""
    days: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A place with its seats, how near it is (0 is nearest) in words, and why it doesn't fit; nothing: it does."""

    seats: Seats
    distance: int
    near: str
    against: tuple[str, ...]


def matches(dossier: Dossier, wish: Wish, *, on: date, most: int) -> list[Match]:
    """Every place with a free seat; those that fit first, and of those the nearest."""
    home = address_on(dossier.person, on)
    found = []
    for one in seats(free=True, most=most)[0]:
        distance, near = _near(home.postcode if home else "", home.place if home else "", one.place)
        found.append(Match(one, distance, near, tuple(_against(one.place, wish, on))))
    return sorted(
        found, key=lambda m: (bool(m.against), m.distance, m.seats.place.werkgever.name, m.seats.place.work)
    )


def _against(place: Werkplek, wish: Wish, on: date) -> list[str]:
    said = []
    if wish.soort and place.soort != wish.soort:
        said.append(f"dit is {Werksoort(place.soort).label}")
    if wish.level and LEVELS.index(Taaleis(place.level)) > LEVELS.index(Taaleis(wish.level)):
        said.append(f"nodig is {Taaleis(place.level).label}")
    if wish.days and place.days and not wish.days & set(place.days):
        said.append(f"er is alleen werk op {', '.join(Weekdag(one).label for one in place.days)}")
    if place.valid_from > on:
        said.append("deze plek begint later")
    return said


def _near(postcode: str, town: str, one: Werkplek) -> tuple[int, str]:
    """By postcode: no kilometres, since the product holds no map."""
    where = one.werkgever.place
    if not postcode:
        return 3, f"in {where}, adres van de inburgeraar niet bekend"
    if one.postcode and postcode[:4] == one.postcode[:4]:
        return 0, "in de eigen buurt"
    if town and town.casefold() == where.casefold():
        return 1, "in de eigen plaats"
    return 2, f"in {where}"
