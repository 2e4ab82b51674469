"""Groups, their half-days, who was there, the welcome programme, rooms and interpreters."""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from uuid import UUID

from pages.states.state import State
from pages.states.world import World
from support import groups as given
from support.region import TODAY
from wegwijs import clock
from wegwijs.agenda.commands import InterpreterFacts, save_interpreter
from wegwijs.agenda.models import Claim, Interpreter, Room
from wegwijs.dossiers.commands import Planned, plan_afspraak
from wegwijs.dossiers.models import Afspraak
from wegwijs.groups.commands import (
    Mark,
    add_session,
    cancel_group,
    cancel_session,
    enrol,
    make_group,
    register_attendance,
)
from wegwijs.groups.models import Attendance, Enrolment, Group, Programme, Session
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import OrganisationKind
from wegwijs.people.commands import set_languages
from wegwijs.stages.welkom.commands import lay_down_programme
from wegwijs.stages.welkom.standard import HalfDay

KEY = UUID("55555555-5555-4555-8555-555555555555")
PLACE = UUID("66666666-6666-4666-8666-666666666666")
HALL = UUID("77777777-7777-4777-8777-777777777777")
ONE = f"/groepen/{KEY}/"
HALF_DAY = f"{ONE}bijeenkomst/{KEY}/"
THERE = f"/groepen/bijeenkomsten/{KEY}/"


def states(world: World) -> Iterator[State]:
    """Every page about groups."""
    yield from _lists(world)
    yield from _of_a_group(world)
    yield from _members(world)
    yield from _half_days(world)
    yield from _of_a_dossier(world)
    yield from _attendance(world)
    yield from _welcome(world)
    yield from _programme(world)
    yield from _rooms(world)


def _lists(world: World) -> Iterator[State]:
    by = world.region.teamlead
    yield State("none", "/groepen/", by)
    yield State("some", "/groepen/", by, before=lambda: _group(world))
    yield State("none over", "/groepen/?toon=klaar", by)
    yield State("called off", "/groepen/?toon=klaar", by, before=lambda: _cancelled(world))
    yield State("only looks", "/groepen/", world.region.decider)
    yield State("not yours", "/groepen/", world.region.counsellor, status=404)
    yield State("nothing planned", "/groepen/rooster/", by)
    yield State("six weeks", "/groepen/rooster/", by, before=lambda: _unmanned(world))
    yield State("nobody lacks", "/groepen/rooster/?toon=zonder", by, before=lambda: _group(world))
    yield State("somebody lacks", "/groepen/rooster/?toon=zonder", by, before=lambda: _unmanned(world))


def _of_a_group(world: World) -> Iterator[State]:
    by, other = world.region.teamlead, world.region.counsellor
    facts = {"name": "Welkom 13", "level": "a1", "language": "ti", "capacity": "16", "version": "1"}
    yield State("nobody yet", ONE, by, before=lambda: _empty(world))
    yield State("people and a waiting list", ONE, by, before=lambda: _group(world))
    yield State("called off", ONE, by, before=lambda: _cancelled(world))
    yield State("only looks", ONE, world.region.decider, before=lambda: _group(world))
    yield State("not yours", ONE, other, status=404, before=lambda: _group(world))
    yield State("to change", f"{ONE}wijzigen/", by, before=lambda: _group(world))
    yield State("changed", f"{ONE}wijzigen/", by, post=facts, follow=True, before=lambda: _group(world))
    yield State(
        "fewer places than given",
        f"{ONE}wijzigen/",
        by,
        post={**facts, "capacity": "1"},
        before=lambda: _group(world),
    )
    yield State("nothing filled in", f"{ONE}wijzigen/", by, post={}, before=lambda: _group(world))
    yield State(
        "two versions",
        f"{ONE}wijzigen/",
        by,
        post={**facts, "version": "9"},
        status=409,
        before=lambda: _group(world),
    )
    yield State("to call off", f"{ONE}afzeggen/", by, before=lambda: _group(world))
    yield State("calls off", f"{ONE}afzeggen/", by, post={}, follow=True, before=lambda: _group(world))


