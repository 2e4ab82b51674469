"""How far everybody of the region is, who runs out of time, whom nobody spoke, and of whom a report is late: pages of rows by one
statement each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection
from django.http import QueryDict

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import visible_sql
from wegwijs.dossiers.whose import mine
from wegwijs.organisations.models import Gemeente
from wegwijs.organisations.policy import SILENT, Policy, PolicyKey
from wegwijs.stages.leerroutes.models import Voltooiingsstand
from wegwijs.stages.leerroutes.quarters import SHORTEST, ended
from wegwijs.stages.leerroutes.queries.said import IS_LATE, SAID, SIGNAL
from wi2021.dagen import add, maanden
from wi2021.facts import Leerroute
from wi2021.parameters import parameter

PAGE = 50
MINE = "mij"
ROUTES = {route.value: route.naam for route in Leerroute}
Policies = Mapping[Gemeente, Mapping[PolicyKey, Policy]]
_STAND = [str(field.column) for field in Voltooiingsstand._meta.concrete_fields]


class Listing(Enum):
    """One of the four lists: which rows stand in it, by which column they are ordered, and what it can be narrowed to."""

    COMPLETION = (
        "true", "v.ends_on",
        {"zonder": "geen school bekend", "bijna": "nog één onderdeel", "klaar": "alles klaar, wacht op DUO", "bewijs": "bewijs nog niet uitgereikt"},
    )  # fmt: skip
    TIME = (
        "v.met_on IS NULL AND v.to_do > 0 AND v.ends_on <= %(edge)s AND d.state = 'open'", "v.ends_on",
        {"voorbij": "de termijn is voorbij"},
    )  # fmt: skip
    TALKS = (
        "d.state = 'open' AND (v.talk_on < %(today)s OR d.contact_on IS NULL OR d.contact_on < {silent} OR {signal})", "v.talk_on",
        {"laat": "gesprek te laat", "stil": "lang niets gehoord", "signaal": "signaal over de lessen"},
    )  # fmt: skip
    REPORTS = ("d.state = 'open' AND {late}", "v.talk_on", {"signaal": "ook een signaal"})

    def __init__(self, inside: str, column: str, signals: Mapping[str, str]) -> None:
        self.inside, self.column, self.signals = inside, column, signals


_SILENT = "(%(silent)s::jsonb ->> (v.gemeente_id || '/' || v.route))::date"
_SIGNALS = {
    "zonder": "v.met_on IS NULL AND v.to_do > 0 AND d.state = 'open' AND s.school IS NULL",
    "signaal": SIGNAL,
    "bijna": "v.to_do = 1 AND v.met_on IS NULL",
    "klaar": "v.to_do = 0 AND v.met_on IS NULL AND v.parts <> '[]'::jsonb",
    "bewijs": "v.met_on IS NOT NULL",
    "voorbij": "v.ends_on < %(today)s",
    "laat": "v.talk_on < %(today)s",
    "stil": f"(d.contact_on IS NULL OR d.contact_on < {_SILENT})",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is narrowed to; stands in the address."""

    listing: Listing
    signal: str = ""
    who: str = ""
    gemeente: str = ""
    route: str = ""
    after: str = ""

    @classmethod
    def from_query(cls, listing: Listing, query: QueryDict, gemeenten: Mapping[str, str]) -> "Chosen":
        """Read the address; an unknown value narrows nothing. ``gemeenten``: those of the actor, by code."""

        def one_of(name: str, known: object) -> str:
            value = query.get(name, "")
            return value if value in known else ""  # type: ignore[operator]

        return cls(
            listing, one_of("wanneer", listing.signals), one_of("van", (MINE,)), one_of("gemeente", gemeenten),
            one_of("route", ROUTES), query.get("na", "")[:60],
        )  # fmt: skip

    def address(self, **changes: str) -> str:
        """The query string with some filters changed, at the first page."""
        now = {"wanneer": self.signal, "van": self.who, "gemeente": self.gemeente, "route": self.route}
        return "?" + urlencode([(key, value) for key, value in {**now, **changes}.items() if value])

    @property
    def narrows(self) -> bool:
        """Whether anything was chosen."""
        return replace(self, after="") != Chosen(self.listing)


class Row(NamedTuple):
    """A dossier of a list with its stand. Hours of lessons come from what the PIP plans beside what was made, in minutes;
    ``planned_talk``: the day of a talk that stands in the agenda; ``school``: where somebody has a place, or chose to go; ``begun``: the first lesson of the Onderwijsroute, for who follows that. ``said``: open
    signals (kind, day), reports that are late (school, first day of the quarter), or grounds of which the dossier shows something; by the list."""

    number: str
    voornamen: str
    voorvoegsel: str
    geslachtsnaam: str
    gemeente: str
    regisseur: str | None
    contact_on: date | None
    les_planned: int | None
    les_made: int | None
    last_hour: date | None
    planned_talk: date | None
    school: str | None
    begun: date | None
    said: list[Any]
    stand: Voltooiingsstand

    @property
    def all_lessons(self) -> bool:
        """Whether the lessons that the PIP names were all followed."""
        return self.les_planned is not None and (self.les_made or 0) >= self.les_planned


