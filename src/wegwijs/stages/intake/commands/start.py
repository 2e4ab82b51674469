"""Begin, complete and reopen an intake."""

from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import drop_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError, Refused
from wegwijs.stages.intake.commands.held import held
from wegwijs.stages.intake.models import BredeIntake
from wegwijs.stages.intake.queries import feiten, may_reopen, talks_wanted
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
def complete_intake(
    intake: BredeIntake, *, by: Actor, on: date, in_absence: bool = False, fewer_why: str = ""
) -> None:
    """The intake holds all that the law asks, or three oproepen stayed without answer (``in_absence``).

    ``fewer_why``: why fewer talks than the gemeente agreed were enough. Completing twice changes nothing. Raises
    Refused with every finding that stands in the way (INT-01 to INT-07, PRC-02), and DomainError while an oproep runs,
    for a day before the last thing that was done, or for fewer talks without a reason.
    """
    intake = held(intake, by=by, also_completed=True)
    dossier = intake.dossier
    if intake.completed_on:
        return
    intake.in_absence = in_absence
    findings = blocking(check_intake(feiten(dossier, intake), on=on))
    if findings:
        raise Refused(findings)
    running = next((o for o in intake.oproepen.all() if not o.outcome), None)
    if running:
        raise DomainError(f"Oproep {running.number} loopt nog. Leg eerst vast wat eruit kwam.")
    last = last_act(intake)
    if on < last:
        raise DomainError(
            f"Op {last:%d-%m-%Y} is nog aan de intake gewerkt. Kies die dag of later.", field="on"
        )
    short = not in_absence and _talks_short(intake, on)
    if short and not fewer_why:
        raise DomainError(short, field="fewer_why")
    intake.completed_on, intake.fewer_talks_why = on, fewer_why if short else ""
    intake.save(update_fields=["in_absence", "completed_on", "fewer_talks_why"])
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


def _talks_short(intake: BredeIntake, on: date) -> str:
    """What to say when there were fewer talks than local policy asks; empty otherwise."""
    wanted, held_talks = talks_wanted(intake.dossier, on=on), len(intake.gesprekken.all())
    if held_talks >= wanted.value:
        return ""
    return (
        f"Afgesproken zijn {wanted.value} gesprekken ({wanted.source}), gevoerd {held_talks}. "
        "Voer de andere nog, of leg uit waarom dit genoeg is."
    )


def last_act(intake: BredeIntake) -> date:
    """The day of the last talk, outcome or answer; with none of them the day the intake began."""
    days = [
        *(talk.on for talk in intake.gesprekken.all()),
        *(o.outcome_on for o in intake.oproepen.all() if o.outcome_on),
        *(block.filled_on for block in intake.blokken.all()),
    ]
    return max([intake.started_on, *days])


@transaction.atomic
def reopen_intake(intake: BredeIntake, *, by: Actor, on: date, reason: str) -> None:
    """Go on with an intake that was completed: someone appeared after all, or something was wrong.

    Raises DomainError when it isn't completed, without a reason, or once the PIP is established: what changes then
    belongs in a new version of the PIP.
    """
    intake = held(intake, by=by, also_completed=True)
    dossier = intake.dossier
    if not intake.completed_on:
        raise DomainError("De intake is niet voltooid.")
    if not may_reopen(intake):
        raise DomainError(
            "Het PIP is al vastgesteld. Leg wat verandert vast in een nieuwe versie van het PIP."
        )
    if not reason:
        raise DomainError("Schrijf op waarom u de intake heropent.", field="reason")
    intake.completed_on, intake.in_absence = None, False
    intake.save(update_fields=["completed_on", "in_absence"])
    done = timeline(dossier).filter(kind=Kind.INTAKE_VOLTOOID).first()
    record_event(
        dossier, Kind.NOTITIE, by=by, on=on, payload={"tekst": reason}, supersedes=done,
        summary=f"brede intake heropend: {reason}",
    )  # fmt: skip


@transaction.atomic
def drop_empty_intake(dossier: Dossier, *, by: Actor) -> None:
    """Remove an intake in which nothing was done yet. Raises ProtectedError when something was."""
    by.require(Permission.INTAKE_RECORD, dossier.gemeente_id)
    BredeIntake.objects.filter(dossier=dossier).delete()