def _members(world: World) -> Iterator[State]:
    by, members = world.region.teamlead, f"{ONE}deelnemers/"
    yield State("to choose", members, by, before=lambda: _empty(world))
    yield State("nobody speaks it", f"{members}?taal=th", by, before=lambda: _empty(world))
    yield State("nobody chosen", members, by, post={}, before=lambda: _empty(world))
    chosen = {"members": [str(world.dossiers.complete.pk), str(world.dossiers.waiting.pk)]}
    yield State(
        "chosen, one is expected elsewhere",
        f"{members}?taal=",
        by,
        post=chosen,
        follow=True,
        before=lambda: _clash(world),
    )
    leave = f"{ONE}plaats/{PLACE}/"
    yield State("to leave", leave, by, before=lambda: _group(world))
    yield State("no reason", leave, by, post={}, before=lambda: _group(world))
    yield State("left", leave, by, post={"reason": "werk"}, follow=True, before=lambda: _group(world))


def _half_days(world: World) -> Iterator[State]:
    by, add, session = world.region.teamlead, f"{ONE}bijeenkomst/", _session(world)
    yield State("to add", add, by, before=lambda: _group(world))
    yield State("nothing filled in", add, by, post={}, before=lambda: _group(world))
    yield State("added", add, by, post=session, follow=True, before=lambda: _group(world))
    yield State(
        "taken", add, by, post=_other(session, on="30-11-2026", at="10:00"), before=lambda: _group(world)
    )
    yield State("to change", HALF_DAY, by, before=lambda: _group(world))
    yield State("wrong interpreter", HALF_DAY, by, before=lambda: _tolk(world))
    yield State("wrong interpreter", ONE, by, before=lambda: _tolk(world))
    yield State("holiday", HALF_DAY, by, post={**session, "on": "25-12-2026"}, before=lambda: _group(world))
    yield State(
        "two versions",
        HALF_DAY,
        by,
        post={**session, "version": "7"},
        status=409,
        before=lambda: _group(world),
    )
    yield State("called off", HALF_DAY, by, before=lambda: _session_off(world))
    yield State("calls off", f"{HALF_DAY}afzeggen/", by, post={}, follow=True, before=lambda: _group(world))


def _other(session: Mapping[str, str], **other: str) -> Mapping[str, str]:
    """The same form with other answers."""
    return {**session, **other}


def _of_a_dossier(world: World) -> Iterator[State]:
    by = world.region.regisseur
    base = f"/groepen/dossier/{world.dossiers.complete.pk}/"
    yield State("no group at all", base, by)
    yield State("groups to choose", base, by, before=lambda: _empty(world))
    yield State("has a place", base, by, before=lambda: _group(world))
    yield State("nothing chosen", base, by, post={}, before=lambda: _empty(world))
    yield State("placed", base, by, post={"group": str(KEY)}, follow=True, before=lambda: _empty(world))
    yield State("only looks", base, world.region.decider, before=lambda: _group(world))
    yield State("not yours", base, world.region.outsider, status=404)


def _attendance(world: World) -> Iterator[State]:
    trainer, teacher = given.trainer(world.region), world.teacher
    mine = "/groepen/bijeenkomsten/"
    yield State("none", mine, trainer)
    yield State("today and to come", mine, trainer, before=lambda: _group(world))
    yield State("all of the organisation", f"{mine}?van=alle", trainer, before=lambda: _group(world))
    yield State("not yours", mine, world.region.decider, status=404)
    yield State("begins here", "/", teacher, follow=True)
    yield State("to register", THERE, trainer, before=lambda: _group(world))
    yield State("registered", THERE, trainer, before=lambda: _seen(world))
    yield State("nobody expected", THERE, trainer, before=lambda: _empty(world))
    yield State("not begun", f"/groepen/bijeenkomsten/{PLACE}/", trainer, before=lambda: _group(world))
    yield State("called off", THERE, world.region.teamlead, before=lambda: _session_off(world))
    yield State("not yours", THERE, teacher, status=404, before=lambda: _group(world))
    there = {f"presence-{PLACE}": "laat", f"late-{PLACE}": "20", f"seen-{PLACE}": "", "rest": "aanwezig"}
    yield State("sent", THERE, trainer, post=there, follow=True, before=lambda: _group(world))
    yield State(
        "later than it lasts",
        THERE,
        trainer,
        post={**there, f"late-{PLACE}": "999"},
        before=lambda: _group(world),
    )
    yield State(
        "a colleague said otherwise", THERE, trainer, post=there, follow=True, before=lambda: _seen(world)
    )


