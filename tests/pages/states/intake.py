"""The brede intake."""

from collections.abc import Iterator
from datetime import date, timedelta

from pages.states.state import State
from pages.states.world import World, intake_of, wait_of
from support.intake import call
from support.region import TODAY
from wegwijs.dossiers.models import Dossier
from wegwijs.people.commands import add_address
from wegwijs.people.models import Address, Source
from wegwijs.stages.intake.blocks import BLOCKS
from wegwijs.stages.intake.commands import (
    complete_intake,
    exempt_from_toets,
    fill_block,
    record_oproep_outcome,
)
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Oproep
from wi2021.intake import Onderdeel

TALK = {
    "on": "20-11-2026", "way": "kantoor", "interpreter": "niet", "alone": "ja", "report": "Anders.",
    "reason": "tikfout", "version": "1",
}  # fmt: skip
LETTER = {
    "at": "01-12-2026",
    "time": "10:00",
    "place": "Spuiboulevard 300",
    "way": "kantoor",
    "channel": "uitgereikt",
}


def states(world: World) -> Iterator[State]:
    """Every page of the intake."""
    yield from _overviews(world)
    yield from _acts(world)
    yield from _decisions(world)
    yield from _blocks(world)


def _overviews(w: World) -> Iterator[State]:
    by, d = w.region.regisseur, w.dossiers
    yield State("all", "/intake/?van=allen", by)
    yield State("of one gemeente", "/intake/?gemeente=0505", w.region.teamlead)
    yield State("empty", "/intake/", w.region.outsider)
    yield State("of a partner", "/intake/", w.region.counsellor)
    named = {
        "not begun": d.fresh, "running": d.waiting, "did not come": d.called, "nothing lacks": d.complete,
        "gezinsmigrant": d.family,
    }  # fmt: skip
    for name, dossier in named.items():
        yield State(name, f"/intake/{dossier.pk}/", by)
    yield State("to read only", f"/intake/{d.waiting.pk}/", w.region.decider)
    yield State("completed", f"/intake/{d.complete.pk}/", by, before=lambda: _completed(w))
    yield State("begun", f"/intake/{d.fresh.pk}/beginnen/", by, post={}, follow=True)


def _completed(w: World) -> None:
    complete_intake(
        intake_of(w.dossiers.complete), by=w.region.regisseur, on=TODAY, fewer_why="Alles is besproken."
    )


def _impaired(w: World, sense: str) -> None:
    """A visual ("zien") or auditory ("horen") disability stands in the block about health."""
    answers = {"invloed": "geen", "zien": False, "horen": False, "nodig": [], sense: True}
    fill_block(
        intake_of(w.dossiers.waiting), Onderdeel.LICHAMELIJKE_GEZONDHEID, answers, by=w.region.regisseur, on=TODAY,
        expected_version=0,
    )  # fmt: skip


def _exempted(w: World) -> None:
    _impaired(w, "zien")
    intake = intake_of(w.dossiers.waiting)
    exempt_from_toets(intake, by=w.region.regisseur, on=TODAY, motive="Kan de toets niet lezen.")


def _absent(w: World, dossier: Dossier) -> None:
    """Two more oproepen without answer."""
    for day in (17, 20):
        at = date(2026, 11, day)
        missed = call(intake_of(dossier), w.region, on=at, at=at + timedelta(days=2))
        record_oproep_outcome(
            missed, by=w.region.regisseur, on=at + timedelta(days=2), outcome=Oproep.Uitkomst.NIET
        )


def _acts(w: World) -> Iterator[State]:
    by, d = w.region.regisseur, w.dossiers
    base = f"/intake/{d.waiting.pk}/"
    for act in ("oproep/", "oproep/2/", "gesprek/", "alleen/", "wachten/"):
        yield State("to fill in", base + act, by)
    yield State("to fill in", f"{base}wachten/{wait_of(d.waiting).pk}/", by)
    paper = intake_of(d.waiting).stukken.earliest("soort").pk
    yield State("to fill in", f"{base}stuk/", by)
    yield State("taken away", f"{base}stuk/{paper}/verwijderen/", by, post={}, follow=True)
    yield State("a warning", f"/intake/{d.called.pk}/oproep/", by)
    yield State("the letter", f"/intake/{d.called.pk}/oproep/", by, post=LETTER)
    yield State(
        "an old address", f"/intake/{d.called.pk}/oproep/", by, before=lambda: _old_address(w, d.called)
    )
    soon = {**LETTER, "at": "24-11-2026", "channel": "post"}
    yield State("too soon by post", f"/intake/{d.called.pk}/oproep/", by, post=soon)
    yield State("to correct", f"/intake/{d.complete.pk}/gesprek/1/", by)
    yield State(
        "two versions", f"/intake/{d.complete.pk}/gesprek/1/", by, post=TALK, status=409,
        before=lambda: Gesprek.objects.filter(intake__dossier=d.complete).update(version=2),
    )  # fmt: skip
    counsellor = w.region.counsellor
    yield State("to fill in", f"{base}inbreng/", counsellor)
    given = {
        "daily_life": "goed",
        "language": "wisselend",
        "helps": "Oefent met de buurvrouw.",
        "worries": "",
    }
    yield State("given", f"{base}inbreng/", counsellor, post=given, follow=True)
    yield State(
        "no intake yet", f"{base}inbreng/", counsellor,
        before=lambda: BredeIntake.objects.filter(dossier=d.waiting).update(dossier=d.fresh),
    )  # fmt: skip


def _old_address(w: World, dossier: Dossier) -> None:
    add_address(
        dossier.person, by=w.region.regisseur, kind=Address.Kind.BRIEF, street="Kade", number="7", postcode="3311 KK",
        place="Dordrecht", valid_from=date(2026, 9, 1), source=Source.BRP,
    )  # fmt: skip
    Address.objects.filter(person=dossier.person).update(as_of=TODAY - timedelta(days=60))


def _decisions(w: World) -> Iterator[State]:
    by, d = w.region.regisseur, w.dossiers
    toets = f"/intake/{d.waiting.pk}/toets/"
    yield State("to exempt", toets, by, before=lambda: _impaired(w, "zien"))
    yield State("to judge", toets, by, before=lambda: _impaired(w, "horen"))
    yield State("to take back", f"/intake/{d.waiting.pk}/toets/terugnemen/", by, before=lambda: _exempted(w))
    yield State("to complete", f"/intake/{d.complete.pk}/voltooien/", by)
    yield State("what lacks", f"/intake/{d.waiting.pk}/voltooien/", by)
    yield State("in absence", f"/intake/{d.called.pk}/voltooien/", by, before=lambda: _absent(w, d.called))
    yield State("to reopen", f"/intake/{d.complete.pk}/heropenen/", by, before=lambda: _completed(w))


def _blocks(w: World) -> Iterator[State]:
    by, d = w.region.regisseur, w.dossiers
    for onderdeel in BLOCKS:
        yield State(
            f"{onderdeel.value}, to fill in", f"/intake/{d.waiting.pk}/onderdeel/{onderdeel.value}/", by
        )
    answers = {"geld": "niet", "brieven": "hulp", "hulp": ["wijkteam"], "version": "0"}
    block = f"/intake/{d.complete.pk}/onderdeel/zelfredzaamheid/"
    yield State("filled in", block, by)
    yield State("two versions", block, by, post=answers, status=409)
