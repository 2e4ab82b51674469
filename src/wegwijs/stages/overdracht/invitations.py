"""Which letter about a planned driegesprek is due: the invitation, that it moved, or that it is cancelled."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.http import Http404

from wegwijs import clock
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Dossier, Gebeurtenis
from wegwijs.dossiers.queries import timeline


class Occasion(models.TextChoices):
    """Why the person gets a letter about a driegesprek."""

    UITNODIGING = "uitnodiging", "uitnodiging"
    VERPLAATST = "verplaatst", "bericht dat het verandert"
    AFGEZEGD = "afgezegd", "bericht dat het niet doorgaat"


@dataclass(frozen=True, slots=True)
class Told:
    """What the last letter about an appointment said: why it went, for which day, and a mark of moment and place."""

    occasion: Occasion
    day: date
    mark: str


def mark(on: str, at: str, way: str, place: str) -> str:
    """A short mark of what a letter says of a talk; another mark: the letter no longer holds."""
    return hashlib.sha256("|".join((on, at[:5], way, place)).encode()).hexdigest()[:16]


def mark_of(row: Afspraak) -> str:
    """That of an appointment as it is now."""
    return mark(row.on.isoformat(), f"{row.at:%H:%M}", row.way, row.place)


def told_in(events: Iterable[Gebeurtenis]) -> dict[str, Told]:
    """Of lines of a timeline what the person was told last, by the key of the appointment."""
    found: dict[str, Told] = {}
    for event in sorted((e for e in events if e.kind == Kind.UITNODIGING), key=lambda e: e.pk):
        said: Mapping[str, Any] = event.payload
        if said.get("afspraak"):
            found[said["afspraak"]] = Told(
                Occasion(said["aanleiding"]), date.fromisoformat(said["dag"]), said["stand"]
            )
    return found


def due(told: Told | None, now: str) -> Occasion | None:
    """Which letter is due; ``now``: the mark of the appointment as it is, empty when it is cancelled.

    None: the person knows. A cancelled talk of a day that has gone needs no letter.
    """
    if told is None:
        return Occasion.UITNODIGING if now else None
    if now:
        return Occasion.VERPLAATST if told.mark != now else None
    return Occasion.AFGEZEGD if told.occasion is not Occasion.AFGEZEGD and told.day >= clock.today() else None


def letter_due(dossier: Dossier, row: Afspraak) -> tuple[Occasion | None, Told | None]:
    """Which letter is due about an appointment, and what was told before. One statement."""
    told = told_in(timeline(dossier).filter(kind=Kind.UITNODIGING)).get(str(row.pk))
    return due(told, "" if row.cancelled_at else mark_of(row)), told


def talk_or_404(dossier: Dossier, pk: UUID) -> Afspraak:
    """A driegesprek of this dossier, also a cancelled one. Raises Http404."""
    rows = Afspraak.objects.filter(dossier=dossier, soort=Afspraak.Soort.DRIEGESPREK, pk=pk)
    found = rows.select_related("employee").first()
    if found is None:
        raise Http404
    found.dossier = dossier
    return found
