"""Begin and complete an intake."""

from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import drop_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, Refused
from wegwijs.stages.intake.models import BredeIntake
from wegwijs.stages.intake.queries import feiten
from wi2021.grondslag import blocking
from wi2021.intake import check_intake


@transaction.atomic
def start_intake(dossier: Dossier, *, by: Actor, on: date) -> BredeIntake:
    """The dossier's intake; begun today when there was none. Beginning twice changes nothing.

    It may begin before DUO's kennisgeving, as a voorloper (law 0.3). Raises DomainError in a closed dossier.
    """
    by.require(Permission.INTAKE_RECORD, dossier.gemeente_id)
    if not dossier.is_open:
        raise DomainError("Dit dossier is gesloten. Heropen het eerst.")
    intake, new = BredeIntake.objects.get_or_create(dossier=dossier, defaults={"started_on": on})
    if new:
        record_event(dossier, Kind.INTAKE_GESTART, by=by, on=on)
    return intake


@transaction.atomic
def complete_intake(intake: BredeIntake, *, by: Actor, on: date, in_absence: bool = False) -> None:
    """The intake holds all that the law asks, or three oproepen stayed without answer (``in_absence``).

    Raises Refused with every finding that stands in the way (INT-01 to INT-07, PRC-02).
    """
    dossier = intake.dossier
    by.require(Permission.INTAKE_RECORD, dossier.gemeente_id)
    if intake.completed_on:
        return
    intake.in_absence = in_absence
    findings = blocking(check_intake(feiten(dossier, intake), on=on))
    if findings:
        raise Refused(findings)
    intake.completed_on = on
    intake.save(update_fields=["in_absence", "completed_on"])
    drop_task(dossier, "toets:*", by=by, on=on)
    record_event(
        dossier,
        Kind.INTAKE_VOLTOOID,
        by=by,
        on=on,
        payload={"in_afwezigheid": in_absence},
        summary="in afwezigheid, na drie oproepen"
        if in_absence
        else "alle verplichte onderdelen zijn ingevuld",
    )
