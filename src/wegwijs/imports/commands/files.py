"""What people do with a file. The work on its rows is the worker's (``run``)."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.imports.kinds import ImportKind, check_once, guess, kind_of, plain
from wegwijs.imports.models import ColumnMeaning, ImportFile, ImportRow
from wegwijs.imports.queries import remembered
from wegwijs.organisations.models import Gemeente
from wegwijs.tables import csv_of, read_table

State = ImportFile.State
# Where a file stands still until somebody says what next.
_RUNS = {State.CHECK_DUE, State.CHECKING, State.WAITING, State.RUNNING, State.UNDO_DUE, State.UNDOING}


@transaction.atomic
def store_file(
    kind: ImportKind,
    gemeente: Gemeente,
    *,
    file_name: str,
    content: bytes,
    origin: str,
    as_of: date,
    by: Actor,
    pk: UUID | None = None,
) -> ImportFile:
    """Keep a file as it came, with a first guess of its columns. ``as_of``: the day it was made; ``origin``: by what; ``pk``: its key, where that is
    known before.

    Raises DomainError (field "file") when it can't be read, (field "as_of") for a day ahead.
    """
    by.require(kind.permission, gemeente.code)
    if as_of > clock.today():
        raise DomainError("De peildatum ligt in de toekomst. Verbeter de peildatum.", field="as_of")
    table = read_table(content)
    known = remembered(kind, by.gemeenten(kind.permission), gemeente.code)
    upload = ImportFile.objects.create(
        pk=pk or uuid4(),
        kind=kind.key,
        gemeente=gemeente,
        organisation=None if by.sees_all else by.organisation,
        file_name=file_name.replace("\0", "")[-160:],
        origin=origin,
        content=content,
        columns=list(table.header),
        mapping=guess(kind, table.header, known),
        as_of=as_of,
        uploaded_at=clock.now(),
        uploaded_by=by.user,
        label=by.label,
        total=len(table.rows),
    )
    _audit(upload, by, f"aangeleverd, {len(table.rows)} regels")
    return upload


def _held(upload: ImportFile, by: Actor, *states: str, otherwise: str) -> ImportFile:
    """The file as it is now, held until the transaction ends. Raises DomainError in another state."""
    by.require(kind_of(upload.kind).permission, upload.gemeente_id)
    current = ImportFile.objects.select_for_update(of=("self",)).defer("content").get(pk=upload.pk)
    if current.state not in states:
        raise DomainError(otherwise)
    return current


@transaction.atomic
def map_columns(upload: ImportFile, mapping: Mapping[str, str], *, by: Actor) -> None:
    """Choose the field of each column (one that is left out is not read); a dry run comes first where the kind has one.

    Choosing again after a dry run forgets what it found. Raises DomainError when a field stands twice, the columns say
    too little, or the taking over has begun.
    """
    kind = kind_of(upload.kind)
    current = _held(
        upload, by, State.MAPPING, State.CHECKED,
        otherwise="Dit bestand wordt al ingelezen. De kolommen staan vast.",
    )  # fmt: skip
    chosen = {column: key for column, key in mapping.items() if key and column in current.columns}
    check_once(chosen, kind.columns)
    kind.check_mapping(chosen)
    current.rows.all().delete()
    current.mapping = chosen
    current.state = State.CHECK_DUE if kind.rehearses else State.WAITING
    current.done = current.taken = 0
    current.stop_asked = False
    current.save(update_fields=["mapping", "state", "done", "taken", "stop_asked"])
    _remember(current, kind)
    _audit(current, by, "kolommen gekozen")


def _remember(upload: ImportFile, kind: ImportKind) -> None:
    """What each column meant, and that a column was left out."""
    names = {plain(column): column for column in upload.columns}
    ColumnMeaning.objects.bulk_create(
        (
            ColumnMeaning(
                gemeente=upload.gemeente,
                kind=kind.key,
                column=name[:80],
                key=upload.mapping.get(column, ""),
                chosen_at=clock.now(),
            )
            for name, column in names.items()
            if name
        ),
        update_conflicts=True,
        unique_fields=["gemeente", "kind", "column"],
        update_fields=["key", "chosen_at"],
    )


@transaction.atomic
def take_over(upload: ImportFile, *, by: Actor) -> None:
    """After the dry run: take the rows over. Raises DomainError without one."""
    current = _held(
        upload, by, State.CHECKED,
        otherwise="Dit bestand is nog niet nagekeken, of wordt al overgenomen. Ververs de pagina.",
    )  # fmt: skip
    _run(current, State.WAITING)
    _audit(current, by, "overnemen begonnen")


@transaction.atomic
def stop_file(upload: ImportFile, *, by: Actor) -> None:
    """Stop after the batch that runs now; what was taken over stays. Stopping twice changes nothing."""
    by.require(kind_of(upload.kind).permission, upload.gemeente_id)
    current = ImportFile.objects.select_for_update(of=("self",)).defer("content").get(pk=upload.pk)
    if current.state in _RUNS and not current.stop_asked:
        current.stop_asked = True
        current.save(update_fields=["stop_asked"])
        _audit(current, by, "gestopt")


@transaction.atomic
def resume_file(upload: ImportFile, *, by: Actor) -> None:
    """Go on with the rows that were not read. Raises DomainError when it wasn't stopped."""
    current = _held(upload, by, State.STOPPED, otherwise="Dit bestand is niet gestopt. Ververs de pagina.")
    current.stop_asked, current.state, current.finished_at = False, State.RUNNING, None
    current.save(update_fields=["stop_asked", "state", "finished_at"])
    _audit(current, by, "weer begonnen")


