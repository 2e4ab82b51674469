"""Derive every open dossier anew: read by the hundreds, computed in memory, written only where something differs."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from wegwijs import clock
from wegwijs.dossiers.commands.stored import Event, Stored, read
from wegwijs.dossiers.commands.termijnen import derived, ordering, projected, refresh
from wegwijs.dossiers.models import Dossier, State

BATCH = 500
KEYS = 1 << 128


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How far a rebuild has come: dossiers seen, and those whose termijnen were not as stored."""

    seen: int
    changed: int


def rebuild_termijnen(*, on: date | None = None, part: tuple[int, int] = (0, 1)) -> Iterator[Rebuilt]:
    """Yields progress a batch; can be stopped anywhere and begun again. ``part`` (2, 8) is the third of eight equal parts.

    A dossier that differs is written in a transaction of its own, from its timeline as it is then.
    """
    day = on or clock.today()
    place, parts = part
    low, high = KEYS * place // parts, KEYS * (place + 1) // parts - 1
    rows = (
        Dossier.objects.exclude(state=State.GESLOTEN)
        .filter(pk__range=(UUID(int=low), UUID(int=high)))
        .order_by("pk")
    )
    seen = changed = 0
    last: UUID | None = None
    while batch := list((rows.filter(pk__gt=last) if last else rows)[:BATCH]):
        last = batch[-1].pk
        with _uncollected():
            differing = _differing(batch, day)
        for dossier in differing:
            with transaction.atomic():
                refresh(Dossier.objects.select_for_update().get(pk=dossier.pk), on=day)
            changed += 1
        seen += len(batch)
        yield Rebuilt(seen, changed)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: a batch makes many small values and no cycles, and looking for those took a fifth of the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _differing(batch: list[Dossier], on: date) -> list[Dossier]:
    found = read(dossier.pk for dossier in batch)
    return [d for d in batch if _differs(d, found.events[d.pk], found.stored[d.pk], on)]


def _differs(dossier: Dossier, events: list[Event], stored: dict[str, Stored], on: date) -> bool:
    columns = projected(events)
    wanted = derived(dossier, columns["state"], events, on)
    if wanted.keys() != stored.keys() or any(
        tuple(row.values()) != stored[key].values for key, row in wanted.items()
    ):
        return True
    columns |= ordering(stored.values(), events)
    return any(getattr(dossier, name) != value for name, value in columns.items())
