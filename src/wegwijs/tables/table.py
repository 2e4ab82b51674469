"""What a file holds: its header and its rows, as text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wegwijs.errors import DomainError

FIELD = "file"
MAX_COLUMNS = 400


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file. ``line`` counts from 1 and includes the header, as a spreadsheet shows it.

    ``problem`` is a Dutch sentence when the line can't be used as it stands, ``remedy`` what to do about it; ``cells``
    then holds what could be read.
    """

    line: int
    cells: Mapping[str, str]
    problem: str = ""
    remedy: str = ""


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
            Row(row.line, dict(zip(names, row.cells.values(), strict=True)), row.problem, row.remedy)
            for row in self.rows
        )
        return Table(names, rows)


def table_of(lines: Iterable[tuple[int, list[str]]], problems: Mapping[int, tuple[str, str]]) -> Table:
    """The first line is the header; ``problems`` holds a sentence and its remedy by line.

    Raises DomainError without rows, with a column that stands twice, or with more than 400 columns.
    """
    found = list(lines)
    if not found:
        raise DomainError("In dit bestand staan geen gegevens. Kies een ander bestand.", field=FIELD)
    header = _header(found[0][1])
    rows = tuple(_row(line, cells, header, problems.get(line)) for line, cells in found[1:])
    if not rows:
        raise DomainError(
            "Dit bestand heeft alleen een eerste regel met namen. Zet de gegevens eronder.", field=FIELD
        )
    return Table(header, rows)


def _header(cells: list[str]) -> tuple[str, ...]:
    found = [clean(cell) for cell in cells]
    while found and not found[-1]:
        found.pop()
    if len(found) > MAX_COLUMNS:
        raise DomainError(
            f"Dit bestand heeft {len(found)} kolommen, er passen er {MAX_COLUMNS}. Haal kolommen weg.",
            field=FIELD,
        )
    names = tuple(name or f"kolom {place}" for place, name in enumerate(found, 1))
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise DomainError(
            f"De kolom ‘{double[0]}’ staat twee keer in het bestand. Haal er een weg.", field=FIELD
        )
    return names


def _row(line: int, cells: list[str], header: tuple[str, ...], problem: tuple[str, str] | None) -> Row:
    filled = [clean(cell) for cell in cells]
    while len(filled) > len(header) and not filled[-1]:
        filled.pop()
    if len(filled) > len(header) and problem is None:
        problem = (
            f"Deze regel heeft {len(filled)} velden, de eerste regel heeft er {len(header)}.",
            "Haal het teveel aan velden weg, of zet tekst met een komma tussen aanhalingstekens.",
        )
    padded = (filled + [""] * len(header))[: len(header)]
    said, remedy = problem or ("", "")
    return Row(line, dict(zip(header, padded, strict=True)), said, remedy)


def clean(text: str) -> str:
    """Without spaces around it, and without what a database can't hold: NUL and half characters."""
    if "\0" in text:
        text = text.replace("\0", "")
    return text.strip() if text.isascii() else text.encode("utf-8", "replace").decode("utf-8").strip()


def _plain(name: str) -> str:
    return "".join(name.casefold().replace("_", " ").replace("-", " ").split())


def _lacks(missing: list[str]) -> str:
    named = ", ".join(f"‘{name}’" for name in missing)
    return f"ontbreekt de kolom {named}" if len(missing) == 1 else f"ontbreken de kolommen {named}"
