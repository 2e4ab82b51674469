"""What stands before somebody looks: courses, places, lessons, reports."""

from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from pages.states.world import World
from support import lessons as given
from support.region import TODAY
from wegwijs import clock
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import close_dossier
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
from wegwijs.stages.leerroutes.lesson_file import LESSON_FILE
from wegwijs.stages.leerroutes.models import (
    Afwijzing,
    Cursus,
    Eindreden,
    Geregeld,
    Inburgeringsaanbod,
    Lessignaal,
    Opvolging,
    Signaalsoort,
    Taalniveau,
    Toetsuitslag,
    Vaardigheid,
    Wachtreden,
)
from wegwijs.stages.leerroutes.quarters import Quarter

SIGNAL = UUID("77777777-7777-4777-8777-777777777777")
KEY = UUID("88888888-8888-4888-8888-888888888888")
COURSE = UUID("99999999-9999-4999-8999-999999999999")
SCHOOL = "/leerroutes/school/"
THEIRS = f"{SCHOOL}{KEY}/"


def of(dossier: Dossier) -> str:
    """The page of somebody's placing."""
    return f"/leerroutes/dossier/{dossier.pk}/"


def empty() -> None:
    """No course, and nobody who waits."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE leerroutes_cursus, leerroutes_wachtplek CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def course(world: World) -> Cursus:
    """With the key in the addresses above."""
    made = given.course(world.region)
    Cursus.objects.filter(pk=made.pk).update(id=COURSE)
    return Cursus.objects.get(pk=COURSE)


def asked(world: World) -> Inburgeringsaanbod:
    """A place is asked for."""
    return keyed(given.asked(world.region, world.dossiers.established, course(world)))


def keyed(row: Inburgeringsaanbod) -> Inburgeringsaanbod:
    """With the key in the addresses above."""
    Inburgeringsaanbod.objects.filter(pk=row.pk).update(id=KEY)
    return Inburgeringsaanbod.objects.get(pk=KEY)


def lacks(world: World) -> None:
    """Childcare and travel aren't arranged."""
    row = asked(world)
    arrange(
        row,
        by=world.region.regisseur,
        childcare=Geregeld.NOG_NIET,
        travel=Geregeld.NOG_NIET,
        expected_version=1,
    )


def accepted(world: World) -> Inburgeringsaanbod:
    """The school has a place."""
    return keyed(given.accepted(world.region, world.dossiers.established, course(world)))


def learns(world: World) -> Inburgeringsaanbod:
    """Two weeks of lessons."""
    row = keyed(given.learning(world.region, world.dossiers.established, course(world)))
    given.followed(world.region, row, given.week(followed=600, excused=60, unexcused=60, reason="werk"))
    given.followed(world.region, row, given.week(given.FIRST + timedelta(days=7)))
    return row


def moved(world: World) -> None:
    """Lessons went on after a move that was told later, with the week of the move itself."""
    row = learns(world)
    close_dossier(row.dossier, by=world.region.regisseur, on=given.FIRST, reason=CloseReason.VERHUISD.label)


def sent(world: World) -> None:
    """A file with lessons."""
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


def left(world: World) -> None:
    """Stopped today."""
    end_lessons(learns(world), Eindreden.GESTOPT, by=given.school(world.region), last_day=TODAY)


def refused(world: World) -> None:
    """The school has no place."""
    refuse_place(asked(world), Afwijzing.VOL, "tot januari", by=given.school(world.region), on=TODAY)


def waits(world: World) -> None:
    """For a place, in the evening."""
    since = date(2026, 11, 1)
    with clock.frozen(since):
        wait_for_place(
            world.dossiers.established, Wachtreden.GEEN_PLAATS, by=world.region.regisseur, on=since, explained="vraagt de avond"
        )  # fmt: skip


def many(world: World) -> None:
    """One learns and another is asked for."""
    of = course(world)
    given.learning(world.region, world.dossiers.established, of)
    given.asked(world.region, world.dossiers.sent, of)


def closed(world: World) -> None:
    """A course that is closed, and one with a seat."""
    close_course(course(world), by=given.school(world.region))
    given.course(world.region, Cursus.objects.get(pk=COURSE).contract, seats=1)


def began_early(world: World) -> Inburgeringsaanbod:
    """Follows lessons since before the quarter that is over, as a placement of a system before this one."""
    row = learns(world)
    Inburgeringsaanbod.objects.filter(pk=row.pk).update(began_on=date(2026, 3, 2))
    return Inburgeringsaanbod.objects.get(pk=row.pk)


def reported(world: World) -> Inburgeringsaanbod:
    """Two quarters, one of them twice."""
    row = began_early(world)
    other = given.learning(world.region, world.dossiers.sent, row.cursus)
    Inburgeringsaanbod.objects.filter(pk=other.pk).update(began_on=date(2026, 3, 2))
    given.reported(world.region, row, Quarter(2026, 2))
    given.reported(world.region, row, Quarter(2026, 3), remarks="spreekt vlot")
    test = ToetsFacts(date(2026, 9, 14), Vaardigheid.LEZEN, "Boom NT2", Toetsuitslag.GEHAALD)
    given.reported(world.region, row, Quarter(2026, 3), sp=Taalniveau.A2, tests=[test])
    return row


def signal(world: World) -> Lessignaal:
    """With the key in the address."""
    made = send_signal(
        learns(world), Signaalsoort.UITVAL, "Komt al twee weken niet.", by=given.school(world.region)
    )
    Lessignaal.objects.filter(pk=made.pk).update(id=SIGNAL)
    return Lessignaal.objects.get(pk=SIGNAL)


def told(world: World) -> None:
    """Reports with an earlier version, a signal that waits and one that was taken up."""
    row, by = reported(world), given.school(world.region)
    done = send_signal(row, Signaalsoort.LAGER, "Kan de groep niet bijhouden.", by=by)
    take_up_signal(done, Opvolging.AFSPRAAK, "Krijgt een taalmaatje", by=world.region.regisseur, on=TODAY)
    send_signal(row, Signaalsoort.UITVAL, "Komt al twee weken niet.", by=by)
