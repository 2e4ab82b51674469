"""Piles of letters that an actor may see, and what became of each letter."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.documents.batches import BatchKind, kind_of, kinds
from wegwijs.documents.models import BatchLetter, LetterBatch

PAGE = 50
LATEST = 20
# Letters in one file for the printer.
PART = 200
State, Each = LetterBatch.State, BatchLetter.State
BUSY = (State.WAITING, State.RUNNING)
NARROWED = {"verzonden": Each.SENT, "niet": Each.STOPPED}


def batches(actor: Actor, *only: BatchKind) -> QuerySet[LetterBatch]:
    """Piles (of these kinds, none named: of all) for the actor's gemeenten, newest first, with ``sent``, ``stopped`` and ``total`` letters."""
    mine = Q(pk=None)
    for each in only or kinds():
        mine |= Q(kind=each.key, gemeente__in=actor.gemeenten(each.permission))
    return counted(LetterBatch.objects.filter(mine).select_related("gemeente")).order_by("-made_at", "pk")


def counted(rows: QuerySet[LetterBatch]) -> QuerySet[LetterBatch]:
    """With ``sent``, ``stopped`` and ``total`` letters."""
    return rows.annotate(
        total=Count("items"),
        sent=Count("items", filter=Q(items__state=Each.SENT)),
        stopped=Count("items", filter=Q(items__state=Each.STOPPED)),
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many letters a pile has, and of those sent and stopped."""

    total: int
    sent: int
    stopped: int


def counts(batch: LetterBatch) -> Counts:
    """Of a pile that ``batches`` or ``counted`` gave."""
    return Counts(*(getattr(batch, name) for name in ("total", "sent", "stopped")))


def batch_or_404(actor: Actor, pk: UUID, *, again: bool = False) -> tuple[LetterBatch, BatchKind]:
    """One pile with its kind, and the audit row that it was seen. Raises Http404 when it isn't the actor's.

    ``again``: it was seen and recorded, and is looked at once more; no second row while a worker is busy with it.
    """
    found = batches(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    if not (again and found.state in BUSY):
        record(by=actor, action=Action.VIEW, kind="partij brieven", key=pk, gemeente=found.gemeente_id)
    return found, kind_of(found.kind)


def items_page(batch: LetterBatch, narrowed: str, after: int) -> tuple[list[BatchLetter], int]:
    """At most 50 letters after a place, and the place after which the next page begins (0: this is the last)."""
    rows = batch.items.filter(place__gt=after)
    if narrowed in NARROWED:
        rows = rows.filter(state=NARROWED[narrowed])
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].place if len(found) > PAGE else 0


def parts(batch: LetterBatch) -> tuple[int, ...]:
    """The files for the printer (from 1): each holds the same places, however often the pile was stopped. None before it
    is done."""
    if batch.state != State.DONE:
        return ()
    sent = batch.items.filter(state=Each.SENT).values_list("place", flat=True)
    return tuple(sorted({1 + (place - 1) // PART for place in sent}))


def sent_items(batch: LetterBatch, part: int) -> list[BatchLetter]:
    """The letters on paper of one part of the file for the printer, in order. Raises Http404 for no such part."""
    if part not in parts(batch):
        raise Http404
    rows = batch.items.filter(state=Each.SENT, place__range=((part - 1) * PART + 1, part * PART))
    return list(rows.select_related("letter__person", "letter__vertaling", "letter__file"))


def unfinished() -> list[tuple[UUID, str]]:
    """Key and gemeente of piles in which a worker still has something to do, oldest first."""
    rows = LetterBatch.objects.filter(state__in=BUSY).order_by("made_at")
    return list(rows.values_list("pk", "gemeente_id"))
