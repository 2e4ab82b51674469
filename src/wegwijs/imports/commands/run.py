"""The worker's part: row by row, a few in one transaction, so that a killed worker's successor goes on where it ended.

A dry run is the taking over itself, undone row by row: what it promises is what the same commands did.
"""

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import DatabaseError, DataError, IntegrityError, transaction

from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.errors import DomainError
from wegwijs.imports.kinds import ImportKind, Refusal, Taken, given_in, kind_of, named
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.tables import read_table

log = logging.getLogger(__name__)

State, Each = ImportFile.State, ImportRow.State
BATCH = 20
STORE_BATCH = 1000
# What becomes of a row; what stood in the file stays.
_SAID = ("state", "subject", "new", "notes", "differs", "trace", "field", "reason", "remedy")
_GONE = Refusal(
    "",
    "Wie dit bestand aanleverde, mag dit niet meer.",
    "Laat een collega die het wel mag het bestand aanleveren.",
)


class _Undo(Exception):
    """Ends a dry run: everything the row did is undone."""


def work_on(pk: UUID) -> None:
    """Do all that waits in a file. Running twice, or again after being killed anywhere, changes nothing twice."""
    _begin(pk)
    while _batch(pk):
        pass


@transaction.atomic
def _begin(pk: UUID) -> None:
    """From "due" to "runs", with the rows as they stand in the file and none of them looked at."""
    upload = ImportFile.objects.select_for_update(of=("self",)).select_related("gemeente").get(pk=pk)
    runs = {State.CHECK_DUE: State.CHECKING, State.WAITING: State.RUNNING, State.UNDO_DUE: State.UNDOING}
    if upload.state not in runs:
        return
    if upload.state != State.UNDO_DUE:
        if upload.rows.exists():
            # What the dry run found is found again: meanwhile the world may have changed.
            upload.rows.exclude(trace__has_key="never").update(
                state=Each.WAITING,
                field="",
                reason="",
                remedy="",
                notes=[],
                subject=None,
                new=False,
                differs=False,
            )
        else:
            ImportRow.objects.bulk_create(_rows(upload), batch_size=STORE_BATCH)
        upload.done = upload.rows.filter(state=Each.REFUSED).count()
    upload.state = runs[State(upload.state)]
    upload.save(update_fields=["done", "state"])


def _rows(upload: ImportFile) -> list[ImportRow]:
    """Every line; one that can't be read, or stands in the file a second time, is refused for good.

    Of a line only the columns that were chosen are kept: what nobody asked for is no data of ours.
    """
    kind = kind_of(upload.kind)
    seen: dict[str, int] = {}
    rows = []
    for line in read_table(bytes(upload.content)).rows:
        reason, remedy = line.problem, line.remedy
        given = given_in(upload, line.cells)
        for identity in kind.identities(given):
            earlier = seen.setdefault(identity, line.line)
            if earlier != line.line and not reason:
                said = kind.repeated(given)
                reason = f"{said} ook op regel {earlier} van dit bestand."
                remedy = "Haal een van de twee regels weg, of maak er één regel van."
        rows.append(
            ImportRow(
                file=upload,
                line=line.line,
                cells={column: text for column, text in line.cells.items() if column in upload.mapping},
                state=Each.REFUSED if reason else Each.WAITING,
                reason=reason[:300],
                remedy=remedy[:300],
                trace={"never": True} if reason else {},
            )
        )
    return rows


def _next(upload: ImportFile) -> list[ImportRow]:
    if upload.state == State.UNDOING:
        return list(upload.rows.filter(state=Each.TAKEN).order_by("-line")[:BATCH])
    return list(upload.rows.filter(state=Each.WAITING)[:BATCH])


def _batch(pk: UUID) -> bool:
    """Whether there is more to do. Partners are asked before the transaction: an answer may take seconds."""
    upload = ImportFile.objects.defer("content").select_related("gemeente").get(pk=pk)
    kind = kind_of(upload.kind)
    asks = upload.state in (State.CHECKING, State.RUNNING) and not upload.stop_asked
    given = [given_in(upload, row.cells) for row in _next(upload)] if asks else []
    others = kind.ask_others(upload, given) if given else None
    try:
        return _work(pk, kind, others, kind.together())
    except DatabaseError:
        raise
    except Exception as fault:
        # Nothing of these rows is kept; one by one it is the row which breaks that is refused.
        log.error("rows of file %s break off together: %s", pk, type(fault).__name__)
        return _work(pk, kind, others, nullcontext())


@transaction.atomic
def _work(pk: UUID, kind: ImportKind, others: Any, together: AbstractContextManager[None]) -> bool:  # noqa: ANN401 what a kind's partners said
    upload = (
        ImportFile.objects.select_for_update(of=("self",))
        .defer("content")
        .select_related("gemeente", "uploaded_by")
        .get(pk=pk)
    )
    if upload.state not in (State.CHECKING, State.RUNNING, State.UNDOING):
        return False
    rows = _next(upload)
    if upload.stop_asked or not rows:
        _end(upload, stopped=bool(rows))
        return False
    person = actor_of(upload.uploaded_by, on=clock.today())
    may = person and person.may(kind.permission, upload.gemeente_id)
    by = kind.acting(person, upload) if person and may else None
    with together:
        _each(upload, kind, rows, by, others)
    upload.done += len(rows)
    upload.save(update_fields=["done", "taken"])
    return True


