"""The desk of who keeps clients' money: what asks attention today, and who has the right and isn't ontzorgd yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from json import loads
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import State, TermijnRow, TermijnState
from wegwijs.people.names import list_name
from wegwijs.stages.ontzorgen.models import Ontzorging
from wegwijs.stages.ontzorgen.queries.forecast_facts import (
    Forecast,
    Known,
    forecast_of,
    known,
    known_of_all,
)
from wegwijs.stages.ontzorgen.queries.late import LATE, days
from wi2021.termijnen.soorten import Soort

PAGE = 25
ENDS_SOON = timedelta(weeks=8)
# Within how many weeks somebody may fall short, as a choice.
SHORT_WITHIN = (4, 8, 13, 26)
P = Permission


class Which(models.TextChoices):
    """Which of them the desk shows."""

    ALLE = "alle", "Iedereen"
    INKOMEN = "inkomen", "Inkomen bleef uit"
    TERUG = "terug", "Betaling kwam terug"
    EINDE = "einde", "Eindigt binnen 8 weken"
    VOORSCHOT = "voorschot", "Voorschot wacht"
    SIGNAAL = "signaal", "Signaal open"


class Place(NamedTuple):
    """Where a page goes on: after who ends on this day and has this key."""

    until: date
    pk: UUID


@dataclass(frozen=True, slots=True)
class Case:
    """One person: the dossier's key, the ontzorging's, who it is and who keeps the money. ``late``: income that didn't come, with its
    day; ``back``: payments that came back and weren't paid anew."""

    dossier: UUID
    pk: UUID
    name: str
    gemeente: str
    administrator: str
    state: Ontzorging.State
    until: date
    late: tuple[tuple[str, date], ...]
    back: int
    waits: bool
    signals: int
    apart: bool
    forecast: Forecast | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the desk; ``numbers``: how many each list holds."""

    cases: tuple[Case, ...]
    more: bool
    numbers: Mapping[Which, int]


_DESK = f"""
WITH own AS MATERIALIZED (
    SELECT o.id, o.state, o.dossier_id, d.person_id, d.gemeente_id, o.administrator_id,
        coalesce(o.ended_on, greatest(o.last_day, o.agreed_until)) AS until, o.split_on IS NOT NULL AND o.split_judged_at IS NULL AS apart
    FROM ontzorgen_ontzorging o JOIN dossiers_dossier d ON d.id = o.dossier_id
    WHERE d.gemeente_id = any(%(scope)s::text[]) AND (%(me)s::bigint IS NULL OR o.administrator_id = %(me)s::bigint)
        AND (%(only)s::uuid[] IS NULL OR o.id = any(%(only)s::uuid[]))
        AND CASE WHEN %(state)s::text = '' THEN o.state <> 'klaar' ELSE o.state = %(state)s::text END
), late AS (
    SELECT l.ontzorging_id, jsonb_agg(jsonb_build_array(l.soort, l.expected) ORDER BY l.expected) AS said FROM ({LATE}) l GROUP BY 1
), back AS (
    SELECT p.ontzorging_id, count(*) AS number FROM ontzorgen_paymentorder p WHERE p.state = 'terug'
        AND NOT EXISTS (SELECT 1 FROM ontzorgen_paymentorder n WHERE n.again_id = p.id) GROUP BY 1
), waits AS (SELECT v.ontzorging_id FROM ontzorgen_voorschot v WHERE v.state = 'gevraagd' GROUP BY 1
), signals AS (SELECT s.ontzorging_id, count(*) AS number FROM ontzorgen_geldsignaal s WHERE s.state <> 'klaar' GROUP BY 1
), found AS (
    SELECT own.*, late.said, coalesce(back.number, 0) AS back, waits.ontzorging_id IS NOT NULL AS waits,
        coalesce(signals.number, 0) AS signals, own.state <> 'klaar' AND own.until <= %(soon)s::date AS ends
    FROM own LEFT JOIN late ON late.ontzorging_id = own.id LEFT JOIN back ON back.ontzorging_id = own.id
    LEFT JOIN waits ON waits.ontzorging_id = own.id LEFT JOIN signals ON signals.ontzorging_id = own.id
), page AS (
    SELECT * FROM found f WHERE CASE %(which)s::text WHEN 'inkomen' THEN f.said IS NOT NULL WHEN 'terug' THEN f.back > 0
        WHEN 'einde' THEN f.ends WHEN 'voorschot' THEN f.waits WHEN 'signaal' THEN f.signals > 0 ELSE true END
        AND (%(until)s::date IS NULL OR (f.until, f.id) > (%(until)s::date, %(key)s::uuid))
    ORDER BY f.until, f.id LIMIT %(most)s::int
)
SELECT (SELECT jsonb_build_object('alle', count(*), 'inkomen', count(said), 'terug', count(*) FILTER (WHERE back > 0),
        'einde', count(*) FILTER (WHERE ends), 'voorschot', count(*) FILTER (WHERE waits), 'signaal', count(*) FILTER (WHERE signals > 0))
        FROM found),
    (SELECT coalesce(jsonb_agg(jsonb_build_array(page.id, page.until, coalesce(page.said, '[]'), page.back, page.waits, page.signals,
        page.dossier_id, page.state, jsonb_build_array(p.voornamen, p.voorvoegsel, p.geslachtsnaam), g.naam, coalesce(e.name, ''), page.apart)
        ORDER BY page.until, page.id), '[]')
        FROM page JOIN people_person p ON p.id = page.person_id JOIN organisations_gemeente g ON g.code = page.gemeente_id
        LEFT JOIN organisations_employee e ON e.id = page.administrator_id)
