"""Who is behind on the hours of the PIP: a page of rows by one statement whose text is fixed (ADR 0010, 0022)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import IO, Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection
from django.http import QueryDict

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import visible_sql
from wegwijs.dossiers.whose import mine
from wegwijs.organisations.models import Gemeente
from wegwijs.organisations.policy import SILENT, Policy, PolicyKey
from wegwijs.stages.participatie.models import Plandeel, Urenstand
from wegwijs.tables.copied import copied, harmless, named
from wi2021.facts import Leerroute

PAGE = 50
SIGNALS = {"achter": "achter op het PIP", "stil": "lang geen uren"}
ROUTES = {route.value: route.naam for route in Leerroute}
MINE = "mij"
Policies = Mapping[Gemeente, Mapping[PolicyKey, Policy]]
STAND = [str(field.column) for field in Urenstand._meta.concrete_fields]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the list is narrowed to; stands in the address. ``deel`` also says by what it is ordered."""

    signal: str = ""
    who: str = ""
    gemeente: str = ""
    route: str = ""
    deel: str = ""
    after: str = ""

    @classmethod
    def from_query(cls, query: QueryDict, gemeenten: Mapping[str, str]) -> "Chosen":
        """Read the address; an unknown value narrows nothing. ``gemeenten``: those of the actor, by code."""

        def one_of(name: str, known: object) -> str:
            value = query.get(name, "")
            return value if value in known else ""  # type: ignore[operator]

        return cls(
            signal=one_of("wanneer", SIGNALS),
            who=one_of("van", (MINE,)),
            gemeente=one_of("gemeente", gemeenten),
            route=one_of("route", ROUTES),
            deel=one_of("deel", Plandeel.values),
            after=query.get("na", "")[:60],
        )

    def address(self, **changes: str) -> str:
        """The query string with some filters changed, at the first page."""
        now = {
            "wanneer": self.signal,
            "van": self.who,
            "gemeente": self.gemeente,
            "route": self.route,
            "deel": self.deel,
        }
        return "?" + urlencode([(key, value) for key, value in {**now, **changes}.items() if value])

    @property
    def narrows(self) -> bool:
        """Whether anything was chosen."""
        return replace(self, after="") != Chosen()

    @property
    def column(self) -> str:
        """By what the list is ordered: since when somebody is behind, in all or in one part."""
        return f"u.{self.deel}_behind" if self.deel else "u.first_behind"


class Row(NamedTuple):
    """A dossier of the list with its stand."""

    dossier: UUID
    number: str
    voornamen: str
    voorvoegsel: str
    geslachtsnaam: str
    gemeente: str
    route: str
    regisseur: str | None
    stand: Urenstand


_JOINED = """participatie_urenstand u JOIN dossiers_dossier d ON d.id = u.dossier_id JOIN people_person p ON p.id = d.person_id
JOIN organisations_gemeente g ON g.code = d.gemeente_id LEFT JOIN organisations_employee r ON r.id = d.regisseur_id"""
_WANTS = "NOT (u.pvt_done AND (u.map_done OR NOT u.map_needed) AND u.les_planned IS NULL)"


def page(actor: Actor, chosen: Chosen, policies: Policies, *, today: date) -> tuple[list[Row], str]:
    """At most 50 rows after the key in the address, longest behind first, and the key of the next page ("" on the last)."""
    where, params = _narrowed(actor, chosen, policies, today)
    day, _, key = chosen.after.partition("_")
    try:
        params |= {"edge": date.fromisoformat(day), "last": UUID(key)}
        where += f" AND ({chosen.column}, u.dossier_id) > (%(edge)s, %(last)s)"
    except ValueError:
        pass
    columns = ", ".join(f'u."{column}"' for column in STAND)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.number, p.voornamen, p.voorvoegsel, p.geslachtsnaam, g.naam, d.route, r.name, {columns} FROM {_JOINED}"  # noqa: S608
            f" WHERE {where} ORDER BY {chosen.column}, u.dossier_id LIMIT {PAGE + 1}",
            params,
        )
        found = [_row(row) for row in cursor.fetchall()]
    last = found[PAGE - 1] if len(found) > PAGE else None
    edge = getattr(last.stand, chosen.column.removeprefix("u.")) if last else None
    return found[:PAGE], f"{edge.isoformat()}_{last.dossier}" if last and edge else ""


