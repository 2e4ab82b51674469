"""Hours of lessons with what the school held on that day: only those at a school with keurmerk, or recognised, count in a route."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from wegwijs.contracts.models import Keurmerk
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.models import Soort
from wi2021.facts import Doelgroep, Facts
from wi2021.grondslag import Outcome
from wi2021.leerroutes import Fase, UrenSoort, fase_van, les_telt_in_z, les_telt_voor_afschalen, uur_telt

# Of each row the newest decision, as the ledger itself reads it; a row that takes another back shares the other's.
_LESSONS = """
    SELECT u.soort, u."on", d.telt,
        EXISTS (SELECT 1 FROM contracts_keurmerk k WHERE k.supplier_id = u.aanbieder_id AND k.kind = %(bow)s
            AND u."on" BETWEEN k.valid_from AND k.valid_to) AS bow,
        EXISTS (SELECT 1 FROM contracts_keurmerk k WHERE k.supplier_id = u.aanbieder_id AND k.kind = %(tst)s
            AND u."on" BETWEEN k.valid_from AND k.valid_to) AS tst,
        sum(u.minutes)::int, max(coalesce(u.until, u."on"))
    FROM hours_uren u
    LEFT JOIN LATERAL (
        SELECT m.telt FROM hours_meetelling m WHERE m.uren_id = coalesce(u.reverses_id, u.id) ORDER BY m.id DESC LIMIT 1
    ) d ON true
    WHERE u.dossier_id = %(dossier)s AND u.soort = ANY(%(soorten)s)
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(u.minutes) <> 0
"""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Minutes of lessons that the law treats alike, made on ``last`` at the latest. ``counts``: None while the college still decides on
    hours of before the PIP."""

    soort: UrenSoort
    fase: Fase
    keurmerk: bool
    tst: bool
    counts: bool | None
    minutes: int
    last: date


def lessons(dossier: Dossier, facts: Facts) -> list[Lesson]:
    """What was followed of NT2 and KNM. One statement."""
    params: dict[str, Any] = {
        "dossier": dossier.pk, "soorten": [Soort.NT2.value, Soort.KNM.value], "bow": Keurmerk.Kind.BOW.value,
        "tst": Keurmerk.Kind.TST.value,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_LESSONS, params)
        rows = cursor.fetchall()
    pip = facts.actueel_pip()
    found = []
    for soort, on, decided, bow, tst, minutes, last in rows:
        fase = fase_van(on, facts).value
        answer = uur_telt(fase, soort, route=pip.leerroute if pip else None)
        counts = answer.value if isinstance(answer, Outcome) else decided
        found.append(Lesson(UrenSoort(soort), fase, bow, tst, counts, minutes, last))
    return found


def course_minutes(found: Iterable[Lesson], groep: Doelgroep) -> int:
    """Those that count in the course of the Z-route (R-Z-A, R-Z-G); lessons of a recognised taalschakeltraject go along (R-SW)."""
    return sum(minutes for _, minutes in course_days(found, groep))


def course_days(found: Iterable[Lesson], groep: Doelgroep) -> list[tuple[date, int]]:
    """The same by the day on which they were made at the latest, oldest first."""
    return sorted(
        (one.last, one.minutes)
        for one in found
        if one.counts and les_telt_in_z(one.soort, groep, keurmerk=one.keurmerk or one.tst).value
    )


def without_mark(found: Iterable[Lesson]) -> int:
    """Minutes that don't count because the school held nothing that day, as far as is known here."""
    return sum(one.minutes for one in found if one.counts and not (one.keurmerk or one.tst))


def for_going_down(found: Iterable[Lesson]) -> tuple[int, int]:
    """Minutes that going down to A2 asks: after the PIP, and of the intake (R-600)."""
    made = {Fase.NA_PIP: 0, Fase.INTAKE: 0}
    for one in found:
        if one.counts and les_telt_voor_afschalen(one.soort, keurmerk=one.keurmerk, tst=one.tst).value:
            made[one.fase] += one.minutes
    return made[Fase.NA_PIP], made[Fase.INTAKE]
