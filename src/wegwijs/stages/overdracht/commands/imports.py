"""Take in a file of COA: kept as it came, then row by row; what is refused says which field, why and what to do."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.overdracht import columns
from wegwijs.stages.overdracht.commands.rows import Refusal, take_row
from wegwijs.stages.overdracht.models import ImportRij, ProfielImport
from wegwijs.stages.overdracht.queries import rows_of
from wegwijs.tables import read_table

State = ProfielImport.State
BATCH = 20
STORE_BATCH = 1000


@transaction.atomic
def store_file(
    gemeente: Gemeente, *, file_name: str, content: bytes, as_of: date, by: Actor
) -> ProfielImport:
    """Keep a file as it came, with a first guess of its columns. ``as_of``: the day COA made it.

    Raises DomainError (field "file") when it can't be read, (field "as_of") for a day ahead.
    """
    by.require(Permission.OVERDRACHT_RECORD, gemeente.code)
    by.require(Permission.DOSSIER_OPEN, gemeente.code)
    if as_of > clock.today():
        raise DomainError("De peildatum ligt in de toekomst. Verbeter de peildatum.", field="as_of")
    table = read_table(content)
    upload = ProfielImport.objects.create(
        gemeente=gemeente,
        file_name=file_name[-160:],
        content=content,
        columns=list(table.header),
        mapping=columns.guess(table.header),
        as_of=as_of,
        uploaded_at=clock.now(),
        uploaded_by=by.user,
        label=by.label,
        total=len(table.rows),
    )
    _audit(upload, by, f"aangeleverd, {len(table.rows)} regels")
    return upload


@transaction.atomic
def map_columns(upload: ProfielImport, mapping: Mapping[str, str], *, by: Actor) -> None:
    """Choose the field of each column (a column that is left out is not read) and hand the file to the worker.

    Raises DomainError when a field stands twice, a number is missing, or the reading has begun.
    """
    by.require(Permission.OVERDRACHT_RECORD, upload.gemeente_id)
    current = ProfielImport.objects.select_for_update().defer("content").get(pk=upload.pk)
    if current.state != State.MAPPING:
        raise DomainError("Dit bestand wordt al ingelezen. De kolommen staan vast.")
    chosen = {column: key for column, key in mapping.items() if key}
    columns.check(chosen)
    current.mapping, current.state = chosen, State.WAITING
    current.save(update_fields=["mapping", "state"])
    _audit(current, by, "kolommen gekozen")


@transaction.atomic
def stop_import(upload: ProfielImport, *, by: Actor) -> None:
    """Stop after the batch that runs now; what was taken over stays. Stopping twice changes nothing."""
    by.require(Permission.OVERDRACHT_RECORD, upload.gemeente_id)
    current = ProfielImport.objects.select_for_update().defer("content").get(pk=upload.pk)
    if current.state in (State.WAITING, State.RUNNING):
        current.stop_asked = True
        current.save(update_fields=["stop_asked"])
        _audit(current, by, "gestopt")


def take_in(upload_id: UUID) -> None:
    """Take in the rows that were not read yet, a batch in one transaction; running twice changes nothing twice."""
    _store_rows(upload_id)
    while _take_batch(upload_id):
        pass


@transaction.atomic
def _store_rows(upload_id: UUID) -> None:
    """The rows as they stand in the file, before anything is done with them."""
    upload = ProfielImport.objects.select_for_update().get(pk=upload_id)
    if upload.rijen.exists():
        return
    table = read_table(bytes(upload.content))
    rows = (
        ImportRij(
            upload=upload,
            line=row.line,
            cells=dict(row.cells),
            reason=row.problem,
            state=ImportRij.State.REFUSED if row.problem else ImportRij.State.WAITING,
            remedy="Haal het teveel aan velden weg, of zet tekst met een komma tussen aanhalingstekens."
            if row.problem
            else "",
        )
        for row in table.rows
    )
    ImportRij.objects.bulk_create(rows, batch_size=STORE_BATCH)
    upload.done = upload.rijen.filter(state=ImportRij.State.REFUSED).count()
    upload.state = State.RUNNING
    upload.save(update_fields=["done", "state"])


@transaction.atomic
def _take_batch(upload_id: UUID) -> bool:
    """Whether there is more to do."""
    upload = (
        ProfielImport.objects.select_for_update(of=("self",))
        .defer("content")
        .select_related("gemeente", "uploaded_by")
        .get(pk=upload_id)
    )
    if upload.state != State.RUNNING:
        return False
    rows = list(upload.rijen.filter(state=ImportRij.State.WAITING)[:BATCH])
    if upload.stop_asked or not rows:
        upload.state = State.STOPPED if rows else State.DONE
        upload.finished_at = clock.now()
        upload.save(update_fields=["state", "finished_at"])
        return False
    by = actor_of(upload.uploaded_by, on=clock.today())
    for row in rows:
        upload.taken += _take(upload, row, by)
    upload.done += len(rows)
    upload.save(update_fields=["done", "taken"])
    return True


def _take(upload: ProfielImport, row: ImportRij, by: Actor | None) -> bool:
    try:
        if by is None:
            raise Refusal(
                "", "Wie dit bestand aanleverde, heeft geen toegang meer.", "Laat een collega het aanleveren."
            )
        with transaction.atomic():
            row.dossier = take_row(upload, row, by=by)
        row.state = ImportRij.State.TAKEN
    except Refusal as refusal:
        row.dossier, row.state = None, ImportRij.State.REFUSED
        row.field, row.reason, row.remedy = refusal.field[:120], refusal.reason[:300], refusal.remedy[:300]
    row.save(update_fields=["state", "field", "reason", "remedy", "dossier"])
    return row.state == ImportRij.State.TAKEN


@transaction.atomic
def fetch_report(upload: ProfielImport, *, by: Actor) -> list[ImportRij]:
    """The refused rows, to be taken along as a file; recorded as such."""
    by.require(Permission.OVERDRACHT_RECORD, upload.gemeente_id)
    record(
        by=by, action=Action.EXPORT, kind="klantprofielen", key=upload.pk, gemeente=upload.gemeente_id,
        detail="geweigerde regels opgehaald",
    )  # fmt: skip
    return list(rows_of(upload, ImportRij.State.REFUSED))


def _audit(upload: ProfielImport, by: Actor, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="klantprofielen", key=upload.pk, gemeente=upload.gemeente_id,
        detail=f"bestand van COA {what}",
    )  # fmt: skip
