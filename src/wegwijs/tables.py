"""Read a CSV file that someone uploads: any of the usual encodings and delimiters, and a clear refusal otherwise.

Knows no column of any partner; the room that takes the file says which columns it expects.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wegwijs.errors import DomainError

MAX_BYTES = 10 * 1024 * 1024
DELIMITERS = ";,\t|"
FIELD = "file"
_SAVE_AS = "Kies in Excel ‘Opslaan als’ en dan ‘CSV UTF-8’, en stuur dat bestand."
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "een Excel- of zip-bestand"),
    (b"\xd0\xcf\x11\xe0", "een oud Excel- of Word-bestand"),
    (b"%PDF", "een PDF"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"\x1f\x8b", "een ingepakt bestand"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file. ``line`` counts from 1 and includes the header, as a spreadsheet shows it.

    ``problem`` is a Dutch sentence when the line has more cells than the header; then ``cells`` holds the first ones.
    """

    line: int
    cells: Mapping[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What the file holds: column names as written (without spaces around them), and its rows without the empty ones."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def expecting(self, required: Sequence[str], optional: Sequence[str] = ()) -> "Table":
        """The same table under these names; case and spaces in the header don't matter, other columns stay as they are.

        Raises DomainError that names the columns that are missing, those expected and those found.
        """
        by_plain = {_plain(name): name for name in (*required, *optional)}
        names = tuple(by_plain.get(_plain(name), name) for name in self.header)
        missing = [name for name in required if name not in names]
        if missing:
            raise DomainError(
                f"In de eerste regel van het bestand {_lacks(missing)}. "
                f"Verwacht: {', '.join((*required, *optional))}. "
                f"Gevonden: {', '.join(self.header)[:300]}. Pas de eerste regel aan en stuur het bestand opnieuw.",
                field=FIELD,
            )
        if len(set(names)) < len(names):
            raise DomainError("Een kolom staat twee keer in het bestand. Haal er een weg.", field=FIELD)
        rows = tuple(
            Row(row.line, dict(zip(names, row.cells.values(), strict=True)), row.problem) for row in self.rows
        )
        return Table(names, rows)


def read_table(data: bytes) -> Table:
    """Read UTF-8, UTF-16 or Windows-1252, split by semicolon, comma, tab or bar.

    Raises DomainError (field "file") with the remedy: empty, over 10 MB, another kind of file, not to be read as text,
    a quote that is never closed, no rows, a column name used twice.
    """
    if not data.strip():
        raise DomainError("Dit bestand is leeg. Kies een ander bestand.", field=FIELD)
    if len(data) > MAX_BYTES:
        raise DomainError("Dit bestand is groter dan 10 MB. Verdeel het over meer bestanden.", field=FIELD)
    for start, what in _OTHER_FILES:
        if data.startswith(start):
            raise DomainError(f"Dit is {what} en geen CSV. {_SAVE_AS}", field=FIELD)
    text = _text(data)
    lines = list(_split(text))
    if not lines:
        raise DomainError("In dit bestand staan geen gegevens. Kies een ander bestand.", field=FIELD)
    header = _header(lines[0][1])
    rows = tuple(_row(line, cells, header) for line, cells in lines[1:])
    if not rows:
        raise DomainError(
            "Dit bestand heeft alleen een eerste regel met namen. Zet de gegevens eronder.", field=FIELD
        )
    return Table(header, rows)


def _text(data: bytes) -> str:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise DomainError(f"Wegwijs kan dit bestand niet als tekst lezen. {_SAVE_AS}", field=FIELD)


def _encodings(data: bytes) -> Iterable[str]:
    """The encoding of the byte order mark; without one by where the zero bytes stand, else by trying."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return (encoding,)
    sample = data[:2000]
    if b"\0" in sample:
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        return ("utf-16-le",) if odd > even else ("utf-16-be",)
    return ("utf-8", "cp1252")


def _split(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold something, each with the number it begins at."""
    stream = io.StringIO(text, newline="")
    first = stream.readline()
    named = first.strip().lower()
    if named.startswith("sep=") and len(named) == len("sep=;"):
        delimiter, skipped = named[-1], 1
    else:
        stream.seek(0)
        delimiter, skipped = _delimiter(first), 0
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins + skipped, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise DomainError(
            f"Vanaf regel {begins + skipped} klopt een aanhalingsteken niet, of een veld is veel te lang. "
            "Verbeter die regel en stuur het bestand opnieuw.",
            field=FIELD,
        ) from None


def _delimiter(line: str) -> str:
    return max(DELIMITERS, key=line.count)


def _header(cells: list[str]) -> tuple[str, ...]:
    found = [cell.strip() for cell in cells]
    while found and not found[-1]:
        found.pop()
    names = tuple(name or f"kolom {place}" for place, name in enumerate(found, 1))
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise DomainError(
            f"De kolom ‘{double[0]}’ staat twee keer in het bestand. Haal er een weg.", field=FIELD
        )
    return names


def _row(line: int, cells: list[str], header: tuple[str, ...]) -> Row:
    filled = [cell.strip() for cell in cells]
    while len(filled) > len(header) and not filled[-1]:
        filled.pop()
    problem = (
        f"Deze regel heeft {len(filled)} velden, de eerste regel heeft er {len(header)}."
        if len(filled) > len(header)
        else ""
    )
    padded = (filled + [""] * len(header))[: len(header)]
    return Row(line, dict(zip(header, padded, strict=True)), problem)


def _plain(name: str) -> str:
    return "".join(name.casefold().replace("_", " ").replace("-", " ").split())


def _lacks(missing: list[str]) -> str:
    named = ", ".join(f"‘{name}’" for name in missing)
    return f"ontbreekt de kolom {named}" if len(missing) == 1 else f"ontbreken de kolommen {named}"
