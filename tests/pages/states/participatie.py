"""PVT and MAP."""

from collections.abc import Iterator

from pages.states.state import State
from pages.states.world import World
from support.modules import finished, ready
from support.region import TODAY
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.hours.commands import Done, record_hours
from wegwijs.hours.models import Soort
from wi2021.leerroutes import Gespreksvoerder


def states(world: World) -> Iterator[State]:
    """Every page about PVT and MAP."""
    base = f"/participatie/{world.dossiers.sent.pk}/"
    yield from _overview(world, base)
    yield from _recorded(world, base)
    yield from _finished(world, base)
    yield from _taken_back(world, base)
    yield State("no such module", f"{base}knm/afronden/", world.region.regisseur, status=404)


def _overview(world: World, base: str) -> Iterator[State]:
    by = world.region.regisseur
    yield State("not begun", base, by)
    yield State(
        "before the PIP", f"/participatie/{world.dossiers.waiting.pk}/", by, before=lambda: _early(world)
    )
    yield State("ready", base, by, before=lambda: ready(world.region, world.dossiers.sent))
    yield State("finished", base, by, before=lambda: finished(world.region, world.dossiers.sent))
    yield State("in the Onderwijsroute", base, by, before=lambda: _education(world))
    yield State("of a partner", f"/participatie/{world.dossiers.waiting.pk}/", world.region.counsellor)
    yield State("not yours", base, world.region.outsider, status=404)


def _recorded(world: World, base: str) -> Iterator[State]:
    by = world.region.regisseur
    for act in ("ondertekening", "eindgesprek"):
        yield State("to fill in", f"{base}{act}/", by)
        yield State("nothing filled in", f"{base}{act}/", by, post={})
        yield State(
            "finished before",
            f"{base}{act}/",
            by,
            post=_given(act),
            before=lambda: finished(world.region, world.dossiers.sent),
        )
    yield State("signed", f"{base}ondertekening/", by, post=_given("ondertekening"), follow=True)
    no_mandate = {**_given("eindgesprek"), "held_by": Gespreksvoerder.AANBIEDER.value}
    yield State("without a mandate", f"{base}eindgesprek/", by, post=no_mandate)
    yield State("talked", f"{base}eindgesprek/", by, post=_given("eindgesprek"), follow=True)


def _finished(world: World, base: str) -> Iterator[State]:
    by = world.region.regisseur
    yield State("not yet", f"{base}pvt/afronden/", by, follow=True)
    yield State("not yet, sent", f"{base}pvt/afronden/", by, post={"blame": ""})
    yield State("ready", f"{base}pvt/afronden/", by, before=lambda: ready(world.region, world.dossiers.sent))
    yield State(
        "to blame within the term",
        f"{base}pvt/afronden/",
        by,
        post={"blame": "ja"},
        before=lambda: ready(world.region, world.dossiers.sent),
    )
    yield State(
        "finished now",
        f"{base}pvt/afronden/",
        by,
        post={"blame": ""},
        follow=True,
        before=lambda: ready(world.region, world.dossiers.sent),
    )


def _taken_back(world: World, base: str) -> Iterator[State]:
    by = world.region.regisseur
    yield State("not finished", f"{base}map/intrekken/", by, follow=True)
    yield State(
        "to take back",
        f"{base}pvt/intrekken/",
        by,
        before=lambda: finished(world.region, world.dossiers.sent),
    )
    yield State(
        "no reason",
        f"{base}pvt/intrekken/",
        by,
        post={},
        before=lambda: finished(world.region, world.dossiers.sent),
    )
    taken_back = {"reason": "verkeerde persoon"}
    yield State(
        "taken back",
        f"{base}pvt/intrekken/",
        by,
        post=taken_back,
        follow=True,
        before=lambda: finished(world.region, world.dossiers.sent),
    )


def _given(act: str) -> dict[str, str]:
    more = {"how": "bijeenkomst"} if act == "ondertekening" else {"held_by": Gespreksvoerder.COLLEGE.value}
    return {"on": "23-11-2026", **more}


def _early(w: World) -> None:
    done = Done(Soort.PVT, TODAY, 120, w.region.organisations["SDD"], "vroeg")
    record_hours(w.dossiers.waiting, done, by=w.region.regisseur)


def _education(w: World) -> None:
    record_event(
        w.dossiers.sent, Kind.PIP_VASTGESTELD, by=w.region.regisseur, on=TODAY, payload={
            "versie": 9, "dagtekening": TODAY.isoformat(), "leerroute": "O", "niveau": "B1", "gemeente": "0505"
        },
    )  # fmt: skip
