"""Lists of DUO's facts that someone uploads: kept as they came, then taken in row by row by the worker."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from stdnum.nl import bsn as bsn_check

from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.commands.typed import TypedFacts, record_from_portal
from wegwijs.exchange.duo.models import DuoKoppeling, DuoUpload
from wegwijs.organisations.models import Gemeente
from wegwijs.tables import Row, Table, read_table
from wegwijs.ui.forms.dates import read as read_date
from wegwijs.ui.forms.identity import digits_of

State = DuoUpload.State
NUMBERS = ("bsn", "v-nummer")
COLUMNS: Mapping[str, str] = {
    "plichtig": "plichtig",
    "begin plicht": "begin",
    "kennisgeving": "kennisgeving",
    "einde plicht": "einde",
    "reden geen plicht": "reden",
    "doelgroep": "indeling",
    "doelgroep precies": "gedetailleerd",
    "termijn van": "termijn_van",
    "termijn tot": "termijn_tot",
    "verlengingsgrond": "verlengingsgrond",
    "uitslag toets": "toets",
    "score toets": "toets_score",
    "drempel toets": "toets_drempel",
    "datum toets": "toets_op",
}
_DATES = frozenset({"begin", "kennisgeving", "einde", "termijn_van", "termijn_tot", "toets_op"})
_TRUTH = {"ja": True, "j": True, "1": True, "nee": False, "n": False, "0": False}
_BATCH = 20
MAX_REPORT = 1000


def store_list(gemeente: Gemeente, *, file_name: str, content: bytes, by: Actor) -> DuoUpload:
    """Keep a list as it came. Raises DomainError (field "file") when it can't be read or lacks its columns."""
    by.require(Permission.DUO_FACTS, gemeente.code)
    if DuoKoppeling.objects.filter(gemeente=gemeente, active=True).exists():
        raise DomainError(
            f"{gemeente} heeft een koppeling met DUO: de gegevens komen vanzelf.", field="gemeente"
        )
    table = _table(content)
    with transaction.atomic():
        upload = DuoUpload.objects.create(
            gemeente=gemeente,
            file_name=file_name[-160:],
            content=content,
            uploaded_at=clock.now(),
            uploaded_by=by.user,
            label=by.label,
            total=len(table.rows),
        )
        record(
            by=by, action=Action.CHANGE, kind="lijst", key=upload.pk, gemeente=gemeente.code,
            detail=f"lijst van DUO aangeleverd, {len(table.rows)} regels",
        )  # fmt: skip
    return upload


def _table(content: bytes) -> Table:
    table = read_table(content).expecting((), (*NUMBERS, *COLUMNS))
    known = [name for name in table.header if name in NUMBERS]
    if not known or not any(name in COLUMNS for name in table.header):
        # The same sentence as for any list, with the columns that matter.
        table.expecting(("bsn",), ("v-nummer", *COLUMNS))
        raise DomainError(
            "In het bestand staat geen kolom met gegevens van DUO. "
            f"Verwacht: {', '.join((*NUMBERS, *COLUMNS))}. Pas de eerste regel aan.",
            field="file",
        )
    return table


def take_in(upload_id: UUID) -> None:
    """Take in the rows that were not read yet, a batch in one transaction; running twice changes nothing twice."""
    rows = _table(bytes(DuoUpload.objects.values_list("content", flat=True).get(pk=upload_id))).rows
    while _take_batch(upload_id, rows):
        pass


@transaction.atomic
def _take_batch(upload_id: UUID, rows: Sequence[Row]) -> bool:
    upload = (
        DuoUpload.objects.select_for_update(of=("self",))
        .defer("content")
        .select_related("gemeente", "uploaded_by")
        .get(pk=upload_id)
    )
    if upload.state == State.DONE:
        return False
    by = actor_of(upload.uploaded_by, on=clock.today())
    batch = rows[upload.done : upload.done + _BATCH]
    for row in batch:
        said = _take(row, upload.gemeente, by) if by else "Wie dit aanleverde, heeft geen toegang meer."
        if said and len(upload.report) < MAX_REPORT:
            upload.report.append([row.line, said])
        upload.taken += not said
    upload.done += len(batch)
    upload.state = State.RUNNING if batch and upload.done < upload.total else State.DONE
    upload.finished_at = clock.now() if upload.state == State.DONE else None
    upload.save(update_fields=["report", "taken", "done", "state", "finished_at"])
    return upload.state == State.RUNNING


def _take(row: Row, gemeente: Gemeente, by: Actor) -> str:
    """Take in one row; the sentence why not, else ""."""
    if row.problem:
        return row.problem
    try:
        bsn, v_nummer = _bsn(row.cells.get("bsn", "")), _v_nummer(row.cells.get("v-nummer", ""))
        typed = TypedFacts(**_values(row.cells))
        with transaction.atomic():
            record_from_portal(gemeente, bsn=bsn, v_nummer=v_nummer, typed=typed, by=by)
    except DomainError as refusal:
        column = next((name for name, field in COLUMNS.items() if field == refusal.field), refusal.field)
        return f"{column}: {refusal}" if column else str(refusal)
    return ""


def _values(cells: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, field in COLUMNS.items():
        text = cells.get(column, "")
        if not text:
            continue
        if field in _DATES:
            found[field] = _date(text, field)
        elif field == "plichtig":
            found[field] = _truth(text)
        else:
            found[field] = text[:200]
    return found


def _date(text: str, field: str) -> date:
    parts = read_date(text)
    try:
        if parts:
            return date(*parts)
    except ValueError:
        pass
    raise DomainError(f"‘{text[:30]}’ is geen datum. Schrijf dag-maand-jaar, zoals 23-11-2026.", field=field)


def _truth(text: str) -> bool:
    try:
        return _TRUTH[text.casefold()]
    except KeyError:
        raise DomainError(f"‘{text[:30]}’ is geen ja of nee.", field="plichtig") from None


def _bsn(text: str) -> str | None:
    digits = digits_of(text)
    if not digits:
        return None
    if digits.isascii() and digits.isdigit() and len(digits) == 8:
        digits = f"0{digits}"  # a spreadsheet drops the zero in front
    if not bsn_check.is_valid(digits) or len(digits) != 9:
        raise DomainError("Dit BSN klopt niet. Kijk de cijfers na.", field="bsn")
    return digits


def _v_nummer(text: str) -> str | None:
    digits = digits_of(text)
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        raise DomainError("Een v-nummer heeft 10 cijfers. Kijk het na.", field="v-nummer")
    return digits
