"""The welcome programme of this week: a group that runs, one for the PVT, one that is about to start with a waiting list."""

from contextlib import suppress
from datetime import date, time, timedelta

from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.agenda.commands import InterpreterFacts, RoomFacts, save_interpreter, save_room
from wegwijs.agenda.models import Room
from wegwijs.demo.staff import Staff
from wegwijs.documents.models import Letter
from wegwijs.errors import DomainError
from wegwijs.groups.commands import (
    GroupFacts,
    Mark,
    SessionFacts,
    change_session,
    enrol,
    invite,
    register_attendance,
)
from wegwijs.groups.commands.reply import Answer, reply
from wegwijs.groups.models import Absence, Group, Level, Presence, Programme, Reply, Session
from wegwijs.groups.queries.groups import candidates
from wegwijs.groups.queries.invite import places
from wegwijs.groups.queries.reply import asked
from wegwijs.hours.models import Soort
from wegwijs.stages.welkom.commands import Start, start_group

HERE = "0505"
WEEKS = 3
# What a trainer registers, over and over: most were there.
SEEN = (
    Presence.AANWEZIG, Presence.AANWEZIG, Presence.LAAT, Presence.AANWEZIG, Presence.AFGEMELD, Presence.AANWEZIG,
    Presence.AANWEZIG, Presence.AFWEZIG, Presence.AANWEZIG,
)  # fmt: skip


def groups(staff: Staff) -> None:
    """In Dordrecht; on today's day of the week, or on Monday when today is in the weekend."""
    by = staff.actor("visser")
    hall = save_room(RoomFacts(HERE, "Zaal Merwede", "Spuiboulevard 300, Dordrecht", 24), by=by)
    small = save_room(RoomFacts(HERE, "Lokaal 2", "Johan de Wittstraat 140, Dordrecht", 12), by=by)
    save_interpreter(InterpreterFacts("Tolkencentrum Maas", ("ar", "ti", "fa"), "078 000 01 20"), by=by)
    today = clock.today()
    day = today if today.weekday() < 5 else today + timedelta(days=7 - today.weekday())
    start = day - timedelta(weeks=WEEKS)
    running = _started(staff, hall, start, "Welkom 7", Programme.WELKOM, Level.BEGIN, "ar", 14)
    pvt = _started(
        staff, small, start + timedelta(days=7), "PVT 3", Programme.PVT, Level.A1, "", 10, at=time(13)
    )
    coming = _started(
        staff, hall, day + timedelta(days=14), "Welkom 8", Programme.WELKOM, Level.BEGIN, "ti", 6, at=time(13)
    )
    soon = _started(
        staff, small, day + timedelta(days=7), "PVT 4", Programme.PVT, Level.A1, "", 6, at=time(9, 30)
    )
    for group in (running, pvt):
        _registered(staff, group)
    _invited(staff, running, days_ago=7, silent_of=4)
    # Long enough ago for a reminder.
    _invited(staff, soon, days_ago=5, silent_of=2)
    with clock.frozen(today):
        _people(staff, coming, 8)


def _started(
    staff: Staff, room: Room, first: date, name: str, programme: Programme, level: Level, language: str, places: int,
    *, at: time = time(9, 30),
) -> Group:  # fmt: skip
    """Planned two weeks before it began, with trainers of VluchtelingenWerk where that gives a half-day, and filled at once."""
    planned = min(first - timedelta(days=14), clock.today())
    with clock.frozen(planned):
        facts = GroupFacts(HERE, programme, name, level, language, places)
        made = start_group(facts, Start(first, at, room), by=staff.actor("visser"))
        for number, session in enumerate(made.sessions.select_related("organisation", "room")):
            if session.organisation.short == "VluchtelingenWerk":
                _given_by(staff, session, "dekker" if number % 3 == 2 else "bakker")
        if first <= clock.today() + timedelta(days=14) and planned < first - timedelta(days=13):
            _people(staff, made, places - 2)
    return made


def _given_by(staff: Staff, session: Session, username: str) -> None:
    facts = SessionFacts(
        session.on, session.at, session.minutes, session.title, Soort(session.soort), session.organisation,
        trainer=staff.actor(username).employee, room=session.room, theme=session.theme, practical=session.practical,
    )  # fmt: skip
    # Who has a regeldag or a talk then is left out: that half-day still waits for a trainer.
    with suppress(DomainError):
        change_session(session, facts, by=staff.actor("visser"), expected_version=session.version)


def _people(staff: Staff, group: Group, number: int) -> None:
    by = staff.actor("visser")
    found = candidates(by, group.programme).filter(gemeente=HERE, opened_on__lt=clock.today())[:number]
    for dossier in found:
        with suppress(DomainError):
            enrol(group, dossier, by=by)


def _registered(staff: Staff, group: Group) -> None:
    """What was given until yesterday, by its trainer; the last of it waits a little longer for two of them."""
    past = group.sessions.filter(on__lt=clock.today(), trainer__isnull=False).select_related("trainer__user")
    for number, session in enumerate(past):
        rows = list(session.attendances.all())
        marks = [
            Mark(
                row.pk,
                seen,
                "",
                15 if seen is Presence.LAAT else 0,
                Absence.KIND if seen is Presence.AFGEMELD else "",
            )
            for place, row in enumerate(rows)
            for seen in [SEEN[(place + number) % len(SEEN)]]
        ]
        assert session.trainer  # noqa: S101 filtered above
        username = session.trainer.user.username
        with clock.frozen(session.slot.ends):
            register_attendance(session, marks, by=staff.actor(username))


def _invited(staff: Staff, group: Group, *, days_ago: int, silent_of: int) -> None:
    """Everybody has the letter of some days ago; most answered, some don't come once, and one of so many said nothing."""
    by, today = staff.actor("visser"), clock.today()
    rows = list(places(by).filter(group=group))
    with clock.frozen(today - timedelta(days=days_ago)):
        for row in rows:
            invite(row, by=by, on=clock.today(), channel=Letter.Channel.UITGEREIKT)
    for number, row in enumerate(rows):
        if number % silent_of == silent_of - 1:
            continue
        away = Answer(Reply.KOMT_NIET, Absence.WERK)
        answers = {
            one.pk: away if (number + place) % 5 == 4 else Answer(Reply.KOMT)
            for place, one in enumerate(asked(row))
        }
        reply(row, answers, by=system_actor("wegwijs", on=today))
