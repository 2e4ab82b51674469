"""Weeks of lessons after somebody moved, and what closed dossiers still ask about lessons."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from wegwijs.contracts.queries.money import SinceMove, after_move, in_book
from wegwijs.dossiers.models import State, Taak
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Lesweek


def weeks_since(row: Inburgeringsaanbod) -> list[Lesweek]:
    """Weeks that stand and ended after the day of the move, newest first; of who didn't move none. One statement."""
    moved = row.call_off.moved_on
    return list(_since(row, moved)) if moved else []


def weeks_and_money(row: Inburgeringsaanbod) -> tuple[list[Lesweek], SinceMove]:
    """The same with what the book of the contract holds of after the move. One statement."""
    if row.call_off.moved_on is None:
        return [], SinceMove(0, 0)
    found = _since(row, row.call_off.moved_on).annotate(**in_book(row.call_off))
    weeks: list[Any] = list(found)
    one = weeks[0] if weeks else None
    return weeks, after_move(one.owed, one.delivered, one.invoiced) if one else SinceMove(0, 0)


def _since(row: Inburgeringsaanbod, moved: date) -> QuerySet[Lesweek]:
    return row.lesweken.filter(stands=True, last_day__gt=moved)


def asked_after_closing() -> QuerySet[Taak]:
    """What a dossier that closed still asks about money of lessons: closed dossiers stand on no work list."""
    asked = Q(source_key__startswith="aanbod:verhuisd:") | Q(source_key__startswith="aanbod:overleden:")
    return Taak.objects.filter(asked, done_on=None, dossier__state=State.GESLOTEN)