_JOINED = """leerroutes_voltooiingsstand v JOIN dossiers_dossier d ON d.id = v.dossier_id JOIN people_person p ON p.id = d.person_id
JOIN organisations_gemeente g ON g.code = d.gemeente_id LEFT JOIN organisations_employee r ON r.id = d.regisseur_id
LEFT JOIN participatie_urenstand u ON u.dossier_id = v.dossier_id
LEFT JOIN LATERAL (SELECT min(a."on") AS planned FROM dossiers_afspraak a WHERE a.dossier_id = v.dossier_id
    AND a.soort = 'voortgang' AND a.cancelled_at IS NULL AND a."on" >= %(today)s) t ON true
LEFT JOIN LATERAL (SELECT o.short AS school FROM leerroutes_inburgeringsaanbod i JOIN organisations_organisation o ON o.id = i.organisation_id
    WHERE i.dossier_id = v.dossier_id AND i.state IN ('aangenomen', 'begonnen')
    UNION ALL SELECT e.name FROM leerroutes_eigenschool e WHERE e.dossier_id = v.dossier_id AND e.until IS NULL LIMIT 1) s ON true
LEFT JOIN LATERAL (SELECT min(i.began_on) AS begun FROM leerroutes_inburgeringsaanbod i JOIN leerroutes_cursus c ON c.id = i.cursus_id
    WHERE v.route = 'O' AND c.route = 'O' AND i.dossier_id = v.dossier_id) b ON true"""


def page(actor: Actor, chosen: Chosen, policies: Policies, *, today: date) -> tuple[list[Row], str]:
    """At most 50 rows after the key in the address, soonest first, and the key of the next page ("" on the last)."""
    where, params = _narrowed(actor, chosen, policies, today)
    day, _, key = chosen.after.partition("_")
    try:
        params |= {"from": date.fromisoformat(day), "last": UUID(key)}
        where += f" AND ({chosen.listing.column}, v.dossier_id) > (%(from)s, %(last)s)"
    except ValueError:
        pass
    columns = ", ".join(f'v."{column}"' for column in _STAND)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.number, p.voornamen, p.voorvoegsel, p.geslachtsnaam, g.naam, r.name, d.contact_on, u.les_planned, u.les_made,"  # noqa: S608
            f" u.last_on, t.planned, s.school, b.begun, {SAID.get(chosen.listing.name, 'NULL::jsonb')}, {columns} FROM {_JOINED} WHERE {where}"
            f" ORDER BY {chosen.listing.column}, v.dossier_id LIMIT {PAGE + 1}",
            params,
        )
        found = [_row(row) for row in cursor.fetchall()]
    last = found[PAGE - 1].stand if len(found) > PAGE else None
    edge = getattr(last, chosen.listing.column.removeprefix("v.")) if last else None
    return found[:PAGE], f"{edge.isoformat()}_{last.pk}" if last and edge else ""


def _row(row: tuple[Any, ...]) -> Row:
    values, said = list(row[14:]), row[13]
    parts = _STAND.index("parts")
    if isinstance(values[parts], str):
        values[parts] = json.loads(values[parts])
    told = json.loads(said) if isinstance(said, str) else said or []
    return Row._make((*row[:13], told, Voltooiingsstand.from_db("default", _STAND, values)))


def _narrowed(actor: Actor, chosen: Chosen, policies: Policies, today: date) -> tuple[str, dict[str, Any]]:
    scope, params = visible_sql(actor, Permission.PIP_VIEW)
    parts = [scope, chosen.listing.inside.format(silent=_SILENT, signal=SIGNAL, late=IS_LATE)]
    params |= {
        "today": today, "edge": edge(today), "silent": _days(silent_edges(policies, today)), "shortest": SHORTEST.days,
        "quarters": json.dumps(late_quarters(policies, today)),
    }  # fmt: skip
    if chosen.who == MINE and actor.employee:
        condition, more = mine(actor)
        parts.append(condition)
        params |= more
    for column, value in (("d.gemeente_id", chosen.gemeente), ("v.route", chosen.route)):
        if value:
            name = column.partition(".")[2]
            parts.append(f"{column} = %({name})s")
            params[name] = value
    if chosen.signal:
        parts.append(_SIGNALS[chosen.signal])
    return " AND ".join(parts), params


def edge(today: date) -> date:
    """The last end of a termijn for which an extension can be asked for now (T-16)."""
    return add(today, maanden(parameter("verlenging.aanvragen.maanden", on=today).value))


def silent_edges(policies: Policies, today: date) -> dict[str, date]:
    """By "gemeente/route" the first day of which a contact is not long ago yet: local policy."""
    return {
        f"{gemeente.pk}/{route}": today - timedelta(weeks=found[key].value)
        for gemeente, found in policies.items()
        for route, key in SILENT.items()
    }


def late_quarters(policies: Policies, today: date) -> list[dict[str, str]]:
    """Every quarter of which a report should have been there, by gemeente: local policy."""
    return [
        {"gemeente": gemeente.pk, "first": one.first.isoformat(), "last": one.last.isoformat()}
        for gemeente, found in policies.items()
        for one in ended(today)
        if one.due(found[PolicyKey.REPORT_DAYS].value) < today
    ]


def _days(edges: Mapping[str, date]) -> str:
    return json.dumps({key: on.isoformat() for key, on in edges.items()})
