"""Reports and signals of a school, and what the regisseur does with them."""

from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile

from pages.states.leerroutes import made
from pages.states.state import State
from pages.states.world import World
from support import lessons as given

REPORT = {
    "le": "A1", "lu": "A2", "sc": "A1", "sp": "A1", "expected": "ja", "expected_on": "", "advice": "doorgaan", "remarks": "", "version": "0",
    **{f"{name}_{n}": "" for n in (1, 2, 3) for name in ("on", "skill", "name", "result")},
}  # fmt: skip


def reports(world: World) -> Iterator[State]:
    """Reports, quarter by quarter."""
    by, regisseur = given.school(world.region), world.region.regisseur
    reports, files = "/leerroutes/rapporten/", "/leerroutes/bestanden/rapporten/"
    one = f"{reports}{made.KEY}/?kwartaal=2026-3"
    yield State("nobody to report on", reports, by, before=made.empty)
    yield State("late and made", reports, by, before=lambda: made.reported(world))
    yield State("an earlier quarter", f"{reports}?kwartaal=2026-2", by, before=lambda: made.reported(world))
    yield State("not yours", reports, regisseur, status=404)
    yield State("to fill in", one, by, before=lambda: made.began_early(world))
    yield State("to put right", one, by, before=lambda: made.reported(world))
    yield State(
        "no level at all",
        one,
        by,
        post=REPORT | dict.fromkeys(("le", "lu", "sc", "sp"), ""),
        before=lambda: made.began_early(world),
    )
    yield State("saved", one, by, post=REPORT, follow=True, before=lambda: made.began_early(world))
    yield State("reported meanwhile", one, by, post=REPORT, status=409, before=lambda: made.reported(world))
    yield State(
        "no such quarter",
        f"{reports}{made.KEY}/?kwartaal=2020-1",
        by,
        status=404,
        before=lambda: made.began_early(world),
    )
    yield State("a file", files, by)
    yield State("no file at all", files, by, post={"file": SimpleUploadedFile("rapporten.csv", b"")})
    yield State("not yours", files, regisseur, status=404)
    yield State("of a participant", made.THEIRS, by, before=lambda: made.told(world))
    yield State("the school's desk", made.SCHOOL, by, before=lambda: made.began_early(world))
    here = f"{made.of(world.dossiers.established)}voortgang/"
    yield State("no lessons yet", here, regisseur)
    yield State("lessons, nothing said", here, regisseur, before=lambda: made.learns(world))
    yield State("reports and signals", here, regisseur, before=lambda: made.told(world))
    yield State(
        "on the placement", made.of(world.dossiers.established), regisseur, before=lambda: made.told(world)
    )
    yield State("not yours", here, world.region.counsellor, status=404)


def signals(world: World) -> Iterator[State]:
    """Signals, sent and taken up."""
    by, regisseur = given.school(world.region), world.region.regisseur
    send, take = (
        f"{made.THEIRS}signaal/",
        f"{made.of(world.dossiers.established)}{made.KEY}/signaal/{made.SIGNAL}/",
    )
    said = {"soort": "uitval", "explained": "Komt al twee weken niet"}
    yield State("to send", send, by, before=lambda: made.learns(world))
    yield State("nothing filled in", send, by, post={}, before=lambda: made.learns(world))
    yield State("sent", send, by, post=said, follow=True, before=lambda: made.learns(world))
    yield State("sent before", send, by, post=said, before=lambda: made.signal(world))
    yield State("to take up", take, regisseur, before=lambda: made.signal(world))
    yield State(
        "without why", take, regisseur, post={"what": "geen", "why": ""}, before=lambda: made.signal(world)
    )
    yield State(
        "taken up", take, regisseur, post={"what": "geen", "why": "is op vakantie"}, follow=True, before=lambda: made.signal(world)
    )  # fmt: skip
    yield State("not yours", take, by, status=404, before=lambda: made.signal(world))
