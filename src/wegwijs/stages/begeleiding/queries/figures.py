"""Delivered against agreed, a gemeente and a half-year or year, for the grant; few people together say nothing of anybody.

Who only sees figures sees no dossier, so this looks past the wall of the rows; it answers sums, and under five persons none.
What is withheld can't be worked out either: there is no total beside a withheld row, and no year of which a half is withheld.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.organisations.models import OrganisationKind
from wegwijs.rowsecurity.scope import Scope, entered
from wegwijs.stages.begeleiding.queries.offer import OFFERED, Offer, offer_from

FEWEST = 5
P = Permission.GUIDANCE_FIGURES
YEARS = 3
_NOTHING = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Span:
    """A half-year or a year; both days are inclusive. ``key`` stands in an address: 2026-1, 2026-2 or 2026."""

    year: int
    half: int = 0

    @property
    def key(self) -> str:
        """As an address spells it."""
        return f"{self.year}-{self.half}" if self.half else str(self.year)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 7 if self.half == 2 else 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = 6 if self.half == 1 else 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def halves(self) -> tuple["Span", ...]:
        """Of a year its two halves; of a half nothing."""
        return () if self.half else (Span(self.year, 1), Span(self.year, 2))


def spans(today: date) -> list[Span]:
    """What can be chosen, newest first: the years until this one with their halves, as far as they began."""
    years = range(today.year, today.year - YEARS, -1)
    return [
        span for year in years for span in (Span(year), Span(year, 2), Span(year, 1)) if span.first <= today
    ]


def span_of(key: str, today: date) -> Span:
    """The one with a key; the running half-year for any other."""
    known = spans(today)
    return next((span for span in known if span.key == key), known[1])


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one gemeente, with what it offers. Minutes. ``withheld``: fewer than five persons, so the numbers aren't told to who asks."""

    code: str
    name: str
    offer: Offer | None
    persons: int
    households: int
    agreed: int
    delivered: int
    withheld: bool = False

    @property
    def difference(self) -> int:
        """Above zero: more was delivered than agreed."""
        return self.delivered - self.agreed


def figures(actor: Actor, span: Span, *, today: date) -> list[Figures]:
    """By name of the gemeente, each gemeente of the actor; of a partner what it delivered itself. Three statements."""
    found = _sums(actor, span, today)
    return [
        Figures(
            one.code,
            one.name,
            one.offer,
            *one.sums.get(span.key, _NOTHING),
            withheld=any(0 < sums[0] < FEWEST for sums in one.sums.values())
            and not sees_each(actor, one.code),
        )
        for one in found
    ]


def sees_each(actor: Actor, gemeente: str) -> bool:
    """Whether the actor sees the persons themselves there, so that a small number tells nothing new."""
    return actor.may(Permission.DOSSIER_VIEW, gemeente)


def total(rows: Sequence[Figures]) -> tuple[int, int, int, int] | None:
    """Persons, households, agreed and delivered together; None beside a withheld row, which it would give away."""
    if len(rows) < 2 or any(row.withheld for row in rows):
        return None
    return (
        sum(row.persons for row in rows),
        sum(row.households for row in rows),
        sum(row.agreed for row in rows),
        sum(row.delivered for row in rows),
    )


# What was agreed counts by the days that a plan ran in the period, of the days for which it was made. Who got hours without
# a plan counts as a person too. Hours come from the ledger; a row that takes another back makes the two nothing together.
_SUMS = f"""
    WITH span AS (
        SELECT * FROM unnest(%(keys)s::text[], %(firsts)s::date[], %(lasts)s::date[]) AS s(key, first, last)
    ), plan AS (
        SELECT s.key, p.dossier_id, p.offered, p.begins_on, p.ends_on,
            greatest(p.begins_on, s.first) AS since,
            least(coalesce(p.ended_on, greatest(p.ends_on, %(today)s)), s.last) AS until,
            least(coalesce(p.ended_on, p.ends_on), p.ends_on, s.last) AS paid_until
        FROM span s JOIN begeleiding_begeleidingsplan p
            ON p.begins_on <= s.last AND coalesce(p.ended_on, 'infinity') >= s.first
        JOIN organisations_organisation o ON o.id = p.organisation_id
        WHERE o.kind = %(kind)s AND o.id = coalesce(%(organisation)s, o.id)
    ), guided AS (
        SELECT key, dossier_id, greatest(paid_until - since + 1, 0)::numeric * offered / (ends_on - begins_on + 1) AS agreed,
            0::bigint AS delivered
        FROM plan WHERE until >= since
        UNION ALL
        SELECT s.key, u.dossier_id, 0, sum(u.minutes) FROM span s JOIN hours_uren u ON u."on" BETWEEN s.first AND s.last
        JOIN organisations_organisation o ON o.id = u.aanbieder_id
        WHERE u.soort = 'begeleiding' AND o.kind = %(kind)s AND o.id = coalesce(%(organisation)s, o.id)
        GROUP BY s.key, u.dossier_id HAVING sum(u.minutes) <> 0
    ), summed AS (
    SELECT g.key, d.gemeente_id, count(DISTINCT d.person_id) AS persons,
        count(DISTINCT coalesce(h.household_id::text, d.person_id::text)) AS households,
        round(sum(g.agreed))::int AS agreed, sum(g.delivered)::int AS delivered
    FROM guided g JOIN span s ON s.key = g.key JOIN dossiers_dossier d ON d.id = g.dossier_id
    LEFT JOIN LATERAL (
        SELECT m.household_id FROM people_householdmember m WHERE m.person_id = d.person_id
            AND m.valid_from <= s.last AND (m.valid_to IS NULL OR m.valid_to >= least(s.last, %(today)s))
        ORDER BY m.valid_from DESC LIMIT 1
    ) h ON true
    WHERE d.gemeente_id = ANY(%(codes)s) GROUP BY g.key, d.gemeente_id
    )
    SELECT g.code, g.naam, base.id, base.parts, departed.parts, s.key, s.persons, s.households, s.agreed, s.delivered
    FROM organisations_gemeente g {OFFERED}
    LEFT JOIN summed s ON s.gemeente_id = g.code WHERE g.code = ANY(%(codes)s) ORDER BY g.naam
"""  # noqa: S608 fixed


@dataclass(frozen=True, slots=True)
class _Found:
    """A gemeente with persons, households, agreed and delivered by the key of the span."""

    code: str
    name: str
    offer: Offer | None
    sums: dict[str, tuple[int, int, int, int]]


def _sums(actor: Actor, span: Span, today: date) -> list[_Found]:
    """By name; of a year its halves as well."""
    own = actor.organisation.kind == OrganisationKind.BEGELEIDING
    codes, wanted = actor.gemeenten(P), (span, *span.halves)
    params: dict[str, Any] = {
        "keys": [span.key for span in wanted], "firsts": [span.first for span in wanted],
        "lasts": [span.last for span in wanted], "today": today, "codes": sorted(codes), "offered_on": min(span.last, today),
        "kind": OrganisationKind.BEGELEIDING.value, "organisation": actor.organisation.pk if own else None,
    }  # fmt: skip
    found: dict[str, _Found] = {}
    with entered(Scope(gemeenten=codes)), connection.cursor() as cursor:
        cursor.execute(_SUMS, params)
        for code, name, version, base, departed, key, *sums in cursor.fetchall():
            one = found.setdefault(code, _Found(code, name, offer_from(version, base, departed), {}))
            if key:
                one.sums[key] = tuple(sums)
    return list(found.values())
