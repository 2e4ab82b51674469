"""Totals of hours over a period for whoever accounts for them: by gemeente, who gave them, and kind. They name nobody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models

from wegwijs.hours.models import Soort
from wegwijs.rowsecurity.scope import widened


class Per(models.TextChoices):
    """By what hours are added up."""

    ALLES = "alles", "gemeente, aanbieder en soort"
    GEMEENTE = "gemeente", "gemeente"
    AANBIEDER = "aanbieder", "aanbieder"
    SOORT = "soort", "soort"


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
# First a dossier at a time, so that what was taken back counts for nobody; the rights are in the list of gemeenten.
_TOTALS = """SELECT {names}, sum(x.minutes)::bigint, sum(x.practical)::bigint, count(DISTINCT x.dossier_id) FROM (
        SELECT u.dossier_id, u.aanbieder_id, u.soort, sum(u.minutes) AS minutes,
            coalesce(sum(u.minutes) FILTER (WHERE u.practical), 0) AS practical
        FROM hours_uren u WHERE u."on" BETWEEN %(since)s AND %(until)s
        GROUP BY u.dossier_id, u.aanbieder_id, u.soort HAVING sum(u.minutes) <> 0
    ) x JOIN dossiers_dossier d ON d.id = x.dossier_id JOIN organisations_gemeente g ON g.code = d.gemeente_id
    JOIN organisations_organisation o ON o.id = x.aanbieder_id WHERE d.gemeente_id = ANY(%(scope)s)
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""


def totals(gemeenten: Collection[str], since: date, until: date, per: Per = Per.ALLES) -> list[Total]:
    """Both days included; what was taken back is in none of the numbers. One statement, whose rows don't grow with persons.

    It looks past the second wall, since who accounts for hours sees no dossier: only sums of these gemeenten come out.
    """
    shown = _NAMES if per is Per.ALLES else {per.value: _NAMES[per.value]}
    names = ", ".join(shown.get(name, "''") for name in _NAMES)
    params: dict[str, Any] = {"since": since, "until": until, "scope": sorted(gemeenten)}
    with widened(), connection.cursor() as cursor:
        cursor.execute(_TOTALS.format(names=names), params)
        return [Total(*row) for row in cursor.fetchall()]


def kind_words(soort: str) -> str:
    """The kind in words; "" where all kinds are added up."""
    return str(Soort(soort).label) if soort else ""
