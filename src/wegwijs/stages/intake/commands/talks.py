"""Record a talk, and that the right to talk alone was pointed out (INT-03, INT-04)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.errors import DomainError
from wegwijs.stages.intake.commands.held import held
from wegwijs.stages.intake.commands.oproepen import settle
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Oproep


@dataclass(frozen=True, slots=True)
class Verslag:
    """How a talk was held and what it gave."""

    way: Oproep.Way
    interpreter: Gesprek.Tolk
    alone: bool
    report: str
    present: str = ""


@transaction.atomic
def record_gesprek(intake: BredeIntake, verslag: Verslag, *, by: Actor, on: date) -> Gesprek:
    """A talk held on the day ``on``. An oproep that was still open is answered by it: the person came.

    Raises DomainError for a talk in the future or before the intake, for the same talk twice, and when somebody was
    present unnamed.
    """
    intake = held(intake, by=by)
    dossier = intake.dossier
    if on > clock.today():
        raise DomainError("Dit gesprek ligt in de toekomst. Leg het vast als het gevoerd is.", field="on")
    if on < intake.started_on:
        raise DomainError(
            f"De intake begon op {intake.started_on:%d-%m-%Y}. Kies die dag of later.", field="on"
        )
    if not verslag.alone and not verslag.present:
        raise DomainError("Schrijf op wie er nog bij was.", field="present")
    earlier = list(intake.gesprekken.all())
    if any(talk.on == on and talk.report == verslag.report for talk in earlier):
        raise DomainError("Dit gesprek staat er al, met hetzelfde verslag.", field="report")
    number = len(earlier) + 1
    made = Gesprek.objects.create(
        intake=intake,
        number=number,
        on=on,
        way=verslag.way,
        interpreter=verslag.interpreter,
        alone=verslag.alone,
        present=verslag.present,
        report=verslag.report,
        by=by.label,
    )
    record_event(
        dossier,
        Kind.GESPREK,
        by=by,
        on=on,
        payload={
            "nummer": number,
            "wijze": verslag.way,
            "tolk": verslag.interpreter,
            "alleen": verslag.alone,
        },
        summary=f"gesprek {number}, {Oproep.Way(verslag.way).label}",
    )
    for oproep in intake.oproepen.all():
        if not oproep.outcome and oproep.sent_on <= on:
            settle(oproep, dossier, by=by, on=on, outcome=Oproep.Uitkomst.VERSCHENEN)
    return made


@transaction.atomic
def note_right_to_talk_alone(intake: BredeIntake, *, by: Actor, on: date, choice: BredeIntake.Alleen) -> None:
    """The right to talk without others was pointed out on ``on``, and what the person chose (Bi 5.2(2)).

    A later notice takes the place of an earlier one; the timeline keeps both.
    """
    intake = held(intake, by=by)
    dossier = intake.dossier
    intake.alone_noted_on, intake.alone_choice = on, choice
    intake.save(update_fields=["alone_noted_on", "alone_choice"])
    record_event(
        dossier,
        Kind.ALLEEN_GEWEZEN,
        by=by,
        on=on,
        payload={"uitkomst": choice},
        summary=BredeIntake.Alleen(choice).label,
    )
