"""The hours ledger."""

from collections.abc import Iterator
from uuid import UUID

from pages.states.state import State
from pages.states.world import World
from support.region import TODAY
from wegwijs.hours.commands import Done, decide_counting, record_hours, take_back
from wegwijs.hours.models import Soort, Uren

FIRST = UUID("55555555-5555-4555-8555-555555555555")
PAGE = 50


def states(world: World) -> Iterator[State]:
    """Every page about hours."""
    by, decider = world.region.regisseur, world.region.decider
    dossier = world.dossiers.waiting
    base = f"/uren/{dossier.pk}/"
    yield State("none", base, by)
    yield State("some, to decide", base, by, before=lambda: _some(world))
    yield State("some, who decides", base, decider, before=lambda: _some(world))
    yield State("decided, one taken back", base, by, before=lambda: _decided(world))
    yield State("more than a page", base, by, before=lambda: _many(world))
    yield State("past the end", f"{base}?na=2020-01-01_{FIRST}", by, before=lambda: _some(world))
    yield State("of a partner", base, world.region.counsellor)
    yield State("not yours", base, world.region.outsider, status=404)
    yield State("to fill in", f"{base}vastleggen/", by)
    yield State("nothing filled in", f"{base}vastleggen/", by, post={})
    given = {
        "soort": "pvt", "on": "20-11-2026", "minutes": "2,5", "aanbieder": str(world.region.organisations["SDD"].pk),
        "key": "k",
    }  # fmt: skip
    yield State("recorded", f"{base}vastleggen/", by, post=given, follow=True)
    yield State("wrong", f"{base}vastleggen/", by, post={**given, "on": "01-12-2026", "minutes": "40"})
    yield State(
        "there already", f"{base}vastleggen/", by, post={**given, "on": "23-11-2026", "minutes": "2"},
        before=lambda: _some(world),
    )  # fmt: skip
    undo = f"{base}{FIRST}/herstellen/"
    yield State("to take back", undo, by, before=lambda: _some(world))
    yield State("no reason", undo, by, post={}, before=lambda: _some(world))
    yield State("taken back", undo, by, post={"reason": "fout"}, follow=True, before=lambda: _some(world))
    yield State("gone", undo, by, status=404, before=lambda: _decided(world))
    yield State("none to decide", f"{base}meetellen/", decider, follow=True)
    yield State("to decide", f"{base}meetellen/", decider, before=lambda: _some(world))
    yield State("nothing decided", f"{base}meetellen/", decider, post={}, before=lambda: _some(world))
    said = {"soort": "pvt", "counts": "ja", "why": "De bijeenkomst voldeed."}
    yield State("decided", f"{base}meetellen/", decider, post=said, follow=True, before=lambda: _some(world))
    yield State("not yours", f"{base}meetellen/", by, status=404)
    totals, leader = "/uren/totalen/", world.region.teamlead
    yield State("no totals", totals, leader)
    yield State("totals", totals, leader, before=lambda: _some(world))
    yield State("totals a kind", f"{totals}?per=soort", leader, before=lambda: _some(world))
    yield State("wrong period", f"{totals}?since=01-02-2026&until=wat", leader)
    yield State("not yours", totals, by, status=404)


def _some(w: World) -> None:
    for soort, minutes in ((Soort.PVT, 120), (Soort.KNM, 90), (Soort.FINANCIEEL, 60)):
        record_hours(w.dossiers.waiting, _done(w, soort, minutes), by=w.region.regisseur)
    _known(w)


def _known(w: World) -> None:
    """A row that can be named: rows of the ledger can't be given another key."""
    made = Uren.objects.get(soort=Soort.PVT)
    Uren.objects.bulk_create(
        [Uren(**{**_columns(made), "id": FIRST, "source_key": "bekend", "soort": Soort.NT2})]
    )


def _columns(row: Uren) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in Uren._meta.concrete_fields}


def _decided(w: World) -> None:
    _some(w)
    decide_counting(w.dossiers.waiting, Soort.PVT, by=w.region.decider, counts=True, why="voldoet")
    take_back(Uren.objects.get(pk=FIRST), by=w.region.regisseur, reason="verkeerde persoon")


def _many(w: World) -> None:
    _some(w)
    made = Uren.objects.get(soort=Soort.KNM)
    Uren.objects.bulk_create(
        Uren(**{**_columns(made), "id": UUID(int=number), "source_key": str(number), "minutes": number})
        for number in range(1, PAGE + 3)
    )


def _done(w: World, soort: Soort, minutes: int) -> Done:
    return Done(soort, TODAY, minutes, w.region.organisations["SDD"], f"{soort}{minutes}")
