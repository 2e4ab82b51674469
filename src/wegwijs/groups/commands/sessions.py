"""Plan, move and call off one session; the people in the group move with it."""

from dataclasses import dataclass, fields
from datetime import date, time

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.commands import Wanted, claim, release
from wegwijs.agenda.models import Interpreter, Room
from wegwijs.agenda.slots import Slot
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import Conflict, DomainError
from wegwijs.groups.commands.expected import expect, placed
from wegwijs.groups.models import Group, Known, Session
from wegwijs.groups.queries.trainers import trainers
from wegwijs.hours.commands import PRACTICAL, THEMES
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import Employee, Organisation
from wegwijs.ui.format import day, duration
from wi2021.dagen import holidays


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """When, about what, by whom and where. See ``models.Session``."""

    on: date
    at: time
    minutes: int
    title: str
    soort: Soort
    organisation: Organisation
    trainer: Employee | None = None
    assistant: Employee | None = None
    room: Room | None = None
    place: str = ""
    interpreter: Interpreter | None = None
    theme: str = ""
    practical: bool = False

    @property
    def slot(self) -> Slot:
        """When it is."""
        return Slot(self.on, self.at, self.minutes)


@transaction.atomic
def add_session(group: Group, facts: SessionFacts, *, by: Actor) -> Session:
    """One more; everybody with a place is expected at it. Raises NotAllowed; DomainError as ``put_session``."""
    by.require(Permission.GROUP_PLAN, group.gemeente_id)
    current = Group.objects.select_for_update().get(pk=group.pk)
    if current.cancelled_at:
        raise DomainError("Deze groep gaat niet door. Kies een andere groep.")
    session = put_session(current, facts)
    _note(session, by, "bijeenkomst gepland")
    return session


@transaction.atomic
def change_session(session: Session, facts: SessionFacts, *, by: Actor, expected_version: int) -> Session:
    """Another day, hour, trainer, room or subject.

    Raises NotAllowed; Conflict when a colleague changed it; DomainError as ``put_session``, once it was called off, and once
    somebody registered who was there.
    """
    by.require(Permission.GROUP_PLAN, session.group.gemeente_id)
    group = Group.objects.select_for_update().get(pk=session.group_id)
    current = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if current.cancelled_at:
        raise DomainError("Deze bijeenkomst is afgezegd. Plan een nieuwe.")
    if current.version != expected_version:
        raise Conflict(
            "Een collega heeft deze bijeenkomst net gewijzigd.",
            theirs={
                "on": day(current.on), "at": f"{current.at:%H:%M}", "minutes": duration(current.minutes),
                "title": current.title, "soort": current.get_soort_display(),
                "room": f"{current.room.name} ({current.room.seats} plaatsen)" if current.room else "ergens anders",
                "place": current.place,
                "trainer": f"{current.trainer.name} ({current.organisation.short})" if current.trainer else "nog niet bekend",
            },
            version=current.version,
            what="Bijeenkomst",
        )  # fmt: skip
    if current.attendances.exclude(presence="").exists():
        raise DomainError(
            "De aanwezigheid is al geregistreerd, en daar horen uren bij. Plan een nieuwe bijeenkomst."
        )
    moved = (current.on, current.at) != (facts.on, facts.at)
    known = (current.minutes, current.room_id, current.place)
    _write(group, current, facts)
    if moved:
        # They were asked for another moment: what they answered says nothing of this one.
        current.attendances.update(invited_on=None, reply="", reply_reason="", replied_at=None)
    elif known != (current.minutes, current.room_id, current.place):
        # Their letter tells another place or end; that they come at this moment stands.
        current.attendances.update(invited_on=None)
    _note(current, by, "bijeenkomst gewijzigd")
    return current


@transaction.atomic
def cancel_session(session: Session, *, by: Actor) -> None:
    """It doesn't go on; twice changes nothing. Raises NotAllowed; DomainError once somebody registered who was there."""
    by.require(Permission.GROUP_PLAN, session.group.gemeente_id)
    current = (
        Session.objects.select_for_update(of=("self",)).select_related("group__gemeente").get(pk=session.pk)
    )
    if current.cancelled_at:
        return
    if current.attendances.exclude(presence="").exists():
        raise DomainError("De aanwezigheid is al geregistreerd: deze bijeenkomst is er geweest.")
    withdraw_session(current)
    _note(current, by, "bijeenkomst afgezegd")


