"""Papers at the intake: seen, kept, taken away again."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.errors import DomainError
from wegwijs.stages.intake.commands.held import held
from wegwijs.stages.intake.models import BredeIntake, IntakeStuk

SOORT = IntakeStuk.Soort


@dataclass(frozen=True, slots=True)
class Stuk:
    """A paper; ``about`` only where no kind fits, ``content`` only where a copy is kept."""

    soort: IntakeStuk.Soort
    about: str = ""
    file_name: str = ""
    content: bytes = b""


@transaction.atomic
def add_stuk(intake: BredeIntake, stuk: Stuk, *, by: Actor, on: date) -> IntakeStuk:
    """A paper that was seen on the day ``on``, with or without a copy; also after the intake was completed.

    Raises DomainError for a day to come, without words for what no kind names, and for the same file twice.
    """
    intake = held(intake, by=by, also_completed=True)
    if stuk.soort == SOORT.ANDERS and not stuk.about:
        raise DomainError("Schrijf op wat het is.", field="about")
    sha256 = hashlib.sha256(stuk.content).hexdigest() if stuk.content else ""
    if sha256 and any(row.sha256 == sha256 for row in intake.stukken.all()):
        raise DomainError("Dit bestand staat al bij de intake.", field="file")
    made = IntakeStuk.objects.create(
        intake=intake,
        soort=stuk.soort,
        about=stuk.about if stuk.soort == SOORT.ANDERS else "",
        seen_on=on,
        by=by.label,
        file_name=stuk.file_name if stuk.content else "",
        content=stuk.content or None,
        sha256=sha256,
    )
    _tell(made, by=by, on=on)
    return made


@transaction.atomic
def remove_stuk(stuk: IntakeStuk, *, by: Actor, on: date) -> None:
    """Take away a paper that doesn't belong here: the file goes, that it was here stays. Twice changes nothing."""
    intake = held(stuk.intake, by=by, also_completed=True)
    now = next(row for row in intake.stukken.all() if row.pk == stuk.pk)
    if now.removed_on:
        return
    now.removed_on, now.removed_by = on, by.label
    now.content, now.file_name, now.about, now.sha256 = None, "", "", ""
    now.save(update_fields=["removed_on", "removed_by", "content", "file_name", "about", "sha256"])
    _tell(now, by=by, on=on)


def _tell(stuk: IntakeStuk, *, by: Actor, on: date) -> None:
    gone = stuk.removed_on is not None
    words = SOORT(stuk.soort).label
    record_event(
        stuk.intake.dossier,
        Kind.INTAKE_STUK,
        by=by,
        on=on,
        payload={"soort": stuk.soort, "verwijderd": gone},
        summary=f"{words}, {'verwijderd' if gone else 'met kopie' if stuk.sha256 else 'gezien'}",
    )
