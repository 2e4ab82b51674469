"""A pile of letters: made, sent by the worker a few at a time, stopped, gone on with."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction

from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.documents.batches import BatchKind, kind_of
from wegwijs.documents.models import BatchLetter, LetterBatch
from wegwijs.documents.press import Many
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente

log = logging.getLogger(__name__)

State, Each = LetterBatch.State, BatchLetter.State
CHUNK = 25
# Workers that send the letters of one pile at the same time.
LANES = 2
MOST = 1000
DROPPED = "De partij is gestopt en deze brief is vervallen. Stuur hem los of in een nieuwe partij."


@dataclass(frozen=True, slots=True)
class Asked:
    """One letter that is asked for: about what, what it is to say, and the mark of the address it would go to."""

    subject: UUID
    address_mark: str
    plan: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def make_batch(kind: BatchKind, gemeente: Gemeente, asked: Sequence[Asked], *, by: Actor) -> LetterBatch:
    """A pile that waits for the worker. Raises DomainError for none, for too many, and for somebody twice."""
    by.require(kind.permission, gemeente.pk)
    by.require(Permission.LETTER_SEND, gemeente.pk)
    if not asked:
        raise DomainError("Kies ten minste één dossier.", field="dossiers")
    if len(asked) > MOST:
        raise DomainError(f"Kies hoogstens {MOST} dossiers. Maak daarna een tweede partij.", field="dossiers")
    if len({one.subject for one in asked}) < len(asked):
        raise DomainError("Een dossier staat er dubbel in. Kies elk dossier één keer.", field="dossiers")
    batch = LetterBatch.objects.create(
        kind=kind.key, gemeente=gemeente, made_by=by.user, label=by.label, made_at=clock.now()
    )
    BatchLetter.objects.bulk_create(
        BatchLetter(
            batch=batch, place=place, subject=one.subject, plan=one.plan, address_mark=one.address_mark
        )
        for place, one in enumerate(asked, start=1)
    )
    _note(batch, by, f"partij van {len(asked)} brieven")
    return batch


@transaction.atomic
def stop_batch(batch: LetterBatch, *, by: Actor) -> None:
    """Stop after the letters that are being made; what was sent stays sent. Stopping twice changes nothing."""
    current = _held(batch, by)
    if current.state in (State.WAITING, State.RUNNING) and not current.stop_asked:
        current.stop_asked = True
        current.save(update_fields=["stop_asked"])
        _note(current, by, "gestopt")


@transaction.atomic
def resume_batch(batch: LetterBatch, *, by: Actor) -> None:
    """Go on with the letters that were not made. Raises DomainError when it wasn't stopped."""
    current = _held(batch, by)
    if current.state != State.STOPPED:
        raise DomainError("Deze partij is niet gestopt. Ververs de pagina.")
    current.state, current.stop_asked, current.finished_at = State.WAITING, False, None
    current.save(update_fields=["state", "stop_asked", "finished_at"])
    _note(current, by, "weer begonnen")


@transaction.atomic
def drop_rest(batch: LetterBatch, *, by: Actor) -> None:
    """End a stopped pile: what was sent can be printed, the other letters are not made. Raises DomainError when it wasn't
    stopped."""
    current = _held(batch, by)
    if current.state != State.STOPPED:
        raise DomainError("Deze partij is niet gestopt. Ververs de pagina.")
    current.items.filter(state=Each.WAITING).update(state=Each.STOPPED, reason=DROPPED)
    current.state, current.finished_at = State.DONE, clock.now()
    current.save(update_fields=["state", "finished_at"])
    _note(current, by, "afgerond, de rest vervalt")


def send_batch(pk: UUID) -> None:
    """Send all that waits. Running twice, at the same time, or again after being killed sends nothing twice."""
    while _chunk(pk):
        pass


