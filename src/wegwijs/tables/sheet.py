"""An Excel file (.xlsx) as lines of cells: values only, no formula is ever calculated and no macro looked at.

The file is a zip of XML that a stranger made: how much it unpacks to and what it declares is looked at before it is read.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from wegwijs.errors import DomainError
from wegwijs.tables.table import FIELD

MAX_UNPACKED = 150 * 1024 * 1024
MAX_PARTS = 1000
MAX_CELLS = 600_000
MAX_LINES = 1_048_576  # as many as Excel has
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})

Lines = list[tuple[int, list[str]]]
Problems = dict[int, tuple[str, str]]


def lines_of_sheet(data: bytes) -> tuple[Lines, Problems]:
    """The filled lines of the first sheet that holds anything, and what is wrong with a line.

    Raises DomainError for another kind of zip, a macro, or a file that unpacks to something huge.
    """
    formulas = _look_inside(data)
    try:
        lines, problems, sheet = _values(data)
        if formulas:
            _without_result(data, sheet, lines, problems)
    except DomainError:
        raise
    except Exception:  # the library raises whatever a broken part brings about
        raise _refuse("een Excel-bestand dat Wegwijs niet kan lezen") from None
    return [(line, cells) for line, cells in lines if any(cells)], problems


def _refuse(what: str) -> DomainError:
    return DomainError(
        f"Dit is {what}. Sla het in Excel op als ‘Excel-werkmap (.xlsx)’ of als ‘CSV UTF-8’, en stuur dat bestand.",
        field=FIELD,
    )


def _look_inside(data: bytes) -> bool:
    """Whether there are formulas. Raises DomainError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise _refuse("een Excel- of zip-bestand dat Wegwijs niet kan lezen")
            if "xl/vbaProject.bin" in names:
                raise _refuse("een Excel-bestand met macro’s")
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise DomainError(
                    "Dit Excel-bestand is uitgepakt te groot. Verdeel het over meer bestanden.", field=FIELD
                )
            if any(_declares(archive, part) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise _refuse("een Excel-bestand met onbekende onderdelen")
            sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
            return any(b"<f>" in text or b"<f " in text for text in map(archive.read, sheets))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _refuse("een Excel- of zip-bestand dat Wegwijs niet kan lezen") from None


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares a document type: Excel never writes one, and entities can stand in it."""
    with archive.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(4096).replace(b"\0", b"").upper()


def _values(data: bytes) -> tuple[Lines, Problems, int]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for place, sheet in enumerate(book.worksheets):
        if sheet.sheet_state != "visible":
            continue
        problems: Problems = {}
        lines = list(_rows(sheet, problems))
        if any(any(cells) for _, cells in lines):
            return lines, problems, place
    return [], {}, 0


def _rows(sheet: Any, problems: Problems) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401 the library has no types
    sheet.reset_dimensions()
    seen = 0
    for line, values in enumerate(sheet.iter_rows(values_only=True), 1):
        seen += len(values)
        if seen > MAX_CELLS or line > MAX_LINES:
            raise DomainError(
                f"Dit Excel-bestand heeft meer dan {MAX_CELLS} cellen. Verdeel het over meer bestanden.",
                field=FIELD,
            )
        cells = [_text(value) for value in values]
        wrong = next((place for place, cell in enumerate(cells, 1) if cell in _ERRORS), 0)
        if wrong:
            problems[line] = (
                f"In cel {get_column_letter(wrong)}{line} staat een fout van Excel ({cells[wrong - 1]}).",
                "Verbeter de formule in Excel en stuur het bestand opnieuw.",
            )
        yield line, cells


def _without_result(data: bytes, place: int, lines: Lines, problems: Problems) -> None:
    """Formulas of which the file doesn't hold the outcome: it was made by a program and never opened in Excel."""
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    sheet = book.worksheets[place]
    sheet.reset_dimensions()
    for (line, cells), values in zip(lines, sheet.iter_rows(values_only=True), strict=False):
        for column, (cell, value) in enumerate(zip(cells, values, strict=False), 1):
            if not cell and isinstance(value, str) and value.startswith("="):
                problems[line] = (
                    f"In cel {get_column_letter(column)}{line} staat een formule zonder uitkomst.",
                    "Open het bestand in Excel, sla het op en stuur het opnieuw.",
                )


def _text(value: object) -> str:
    """As someone would type it: a whole number without a point, a day as 2026-11-23, true as ja."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case float():
            return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
        case datetime():
            return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case _:
            return str(value)
