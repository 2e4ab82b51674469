"""Weeks of lessons of a school."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Lesweek


def standing(
    people: Iterable[Inburgeringsaanbod], soort: str, first: date, last: date
) -> dict[UUID, Lesweek]:
    """What is on file of these people in a stretch of days, by the key of the placement. One statement."""
    rows = Lesweek.objects.filter(
        aanbod__in=[one.pk for one in people], soort=soort, first_day__range=(first, last), stands=True
    )
    return {row.aanbod_id: row for row in rows}


def kept_of(row: Inburgeringsaanbod, most: int = 60) -> list[Lesweek]:
    """The weeks of one participant that stand, newest first. One statement."""
    return list(Lesweek.objects.filter(aanbod=row, stands=True)[:most])