def _each(
    upload: ImportFile,
    kind: ImportKind,
    rows: Sequence[ImportRow],
    by: Actor | None,
    others: Any,  # noqa: ANN401
) -> None:
    for row in rows:
        match upload.state:
            case State.CHECKING:
                _try(upload, kind, row, by, others)
            case State.RUNNING:
                upload.taken += _take(upload, kind, row, by, others)
            case _:
                upload.taken -= _take_back(upload, kind, row, by)


def _end(upload: ImportFile, *, stopped: bool) -> None:
    ends = {State.CHECKING: State.CHECKED, State.RUNNING: State.DONE, State.UNDOING: State.UNDONE}
    if not stopped:
        upload.state = ends[State(upload.state)]
    elif upload.state == State.CHECKING:
        # Half a dry run promises nothing: the columns can be chosen again.
        upload.rows.all().delete()
        upload.state, upload.done = State.MAPPING, 0
    else:
        upload.state = State.STOPPED if upload.state == State.RUNNING else State.DONE
    upload.finished_at = clock.now()
    upload.save(update_fields=["state", "done", "finished_at"])


def _try(upload: ImportFile, kind: ImportKind, row: ImportRow, by: Actor | None, others: Any) -> None:  # noqa: ANN401
    """Take it over, look, and undo it."""
    try:
        with transaction.atomic():
            _found(row, _attempt(upload, kind, row, by, others), Each.READY)
            raise _Undo
    except _Undo:
        if row.new:
            row.subject = None
    except Refusal as refusal:
        _refuse(upload, kind, row, refusal)
    row.save(update_fields=_SAID)


def _take(upload: ImportFile, kind: ImportKind, row: ImportRow, by: Actor | None, others: Any) -> bool:  # noqa: ANN401
    try:
        with transaction.atomic():
            taken = _attempt(upload, kind, row, by, others)
            _found(row, taken, Each.TAKEN)
            row.trace = dict(taken.trace())
    except Refusal as refusal:
        _refuse(upload, kind, row, refusal)
    row.save(update_fields=_SAID)
    return row.state == Each.TAKEN


def _take_back(upload: ImportFile, kind: ImportKind, row: ImportRow, by: Actor | None) -> bool:
    try:
        if by is None:
            raise _GONE
        with transaction.atomic():
            kind.undo(upload, row, by=by)
        row.state, row.trace = Each.UNDONE, {}
        if row.new:
            row.subject = None
    except Refusal as refusal:
        row.state = Each.KEPT
        row.field, row.reason, row.remedy = named(refusal, upload, kind.columns)
    row.save(update_fields=_SAID)
    return row.state == Each.UNDONE


def _attempt(
    upload: ImportFile,
    kind: ImportKind,
    row: ImportRow,
    by: Actor | None,
    others: Any,  # noqa: ANN401
) -> Taken:
    if by is None:
        raise _GONE
    try:
        return kind.take(upload, row, by=by, others=others)
    except DomainError as refusal:
        raise Refusal(refusal.field or "", str(refusal)) from refusal
    except (DataError, IntegrityError) as fault:
        # Never the text of the fault: it holds what stood in the row.
        log.error("row %s of file %s does not fit: %s", row.line, upload.pk, type(fault).__name__)
        raise Refusal(
            "", "Deze regel past niet in Wegwijs. Een waarde is te lang of vreemd geschreven."
        ) from None
    except (Refusal, DatabaseError):
        # What ails the database passes: the worker takes the whole batch again.
        raise
    except Exception as fault:
        log.error("row %s of file %s breaks off: %s", row.line, upload.pk, type(fault).__name__)
        raise Refusal(
            "",
            f"Er ging iets mis in Wegwijs ({type(fault).__name__}).",
            "Meld dit aan de beheerder, en lever de regel na een verbetering opnieuw aan.",
        ) from None


def _found(row: ImportRow, taken: Taken, state: str) -> None:
    row.state, row.subject, row.new = state, taken.subject, taken.new
    row.notes = [asdict(note) for note in taken.notes]
    row.differs = any(note.differs for note in taken.notes)
    row.trace = {}
    row.field = row.reason = row.remedy = ""


def _refuse(upload: ImportFile, kind: ImportKind, row: ImportRow, refusal: Refusal) -> None:
    row.state, row.subject, row.new, row.notes, row.differs, row.trace = (
        Each.REFUSED,
        None,
        False,
        [],
        False,
        {},
    )
    row.field, row.reason, row.remedy = named(refusal, upload, kind.columns)
