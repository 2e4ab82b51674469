"""JSON as a table: a list of objects, one a row, whose names are the columns."""

import json
from collections.abc import Iterator

from wegwijs.errors import DomainError
from wegwijs.tables.table import FIELD

EXAMPLE = 'Wegwijs leest een lijst van objecten, zoals [{"dossiernummer": "2026-0505-0002", "gevolgd": 12}].'
MOST = 50_000


def lines_of_objects(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The names as the first line, then each object; a name that an object lacks is empty.

    Raises DomainError (field "file") for what is no such list, an object within an object, and more than 50,000 of them.
    """
    try:
        # Numbers stay as they were written: 2.50 is no 2.5, and no number is too long to read.
        found = json.loads(data, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as wrong:
        raise DomainError(f"Dit is geen geldige JSON. {EXAMPLE}", field=FIELD) from wrong
    if len(found) > MOST:
        raise DomainError(
            f"Dit bestand heeft meer dan {MOST} regels. Verdeel het over meer bestanden.", field=FIELD
        )
    if not all(isinstance(one, dict) for one in found):
        raise DomainError(f"In deze JSON staat iets anders dan objecten. {EXAMPLE}", field=FIELD)
    names = list(dict.fromkeys(name for one in found for name in one))
    yield 1, names
    for line, one in enumerate(found, 2):
        yield line, [_text(one.get(name), name) for name in names]


def _text(value: object, name: str) -> str:
    if isinstance(value, dict | list):
        raise DomainError(f"‘{name[:40]}’ bevat een lijst of object. {EXAMPLE}", field=FIELD)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(value)
