"""Read what someone uploads: CSV, Excel or JSON, told apart by what it holds and not by its name."""

from wegwijs.errors import DomainError
from wegwijs.tables.objects import lines_of_objects
from wegwijs.tables.sheet import lines_of_sheet
from wegwijs.tables.table import FIELD, Table, table_of
from wegwijs.tables.text import SAVE_AS, lines_of_text

MAX_BYTES = 10 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OTHER_FILES = (
    (b"\xd0\xcf\x11\xe0", "een oud Excel- of Word-bestand, of een bestand met een wachtwoord"),
    (b"%PDF", "een PDF"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"\x1f\x8b", "een ingepakt bestand"),
)


def read_table(data: bytes) -> Table:
    """Read an Excel file, a JSON list of objects, or text in UTF-8, UTF-16 or Windows-1252 split by semicolon, comma, tab or bar.

    Raises DomainError (field "file") with the remedy: empty, over 10 MB, another kind of file, not to be read,
    a quote that is never closed, no rows, a column name used twice.
    """
    if not data.strip():
        raise DomainError("Dit bestand is leeg. Kies een ander bestand.", field=FIELD)
    if len(data) > MAX_BYTES:
        raise DomainError("Dit bestand is groter dan 10 MB. Verdeel het over meer bestanden.", field=FIELD)
    for start, what in _OTHER_FILES:
        if data.startswith(start):
            raise DomainError(f"Dit is {what}, en geen CSV of Excel (.xlsx). {SAVE_AS}", field=FIELD)
    if data.startswith(_ZIP):
        return table_of(*lines_of_sheet(data))
    if data.lstrip().startswith(b"["):
        return table_of(lines_of_objects(data), {})
    return table_of(lines_of_text(data), {})
