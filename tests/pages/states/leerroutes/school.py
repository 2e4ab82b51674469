"""What a school sees: its participants, a week, files, its courses."""

from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile

from pages.states.leerroutes import made
from pages.states.state import State
from pages.states.world import World
from support import lessons as given

WEEK = "/leerroutes/week/"
COURSES = "/leerroutes/cursussen/"
FIRST = given.FIRST.isoformat()


def school(world: World) -> Iterator[State]:
    """The desk of a school, and one participant."""
    by = given.school(world.region)
    yield State("nobody yet", made.SCHOOL, by, before=made.empty)
    yield State("asked and learning", made.SCHOOL, by, before=lambda: made.many(world))
    yield State("not yours", made.SCHOOL, world.region.regisseur, status=404)
    yield State("is asked", made.THEIRS, by, before=lambda: made.asked(world))
    yield State("has a place", made.THEIRS, by, before=lambda: made.accepted(world))
    yield State("follows lessons", made.THEIRS, by, before=lambda: made.learns(world))
    yield State("left", made.THEIRS, by, before=lambda: made.left(world))
    yield State(
        "of another school",
        made.THEIRS,
        given.school(world.region, "NLtraining"),
        status=404,
        before=lambda: made.asked(world),
    )


def answers(world: World) -> Iterator[State]:
    """What a school answers."""
    by = given.school(world.region)
    yield State("there is a place", f"{made.THEIRS}aannemen/", by, before=lambda: made.asked(world))
    yield State(
        "on a day outside the course",
        f"{made.THEIRS}aannemen/",
        by,
        post={"starts_on": "01-01-2029"},
        before=lambda: made.asked(world),
    )
    yield State("there is none", f"{made.THEIRS}weigeren/", by, before=lambda: made.asked(world))
    yield State(
        "refused now",
        f"{made.THEIRS}weigeren/",
        by,
        post={"reason": "vol", "explained": ""},
        follow=True,
        before=lambda: made.asked(world),
    )
    yield State("the first lesson", f"{made.THEIRS}eerste-les/", by, before=lambda: made.accepted(world))
    yield State("the end", f"{made.THEIRS}einde/", by, before=lambda: made.learns(world))


def week(world: World) -> Iterator[State]:
    """A week of lessons."""
    by = given.school(world.region)
    yield State("nobody learns", WEEK, by, before=made.empty)
    yield State("filled in", f"{WEEK}?van={FIRST}", by, before=lambda: made.learns(world))
    yield State(
        "nothing filled in yet", f"{WEEK}?van=2026-11-16&soort=knm", by, before=lambda: made.learns(world)
    )
    yield State("to come", f"{WEEK}?van=2026-12-30", by, before=lambda: made.learns(world))
    yield State("no such day", f"{WEEK}?van=gisteren", by, status=404)
    yield State(
        "numbers that don't fit", f"{WEEK}?van={FIRST}", by, post=_wrong(), before=lambda: made.learns(world)
    )
    yield State("not yours", WEEK, world.region.regisseur, status=404)


def _wrong() -> dict[str, str]:
    return {
        f"offered-{made.KEY}": "12",
        f"followed-{made.KEY}": "veel",
        f"excused-{made.KEY}": "1",
        f"unexcused-{made.KEY}": "0",
        f"reason-{made.KEY}": "werk",
    }


def files(world: World) -> Iterator[State]:
    """Files with lessons."""
    by = given.school(world.region)
    files = "/leerroutes/bestanden/"
    yield State("none yet", files, by)
    yield State("sent before", files, by, before=lambda: made.sent(world))
    yield State("no file at all", files, by, post={"file": SimpleUploadedFile("lessen.csv", b"")})
    yield State("not yours", files, world.region.regisseur, status=404)


def courses(world: World) -> Iterator[State]:
    """The courses of a school."""
    by = given.school(world.region)
    full = {
        "contract": "", "name": "B1", "route": "B", "level": "a0", "town": "Dordrecht", "postcode": "3311 AB", "dagdelen": "ma1",
        "starts_on": "01-02-2027", "last_day": "01-01-2027", "weekly_minutes": "12", "seats": "15", "version": "1",
    }  # fmt: skip
    yield State("no courses", COURSES, by, before=made.empty)
    yield State("some courses", COURSES, by, before=lambda: made.closed(world))
    yield State("not yours", COURSES, world.region.regisseur, status=404)
    yield State("a new one", f"{COURSES}nieuw/", by, before=lambda: made.course(world))
    yield State("to change", f"{COURSES}{made.COURSE}/", by, before=lambda: made.course(world))
    yield State(
        "over before it begins", f"{COURSES}{made.COURSE}/", by, post=full, before=lambda: made.course(world)
    )
    yield State(
        "closed now",
        f"{COURSES}{made.COURSE}/sluiten/",
        by,
        post={},
        follow=True,
        before=lambda: made.course(world),
    )
