"""Record a talk, put it right, and record that the right to talk alone was pointed out (INT-03, INT-04)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import correct_event, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import Conflict, DomainError
from wegwijs.stages.intake.commands.held import held
from wegwijs.stages.intake.commands.oproepen import Reden, settle
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Oproep
from wegwijs.ui.format import day


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
    _check(intake, verslag, on)
    earlier = list(intake.gesprekken.all())
    if any(talk.on == on and talk.report == verslag.report for talk in earlier):
        raise DomainError("Dit gesprek staat er al, met hetzelfde verslag.", field="report")
    talk = Gesprek(intake=intake, number=len(earlier) + 1, by=by.label)
    _write(talk, verslag, on)
    record_event(dossier, Kind.GESPREK, by=by, on=on, payload=_payload(talk), summary=_summary(talk))
    for oproep in intake.oproepen.all():
        if not oproep.outcome and oproep.sent_on <= on:
            settle(oproep, dossier, by=by, on=on, outcome=Oproep.Uitkomst.VERSCHENEN, why=Reden())
    return talk


@transaction.atomic
def correct_gesprek(
    talk: Gesprek, verslag: Verslag, *, by: Actor, on: date, reason: str, expected_version: int
) -> None:
    """Put right what was recorded of a talk; in the timeline a new line takes the place of the old one.

    Raises Conflict when someone else put it right since the form was opened, and DomainError as ``record_gesprek``.
    """
    intake = held(talk.intake, by=by)
    now = next(t for t in intake.gesprekken.all() if t.pk == talk.pk)
    if now.version != expected_version:
        raise Conflict(
            "Iemand anders heeft dit gesprek intussen verbeterd.",
            theirs=spoken(now),
            version=now.version,
            what=f"Gesprek {now.number}",
        )
    _check(intake, verslag, on)
    now.version += 1
    _write(now, verslag, on)
    events = timeline(intake.dossier).filter(kind=Kind.GESPREK, payload__nummer=now.number)
    correct_event(
        events[0], by=by, on=on, payload=_payload(now), summary=f"{_summary(now)}, verbeterd", reason=reason
    )


def _check(intake: BredeIntake, verslag: Verslag, on: date) -> None:
    if on > clock.today():
        raise DomainError("Dit gesprek ligt in de toekomst. Leg het vast als het gevoerd is.", field="on")
    if on < intake.started_on:
        raise DomainError(
            f"De intake begon op {intake.started_on:%d-%m-%Y}. Kies die dag of later.", field="on"
        )
    if not verslag.alone and not verslag.present:
        raise DomainError("Schrijf op wie er nog bij was.", field="present")


def _write(talk: Gesprek, verslag: Verslag, on: date) -> None:
    talk.on, talk.way, talk.interpreter, talk.alone = on, verslag.way, verslag.interpreter, verslag.alone
    talk.report, talk.present = verslag.report, "" if verslag.alone else verslag.present
    talk.save()


def _payload(talk: Gesprek) -> dict[str, object]:
    return {"nummer": talk.number, "wijze": talk.way, "tolk": talk.interpreter, "alleen": talk.alone}


def _summary(talk: Gesprek) -> str:
    return f"gesprek {talk.number}, {Oproep.Way(talk.way).label}"


def spoken(talk: Gesprek) -> dict[str, str]:
    """A talk as a person reads it, by the names of its form's fields."""
    return {
        "on": day(talk.on),
        "way": Oproep.Way(talk.way).label,
        "interpreter": Gesprek.Tolk(talk.interpreter).label,
        "alone": "ja" if talk.alone else "nee",
        "present": talk.present,
        "report": talk.report,
    }


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
