"""Record a talk, put it right, and record that the right to talk alone was pointed out (INT-03, INT-04)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import correct_event, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import Conflict, DomainError
from wegwijs.stages.intake.commands.held import held, not_before_the_obligation
from wegwijs.stages.intake.commands.oproepen import Reden, settle
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Oproep
from wegwijs.ui.format import day
from wi2021.intake import EISEN, Onderdeel


@dataclass(frozen=True, slots=True)
class Verslag:
    """How a talk was held and what it gave. ``noticed``: what was chosen when the right to talk alone was pointed out."""

    way: Oproep.Way
    interpreter: Gesprek.Tolk
    alone: bool
    report: str
    present: str = ""
    topics: tuple[Onderdeel, ...] = ()
    noticed: BredeIntake.Alleen | None = None


@transaction.atomic
def record_gesprek(intake: BredeIntake, verslag: Verslag, *, by: Actor, on: date) -> Gesprek:
    """A talk held on the day ``on``. An oproep that was still open is answered by it: the person came.

    A talk before the intake was begun here moves its beginning. Raises DomainError for a talk in the future or before
    the obligation, for the same talk twice, and when somebody was present unnamed.
    """
    intake = held(intake, by=by)
    dossier = intake.dossier
    _check(intake, verslag, on)
    _begin_no_later(intake, by=by, on=on)
    earlier = list(intake.gesprekken.all())
    if any(talk.on == on and talk.report == verslag.report for talk in earlier):
        raise DomainError("Dit gesprek staat er al, met hetzelfde verslag.", field="report")
    talk = Gesprek(intake=intake, number=len(earlier) + 1, by=by.label)
    _write(talk, verslag, on)
    record_event(dossier, Kind.GESPREK, by=by, on=on, payload=_payload(talk), summary=_summary(talk))
    for oproep in intake.oproepen.all():
        if not oproep.outcome and oproep.sent_on <= on:
            settle(oproep, dossier, by=by, on=on, outcome=Oproep.Uitkomst.VERSCHENEN, why=Reden())
    if verslag.noticed:
        _notice(intake, by=by, on=on, choice=verslag.noticed)
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
    _begin_no_later(intake, by=by, on=on)
    now.version += 1
    now.corrected_why = reason
    _write(now, verslag, on)
    events = timeline(intake.dossier).filter(kind=Kind.GESPREK, payload__nummer=now.number)
    correct_event(
        events[0],
        by=by,
        on=on,
        payload=_payload(now),
        summary=f"{_summary(now)}, verbeterd",
        reason=IN_THE_INTAKE,
    )


# A reason is free text and may tell of health: it stands with the talk, not in the timeline.
IN_THE_INTAKE = "staat bij de intake"


def _check(intake: BredeIntake, verslag: Verslag, on: date) -> None:
    if on > clock.today():
        raise DomainError("Dit gesprek ligt in de toekomst. Leg het vast als het gevoerd is.", field="on")
    not_before_the_obligation(intake, on)
    if not verslag.alone and not verslag.present:
        raise DomainError("Schrijf op wie er nog bij was.", field="present")


def _begin_no_later(intake: BredeIntake, *, by: Actor, on: date) -> None:
    """The intake began with its first talk, also when somebody recorded that talk later."""
    if on >= intake.started_on:
        return
    intake.started_on = on
    intake.save(update_fields=["started_on"])
    begun = timeline(intake.dossier).filter(kind=Kind.INTAKE_GESTART).first()
    if begun:
        correct_event(
            begun,
            by=by,
            on=on,
            payload={},
            summary="met het eerste gesprek",
            reason="eerste gesprek was eerder",
        )


def _write(talk: Gesprek, verslag: Verslag, on: date) -> None:
    talk.on, talk.way, talk.interpreter, talk.alone = on, verslag.way, verslag.interpreter, verslag.alone
    talk.report, talk.present = verslag.report, "" if verslag.alone else verslag.present
    talk.topics = [topic.value for topic in verslag.topics]
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
        "topics": named(talk.topics),
        "report": talk.report,
    }


def named(topics: Iterable[str]) -> str:
    """What was talked about, in words."""
    return ", ".join(EISEN[Onderdeel(topic)].label for topic in topics)


@transaction.atomic
def note_right_to_talk_alone(intake: BredeIntake, *, by: Actor, on: date, choice: BredeIntake.Alleen) -> None:
    """The right to talk without others was pointed out on ``on``, and what the person chose (Bi 5.2(2)).

    A later notice takes the place of an earlier one; the timeline keeps both.
    """
    intake = held(intake, by=by)
    not_before_the_obligation(intake, on)
    _notice(intake, by=by, on=on, choice=choice)


def _notice(intake: BredeIntake, *, by: Actor, on: date, choice: BredeIntake.Alleen) -> None:
    intake.alone_noted_on, intake.alone_choice = on, choice
    intake.save(update_fields=["alone_noted_on", "alone_choice"])
    record_event(
        intake.dossier,
        Kind.ALLEEN_GEWEZEN,
        by=by,
        on=on,
        payload={"uitkomst": choice},
        summary=BredeIntake.Alleen(choice).label,
    )
