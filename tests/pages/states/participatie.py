"""PVT and MAP."""

from collections.abc import Iterator
from datetime import timedelta

from pages.states.state import State
from pages.states.world import World
from support.region import TODAY
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.exchange.duo.fake.server import term
from wegwijs.hours.commands import Done, record_hours
from wegwijs.hours.models import Soort
from wegwijs.stages.participatie.commands import finish, record_final_talk, record_signing
from wegwijs.stages.participatie.queries import Module, Signing
from wi2021.leerroutes import Gespreksvoerder


def states(world: World) -> Iterator[State]:
    """Every page about PVT and MAP."""
    by = world.region.regisseur
    base = f"/participatie/{world.dossiers.sent.pk}/"
    yield State("not begun", base, by)
    yield State(
        "before the PIP", f"/participatie/{world.dossiers.waiting.pk}/", by, before=lambda: _early(world)
    )
    yield State("ready", base, by, before=lambda: _ready(world))
    yield State("finished", base, by, before=lambda: _finished(world))
    yield State("in the Onderwijsroute", base, by, before=lambda: _education(world))
    yield State("of a partner", f"/participatie/{world.dossiers.waiting.pk}/", world.region.counsellor)
    yield State("not yours", base, world.region.outsider, status=404)
    for act in ("ondertekening", "eindgesprek"):
        yield State("to fill in", f"{base}{act}/", by)
        yield State("nothing filled in", f"{base}{act}/", by, post={})
        yield State("finished before", f"{base}{act}/", by, post=_given(act), before=lambda: _finished(world))
    yield State("signed", f"{base}ondertekening/", by, post=_given("ondertekening"), follow=True)
    no_mandate = {**_given("eindgesprek"), "held_by": Gespreksvoerder.AANBIEDER.value}
    yield State("without a mandate", f"{base}eindgesprek/", by, post=no_mandate)
    yield State("talked", f"{base}eindgesprek/", by, post=_given("eindgesprek"), follow=True)
    yield State("not yet", f"{base}pvt/afronden/", by, follow=True)
    yield State("not yet, sent", f"{base}pvt/afronden/", by, post={"blame": ""})
    yield State("ready", f"{base}pvt/afronden/", by, before=lambda: _ready(world))
    yield State(
        "to blame within the term",
        f"{base}pvt/afronden/",
        by,
        post={"blame": "ja"},
        before=lambda: _ready(world),
    )
    yield State(
        "finished now",
        f"{base}pvt/afronden/",
        by,
        post={"blame": ""},
        follow=True,
        before=lambda: _ready(world),
    )
    yield State("not finished", f"{base}map/intrekken/", by, follow=True)
    yield State("to take back", f"{base}pvt/intrekken/", by, before=lambda: _finished(world))
    yield State("no reason", f"{base}pvt/intrekken/", by, post={}, before=lambda: _finished(world))
    taken_back = {"reason": "verkeerde persoon"}
    yield State(
        "taken back",
        f"{base}pvt/intrekken/",
        by,
        post=taken_back,
        follow=True,
        before=lambda: _finished(world),
    )
    yield State("no such module", f"{base}knm/afronden/", by, status=404)


def _given(act: str) -> dict[str, str]:
    more = {"how": "bijeenkomst"} if act == "ondertekening" else {"held_by": Gespreksvoerder.COLLEGE.value}
    return {"on": "23-11-2026", **more}


def _early(w: World) -> None:
    done = Done(Soort.PVT, TODAY, 120, w.region.organisations["SDD"], "vroeg")
    record_hours(w.dossiers.waiting, done, by=w.region.regisseur)


def _ready(w: World) -> None:
    by, dossier = w.region.regisseur, w.dossiers.sent
    start = TODAY - timedelta(days=30)
    record_event(
        dossier, Kind.PIP_VASTGESTELD, by=by, on=start, payload={
            "versie": 0, "dagtekening": start.isoformat(), "leerroute": "B", "niveau": "B1", "gemeente": "0505"
        },
    )  # fmt: skip
    found = term(start)
    duo = {"start": found["startdatum"], "eind_exclusief": found["einddatum"]}
    record_event(dossier, Kind.DUO_TERMIJN, by=w.region.duo, on=start, origin=Origin.DUO, payload=duo)
    for place in range(1, 5):
        for soort, minutes in ((Soort.PVT, 180), (Soort.MAP, 510)):
            done = Done(
                soort, TODAY - timedelta(days=place), minutes, w.region.organisations["SDD"], f"{soort}{place}",
                practical=True,
            )  # fmt: skip
            record_hours(dossier, done, by=by)
    record_signing(dossier, by=by, on=TODAY, how=Signing.BIJEENKOMST)
    record_final_talk(dossier, by=by, on=TODAY, held_by=Gespreksvoerder.COLLEGE)


def _finished(w: World) -> None:
    _ready(w)
    finish(w.dossiers.sent, Module.PVT, by=w.region.regisseur)
    hours = Done(
        Soort.MAP, TODAY - timedelta(days=9), 600, w.region.organisations["SDD"], "map", practical=True
    )
    record_hours(w.dossiers.sent, hours, by=w.region.regisseur)
    finish(w.dossiers.sent, Module.MAP, by=w.region.regisseur)


def _education(w: World) -> None:
    record_event(
        w.dossiers.sent, Kind.PIP_VASTGESTELD, by=w.region.regisseur, on=TODAY, payload={
            "versie": 9, "dagtekening": TODAY.isoformat(), "leerroute": "O", "niveau": "B1", "gemeente": "0505"
        },
    )  # fmt: skip
