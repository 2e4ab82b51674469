"""Totals of hours over a period for whoever accounts for them: by gemeente, who gave them, and kind. They name nobody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from wegwijs.hours.models import Per, Soort
from wegwijs.rowsecurity.scope import widened


@dataclass(frozen=True, slots=True)
class Total:
    """Minutes made by some persons, and how many of those were practice; names are "" where all are added up."""

    gemeente: str
    aanbieder: str
    soort: str
    minutes: int
    practical: int
    persons: int


_NAMES: Mapping[str, str] = {"gemeente": "g.naam", "aanbieder": "o.name", "soort": "x.soort"}
# Which of the names tell the rows that are kept apart, besides the gemeente.
_TOLD: Mapping[Per, tuple[str, ...]] = {
    Per.ALLES: ("aanbieder_id", "soort"), Per.GEMEENTE: (), Per.AANBIEDER: ("aanbieder_id",), Per.SOORT: ("soort",),
}  # fmt: skip
# Whole months are kept (docs/adr/0034); of days beside them the hours are read, and who of these is in no whole month. A month of which no hour
# falls outside the period is whole too. The rights are in the list of gemeenten.
_TOTALS = """WITH whole AS MATERIALIZED (
        SELECT CASE WHEN EXISTS (SELECT 1 FROM hours_uren WHERE "on" >= %(first)s AND "on" < %(since)s) THEN %(after_first)s ELSE %(first)s END AS since,
            CASE WHEN EXISTS (SELECT 1 FROM hours_uren WHERE "on" > %(until)s AND "on" < %(after_last)s) THEN %(last)s ELSE %(after_last)s END AS until
    ), days AS (
        SELECT dossier_id, aanbieder_id, soort, minutes, practical FROM hours_uren
        WHERE "on" BETWEEN %(since)s AND %(until)s AND "on" < (SELECT since FROM whole)
        UNION ALL SELECT dossier_id, aanbieder_id, soort, minutes, practical FROM hours_uren
        WHERE "on" BETWEEN (SELECT greatest(since, until) FROM whole) AND %(until)s
    ), beside AS (
        SELECT u.dossier_id, u.aanbieder_id, u.soort, sum(u.minutes) AS minutes,
            coalesce(sum(u.minutes) FILTER (WHERE u.practical), 0) AS practical
        FROM days u GROUP BY u.dossier_id, u.aanbieder_id, u.soort HAVING sum(u.minutes) <> 0
    )
    SELECT {names}, sum(x.minutes)::bigint, sum(x.practical)::bigint, coalesce(sum(x.persons), 0)::bigint FROM (
        SELECT t.gemeente_id, t.aanbieder_id, t.soort, sum(t.minutes) AS minutes, sum(t.practical) AS practical,
            sum(t.persons) FILTER (WHERE t.before IS NULL OR t.before < (SELECT since FROM whole)) AS persons
        FROM hours_hourstotal t WHERE t.per = %(per)s AND t.gemeente_id = ANY(%(scope)s)
            AND t.month >= (SELECT since FROM whole) AND t.month < (SELECT until FROM whole) GROUP BY 1, 2, 3
        UNION ALL
        SELECT d.gemeente_id, {aanbieder}, {soort}, sum(b.minutes), sum(b.practical), count(DISTINCT b.dossier_id) FILTER (WHERE NOT EXISTS (
            SELECT 1 FROM hours_hoursofmonth h WHERE h.dossier_id = b.dossier_id {same}
                AND h.month >= (SELECT since FROM whole) AND h.month < (SELECT until FROM whole)))
        FROM beside b JOIN dossiers_dossier d ON d.id = b.dossier_id WHERE d.gemeente_id = ANY(%(scope)s) GROUP BY 1, 2, 3
    ) x JOIN organisations_gemeente g ON g.code = x.gemeente_id LEFT JOIN organisations_organisation o ON o.id = x.aanbieder_id
    GROUP BY 1, 2, 3 HAVING sum(x.minutes) <> 0 ORDER BY 1, 2, 3"""


def totals(gemeenten: Collection[str], since: date, until: date, per: Per = Per.ALLES) -> list[Total]:
    """Both days included; what was taken back is in none of the numbers. One statement, whose rows don't grow with persons.

    It looks past the second wall, since who accounts for hours sees no dossier: only sums of these gemeenten come out.
    """
    shown = _NAMES if per is Per.ALLES else {per.value: _NAMES[per.value]}
    names = ", ".join(shown.get(name, "''") for name in _NAMES)
    told = _TOLD[per]
    sql = _TOTALS.format(
        names=names,
        aanbieder="b.aanbieder_id" if "aanbieder_id" in told else "NULL::bigint",
        soort="b.soort" if "soort" in told else "''",
        same=" ".join(f"AND h.{name} = b.{name}" for name in told),
    )
    params: dict[str, Any] = {
        "since": since, "until": until, "first": _first(since), "after_first": _next(since - timedelta(days=1)), "last": _first(until + timedelta(days=1)),
        "after_last": _next(until), "per": per.value, "scope": sorted(gemeenten),
    }  # fmt: skip
    with widened(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [Total(*row) for row in cursor.fetchall()]


def _first(day: date) -> date:
    """Of its month."""
    return day.replace(day=1)


def _next(day: date) -> date:
    """The first day of the next month."""
    return _first(_first(day) + timedelta(days=31))


def kind_words(soort: str) -> str:
    """The kind in words; "" where all kinds are added up."""
    return str(Soort(soort).label) if soort else ""
