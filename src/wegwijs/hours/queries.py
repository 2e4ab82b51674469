"""What the ledger holds: rows a page at a time, and what the law makes of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import timeline
from wegwijs.hours.models import Soort, Uren
from wi2021.facts import Facts
from wi2021.grondslag import Outcome
from wi2021.leerroutes import Fase, fase_van, uur_telt

PAGE = 50
# What belongs together in DUO's two numbers of hours made during the intake.
TAAL_EN_KNM = (Soort.NT2, Soort.KNM)
PARTICIPATIE = (Soort.PARTICIPATIE, Soort.PARTICIPATIEWET, Soort.BEGELEIDING)


class Place(NamedTuple):
    """Where a page of the ledger goes on: after the row of this day with this key."""

    on: date
    pk: UUID


@dataclass(frozen=True, slots=True)
class Part:
    """Minutes that the law treats alike. ``counts``: None while the college still has to decide (MP-01)."""

    soort: Soort
    fase: Fase
    practical: bool
    counts: bool | None
    minutes: int


def rows(actor: Actor, dossier: Dossier, after: Place | None = None) -> tuple[list[Uren], bool]:
    """A page of what was recorded, newest first, also what was taken back; and whether there is more. One statement."""
    found = _seen(actor, dossier).select_related("aanbieder", "reversed_by").order_by("-on", "-pk")
    if after:
        found = found.filter(Q(on__lt=after.on) | Q(on=after.on, pk__lt=after.pk))
    page = list(found.filter(reverses=None)[: PAGE + 1])
    return page[:PAGE], len(page) > PAGE


def row_or_404(actor: Actor, dossier: Dossier, pk: UUID) -> Uren:
    """A row that was not taken back. Raises Http404."""
    found = _seen(actor, dossier).filter(pk=pk, reverses=None, reversed_by=None).first()
    if found is None:
        raise Http404
    return found


def _seen(actor: Actor, dossier: Dossier) -> QuerySet[Uren]:
    """A partner sees the hours that it gave itself."""
    found = Uren.objects.filter(dossier=dossier)
    return found if actor.sees_all else found.filter(aanbieder=actor.organisation)


def facts_for(dossier: Dossier) -> Facts:
    """What the law must know of a dossier to divide its hours."""
    return facts_of(dossier.gemeente_id, timeline(dossier))


# Of each row the newest decision; a row that takes another back shares the other's, so that the two are nothing together.
_SUMS = """
    SELECT u.soort, u."on", u.practical, d.telt, u.theme, sum(u.minutes)::int, max(coalesce(u.until, u."on"))
    FROM hours_uren u
    LEFT JOIN LATERAL (
        SELECT m.telt FROM hours_meetelling m WHERE m.uren_id = coalesce(u.reverses_id, u.id) ORDER BY m.id DESC LIMIT 1
    ) d ON true
    WHERE u.dossier_id = %(dossier)s AND u.aanbieder_id = coalesce(%(aanbieder)s, u.aanbieder_id)
    GROUP BY u.soort, u."on", u.practical, d.telt, u.theme HAVING sum(u.minutes) <> 0
"""


def parts(actor: Actor, dossier: Dossier, facts: Facts) -> list[Part]:
    """The ledger by what the law treats alike; to a partner of its own hours. One statement."""
    return all_parts(dossier, facts, of=None if actor.sees_all else actor.organisation.pk)


def all_parts(dossier: Dossier, facts: Facts, *, of: int | None = None) -> list[Part]:
    """The same of everybody, or of the hours that the organisation ``of`` gave."""
    return together(one.part for one in by_day(dossier, facts, of=of))


class OfDay(NamedTuple):
    """Minutes that the law treats alike, made on ``last`` at the latest, and what they were about ("": several things, or nothing in
    particular)."""

    last: date
    theme: str
    part: Part


def by_day(dossier: Dossier, facts: Facts, *, of: int | None = None) -> list[OfDay]:
    """The ledger day by day, the oldest first; ``of`` as in ``all_parts``. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, {"dossier": dossier.pk, "aanbieder": of})
        found = cursor.fetchall()
    made = []
    for soort, on, practical, decided, theme, minutes, last in found:
        fase = fase_van(on, facts).value
        counts = _counts(fase, soort, decided, facts)
        made.append(OfDay(last, theme, Part(Soort(soort), fase, practical, counts, minutes)))
    return sorted(made, key=lambda one: one.last)


def together(found: Iterable[Part]) -> list[Part]:
    """What the law treats alike taken together."""
    sums: dict[tuple[Soort, Fase, bool, bool | None], int] = {}
    for part in found:
        key = (part.soort, part.fase, part.practical, part.counts)
        sums[key] = sums.get(key, 0) + part.minutes
    return [Part(*key, minutes) for key, minutes in sums.items()]


def reached(
    found: Iterable[OfDay], soort: Soort, minutes: int, *, practical: bool | None = None
) -> date | None:
    """Of ``by_day`` the first day on which so many minutes of a kind that count were made; ``practical`` as in ``counted``. None:
    not yet."""
    total = 0
    for one in found:
        total += counted([one.part], soort, practical=practical)
        if total >= minutes:
            return one.last
    return None


def counted_days(dossier: Dossier, facts: Facts, soorten: Collection[Soort]) -> list[tuple[date, int]]:
    """The day on which hours of these kinds were made at the latest, with the minutes that count, oldest first. One statement."""
    found = by_day(dossier, facts)
    return [(one.last, one.part.minutes) for one in found if one.part.soort in soorten and one.part.counts]


def _counts(fase: Fase, soort: str, decided: bool | None, facts: Facts) -> bool | None:
    pip = facts.actueel_pip()
    answer = uur_telt(fase, soort, route=pip.leerroute if pip else None)
    return answer.value if isinstance(answer, Outcome) else decided


def counted(found: Iterable[Part], *soorten: Soort, practical: bool | None = None) -> int:
    """Minutes of these kinds that count; ``practical``: only those that are, or are not (None: both)."""
    return sum(
        part.minutes
        for part in found
        if part.soort in soorten and part.counts and practical in (None, part.practical)
    )


def before_pip(found: Iterable[Part], soorten: Sequence[Soort]) -> int:
    """Minutes of these kinds of before the PIP that count: what DUO hears apart."""
    return sum(p.minutes for p in found if p.soort in soorten and p.counts and p.fase is Fase.INTAKE)


def standing(dossier: Dossier, soort: Soort) -> list[Uren]:
    """The rows of a kind that were not taken back, oldest first."""
    return list(dossier.uren.filter(soort=soort, reverses=None, reversed_by=None).order_by("on", "pk"))


def last_day(dossier: Dossier) -> date | None:
    """The last day of which hours stand that were not taken back; None without any. One statement."""
    standing = dossier.uren.filter(reverses=None, reversed_by=None).order_by("-on")
    return standing.values_list("on", flat=True).first()
