"""Wait for information of someone else, and receive it (T-03; Bi 5.3(2))."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.errors import DomainError
from wegwijs.stages.intake.commands.held import held
from wegwijs.stages.intake.models import BredeIntake, WachtOpDerde

SOORT = WachtOpDerde.Soort
NOT_SAID = "informatie van een ander"
# What everybody who sees the date may read; the rest stays with the intake.
PUBLIC = {SOORT.MEDISCH: NOT_SAID, SOORT.ANDERS: NOT_SAID}


@dataclass(frozen=True, slots=True)
class Wacht:
    """What is waited for. ``about`` only where no kind fits; ``necessary``: the PIP can't reasonably do without it."""

    soort: WachtOpDerde.Soort
    party: str
    necessary: bool
    motive: str = ""
    about: str = ""


@transaction.atomic
def wait_for_third(intake: BredeIntake, wacht: Wacht, *, by: Actor, on: date) -> WachtOpDerde:
    """Something was asked of a third party on ``on``.

    Raises DomainError for a day to come, when the same is waited for already, or when a necessity isn't explained.
    """
    intake = held(intake, by=by, also_completed=True)
    dossier = intake.dossier
    if wacht.soort == SOORT.ANDERS and not wacht.about:
        raise DomainError("Schrijf op waarop u wacht.", field="about")
    if wacht.necessary and not wacht.motive:
        raise DomainError("Leg uit waarom het PIP hier niet zonder kan. Dat oordeel schuift een wettelijke datum op.", field="motive")  # fmt: skip
    about = wacht.about if wacht.soort == SOORT.ANDERS else ""
    running = [row for row in intake.wachten.all() if not row.received_on]
    if any((row.soort, row.about) == (wacht.soort, about) for row in running):
        raise DomainError("Hier wacht u al op. Leg eerst vast dat het ontvangen is.", field="soort")
    row = WachtOpDerde.objects.create(
        intake=intake,
        soort=wacht.soort,
        about=about,
        what=_public(wacht.soort, {row.what for row in running}),
        party=wacht.party,
        asked_on=on,
        necessary=wacht.necessary,
        motive=wacht.motive,
    )
    record_event(
        dossier,
        Kind.WACHT_OP_DERDE,
        by=by,
        on=on,
        payload={"sleutel": str(row.pk), "wat": row.what, "noodzakelijk": wacht.necessary},
        summary=row.what,
    )
    return row


def _public(soort: WachtOpDerde.Soort, taken: Iterable[str]) -> str:
    """The words for the timeline, with a number when they stand there already."""
    words = str(PUBLIC.get(soort, soort.label))
    names = [words, *(f"{words} ({number})" for number in range(2, 100))]
    return next(name for name in names if name not in set(taken))


@transaction.atomic
def third_received(row: WachtOpDerde, *, by: Actor, on: date) -> None:
    """It came on ``on``. Raises DomainError for a day to come or before it was asked."""
    now = held(row.intake, by=by, also_completed=True)
    dossier = now.dossier
    if next(w for w in now.wachten.all() if w.pk == row.pk).received_on:
        return
    if on < row.asked_on:
        raise DomainError(f"U vroeg dit pas op {row.asked_on:%d-%m-%Y}. Kies die dag of later.", field="on")
    row.received_on = on
    row.save(update_fields=["received_on"])
    record_event(dossier, Kind.DERDE_ONTVANGEN, by=by, on=on, payload={"wat": row.what}, summary=row.what)
