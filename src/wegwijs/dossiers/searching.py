"""Search: what was asked, read as a number, a birth date or a name, and the dossiers of the actor that answer to it.

One statement, whatever is stored: every way in is an index, and row security looks at the hits only.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Fase, State, Variant
from wegwijs.dossiers.projection import IN_FORCE
from wegwijs.dossiers.queries import visible_sql
from wegwijs.people.names import list_name
from wegwijs.people.searching import CANDIDATES, SHORTEST_BEGINNING, Hits, by_name, words_of
from wegwijs.ui.forms.dates import read as read_date
from wegwijs.ui.partial_date import PartialDate

# A date among other words, in the ways in which a date may be typed anywhere.
_DATE = re.compile(
    r"(?<!\w)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{1,2}[ -][a-z]{3,9}[ -]\d{4}|\d{8})(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{4}-\d{4}-\d{4,}")
_SEPARATORS = re.compile(r"[\s.\-]")
_V = re.compile(r"v(?=\d{10}$)", re.IGNORECASE)  # as some write before a v-nummer
_FOUND = """SELECT d.id, d.number, d.variant, d.state, d.fase, p.voornamen, p.voorvoegsel, p.geslachtsnaam, p.birth_year,
p.birth_month, p.birth_day, g.naam, r.name, hits.place FROM ({hits}) hits
JOIN people_person p ON p.id = hits.person_id JOIN dossiers_dossier d ON d.person_id = p.id
JOIN organisations_gemeente g ON g.code = d.gemeente_id LEFT JOIN organisations_employee r ON r.id = d.regisseur_id
WHERE {where} ORDER BY hits.place, d.state = 'gesloten', p.sort_key, d.id LIMIT %(limit)s"""


@dataclass(frozen=True, slots=True)
class Found:
    """One dossier that answers, ready to print. ``alike``: only its sound answers to what was typed."""

    pk: UUID
    number: str
    name: str
    born: str
    variant: str
    stand: str
    gemeente: str
    regisseur: str
    alike: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; ``way`` says in one word by what was searched, for the audit; ``whole``: only whole short words counted."""

    found: list[Found]
    way: str = ""
    whole: bool = False


def found_by(actor: Actor, text: str, *, limit: int = 50, purpose: str = "") -> Answer:
    """Dossiers by number, BSN, v-nummer, birth date or (the beginnings of) names, of what the actor sees.

    As typed before what only sounds like it, open ones first. Words match in any order, and may go with a birth date:
    "tesfay selam", "selam tesf" and "tesfaye 12-03-1990" all find Selam Tesfay. A BSN or v-nummer is found whole only, and
    only where the actor may recognise one.

    Who searched, by what, for which ``purpose`` and how much was found is recorded; what was typed is not.
    """
    answer = _answer(actor, text, limit)
    way = f"op {answer.way}, " if answer.way else ""
    why = f", {purpose}" if purpose else ""
    detail = f"{way}{len(answer.found)} gevonden{why}"
    record(by=actor, action=Action.SEARCH, kind="dossier", key="-", detail=detail)
    return answer


def _answer(actor: Actor, text: str, limit: int) -> Answer:
    bare = _V.sub("", _SEPARATORS.sub("", text))
    dated = _DATE.search(text)
    if _NUMBER.fullmatch(text.strip()) or (bare.isascii() and bare.isdigit() and not dated):
        return Answer(_by_number(actor, text.strip(), bare, limit), "nummer")
    birth = _birth(dated[0]) if dated else {}
    words = words_of(_DATE.sub(" ", text) if birth else text)
    if words:
        short = all(len(word) < SHORTEST_BEGINNING for word in words)
        hits = by_name(words, birth)
        return Answer(_asked(actor, hits, limit), "naam en geboortedatum" if birth else "naam", short)
    return Answer(_asked(actor, _born(birth), limit), "geboortedatum") if birth else Answer([])


def _birth(text: str) -> dict[str, int]:
    """The date as columns, 0 for an unknown day or month; nothing when it can't be a birth date."""
    found = read_date(text)
    if found is None:
        return {}
    year, month, day = found
    if year > clock.today().year:
        year -= 100  # two digits: nobody was born in 2065
    try:
        PartialDate(year, month or None, day or None)
    except ValueError:
        return {}
    return {"year": year, "month": month, "day": day}


def _born(birth: dict[str, int]) -> Hits:
    where = " AND ".join(f"birth_{part} = %(birth_{part})s" for part in birth)
    params = {f"birth_{part}": value for part, value in birth.items()}
    sql = f"SELECT id AS person_id, 0 AS place FROM people_person WHERE {where} LIMIT {CANDIDATES}"  # noqa: S608
    return Hits(sql, params)


def _by_number(actor: Actor, text: str, digits: str, limit: int) -> list[Found]:
    """By a dossier's number, or its last part as people say it to each other; by BSN or v-nummer with the right."""
    numbers = [text]
    if len(digits) == _LAST_PART:
        years = range(IN_FORCE.year, clock.today().year + 1)
        numbers += [f"{y}-{code}-{digits}" for y in years for code in actor.gemeenten()]
    ways = [
        "SELECT person_id, 0 AS place, id AS dossier FROM dossiers_dossier WHERE number = ANY(%(numbers)s)"
    ]
    recognised = actor.gemeenten(Permission.BSN_RECOGNISE)
    if recognised:
        ways += [
            f"SELECT coalesce(merged_into_id, id), 0, NULL FROM people_person WHERE {column} = %(digits)s"  # noqa: S608
            for column in ("bsn", "v_nummer")
        ]
    only = " AND (d.id = hits.dossier OR (hits.dossier IS NULL AND d.gemeente_id = ANY(%(recognised)s)))"
    params = {"numbers": numbers, "digits": digits, "recognised": sorted(recognised)}
    return _asked(actor, Hits(" UNION ".join(ways), params), limit, only)


_LAST_PART = 4


def _asked(actor: Actor, hits: Hits, limit: int, only: str = "") -> list[Found]:
    where, params = visible_sql(actor)
    with connection.cursor() as cursor:
        cursor.execute(
            _FOUND.format(hits=hits.sql, where=where + only), {**params, **hits.params, "limit": limit}
        )
        return [_found(row) for row in cursor.fetchall()]


def _labels(choices: Any) -> Callable[[str], str]:  # noqa: ANN401 - any enumeration of choices
    return {value: str(label) for value, label in choices.choices}.__getitem__


_variant, _state, _fase = _labels(Variant), _labels(State), _labels(Fase)


def _found(row: tuple[Any, ...]) -> Found:
    pk, number, variant, state, fase, *name, year, month, day, gemeente, regisseur, place = row
    return Found(
        pk=pk,
        number=number,
        name=list_name(*name),
        born=str(PartialDate(year, month or None, day or None)),
        variant=_variant(variant),
        stand=f"{_state(state)}, {_fase(fase)}",
        gemeente=gemeente,
        regisseur=regisseur or "geen regisseur",
        alike=place > 0,
    )