def _welcome(world: World) -> Iterator[State]:
    by = world.region.teamlead
    yield State("nobody ever", "/welkom/", by)
    yield State("who waits", "/welkom/", by, before=lambda: _spoken(world))
    yield State("not yours", "/welkom/", world.region.decider, status=404)
    started = {
        "example": "welkom", "gemeente": "0505", "first": "30-11-2026", "at": "13:00", "rhythm": "week", "room": "",
        "name": "Welkom 13", "level": "begin", "language": "", "capacity": "15",
    }  # fmt: skip
    yield State("to fill in", "/welkom/nieuw/", by, before=lambda: _group(world))
    yield State("nothing filled in", "/welkom/nieuw/", by, post={})
    yield State("made", "/welkom/nieuw/", by, post=started, follow=True)
    yield State(
        "the room is taken", "/welkom/nieuw/", by, before=lambda: _hall(world),
        post={**started, "room": str(HALL), "at": "10:00"},
    )  # fmt: skip


def _programme(world: World) -> Iterator[State]:
    by, page = world.region.teamlead, "/welkom/programma/welkom/"
    filled = {
        "valid_from": "01-01-2027", "source": "Besluit 12", "title-1": "Wonen", "soort-1": "pvt", "giver-1": "begeleiding",
    }  # fmt: skip
    yield State("as it came", page, by)
    yield State("versions", page, by, before=lambda: _versions(world))
    yield State("too short", "/welkom/programma/pvt/", by, before=lambda: _versions(world))
    yield State("not yours", page, world.region.decider, status=404)
    yield State("to fill in", f"{page}nieuw/", by)
    yield State("nothing filled in", f"{page}nieuw/", by, post={})
    yield State("wrong theme", f"{page}nieuw/", by, post={**filled, "theme-1": "wonen"})
    yield State("one more", f"{page}nieuw/", by, post={**filled, "stap": "erbij"})
    yield State(
        "ready with one that is wrong",
        f"{page}nieuw/",
        by,
        post={**filled, "theme-1": "wonen", "stap": "klaar-1"},
    )
    yield State("none left", f"{page}nieuw/", by, post={**filled, "stap": "weg-1"})
    yield State("too short", "/welkom/programma/pvt/nieuw/", by, before=lambda: _versions(world))
    yield State("not yours", f"{page}nieuw/", world.region.decider, status=404)
    yield State("laid down", f"{page}nieuw/", by, post=filled, follow=True)


def _versions(world: World) -> None:
    """One that was, one that holds, one to come; a PVT of an hour and a half."""
    days = [HalfDay("Wonen", Soort.BEGELEIDING, OrganisationKind.BEGELEIDING)]
    by = world.region.teamlead
    for ahead in (-30, 0, 30):
        on = TODAY + timedelta(days=ahead)
        with clock.frozen(min(on, TODAY)):
            lay_down_programme(Programme.WELKOM, days, by=by, valid_from=on, source="Besluit 12")
    short = HalfDay("Fietsen", Soort.PVT, OrganisationKind.BEGELEIDING, practical=True, minutes=90)
    lay_down_programme(Programme.PVT, [short], by=by, valid_from=TODAY, source="Besluit 13")


def _rooms(world: World) -> Iterator[State]:
    by = world.region.teamlead
    room = {
        "gemeente": "0505",
        "name": "Zaal 3",
        "address": "Kade 1, Dordrecht",
        "seats": "12",
        "last_day": "",
    }
    tolk = {"name": "Tolkbureau", "languages": ["ar", "ti"], "phone": "0787708913", "last_day": ""}
    yield State("none", "/ruimten/", by)
    yield State("some", "/ruimten/", by, before=lambda: _hall(world))
    yield State("not yours", "/ruimten/", world.region.decider, status=404)
    for address, filled, known in (
        ("/ruimten/", room, f"/ruimten/{HALL}/"),
        ("/ruimten/tolken/", tolk, f"/ruimten/tolken/{KEY}/"),
    ):
        yield State("to fill in", f"{address}nieuw/", by)
        yield State("nothing filled in", f"{address}nieuw/", by, post={})
        yield State("saved", f"{address}nieuw/", by, post=filled, follow=True)
        yield State("to change", known, by, before=lambda: _hall(world))
        yield State("name is taken", f"{address}nieuw/", by, before=lambda: _hall(world), post=_same(filled))
        yield State(
            "two versions",
            known,
            by,
            post={**filled, "version": "8"},
            status=409,
            before=lambda: _hall(world),
        )


def _same(filled: Mapping[str, object]) -> Mapping[str, object]:
    return {**filled, "name": "Zaal 1" if "seats" in filled else "Tolk Maas"}


def _session(world: World) -> dict[str, str]:
    vwn = world.region.organisations["VluchtelingenWerk"]
    trainer = given.trainer(world.region).employee
    assert trainer
    return {
        "on": "14-12-2026", "at": "13:00", "minutes": "2,5", "room": "", "place": "Bibliotheek", "title": "Wonen",
        "soort": "overig", "theme": "", "organisation": str(vwn.pk), "trainer": str(trainer.pk), "version": "1",
    }  # fmt: skip


