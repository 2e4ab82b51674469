"""How a pile of letters stands, and each letter of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from wegwijs.documents.batches import BatchKind, Subject
from wegwijs.documents.models import BatchLetter, LetterBatch
from wegwijs.documents.queries.batches import NARROWED, counts
from wegwijs.ui.format import moment, number
from wegwijs.ui.parts import Chip

State, Each = LetterBatch.State, BatchLetter.State


@dataclass(frozen=True, slots=True)
class Stand:
    """How far it is, in words, and which acts are open. ``parts``: the files for the printer, from 1."""

    tone: str
    title: str
    text: str
    done: int
    total: int
    note: str
    running: bool
    stopping: bool
    may_resume: bool
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One letter."""

    place: int
    label: str
    url: str
    letter_url: str
    stand: str
    tone: str
    reason: str


def stand(batch: LetterBatch, parts: tuple[int, ...]) -> Stand:
    """Of a pile that ``queries.batches.batches`` gave; ``parts`` as ``queries.batches.parts`` does."""
    known = counts(batch)
    total, sent, stopped = known.total, known.sent, known.stopped
    running = batch.state in (State.WAITING, State.RUNNING)
    left = total - sent - stopped
    tone, title, text = "info", "Bezig", "Wegwijs maakt en verstuurt de brieven."
    if batch.state == State.STOPPED:
        tone, title = "warning", "Gestopt"
        text = f"{_many(sent)} verstuurd. {_many(left)} nog niet gemaakt. Ga verder, of rond af: dan vervalt de rest en komt het drukbestand."
    elif batch.state == State.DONE:
        tone, title = ("warning", "Klaar, niet alles is verstuurd") if stopped else ("ok", "Klaar")
        rest = f" {_many(stopped)} niet verstuurd: de reden staat erbij." if stopped else ""
        text = f"{_many(sent)} verstuurd.{rest}"
    return Stand(
        tone=tone,
        title=title,
        text=text,
        done=sent + stopped,
        total=max(total, 1),
        note=f"{number(sent + stopped)} van {number(total)} brieven",
        running=running,
        stopping=running and batch.stop_asked,
        may_resume=batch.state == State.STOPPED,
        parts=parts,
    )


def _many(count: int) -> str:
    return "1 brief is" if count == 1 else f"{number(count)} brieven zijn"


def chips(batch: LetterBatch, narrowed: str) -> list[Chip]:
    """What the list can be narrowed to."""
    known = counts(batch)
    counted = {"verzonden": known.sent, "niet": known.stopped}
    labels = {"verzonden": "verzonden", "niet": "niet verzonden"}
    return [
        Chip(f"{labels[name]} ({number(counted[name])})", f"?toon={name}" if name != narrowed else "?", name == narrowed)
        for name in NARROWED
        if counted[name]
    ]  # fmt: skip


def line(item: BatchLetter, subjects: Mapping[UUID, Subject]) -> Line:
    """One letter; of a dossier that isn't the reader's any more only the number in the pile."""
    about = subjects.get(item.subject)
    tones = {Each.SENT: "done", Each.STOPPED: "late", Each.WAITING: "neutral"}
    return Line(
        place=item.place,
        label=about.label if about else "dossier van een ander",
        url=about.url if about else "",
        letter_url=f"/dossiers/{item.subject}/brief/{item.letter_id}/" if about and item.letter_id else "",
        stand=Each(item.state).label,
        tone=tones[Each(item.state)],
        reason=item.reason,
    )


def batch_line(batch: LetterBatch, kind: BatchKind) -> tuple[str, str, str]:
    """The key, a title and a note for a list of piles."""
    known = counts(batch)
    return (
        str(batch.pk),
        f"{kind.title}: {number(known.sent)} van {number(known.total)} verzonden",
        f"{batch.gemeente.naam}, {moment(batch.made_at)}, door {batch.label}, {batch.get_state_display()}",
    )
