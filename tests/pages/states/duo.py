"""The exchange with DUO."""

from collections.abc import Iterator

from pages.states.state import State
from pages.states.world import World


def states(w: World) -> Iterator[State]:
    """Every page about DUO."""
    lead, m = w.region.teamlead, w.messages
    yield State("with failures", "/duo/berichten/", lead)
    yield State("what went out", "/duo/berichten/?kant=uit", lead)
    yield State("empty", "/duo/berichten/", w.region.outsider)
    yield State("failed", f"/duo/berichten/in/{m.failed.pk}/", lead)
    yield State("handled", f"/duo/berichten/in/{m.handled.pk}/", lead)
    yield State("numbers shown", f"/duo/berichten/in/{m.failed.pk}/", lead, post={})
    yield State("handled again", f"/duo/berichten/in/{m.failed.pk}/opnieuw/", lead, post={}, follow=True)
    yield State("put aside", f"/duo/berichten/in/{m.failed.pk}/weg/", lead, post={}, follow=True)
    yield State("refused", f"/duo/berichten/uit/{m.refused.pk}/", lead)
    yield State("sent again", f"/duo/berichten/uit/{m.refused.pk}/opnieuw/", lead, post={}, follow=True)
    yield State("already done", f"/duo/berichten/uit/{m.by_hand.pk}/", lead)
    yield State("to enter", "/duo/portaal/", lead)
    yield State("nothing for this gemeente", "/duo/portaal/?gemeente=0590", lead)
    yield State("nothing to enter", "/duo/portaal/", w.region.outsider)
    yield State("entered", "/duo/portaal/ingevoerd/", lead)
    yield State("nothing entered", "/duo/portaal/ingevoerd/", w.region.outsider)
    yield State("to tick off", f"/duo/portaal/{m.by_hand.pk}/", lead)
    yield State("to type over", "/duo/gegevens/", lead)
    yield State("to type over", f"/duo/gegevens/{w.dossiers.waiting.pk}/", lead)
    yield State("to send", "/duo/lijst/", lead)
    yield State("none yet", "/duo/lijst/", w.region.outsider)
    yield State("of DUO, tried out", f"/bestanden/{m.list.pk}/", lead)
    yield State("links", "/duo/koppelingen/", lead)
    beheer = w.administrator
    yield State("to change", "/duo/koppelingen/", beheer)
    yield State("of a linked gemeente", "/duo/koppelingen/0642/", beheer)
    yield State("of a gemeente without a link", "/duo/koppelingen/0505/", beheer)
    yield State("tried", "/duo/koppelingen/0642/proberen/", beheer, post={}, follow=True)
    yield State("the trial", "/proef/duo/", lead)
