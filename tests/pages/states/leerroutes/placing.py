"""Placing somebody: what fits, what is asked, and who waits."""

from collections.abc import Iterator

from pages.states.leerroutes import made
from pages.states.state import State
from pages.states.world import World
from support import lessons as given


def placing(world: World) -> Iterator[State]:
    """What stands on somebody's page, and courses that fit."""
    by, people = world.region.regisseur, world.dossiers
    here = made.of(people.established)
    yield State("no place yet", here, by)
    yield State("waits", here, by, before=lambda: made.waits(world))
    yield State("asked", here, by, before=lambda: made.asked(world))
    yield State("childcare lacks", here, by, before=lambda: made.lacks(world))
    yield State("follows lessons", here, by, before=lambda: made.learns(world))
    yield State("refused before", here, by, before=lambda: made.refused(world))
    yield State("moved, told late", here, by, before=lambda: made.moved(world))
    yield State("no plan yet", made.of(people.done), by)
    yield State("no offer by law", made.of(people.family), by)
    yield State("not yours", here, world.region.counsellor, status=404)
    yield State("courses that fit", f"{here}zoeken/", by, before=lambda: made.course(world))
    yield State(
        "nothing fits",
        f"{here}zoeken/?niveau=a2&opvang=on&dagdelen=ma1",
        by,
        before=lambda: made.course(world),
    )
    yield State("no course at all", f"{here}zoeken/", by, before=made.empty)
    yield State("no course to look for", f"{made.of(people.family)}zoeken/", by, status=404)


def acts(world: World) -> Iterator[State]:
    """What a regisseur does with a place."""
    by = world.region.regisseur
    here = made.of(world.dossiers.established)
    ask, one = f"{here}vragen/{made.COURSE}/", f"{here}{made.KEY}/"
    right = {"starts_on": "30-11-2026", "childcare": "niet_nodig", "travel": "geregeld"}
    yield State("to ask", ask, by, before=lambda: made.course(world))
    yield State(
        "asked on a day without lessons",
        ask,
        by,
        post={**right, "starts_on": "30-11-2028"},
        before=lambda: made.course(world),
    )
    yield State("asked now", ask, by, post=right, follow=True, before=lambda: made.course(world))
    yield State("no such course", ask, by, status=404)
    yield State("to wait", f"{here}wachten/", by)
    yield State("off the list", f"{here}niet-wachten/", by, before=lambda: made.waits(world))
    yield State("to arrange", f"{one}regelen/", by, before=lambda: made.asked(world))
    yield State(
        "arranged meanwhile",
        f"{one}regelen/",
        by,
        post={"childcare": "geregeld", "travel": "geregeld", "version": "9"},
        status=409,
        before=lambda: made.asked(world),
    )
    yield State("to withdraw", f"{one}intrekken/", by, before=lambda: made.asked(world))
    yield State("to end", f"{one}beeindigen/", by, before=lambda: made.learns(world))
    yield State(
        "ended before the first lesson",
        f"{one}beeindigen/",
        by,
        post={"last_day": "01-10-2026", "reason": "gestopt", "version": "3"},
        before=lambda: made.learns(world),
    )
    yield State("the result", f"{one}resultaat/", by, before=lambda: made.learns(world))


def waiting(world: World) -> Iterator[State]:
    """The list of who waits."""
    by = world.region.regisseur
    yield State("nobody waits", "/leerroutes/wachtlijst/", by, before=made.empty)
    yield State("somebody waits", "/leerroutes/wachtlijst/", by, before=lambda: made.waits(world))
    yield State(
        "nobody for this reason", "/leerroutes/wachtlijst/?reden=opvang", by, before=lambda: made.waits(world)
    )
    yield State("not yours", "/leerroutes/wachtlijst/", given.school(world.region), status=404)
