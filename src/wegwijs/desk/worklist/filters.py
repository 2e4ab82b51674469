"""What a list of dossiers is narrowed to; stands in the address, so that it can be kept and shared."""

from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict

from wegwijs.dossiers.models import Fase, Variant
from wi2021.facts import Leerroute

TILES = {
    "laat": "te laat",
    "week": "deze week",
    "maand": "binnen 30 dagen",
    "wacht": "wacht op een ander",
    "gevaar": "PIP dreigt te laat",
}
SIGNALS = {"stil": "lang niets gehoord", "onvolledig": "gegevens ontbreken"}
BUCKETS = {**TILES, **SIGNALS}
NO_ROUTE = "-"
ROUTES = {**{route.value: route.naam for route in Leerroute}, NO_ROUTE: "nog geen route"}
MINE, EVERYONE, NOBODY, TASKS = "mij", "allen", "geen", "taken"


@dataclass(frozen=True, slots=True)
class Filters:
    """``who``: mij, allen, geen (without regisseur), taken (where the actor has a task) or the key of a regisseur."""

    bucket: str = ""
    gemeente: str = ""
    who: str = EVERYONE
    variant: str = ""
    fase: str = ""
    route: str = ""
    after: str = ""

    @classmethod
    def from_query(cls, query: QueryDict, *, default: str = EVERYONE) -> "Filters":
        """Read the address; an unknown value narrows nothing. ``default``: whose dossiers when it doesn't say."""

        def one_of(name: str, known: object) -> str:
            value = query.get(name, "")
            return value if value in known else ""  # type: ignore[operator]

        who = query.get("van", default)
        gemeente = query.get("gemeente", "")
        return cls(
            bucket=one_of("wanneer", BUCKETS),
            gemeente=gemeente if is_number(gemeente) else "",
            who=who if who in (MINE, EVERYONE, NOBODY, TASKS) or is_number(who) else default,
            variant=one_of("groep", Variant.values),
            fase=one_of("fase", Fase.values),
            route=one_of("route", ROUTES),
            after=query.get("na", "")[:60],
        )

    def address(self, **changes: str) -> str:
        """The query string with some filters changed; a changed filter starts at the first page."""
        now = {
            "wanneer": self.bucket,
            "gemeente": self.gemeente,
            "van": self.who,
            "groep": self.variant,
            "fase": self.fase,
            "route": self.route,
        }
        return _query(tuple({**now, **changes}.items()))

    @property
    def narrows(self) -> bool:
        """Whether anything but whose dossiers are shown was chosen."""
        return replace(self, who=EVERYONE, after="") != Filters()


@lru_cache(maxsize=4096)
def _query(filters: tuple[tuple[str, str], ...]) -> str:
    """A page holds some forty of these, the same for everybody who looks at the same list."""
    return "?" + urlencode([(key, value) for key, value in filters if value])


def is_number(text: str) -> bool:
    """Whether a text from the address can be a key."""
    return text.isascii() and text.isdecimal() and len(text) < 10
