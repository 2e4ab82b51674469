"""The words of letters, and piles of letters."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from pages.states.state import State
from pages.states.world import World
from support.region import TODAY
from wegwijs import clock
from wegwijs.documents.commands import begin_text, offer_text, put_in_force, save_text
from wegwijs.documents.commands.batches import send_batch, stop_batch
from wegwijs.documents.models import Brieftekst
from wegwijs.documents.wording.sections import Section

SLOTS = {
    "first": "26-11-2026", "begin": "9:00", "end": "17:00", "minutes": "60", "beside": "2", "way": "kantoor",
    "place": "Spuiboulevard 300",
}  # fmt: skip
HARD = "Indien u hiertoe niet in staat bent, dient u zulks derhalve te allen tijde schriftelijk aan ons mee te delen."


def states(w: World) -> Iterator[State]:
    """Versions, a draft, one that waits, one in force."""
    by, other = w.administrator, w.second
    draft = w.draft_text
    one = f"/documenten/teksten/{draft.pk}/"
    yield State("first versions", "/documenten/teksten/", by)
    yield State("of somebody else's work", "/documenten/teksten/", w.region.regisseur, status=404)
    yield State("begun", "/documenten/teksten/nieuw/bezwaar/", by, post={}, follow=True)
    yield State("one is in the making", "/documenten/teksten/nieuw/pip/", by, post={}, follow=True)
    yield State("to write", one, by)
    yield State("hard to read", one, by, before=lambda: save(w, komen=HARD))
    yield State("lacking what the law asks", one, by, before=lambda: save(w, meewerken="", duo="Bel {iets}."))
    yield State("too long", one, by, post={**sent(draft), "komen": "x" * 901})
    yield State("a colleague saved meanwhile", one, by, post={**sent(draft), "version": "99"}, status=409)
    yield State(
        "offered meanwhile", one, by, post={**sent(draft), "komen": "Kom."}, before=lambda: offered(w)
    )
    yield State("to offer", f"{one}voorleggen/", by)
    yield State("a later version stands ready", f"{one}voorleggen/", by, before=lambda: _later(w))
    yield State("offered without a day", f"{one}voorleggen/", by, post={"valid_from": "", "why": ""})
    yield State("dropped", f"{one}vervallen/", by, post={}, follow=True)
    yield State("one's own", one, other, before=lambda: offered(w))
    yield State("waits", one, by, before=lambda: offered(w))
    yield State("given back", f"{one}teruggeven/", by, post={}, follow=True, before=lambda: offered(w))
    yield State("refused", f"{one}vaststellen/", other, post={}, follow=True, before=lambda: offered(w))
    yield State("in force", one, by, before=lambda: in_force(w))
    yield State("versions", "/documenten/teksten/", by, before=lambda: in_force(w))
    yield State("words that stop letters", "/documenten/teksten/", by, before=lambda: _outdated(w))
    yield from _piles(w)


def _piles(w: World) -> Iterator[State]:
    by = w.region.regisseur
    form = "/intake/oproepen/"
    pile = f"/documenten/partij/{w.pile.pk}/"
    shown = ",".join(str(pk) for pk in w.pile.items.values_list("subject", flat=True))
    yield State("to choose", form, by)
    yield State("nobody waits", f"{form}?gemeente=0590", w.region.outsider)
    yield State("without a day or a choice", form, by, post={"first": "", "which": ""})
    yield State("nobody chosen", form, by, post={**SLOTS, "which": "gekozen"})
    yield State("too soon", form, by, post={**SLOTS, "first": "23-11-2026", "which": "alle", "shown": shown})
    yield State("handed over", form, by, post={**SLOTS, "which": "alle", "shown": shown}, follow=True)
    yield State("waits for the worker", pile, by)
    yield State("stops", f"{pile}stop/", by, post={}, follow=True)
    yield State("not stopped", f"{pile}verder/", by, post={}, follow=True)
    yield State("stopped", pile, by, before=lambda: _stopped(w))
    yield State("ended", f"{pile}afronden/", by, post={}, follow=True, before=lambda: _stopped(w))
    yield State("done, not all", pile, by, before=lambda: _sent(w))
    yield State("nothing of that kind", f"{pile}?toon=verzonden&na=999", by, before=lambda: _sent(w))
    yield State("of another gemeente", pile, w.region.outsider, status=404)


def sent(text: Brieftekst) -> dict[str, Any]:
    return {**text.paragraphs, "version": str(text.version)}


def save(w: World, **changed: str) -> Brieftekst:
    text = Brieftekst.objects.get(pk=w.draft_text.pk)
    save_text(text, {**text.paragraphs, **changed}, by=w.second, expected_version=text.version)
    return Brieftekst.objects.get(pk=text.pk)


def offered(w: World) -> Brieftekst:
    text = save(w, komen="Kom naar de lessen.", duo="")
    offer_text(text, by=w.second, valid_from=TODAY, why="Korter")
    return Brieftekst.objects.get(pk=text.pk)


def in_force(w: World) -> None:
    text = offered(w)
    put_in_force(text, by=w.administrator, expected_version=text.version)
    later = begin_text(Section.PIP, by=w.second)
    save_text(later, {**later.paragraphs, "komen": "Kom."}, by=w.second, expected_version=later.version)
    later.refresh_from_db()
    offer_text(later, by=w.second, valid_from=TODAY + timedelta(days=9), why="Nog korter")
    later.refresh_from_db()
    put_in_force(later, by=w.administrator, expected_version=later.version)


def _later(w: World) -> None:
    """Another version is established for a later day than the draft can begin."""
    assert w.second.employee
    Brieftekst.objects.create(
        organisation=w.second.organisation, section=Section.PIP, number=99, texts={"komen": "Kom."}, state="vastgesteld",
        valid_from=TODAY + timedelta(days=9), made_by=w.second.employee, made_at=clock.now(),
        decided_by=w.administrator.employee,
    )  # fmt: skip


def _outdated(w: World) -> None:
    """A release no longer fills in what a version in force asks."""
    in_force(w)
    assert w.second.employee
    Brieftekst.objects.create(
        organisation=w.second.organisation, section=Section.BEZWAAR, number=98, texts={"bel": "Bel {wie}."},
        state="vastgesteld", valid_from=TODAY, made_by=w.second.employee, made_at=clock.now(),
        decided_by=w.administrator.employee,
    )  # fmt: skip


def _stopped(w: World) -> None:
    stop_batch(w.pile, by=w.region.regisseur)
    send_batch(w.pile.pk)


def _sent(w: World) -> None:
    send_batch(w.pile.pk)