"""  # noqa: S608 - texts of ours


def desk(
    actor: Actor, which: Which, *, mine: bool, state: str = "", short: int = 0, after: Place | None = None
) -> Page:
    """A page, who ends soonest first; ``state``: only those that stand so, else all that run; ``short``: only who falls short within so
    many weeks (0: everybody). Two statements."""
    today = clock.today()
    me = actor.employee.pk if mine and actor.employee else None
    ahead = _short(actor, me, short, today) if short else {}
    params = {
        **days(today), "scope": sorted(actor.gemeenten(P.MONEY_PLAN)), "soon": today + ENDS_SOON, "state": state,
        "me": me, "only": [*ahead] if short else None, "which": which.value, "most": PAGE + 1,
        "until": after.until if after else None, "key": after.pk if after else None,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_DESK, params)
        numbers, rows = map(_read, cursor.fetchone() or ("{}", "[]"))
    keys = [UUID(row[0]) for row in rows[:PAGE] if row[7] != Ontzorging.State.KLAAR]
    ahead = ahead or known(keys, today=today)
    cases = tuple(_case(row, ahead.get(UUID(row[0])), today) for row in rows[:PAGE])
    return Page(cases, len(rows) > PAGE, {one: numbers.get(one.value, 0) for one in Which})


def _short(actor: Actor, me: int | None, weeks: int, today: date) -> dict[UUID, Known]:
    """Who has less than nothing within so many weeks, by what is expected now: no column knows that, so each is counted. One statement."""
    found = known_of_all(actor.gemeenten(P.MONEY_PLAN), me, today=today)
    return {key: facts for key, facts in found.items() if forecast_of(facts, today=today, weeks=weeks).hole}


def _case(row: list[Any], facts: Known | None, today: date) -> Case:
    pk, until, late, back, waits, signals, dossier, state, name, gemeente, administrator, apart = row
    said = tuple((soort, date.fromisoformat(on)) for soort, on in late)
    return Case(
        UUID(dossier), UUID(pk), list_name(*name), gemeente, administrator, Ontzorging.State(state), date.fromisoformat(until),
        said, back, waits, signals, apart, forecast_of(facts, today=today) if facts else None,
    )  # fmt: skip


def _read(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return loads(value) if isinstance(value, str) else value


def with_right(actor: Actor, *, after: Place | None = None) -> tuple[list[TermijnRow], bool]:
    """Whose duty runs by law (T-15) and who isn't ontzorgd under this right, whose right ends soonest first; and whether there are more.

    One statement."""
    same = Ontzorging.objects.filter(Q(since__gte=OuterRef("start")) | ~Q(state=Ontzorging.State.KLAAR), dossier=OuterRef("dossier"))  # fmt: skip
    rows = TermijnRow.objects.filter(
        ~Exists(same), soort=Soort.ONTZORGEN.value, state__in=(TermijnState.OPEN, TermijnState.WACHT),
        gemeente__in=actor.gemeenten(P.MONEY_EDIT), last_day__gte=clock.today(),
    ).exclude(dossier__state=State.GESLOTEN)  # fmt: skip
    if after:
        rows = rows.filter(Q(last_day__gt=after.until) | Q(last_day=after.until, dossier__gt=after.pk))
    read = rows.select_related("dossier__person", "dossier__gemeente").order_by("last_day", F("dossier"))
    found = list(read[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE
