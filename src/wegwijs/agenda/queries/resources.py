"""Rooms and interpreters that somebody may plan with."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from wegwijs.agenda.models import Interpreter, Room


def rooms(gemeenten: Collection[str], *, on: date | None = None) -> QuerySet[Room]:
    """Rooms of these gemeenten (codes), by gemeente and name; ``on``: only those that are in use that day."""
    found = Room.objects.filter(gemeente__in=gemeenten).select_related("gemeente")
    found = found.order_by("gemeente__naam", "name")
    return found.filter(Q(last_day=None) | Q(last_day__gte=on)) if on else found


def room_or_404(gemeenten: Collection[str], pk: UUID) -> Room:
    """One of them. Raises Http404."""
    found = rooms(gemeenten).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def interpreters(*, on: date | None = None) -> QuerySet[Interpreter]:
    """By name; ``on``: only those who can be asked that day."""
    found = Interpreter.objects.order_by("name")
    return found.filter(Q(last_day=None) | Q(last_day__gte=on)) if on else found


def interpreter_or_404(pk: UUID) -> Interpreter:
    """One of them. Raises Http404."""
    found = Interpreter.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
