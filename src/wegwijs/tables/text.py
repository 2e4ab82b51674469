"""A CSV file as lines of cells, whatever its encoding and delimiter."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator

from wegwijs.errors import DomainError
from wegwijs.tables.table import FIELD

DELIMITERS = ";,\t|"
SAVE_AS = "Kies in Excel ‘Opslaan als’ en dan ‘CSV UTF-8’, en stuur dat bestand."
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def lines_of_text(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold something, each with the number it begins at.

    Raises DomainError when it isn't text, or a quote is never closed.
    """
    stream = io.StringIO(_text(data), newline="")
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


def _text(data: bytes) -> str:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise DomainError(f"Wegwijs kan dit bestand niet als tekst lezen. {SAVE_AS}", field=FIELD)


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


def _delimiter(line: str) -> str:
    return max(DELIMITERS, key=line.count)