def _chunk(pk: UUID) -> bool:
    """Whether there is more to do. A chunk whose files can't all be made is done again letter by letter."""
    try:
        return _some(pk, CHUNK)
    except (DatabaseError, DomainError):
        raise
    except Exception as fault:
        log.error("batch %s: a chunk breaks off: %s", pk, type(fault).__name__)
    return all(_alone(pk) for _ in range(CHUNK))


def _alone(pk: UUID) -> bool:
    hand: list[int] = []
    try:
        return _some(pk, 1, hand)
    except (DatabaseError, DomainError):
        raise
    except Exception as fault:
        if not hand:
            raise
        log.error("batch %s: a letter breaks off: %s", pk, type(fault).__name__)
        _put_aside(hand, f"Er ging iets mis in Wegwijs ({type(fault).__name__}). Meld dit aan de beheerder.")
        return True


@transaction.atomic
def _put_aside(hand: Sequence[int], reason: str) -> None:
    """The letters that broke; not one that another worker sent meanwhile."""
    for item in BatchLetter.objects.filter(pk__in=hand, state=Each.WAITING).select_for_update():
        _stop(item, reason)


@transaction.atomic
def _some(pk: UUID, most: int, hand: list[int] | None = None) -> bool:
    """The next letters that no other worker has in hand; in ``hand`` come their keys, also when it breaks."""
    batch = LetterBatch.objects.select_related("made_by").get(pk=pk)
    if batch.state not in (State.WAITING, State.RUNNING):
        return False
    left = batch.items.filter(state=Each.WAITING)
    items = [] if batch.stop_asked else list(left.select_for_update(skip_locked=True)[:most])
    if not items:
        _end(pk, done=not left.exists())
        return False
    if hand is not None:
        hand += [item.pk for item in items]
    LetterBatch.objects.filter(pk=pk, state=State.WAITING).update(state=State.RUNNING)
    kind = kind_of(batch.kind)
    by = actor_of(batch.made_by, on=clock.today())
    allowed = by is not None and by.may(kind.permission, batch.gemeente_id)
    with Many() as press:
        for item in items:
            if by is None or not allowed:
                _stop(item, "Wie deze partij maakte, mag dit niet meer. Laat een collega de brief sturen.")
            else:
                _send(kind, item, by, press)
    return True


def _end(pk: UUID, *, done: bool) -> None:
    """Done when no letter waits, in another worker's hands neither; stopped as soon as that was asked: a worker that still
    has letters in hand sends those."""
    running = LetterBatch.objects.filter(pk=pk, state__in=[State.WAITING, State.RUNNING])
    if done:
        running.update(state=State.DONE, finished_at=clock.now())
    else:
        running.filter(stop_asked=True).update(state=State.STOPPED, finished_at=clock.now())


def _send(kind: BatchKind, item: BatchLetter, by: Actor, press: Many) -> None:
    mark = press.mark()
    try:
        with transaction.atomic():
            item.letter = kind.send(item.subject, item.plan, by=by, seen=item.address_mark, press=press)
            item.state = Each.SENT
            item.save(update_fields=["letter", "state"])
    except DomainError as refusal:
        press.forget(mark)
        item.letter = None
        _stop(item, str(refusal))


def _stop(item: BatchLetter, reason: str) -> None:
    item.state, item.reason = Each.STOPPED, reason[:400]
    item.save(update_fields=["state", "reason"])


def _held(batch: LetterBatch, by: Actor) -> LetterBatch:
    by.require(kind_of(batch.kind).permission, batch.gemeente_id)
    return LetterBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)


def note_printed(batch: LetterBatch, *, by: Actor, part: int) -> None:
    """The letters were taken out as one file."""
    record(
        by=by, action=Action.EXPORT, kind="partij brieven", key=batch.pk, gemeente=batch.gemeente_id,
        detail=f"drukbestand deel {part}",
    )  # fmt: skip


def _note(batch: LetterBatch, by: Actor, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="partij brieven", key=batch.pk, gemeente=batch.gemeente_id, detail=what
    )  # fmt: skip
