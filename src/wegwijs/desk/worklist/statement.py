"""The list as one SQL statement: the page that is opened most is not built up anew by the ORM each time.

Every value is a parameter; the text is put together from the fixed parts below only. The rights come from
``dossiers.queries.visible_sql``, next to the rule that it repeats; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from wegwijs.access.actor import Actor
from wegwijs.desk.worklist.filters import MINE, NO_ROUTE, NOBODY, TASKS, Filters, is_number
from wegwijs.desk.worklist.norms import Norms
from wegwijs.dossiers.models import NOTHING_DUE
from wegwijs.dossiers.queries import PARTNER_TERMIJNEN, visible_sql
from wegwijs.dossiers.whose import mine, tasked

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
JOINED = """dossiers_dossier d JOIN people_person p ON p.id = d.person_id JOIN organisations_gemeente g ON g.code = d.gemeente_id
LEFT JOIN organisations_employee r ON r.id = d.regisseur_id LEFT JOIN dossiers_termijnrow t ON t.id = d.next_termijn_id"""
# What the law and the quarterly statistics need to know of everybody: the words for it, and how its absence shows.
MISSING: Mapping[str, str] = {
    "BSN": "p.bsn IS NULL",
    "geboortedatum": "p.birth_year = 0",
    "doelgroep": "d.variant = 'onbekend'",
    "kennisgeving van DUO": """d.state = 'open' AND NOT EXISTS (SELECT 1 FROM dossiers_gebeurtenis e WHERE e.dossier_id = d.id
        AND e.kind = 'duo_plicht' AND e.payload ->> 'kennisgeving' IS NOT NULL)""",
    "regisseur": "d.regisseur_id IS NULL",
    "contacttaal": "NOT EXISTS (SELECT 1 FROM people_personlanguage l WHERE l.person_id = d.person_id AND l.contact)",
}
# A day of a gemeente by step or route, from ``Norms.params``. Looked up rather than joined: a kept plan would go through all for each.
EDGE = "(%({edges})s::jsonb ->> (d.gemeente_id || '/' || d.{key}))::date"
# Each dossier is in one of the first four at most; the others cut across them.
TILES: Mapping[str, str] = {
    "laat": "NOT d.waits AND d.next_on < %(today)s",
    "week": "NOT d.waits AND d.next_on BETWEEN %(today)s AND %(week)s",
    "maand": "NOT d.waits AND d.next_on > %(week)s AND d.next_on <= %(month)s",
    "wacht": "d.waits",
    "gevaar": f"""d.pip_on >= %(today)s AND d.pip_on < %(lead_last)s AND d.pip_on < {EDGE.format(edges="leads", key="next_step")}""",
}
SIGNALS: Mapping[str, str] = {
    "stil": f"""d.contact_on < %(silent_last)s AND d.contact_on < {EDGE.format(edges="silences", key="route")}""",
    "onvolledig": f"EXISTS (SELECT 1 FROM people_person p WHERE p.id = d.person_id AND ({' OR '.join(MISSING.values())}))",  # noqa: S608
}
BUCKETS = {**TILES, **SIGNALS}
DAY, WAITS = "d.next_on", "d.waits"
# Of what doesn't concern a partner neither the date nor the order, the count or the address of a page may tell.
PARTNER_DAY = f"""coalesce((SELECT CASE WHEN v.soort IN {PARTNER_TERMIJNEN} THEN d.next_on
    ELSE coalesce(d.pip_on, '{NOTHING_DUE}'::date) END FROM dossiers_termijnrow v WHERE v.id = d.next_termijn_id), d.next_on)"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Statement:
    """A condition on dossiers ``d`` with its parameters; ``day`` is what the actor sees as the next date of each, ``waits`` whether somebody
    else is waited for; ``tasks``: which tasks ``k`` are meant, "" when the list isn't about tasks."""

    where: str
    params: Mapping[str, Any]
    day: str = DAY
    waits: str = WAITS
    tasks: str = ""

    def only(self, bucket: str) -> "Statement":
        """What one tile or signal leaves; "" leaves everything."""
        if not bucket:
            return self
        condition = BUCKETS[bucket].replace(DAY, self.day).replace(WAITS, self.waits)
        return replace(self, where=f"{self.where} AND ({condition})")

    def capped(self, most: int, *either: str) -> str:
        """How many there are, counted up to one beyond ``most``; of those that meet one of some conditions that exclude each other."""
        rows = f"SELECT 1 FROM dossiers_dossier d WHERE {self.where} AND "  # noqa: S608
        parts = " UNION ALL ".join(rows + way for way in either or ("true",))
        return f"(SELECT count(*) FROM ({parts} LIMIT {most + 1}) counted)"  # noqa: S608

    def after(self, key: str) -> "Statement":
        """Only what comes after the key of a page; a key that means nothing leaves everything."""
        day, _, pk = key.partition("_")
        try:
            edge, last = date.fromisoformat(day), UUID(pk)
        except ValueError:
            return self
        found = {**self.params, "edge": edge, "last": last}
        return replace(
            self, where=f"{self.where} AND ({self.day}, d.id) > (%(edge)s, %(last)s)", params=found
        )


def open_dossiers(actor: Actor, *, today: date) -> Statement:
    """Every open dossier that the actor sees."""
    scope, params = visible_sql(actor)
    params |= {"today": today, "week": today + WEEK, "month": today + MONTH}
    day = DAY if actor.sees_all else PARTNER_DAY
    return Statement(f"d.state <> 'gesloten' AND {scope}", params, day)


def of_tasks(actor: Actor, *, today: date) -> Statement:
    """Every dossier in which the actor has an open task, also of a dossier that closed; by the day of the first."""
    scope, params = visible_sql(actor)
    which, whose = tasked(actor)
    found = "SELECT {} FROM dossiers_taak k WHERE k.dossier_id = d.id AND {}"
    day = f"coalesce(({found.format('min(k.due_on)', which)}), '{NOTHING_DUE}'::date)"
    params |= {**whose, "today": today, "week": today + WEEK, "month": today + MONTH}
    return Statement(f"EXISTS ({found.format('1', which)}) AND {scope}", params, day, "false", which)


def narrowed(actor: Actor, filters: Filters, norms: Norms) -> Statement:
    """What the filters leave, the tile not among them."""
    tasks = filters.who == TASKS and actor.employee
    found = (of_tasks if tasks else open_dossiers)(actor, today=norms.today)
    parts, params = [found.where], {**found.params, **norms.params()}
    if filters.who == NOBODY:
        parts.append("d.regisseur_id IS NULL")
    elif filters.who == MINE and actor.employee:
        condition, more = mine(actor)
        parts.append(condition)
        params |= more
    elif is_number(filters.who):
        parts.append("d.regisseur_id = %(who)s")
        params["who"] = int(filters.who)
    chosen = {
        "gemeente_id": filters.gemeente,
        "variant": filters.variant,
        "fase": filters.fase,
        "route": filters.route,
    }
    for column, value in chosen.items():
        if value:
            parts.append(f"d.{column} = %({column})s")
            params[column] = "" if value == NO_ROUTE else value
    return replace(found, where=" AND ".join(parts), params=params)
