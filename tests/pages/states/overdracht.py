"""From COA to the gemeente."""

from collections.abc import Iterator

from pages.states.state import State
from pages.states.world import World

STEPS = ("profiel", "koppeling", "driegesprek", "driegesprek/plannen", "woning", "voorinburgering")
KNOWN = {
    "begin": "koppeling", "on": "20-11-2026", "gemeente": "0505", "variant": "asiel", "sex": "V",
    "v_nummer": "2812345678",
}  # fmt: skip


def states(w: World) -> Iterator[State]:
    """Every page of the handover."""
    by, d = w.region.regisseur, w.dossiers
    yield State("on the way", "/overdracht/", by)
    yield State("voorlopers", "/overdracht/?soort=voorloper&van=mij", by)
    yield State("without a talk", "/overdracht/?stand=zonder-gesprek", by)
    yield State("empty", "/overdracht/", w.region.outsider)
    yield State("to fill in", "/overdracht/nieuw/", by)
    someone = d.fresh.person
    typed = {
        **KNOWN, "voornamen": someone.voornamen, "geslachtsnaam": someone.geslachtsnaam,
        "birth": str(someone.birth),
    }  # fmt: skip
    yield State("somebody like this is known", "/overdracht/nieuw/", by, post=typed, status=409)
    number = {**typed, "v_nummer": someone.v_nummer or ""}
    yield State("this number is known", "/overdracht/nieuw/", by, post=number, status=409)
    yield State("halfway", f"/overdracht/{d.forerunner.pk}/", by)
    yield State("nothing known", f"/overdracht/{d.fresh.pk}/", by)
    for step in STEPS:
        yield State("to fill in", f"/overdracht/{d.forerunner.pk}/{step}/", by)
    yield from _files(w)
    yield from _caseload(w)


def _files(w: World) -> Iterator[State]:
    by, files = w.region.regisseur, w.files
    yield State("to choose", "/overdracht/bestand/", by)
    yield State("none yet", "/overdracht/bestand/", w.region.outsider)
    yield State("columns", f"/bestanden/{files.mapping.pk}/kolommen/", by)
    named = {
        "waiting": files.waiting, "tried out": files.checked, "done, with refusals": files.done,
        "stopped": files.stopped,
    }  # fmt: skip
    for name, file in named.items():
        yield State(name, f"/bestanden/{file.pk}/", by)
    yield State("what was refused", f"/bestanden/{files.done.pk}/?toon=geweigerd", by)
    yield State("taken over", f"/bestanden/{files.done.pk}/regel/2/", by)
    yield State("refused", f"/bestanden/{files.done.pk}/regel/3/", by)
    acts = {
        "stop": files.waiting,
        "verder": files.stopped,
        "overnemen": files.checked,
        "terugdraaien": files.done,
    }
    for act, file in acts.items():
        yield State(f"{act}, just asked", f"/bestanden/{file.pk}/{act}/", by, post={}, follow=True)
    yield State("refused to undo", f"/bestanden/{files.mapping.pk}/terugdraaien/", by, post={}, follow=True)


def _caseload(w: World) -> Iterator[State]:
    lead, files = w.region.teamlead, w.files
    yield State("to choose", "/overname/", lead)
    yield State("tried out, compared", f"/bestanden/{files.caseload.pk}/", lead)
    yield State("with its dates compared", f"/bestanden/{files.caseload.pk}/regel/2/", lead)
    take, undo = (
        f"/bestanden/{files.caseload.pk}/overnemen/",
        f"/bestanden/{files.caseload_taken.pk}/terugdraaien/",
    )
    yield State("of a caseload, just asked", take, lead, post={}, follow=True)
    yield State("a caseload taken over", f"/bestanden/{files.caseload_taken.pk}/", lead)
    yield State("of a caseload, just asked to undo", undo, lead, post={}, follow=True)
