"""Signals of violence and the steps of the meldcode."""

from collections.abc import Iterator
from uuid import UUID

from pages.states.state import State
from pages.states.world import World
from support.region import TODAY
from wegwijs.safety.commands import Signal, close_signal, give_signal
from wegwijs.safety.models import Veiligheidssignaal

SIGNAL = UUID("44444444-4444-4444-8444-444444444444")
Soort, Bron, Einde = Veiligheidssignaal.Soort, Veiligheidssignaal.Bron, Veiligheidssignaal.Einde


def states(world: World) -> Iterator[State]:
    """Every page about safety."""
    by, seer = world.region.regisseur, world.watcher
    base = f"/veiligheid/{world.dossiers.waiting.pk}/"
    yield State("none", "/veiligheid/", seer)
    yield State("some", "/veiligheid/", seer, before=lambda: _signal(world))
    yield State("not yours", "/veiligheid/", by, status=404)
    yield State("none", base, seer)
    yield State("a signal", base, seer, before=lambda: _signal(world))
    yield State("closed", base, seer, before=lambda: _closed(world))
    yield State("not yours", base, by, status=404)
    yield State("to give", f"{base}melden/", by)
    yield State("nothing filled in", f"{base}melden/", by, post={})
    given = {
        "soort": "eer",
        "source": "zelf",
        "noticed_on": "20-11-2026",
        "facts": "Verteld op kantoor.",
        "unsafe_address": "ja",
    }
    yield State("given", f"{base}melden/", by, post=given, follow=True)
    for act in ("stap", "afsluiten"):
        yield State("to fill in", f"{base}{SIGNAL}/{act}/", seer, before=lambda: _signal(world))
        yield State(
            "nothing filled in", f"{base}{SIGNAL}/{act}/", seer, post={}, before=lambda: _signal(world)
        )
        yield State(
            "closed before", f"{base}{SIGNAL}/{act}/", seer, follow=True, before=lambda: _closed(world)
        )
    ended = {"ended": "niet", "on": "23-11-2026", "address_safe": "nee", "version": "1"}
    yield State(
        "two versions",
        f"{base}{SIGNAL}/afsluiten/",
        seer,
        post=ended,
        status=409,
        before=lambda: _closed(world),
    )
    yield State(
        "warned", f"/dossiers/{world.dossiers.waiting.pk}/afspraak/", by, before=lambda: _signal(world)
    )


def _signal(w: World) -> None:
    found = Signal(Soort.EER, Bron.ZELF, TODAY, "Verteld op kantoor.", "alleen bellen tussen 9 en 12 uur")
    made = give_signal(w.dossiers.waiting, found, by=w.region.regisseur)
    made.stappen.all().delete()
    Veiligheidssignaal.objects.filter(pk=made.pk).update(id=SIGNAL)


def _closed(w: World) -> None:
    _signal(w)
    signal = Veiligheidssignaal.objects.get(pk=SIGNAL)
    close_signal(signal, Einde.VEILIG, by=w.watcher, on=TODAY, address_safe=False, expected_version=1)