def _row(row: tuple[Any, ...]) -> Row:
    stand = Urenstand.from_db("default", STAND, row[7:])
    return Row._make((stand.dossier_id, *row[:7], stand))


def _narrowed(actor: Actor, chosen: Chosen, policies: Policies, today: date) -> tuple[str, dict[str, Any]]:
    scope, params = visible_sql(actor, Permission.PIP_VIEW)
    parts = ["d.state = 'open'", scope]
    if chosen.who == MINE and actor.employee:
        condition, more = mine(actor)
        parts.append(condition)
        params |= more
    for column, value in (("d.gemeente_id", chosen.gemeente), ("d.route", chosen.route)):
        if value:
            name = column.removeprefix("d.")
            parts.append(f"{column} = %({name})s")
            params[name] = value
    if chosen.signal == "achter":
        edges = behind_edges(policies, today)
        parts.append(
            f"{chosen.column} <= %(latest)s AND {chosen.column} <= (%(edges)s::jsonb ->> u.gemeente_id)::date"
        )
        params |= {"latest": max(edges.values(), default=today), "edges": _days(edges)}
    elif chosen.signal == "stil":
        parts.append(
            f"{_WANTS} AND coalesce(u.last_on, u.begin) < (%(silent)s::jsonb ->> (u.gemeente_id || '/' || d.route))::date"
        )
        params["silent"] = _days(silent_edges(policies, today))
    return " AND ".join(parts), params


def behind_edges(policies: Policies, today: date) -> dict[str, date]:
    """By gemeente the last day since when somebody must be behind to be called so: local policy, no rule of law."""
    return {
        gemeente.pk: today - timedelta(weeks=found[PolicyKey.BEHIND_WEEKS].value)
        for gemeente, found in policies.items()
    }


def silent_edges(policies: Policies, today: date) -> dict[str, date]:
    """By "gemeente/route" the first day of which hours are not long ago yet."""
    return {
        f"{gemeente.pk}/{route}": today - timedelta(weeks=found[key].value)
        for gemeente, found in policies.items()
        for route, key in SILENT.items()
    }


def _days(edges: Mapping[str, date]) -> str:
    return json.dumps({key: on.isoformat() for key, on in edges.items()})


def stand_of(dossier: Dossier) -> Urenstand | None:
    """How far the hours of one dossier are; None without a PIP in force. One statement."""
    return Urenstand.objects.filter(dossier=dossier).first()


HEADER = (
    "Achter vanaf", "Dossier", "Achternaam", "Voorvoegsel", "Voornamen", "Gemeente", "Leerroute", "PVT volgens PIP",
    "PVT gemaakt", "MAP volgens PIP", "MAP gemaakt", "Lesuren volgens PIP", "Lesuren gemaakt", "Nog niet beslist",
    "Laatste uur", "Regisseur",
)  # fmt: skip


def file_of(actor: Actor, chosen: Chosen, policies: Policies, *, today: date) -> tuple[IO[bytes], int]:
    """The whole list as CSV, hours with a decimal comma, and how many dossiers it holds."""
    where, params = _narrowed(actor, chosen, policies, today)
    hours = ", ".join(_hours(f"u.{deel}_{what}") for deel in Plandeel.values for what in ("planned", "made"))
    people = ", ".join(harmless(f"p.{name}") for name in ("geslachtsnaam", "voorvoegsel", "voornamen"))
    sql = (
        f"SELECT CASE WHEN {chosen.column} < '9999-12-31' THEN to_char({chosen.column}, 'DD-MM-YYYY') END, d.number, {people},"  # noqa: S608
        f" g.naam, {named('d.route', ROUTES)}, {hours}, {_hours('u.undecided')}, to_char(u.last_on, 'DD-MM-YYYY'),"
        f" {harmless('r.name')} FROM {_JOINED} WHERE {where} ORDER BY {chosen.column}, u.dossier_id"
    )
    return copied(sql, params, HEADER)


def _hours(column: str) -> str:
    return f"replace(round({column} / 60.0, 2)::text, '.', ',')"