def withdraw_session(session: Session) -> None:
    """Free what it took; nobody is expected any more, and who was must hear of it. Inside a transaction."""
    release(session.source)
    session.attendances.filter(presence="", shown=True).update(shown=False, off=Known.OPEN)
    session.cancelled_at = session.changed_at = clock.now()
    session.version += 1
    session.save()


def put_session(group: Group, facts: SessionFacts) -> Session:
    """A session of a group that is held, with a row for everybody who has a place.

    Raises DomainError for a moment that has gone or that the clock skips, a day or kind that doesn't fit, a room that is too
    small, and whatever is taken then, with what is free instead.
    """
    session = Session(group=group, version=0)
    _write(group, session, facts)
    for dossier in placed(group):
        expect(dossier, [session])
    return session


def _write(group: Group, session: Session, facts: SessionFacts) -> None:
    _check(group, facts)
    for one in fields(facts):
        setattr(session, one.name, getattr(facts, one.name))
    session.version += 1
    session.changed_at = clock.now()
    session.save()
    people = {"trainer": facts.trainer, "assistant": facts.assistant}
    there = {field: one for field, one in people.items() if one}
    claim(
        session.source,
        facts.slot,
        Wanted(
            room=facts.room,
            interpreter=facts.interpreter,
            employees=tuple(there.values()),
            employee_fields=tuple(there),
            persons=frozenset(dossier.person_id for dossier in placed(group)),
            seats=group.capacity,
            stand_ins=lambda: _colleagues(group, facts),
            language=group.language,
        ),
    )
    session.attendances.update(organisation=facts.organisation)


def _colleagues(group: Group, facts: SessionFacts) -> list[Employee]:
    """Who else of the organisation could give it."""
    found = trainers(group.gemeente_id, on=facts.on)
    return [one for one in found if one.organisation_id == facts.organisation.pk]


def _check(group: Group, facts: SessionFacts) -> None:
    if not facts.slot.exists:
        raise DomainError(
            f"Die tijd is er niet op {day(facts.on)}: de klok gaat dan een uur vooruit. Kies een andere tijd.",
            field="at",
        )
    if facts.slot.starts < clock.now():
        raise DomainError(f"{day(facts.on)} is al voorbij. Kies een latere dag.", field="on")
    free = holidays(facts.on.year).get(facts.on)
    if free:
        raise DomainError(f"{day(facts.on)} is {free}. Kies een andere dag.", field="on")
    check_subject(facts.soort, facts.theme, practical=facts.practical)
    if facts.room and facts.room.seats < group.capacity:
        raise DomainError(
            f"{facts.room.name} heeft {facts.room.seats} plaatsen en de groep {group.capacity}. "
            "Kies een grotere ruimte of een kleinere groep.",
            field="room",
        )
    for field, one in (("trainer", facts.trainer), ("assistant", facts.assistant)):
        if one and one.organisation_id != facts.organisation.pk:
            raise DomainError(f"{one.name} werkt niet voor {facts.organisation.name}.", field=field)
        if one and one.valid_to and one.valid_to < facts.on:
            raise DomainError(
                f"{one.name} werkt hier tot en met {day(one.valid_to)}. Kies iemand anders.", field=field
            )
    if facts.assistant and facts.assistant == facts.trainer:
        raise DomainError("Kies twee verschillende trainers, of laat de tweede leeg.", field="assistant")


def check_subject(soort: Soort, theme: str, *, practical: bool, number: int = 0) -> None:
    """Raises DomainError at the field for a theme or practice that doesn't go with this kind of hours; ``number``: of a half-day in
    a form with several, whose fields end in it."""
    last = f"-{number}" if number else ""
    if theme and theme not in THEMES.get(soort, ()):
        raise DomainError("Dit thema hoort niet bij deze soort. Kies een ander thema.", field=f"theme{last}")
    if practical and soort not in PRACTICAL:
        raise DomainError("Praktijk kiest u alleen bij het PVT en de MAP.", field=f"practical{last}")


def _note(session: Session, by: Actor, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="groep", key=session.group_id, gemeente=session.group.gemeente_id,
        detail=what,
    )  # fmt: skip
