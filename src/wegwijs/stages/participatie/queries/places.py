"""Places at employers with how many seats are free, and who was placed."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Subquery, Sum, TextField, Value
from django.db.models.functions import Cast, Concat
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import visible
from wegwijs.hours.models import Uren
from wegwijs.rows import Joined
from wegwijs.rowsecurity.scope import widened
from wegwijs.stages.participatie.models import Plaatsing, Werkgever, Werkplek

PAGE = 50
# How many seats are taken on a day, in whichever gemeente: only that number is told.
_TAKEN = """(SELECT count(*) FROM participatie_plaatsing t WHERE t.werkplek_id = w.id AND NOT t.off
    AND t.valid_from <= %(on)s AND t.valid_to >= %(on)s)"""
_WHOLE = Joined(Werkplek, "w", {"werkgever": "e"})
_PLACES = f"""SELECT {_WHOLE.columns}, {_TAKEN} FROM participatie_werkplek w JOIN participatie_werkgever e ON e.id = w.werkgever_id
    WHERE (w.valid_to IS NULL OR w.valid_to >= %(on)s) AND (%(level)s = '' OR w.level = %(level)s)
    AND (NOT %(free)s OR {_TAKEN} < w.seats) AND (%(last)s::uuid IS NULL OR (e.name, w.id) > ((SELECT le.name
        FROM participatie_werkplek l JOIN participatie_werkgever le ON le.id = l.werkgever_id WHERE l.id = %(last)s::uuid), %(last)s::uuid))
    ORDER BY e.name, w.id LIMIT %(most)s"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Seats:
    """A place and how many of its seats are taken today."""

    place: Werkplek
    taken: int

    @property
    def free(self) -> int:
        """Never below none: a place may have been made smaller."""
        return max(self.place.seats - self.taken, 0)


def seats(
    *, free: bool = False, level: str = "", after: str = "", most: int = PAGE
) -> tuple[list[Seats], str]:
    """Places that are there today or later, by employer, and the key of the next page ("" on the last). ``free``: only
    those with a seat today."""
    params: dict[str, Any] = {
        "on": clock.today(), "level": level, "free": free, "most": most + 1, "last": _key(after) if after else None,
    }  # fmt: skip
    with widened(), connection.cursor() as cursor:
        cursor.execute(_PLACES, params)
        rows = [_WHOLE.read(row) for row in cursor.fetchall()]
    found = [Seats(place, taken) for place, (taken,) in rows]
    more = str(found[most - 1].place.pk) if len(found) > most else ""
    return found[:most], more


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def place_or_404(pk: UUID) -> Werkplek:
    """One place. Raises Http404."""
    found = Werkplek.objects.select_related("werkgever").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def taken_at(place: Werkplek, on: date) -> int:
    """How many of its seats are taken on a day, in whichever gemeente."""
    with widened():
        return place.plaatsingen.filter(off=False, valid_from__lte=on, valid_to__gte=on).count()


def placed_at(actor: Actor, place: Werkplek) -> list[Plaatsing]:
    """Who is there now or will be, as far as the actor may see their dossiers."""
    rows = place.plaatsingen.filter(off=False, valid_to__gte=clock.today())
    mine = visible(actor, Permission.MODULES_RECORD)
    return list(rows.filter(dossier__in=mine).select_related("dossier__person").order_by("valid_from", "pk"))


def placements(dossier: Dossier) -> list[Plaatsing]:
    """Where somebody was, is and will be placed, newest first; each carries ``made``, minutes made there that were not taken
    back (None: none). One statement."""
    parts = Value("plek:"), Cast(OuterRef("pk"), TextField()), Value(":")
    key = Concat(*parts, output_field=TextField())
    made = (
        Uren.objects.filter(
            dossier=OuterRef("dossier"), source_key__startswith=key, reverses=None, reversed_by=None
        )
        .order_by()
        .values("dossier")
        .annotate(total=Sum("minutes"))
    )
    rows = Plaatsing.objects.filter(dossier=dossier).annotate(made=Subquery(made.values("total")))
    return list(rows.select_related("werkplek__werkgever"))


def placement_or_404(dossier: Dossier, pk: UUID) -> Plaatsing:
    """One of them. Raises Http404."""
    found = next((row for row in placements(dossier) if row.pk == pk), None)
    if found is None:
        raise Http404
    found.dossier = dossier
    return found


def employers() -> list[str]:
    """Names of employers that are known, for suggestions."""
    return list(Werkgever.objects.values_list("name", flat=True))
