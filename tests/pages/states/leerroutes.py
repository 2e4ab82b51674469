"""Placing somebody, the waiting list, and what a school sees: its participants, a week, its courses."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from pages.states.state import State
from pages.states.world import World
from support import lessons as given
from support.region import TODAY
from wegwijs import clock
from wegwijs.dossiers.models import Dossier
from wegwijs.imports.commands import store_file
from wegwijs.stages.leerroutes.commands import (
    ToetsFacts,
    arrange,
    close_course,
    end_lessons,
    refuse_place,
    send_signal,
    take_up_signal,
    wait_for_place,
)
from wegwijs.stages.leerroutes.commands.eigen_school import (
    ask_data,
    close_question,
    end_school,
    register_school,
)
from wegwijs.stages.leerroutes.lesson_file import LESSON_FILE
from wegwijs.stages.leerroutes.models import (
    Afwijzing,
    Cursus,
    EigenSchool,
    Eindreden,
    Gegevensvraag,
    Geregeld,
    Gevraagde,
    Inburgeringsaanbod,
    Lessignaal,
    Opvolging,
    Schoolgegeven,
    Signaalsoort,
    Taalniveau,
    Toetsuitslag,
    Vaardigheid,
    Vraaguitkomst,
    Wachtreden,
)
from wegwijs.stages.leerroutes.quarters import Quarter

SIGNAL = UUID("77777777-7777-4777-8777-777777777777")
REPORT = {
    "le": "A1", "lu": "A2", "sc": "A1", "sp": "A1", "expected": "ja", "expected_on": "", "advice": "doorgaan", "remarks": "", "version": "0",
    **{f"{name}_{n}": "" for n in (1, 2, 3) for name in ("on", "skill", "name", "result")},
}  # fmt: skip
KEY = UUID("88888888-8888-4888-8888-888888888888")
COURSE = UUID("99999999-9999-4999-8999-999999999999")
SCHOOL = "/leerroutes/school/"
THEIRS = f"{SCHOOL}{KEY}/"
WEEK = "/leerroutes/week/"
COURSES = "/leerroutes/cursussen/"
FIRST = given.FIRST.isoformat()


def states(world: World) -> Iterator[State]:
    """Every page about leerroutes."""
    yield from _placing(world)
    yield from _acts(world)
    yield from _own_choice(world)
    yield from _waiting(world)
    yield from _school(world)
    yield from _answers(world)
    yield from _week(world)
    yield from _files(world)
    yield from _courses(world)
    yield from _reports(world)
    yield from _signals(world)


def _of(dossier: Dossier) -> str:
    return f"/leerroutes/dossier/{dossier.pk}/"


def _placing(world: World) -> Iterator[State]:
    by, people = world.region.regisseur, world.dossiers
    here = _of(people.established)
    yield State("no place yet", here, by)
    yield State("waits", here, by, before=lambda: _waits(world))
    yield State("asked", here, by, before=lambda: _asked(world))
    yield State("childcare lacks", here, by, before=lambda: _lacks(world))
    yield State("follows lessons", here, by, before=lambda: _learns(world))
    yield State("refused before", here, by, before=lambda: _refused(world))
    yield State("no plan yet", _of(people.done), by)
    yield State("no offer by law", _of(people.family), by)
    yield State("not yours", here, world.region.counsellor, status=404)
    yield State("courses that fit", f"{here}zoeken/", by, before=lambda: _course(world))
    yield State(
        "nothing fits", f"{here}zoeken/?niveau=a2&opvang=on&dagdelen=ma1", by, before=lambda: _course(world)
    )
    yield State("no course at all", f"{here}zoeken/", by, before=_empty)
    yield State("no course to look for", f"{_of(people.family)}zoeken/", by, status=404)


def _own_choice(world: World) -> Iterator[State]:
    by, here = world.region.regisseur, _of(world.dossiers.family)
    right = {"name": "Taalhuis Zuid", "place": "Rotterdam", "since": "01-09-2026"}
    yield State("to register", f"{here}eigen-school/", by)
    yield State("registered", f"{here}eigen-school/", by, post=right, follow=True)
    yield State("far ahead", f"{here}eigen-school/", by, post={**right, "since": "01-09-2031"})
    yield State("a school of their own", here, by, before=lambda: _chose(world))
    yield State("asked and answered", here, by, before=lambda: _answered(world))
    yield State("no longer there", here, by, before=lambda: _stopped(world))
    yield State("to end", f"{here}eigen-school/einde/", by, before=lambda: _chose(world))
    yield State("nothing to end", f"{here}eigen-school/einde/", by, status=404)
    yield State("to ask", f"{here}gegevens/", by, before=lambda: _chose(world))
    yield State(
        "asked without a reason", f"{here}gegevens/", by, post={"who": "school"}, before=lambda: _chose(world)
    )
    yield State("to answer", f"{here}gegevens/{KEY}/", by, before=lambda: _question(world))
    nothing = {"outcome": "beantwoord", "answer": ""}
    yield State(
        "answered with nothing", f"{here}gegevens/{KEY}/", by, post=nothing, before=lambda: _question(world)
    )
    yield State("no such question", f"{here}gegevens/{KEY}/", by, status=404)


def _chose(world: World) -> EigenSchool:
    on = {"by": world.region.regisseur, "on": TODAY}
    return register_school(world.dossiers.family, "Taalhuis Zuid", "Rotterdam", since=date(2026, 9, 1), **on)  # type: ignore[arg-type]


def _question(world: World) -> Gegevensvraag:
    made = ask_data(
        _chose(world),
        Gevraagde.SCHOOL,
        [Schoolgegeven.VOORTGANG],
        "Voorbereiding van het gesprek",
        by=world.region.regisseur,
        on=TODAY,
    )
    Gegevensvraag.objects.filter(pk=made.pk).update(id=KEY)
    return Gegevensvraag.objects.get(pk=KEY)


def _answered(world: World) -> None:
    made, on = _question(world), {"by": world.region.regisseur, "on": TODAY}
    close_question(made, Vraaguitkomst.BEANTWOORD, "Komt elke week en haalt A2 in het voorjaar.", **on)  # type: ignore[arg-type]
    ask_data(made.school, Gevraagde.INBURGERAAR, [Schoolgegeven.INSPANNING], "Voortgangsgesprek", **on)  # type: ignore[arg-type]


def _stopped(world: World) -> None:
    row = _chose(world)
    end_school(row, by=world.region.regisseur, on=TODAY, last_day=TODAY, expected_version=row.version)


def _acts(world: World) -> Iterator[State]:
    by = world.region.regisseur
    here = _of(world.dossiers.established)
    ask, one = f"{here}vragen/{COURSE}/", f"{here}{KEY}/"
    right = {"starts_on": "30-11-2026", "childcare": "niet_nodig", "travel": "geregeld"}
    yield State("to ask", ask, by, before=lambda: _course(world))
    yield State(
        "asked on a day without lessons",
        ask,
        by,
        post={**right, "starts_on": "30-11-2028"},
        before=lambda: _course(world),
    )
    yield State("asked now", ask, by, post=right, follow=True, before=lambda: _course(world))
    yield State("no such course", ask, by, status=404)
    yield State("to wait", f"{here}wachten/", by)
    yield State("off the list", f"{here}niet-wachten/", by, before=lambda: _waits(world))
    yield State("to arrange", f"{one}regelen/", by, before=lambda: _asked(world))
    yield State(
        "arranged meanwhile",
        f"{one}regelen/",
        by,
        post={"childcare": "geregeld", "travel": "geregeld", "version": "9"},
        status=409,
        before=lambda: _asked(world),
    )
    yield State("to withdraw", f"{one}intrekken/", by, before=lambda: _asked(world))
    yield State("to end", f"{one}beeindigen/", by, before=lambda: _learns(world))
    yield State(
        "ended before the first lesson",
        f"{one}beeindigen/",
        by,
        post={"last_day": "01-10-2026", "reason": "gestopt", "version": "3"},
        before=lambda: _learns(world),
    )
    yield State("the result", f"{one}resultaat/", by, before=lambda: _learns(world))


def _waiting(world: World) -> Iterator[State]:
    by = world.region.regisseur
    yield State("nobody waits", "/leerroutes/wachtlijst/", by, before=_empty)
    yield State("somebody waits", "/leerroutes/wachtlijst/", by, before=lambda: _waits(world))
    yield State(
        "nobody for this reason", "/leerroutes/wachtlijst/?reden=opvang", by, before=lambda: _waits(world)
    )
    yield State("not yours", "/leerroutes/wachtlijst/", given.school(world.region), status=404)


def _school(world: World) -> Iterator[State]:
    by = given.school(world.region)
    yield State("nobody yet", SCHOOL, by, before=_empty)
    yield State("asked and learning", SCHOOL, by, before=lambda: _many(world))
    yield State("not yours", SCHOOL, world.region.regisseur, status=404)
    yield State("is asked", THEIRS, by, before=lambda: _asked(world))
    yield State("has a place", THEIRS, by, before=lambda: _accepted(world))
    yield State("follows lessons", THEIRS, by, before=lambda: _learns(world))
    yield State("left", THEIRS, by, before=lambda: _left(world))
    yield State(
        "of another school",
        THEIRS,
        given.school(world.region, "NLtraining"),
        status=404,
        before=lambda: _asked(world),
    )


def _answers(world: World) -> Iterator[State]:
    by = given.school(world.region)
    yield State("there is a place", f"{THEIRS}aannemen/", by, before=lambda: _asked(world))
    yield State(
        "on a day outside the course",
        f"{THEIRS}aannemen/",
        by,
        post={"starts_on": "01-01-2029"},
        before=lambda: _asked(world),
    )
    yield State("there is none", f"{THEIRS}weigeren/", by, before=lambda: _asked(world))
    yield State(
        "refused now",
        f"{THEIRS}weigeren/",
        by,
        post={"reason": "vol", "explained": ""},
        follow=True,
        before=lambda: _asked(world),
    )
    yield State("the first lesson", f"{THEIRS}eerste-les/", by, before=lambda: _accepted(world))
    yield State("the end", f"{THEIRS}einde/", by, before=lambda: _learns(world))


def _week(world: World) -> Iterator[State]:
    by = given.school(world.region)
    yield State("nobody learns", WEEK, by, before=_empty)
    yield State("filled in", f"{WEEK}?van={FIRST}", by, before=lambda: _learns(world))
    yield State(
        "nothing filled in yet", f"{WEEK}?van=2026-11-16&soort=knm", by, before=lambda: _learns(world)
    )
    yield State("to come", f"{WEEK}?van=2026-12-30", by, before=lambda: _learns(world))
    yield State("no such day", f"{WEEK}?van=gisteren", by, status=404)
    yield State(
        "numbers that don't fit", f"{WEEK}?van={FIRST}", by, post=_wrong(), before=lambda: _learns(world)
    )
    yield State("not yours", WEEK, world.region.regisseur, status=404)


def _files(world: World) -> Iterator[State]:
    by = given.school(world.region)
    files = "/leerroutes/bestanden/"
    yield State("none yet", files, by)
    yield State("sent before", files, by, before=lambda: _sent(world))
    yield State("no file at all", files, by, post={"file": SimpleUploadedFile("lessen.csv", b"")})
    yield State("not yours", files, world.region.regisseur, status=404)


def _courses(world: World) -> Iterator[State]:
    by = given.school(world.region)
    full = {
        "contract": "", "name": "B1", "route": "B", "level": "a0", "town": "Dordrecht", "postcode": "3311 AB", "dagdelen": "ma1",
        "starts_on": "01-02-2027", "last_day": "01-01-2027", "weekly_minutes": "12", "seats": "15", "version": "1",
    }  # fmt: skip
    yield State("no courses", COURSES, by, before=_empty)
    yield State("some courses", COURSES, by, before=lambda: _closed(world))
    yield State("not yours", COURSES, world.region.regisseur, status=404)
    yield State("a new one", f"{COURSES}nieuw/", by, before=lambda: _course(world))
    yield State("to change", f"{COURSES}{COURSE}/", by, before=lambda: _course(world))
    yield State("over before it begins", f"{COURSES}{COURSE}/", by, post=full, before=lambda: _course(world))
    yield State(
        "closed now",
        f"{COURSES}{COURSE}/sluiten/",
        by,
        post={},
        follow=True,
        before=lambda: _course(world),
    )


def _reports(world: World) -> Iterator[State]:
    by, regisseur = given.school(world.region), world.region.regisseur
    reports, files = "/leerroutes/rapporten/", "/leerroutes/bestanden/rapporten/"
    one = f"{reports}{KEY}/?kwartaal=2026-3"
    yield State("nobody to report on", reports, by, before=_empty)
    yield State("late and made", reports, by, before=lambda: _reported(world))
    yield State("an earlier quarter", f"{reports}?kwartaal=2026-2", by, before=lambda: _reported(world))
    yield State("not yours", reports, regisseur, status=404)
    yield State("to fill in", one, by, before=lambda: _began_early(world))
    yield State("to put right", one, by, before=lambda: _reported(world))
    yield State(
        "no level at all",
        one,
        by,
        post=REPORT | dict.fromkeys(("le", "lu", "sc", "sp"), ""),
        before=lambda: _began_early(world),
    )
    yield State("saved", one, by, post=REPORT, follow=True, before=lambda: _began_early(world))
    yield State("reported meanwhile", one, by, post=REPORT, status=409, before=lambda: _reported(world))
    yield State(
        "no such quarter",
        f"{reports}{KEY}/?kwartaal=2020-1",
        by,
        status=404,
        before=lambda: _began_early(world),
    )
    yield State("a file", files, by)
    yield State("no file at all", files, by, post={"file": SimpleUploadedFile("rapporten.csv", b"")})
    yield State("not yours", files, regisseur, status=404)
    yield State("of a participant", THEIRS, by, before=lambda: _told(world))
    yield State("the school's desk", SCHOOL, by, before=lambda: _began_early(world))
    here = f"{_of(world.dossiers.established)}voortgang/"
    yield State("no lessons yet", here, regisseur)
    yield State("lessons, nothing said", here, regisseur, before=lambda: _learns(world))
    yield State("reports and signals", here, regisseur, before=lambda: _told(world))
    yield State("on the placement", _of(world.dossiers.established), regisseur, before=lambda: _told(world))
    yield State("not yours", here, world.region.counsellor, status=404)


def _signals(world: World) -> Iterator[State]:
    by, regisseur = given.school(world.region), world.region.regisseur
    send, take = f"{THEIRS}signaal/", f"{_of(world.dossiers.established)}{KEY}/signaal/{SIGNAL}/"
    said = {"soort": "uitval", "explained": "Komt al twee weken niet"}
    yield State("to send", send, by, before=lambda: _learns(world))
    yield State("nothing filled in", send, by, post={}, before=lambda: _learns(world))
    yield State("sent", send, by, post=said, follow=True, before=lambda: _learns(world))
    yield State("sent before", send, by, post=said, before=lambda: _signal(world))
    yield State("to take up", take, regisseur, before=lambda: _signal(world))
    yield State(
        "without why", take, regisseur, post={"what": "geen", "why": ""}, before=lambda: _signal(world)
    )
    yield State(
        "taken up", take, regisseur, post={"what": "geen", "why": "is op vakantie"}, follow=True, before=lambda: _signal(world)
    )  # fmt: skip
    yield State("not yours", take, by, status=404, before=lambda: _signal(world))


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE leerroutes_cursus, leerroutes_wachtplek CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _course(world: World) -> Cursus:
    """With the key in the addresses above."""
    made = given.course(world.region)
    Cursus.objects.filter(pk=made.pk).update(id=COURSE)
    return Cursus.objects.get(pk=COURSE)


def _asked(world: World) -> Inburgeringsaanbod:
    return _keyed(given.asked(world.region, world.dossiers.established, _course(world)))


def _keyed(row: Inburgeringsaanbod) -> Inburgeringsaanbod:
    Inburgeringsaanbod.objects.filter(pk=row.pk).update(id=KEY)
    return Inburgeringsaanbod.objects.get(pk=KEY)


def _lacks(world: World) -> None:
    row = _asked(world)
    arrange(
        row,
        by=world.region.regisseur,
        childcare=Geregeld.NOG_NIET,
        travel=Geregeld.NOG_NIET,
        expected_version=1,
    )


def _accepted(world: World) -> Inburgeringsaanbod:
    return _keyed(given.accepted(world.region, world.dossiers.established, _course(world)))


def _learns(world: World) -> Inburgeringsaanbod:
    row = _keyed(given.learning(world.region, world.dossiers.established, _course(world)))
    given.followed(world.region, row, given.week(followed=600, excused=60, unexcused=60, reason="werk"))
    given.followed(world.region, row, given.week(given.FIRST + timedelta(days=7)))
    return row


def _sent(world: World) -> None:
    by = given.school(world.region)
    store_file(
        LESSON_FILE,
        world.region.dordrecht,
        file_name="lessen.csv",
        content=given.CSV,
        origin="Sagènn",
        as_of=TODAY,
        by=by,
    )


def _left(world: World) -> None:
    end_lessons(_learns(world), Eindreden.GESTOPT, by=given.school(world.region), last_day=TODAY)


def _refused(world: World) -> None:
    refuse_place(_asked(world), Afwijzing.VOL, "tot januari", by=given.school(world.region), on=TODAY)


def _waits(world: World) -> None:
    since = date(2026, 11, 1)
    with clock.frozen(since):
        wait_for_place(
            world.dossiers.established, Wachtreden.GEEN_PLAATS, by=world.region.regisseur, on=since, explained="vraagt de avond"
        )  # fmt: skip


def _many(world: World) -> None:
    of = _course(world)
    given.learning(world.region, world.dossiers.established, of)
    given.asked(world.region, world.dossiers.sent, of)


def _closed(world: World) -> None:
    close_course(_course(world), by=given.school(world.region))
    given.course(world.region, Cursus.objects.get(pk=COURSE).contract, seats=1)


def _wrong() -> dict[str, str]:
    return {
        f"offered-{KEY}": "12",
        f"followed-{KEY}": "veel",
        f"excused-{KEY}": "1",
        f"unexcused-{KEY}": "0",
        f"reason-{KEY}": "werk",
    }


def _began_early(world: World) -> Inburgeringsaanbod:
    """Follows lessons since before the quarter that is over, as a placement of a system before this one."""
    row = _learns(world)
    Inburgeringsaanbod.objects.filter(pk=row.pk).update(began_on=date(2026, 3, 2))
    return Inburgeringsaanbod.objects.get(pk=row.pk)


def _reported(world: World) -> Inburgeringsaanbod:
    row = _began_early(world)
    other = given.learning(world.region, world.dossiers.sent, row.cursus)
    Inburgeringsaanbod.objects.filter(pk=other.pk).update(began_on=date(2026, 3, 2))
    given.reported(world.region, row, Quarter(2026, 2))
    given.reported(world.region, row, Quarter(2026, 3), remarks="spreekt vlot")
    test = ToetsFacts(date(2026, 9, 14), Vaardigheid.LEZEN, "Boom NT2", Toetsuitslag.GEHAALD)
    given.reported(world.region, row, Quarter(2026, 3), sp=Taalniveau.A2, tests=[test])
    return row


def _signal(world: World) -> Lessignaal:
    """With the key in the address."""
    made = send_signal(
        _learns(world), Signaalsoort.UITVAL, "Komt al twee weken niet.", by=given.school(world.region)
    )
    Lessignaal.objects.filter(pk=made.pk).update(id=SIGNAL)
    return Lessignaal.objects.get(pk=SIGNAL)


def _told(world: World) -> None:
    """Reports with an earlier version, a signal that waits and one that was taken up."""
    row, by = _reported(world), given.school(world.region)
    done = send_signal(row, Signaalsoort.LAGER, "Kan de groep niet bijhouden.", by=by)
    take_up_signal(done, Opvolging.AFSPRAAK, "Krijgt een taalmaatje", by=world.region.regisseur, on=TODAY)
    send_signal(row, Signaalsoort.UITVAL, "Komt al twee weken niet.", by=by)