def _empty(w: World) -> Group:
    """Begun today, planned two weeks ago; the second time is next week."""
    with clock.frozen(TODAY - timedelta(days=14)):
        days = [
            given.half_day(w.region, TODAY, at=time(9, 30)),
            given.half_day(w.region, given.FIRST, title="Geld"),
        ]
        made = make_group(given.facts(3), days, by=w.region.teamlead)
    Group.objects.filter(pk=made.pk).update(id=KEY)
    for session in made.sessions.all():
        key = KEY if session.on == TODAY else PLACE
        Claim.objects.filter(source=session.source).update(source=f"bijeenkomst:{key}")
        Session.objects.filter(pk=session.pk).update(id=key, group=KEY)
    return Group.objects.get(pk=KEY)


def _group(w: World) -> None:
    """Three have a place, one of them known by key, and one waits; one said not to come."""
    made = _empty(w)
    with clock.frozen(TODAY - timedelta(days=7)):
        enrol(made, w.dossiers.complete, by=w.region.regisseur)
        Enrolment.objects.filter(dossier=w.dossiers.complete).update(id=PLACE)
        Attendance.objects.filter(dossier=w.dossiers.complete, session=KEY).update(id=PLACE)
        for dossier in (w.dossiers.drafted, w.dossiers.offered, w.dossiers.fresh):
            enrol(made, dossier, by=w.region.regisseur)
    rows = Attendance.objects.filter(session=PLACE)
    rows.filter(dossier=w.dossiers.drafted).update(reply="komt_niet", reply_reason="werk", invited_on=TODAY)
    rows.filter(dossier=w.dossiers.offered).update(reply="komt", invited_on=TODAY)


def _seen(w: World) -> None:
    """Everything that can be registered, once."""
    _group(w)
    rows = Attendance.objects.filter(session=KEY)
    marks = [
        Mark(row.pk, said, "", 10 if said == "laat" else 0, "kind" if said == "afgemeld" else "")
        for row, said in zip(rows, ("aanwezig", "laat", "afgemeld"), strict=True)
    ]
    register_attendance(Session.objects.get(pk=KEY), marks, by=given.trainer(w.region))


def _cancelled(w: World) -> None:
    _group(w)
    cancel_group(Group.objects.get(pk=KEY), by=w.region.teamlead)


def _session_off(w: World) -> None:
    _group(w)
    cancel_session(Session.objects.get(pk=KEY), by=w.region.teamlead)


def _unmanned(w: World) -> None:
    """One half-day that nobody gives yet."""
    _group(w)
    add_session(
        Group.objects.get(pk=KEY),
        given.half_day(w.region, date(2026, 12, 7), trainer=None),
        by=w.region.teamlead,
    )


def _clash(w: World) -> None:
    """Somebody who could have a place has a talk then."""
    _empty(w)
    by = w.region.regisseur
    assert by.employee
    planned = Planned(by.employee, Afspraak.Soort.INTAKE, given.FIRST, time(10), 60, Afspraak.Way.KANTOOR)
    plan_afspraak(w.dossiers.waiting, planned, by=by)


def _spoken(w: World) -> None:
    """Of some who wait a language is known."""
    for dossier, code in (
        (w.dossiers.complete, "ar"),
        (w.dossiers.waiting, "ar"),
        (w.dossiers.drafted, "ti"),
    ):
        set_languages(
            dossier.person,
            by=w.region.regisseur,
            languages={code: "moedertaal"},
            contact=code,
            interpreter=False,
        )


def _tolk(w: World) -> None:
    """Next week's session has an interpreter who doesn't speak the language of the group; so has this morning's."""
    _group(w)
    made = save_interpreter(InterpreterFacts("Tolk Maas", ("fa",), "0787708914"), by=w.region.teamlead)
    Session.objects.filter(group=KEY).update(interpreter=made)


def _hall(w: World) -> None:
    """A room that is taken on Monday morning, and an interpreter."""
    _empty(w)
    Room.objects.filter(name="Zaal 1").update(id=HALL)
    Claim.objects.filter(room__isnull=False).update(room=HALL)
    Session.objects.filter(group=KEY).update(room=HALL)
    made = save_interpreter(InterpreterFacts("Tolk Maas", ("ar", "fa"), "0787708914"), by=w.region.teamlead)
    Interpreter.objects.filter(pk=made.pk).update(id=KEY)