@transaction.atomic
def undo_file(upload: ImportFile, *, by: Actor) -> None:
    """Take back every row with which nothing was done since. Raises DomainError while it is being read."""
    if not kind_of(upload.kind).undoes:
        raise DomainError("Dit bestand kan niet worden teruggedraaid.")
    current = _held(
        upload, by, State.DONE, State.STOPPED, State.UNDONE,
        otherwise="Dit bestand wordt nog ingelezen. Wacht tot dat klaar is, of stop het.",
    )  # fmt: skip
    current.rows.filter(state=ImportRow.State.KEPT).update(
        state=ImportRow.State.TAKEN, field="", reason="", remedy=""
    )
    _run(current, State.UNDO_DUE)
    _audit(current, by, "terugdraaien begonnen")


def _run(upload: ImportFile, state: str) -> None:
    upload.state, upload.stop_asked, upload.done, upload.finished_at = state, False, 0, None
    upload.save(update_fields=["state", "stop_asked", "done", "finished_at"])


@transaction.atomic
def fetch_report(upload: ImportFile, *, by: Actor) -> str:
    """The refused rows (and those that could not be undone) as CSV, to be mended and sent again; recorded as such."""
    by.require(kind_of(upload.kind).permission, upload.gemeente_id)
    record(
        by=by, action=Action.EXPORT, kind="bestand", key=upload.pk, gemeente=upload.gemeente_id,
        detail="geweigerde regels opgehaald",
    )  # fmt: skip
    rows = upload.rows.filter(state__in=[ImportRow.State.REFUSED, ImportRow.State.KEPT])
    columns = [column for column in upload.columns if column in upload.mapping]
    header = ["Regel", "Veld", "Geweigerd omdat", "Wat u kunt doen", *columns]
    return csv_of(
        [
            header,
            *(
                [row.line, row.field, row.reason, row.remedy, *(row.cells.get(c, "") for c in columns)]
                for row in rows
            ),
        ]
    )


def _audit(upload: ImportFile, by: Actor, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="bestand", key=upload.pk, gemeente=upload.gemeente_id,
        detail=f"{kind_of(upload.kind).key}: {what}",
    )  # fmt: skip
