"""What a statement gives as CSV for a Dutch spreadsheet, written by the database itself under the rights of who asks."""

import codecs
import tempfile
from collections.abc import Mapping, Sequence
from typing import IO, Any

from django.db import connection

IN_MEMORY = 1024 * 1024


def harmless(column: str) -> str:
    """Text that no spreadsheet takes for a formula, as SQL. Not by a regular expression, which takes longer than reading the row."""
    risky = "'=', '+', '-', '@', chr(9), chr(13)"
    return f"CASE WHEN left({column}, 1) IN ({risky}) THEN '''' || {column} ELSE {column} END"


def named(column: str, names: Mapping[str, str]) -> str:
    """The words for a stored value, as SQL; nothing for a value without words."""
    cases = " ".join(f"WHEN '{value}' THEN '{label}'" for value, label in names.items())
    return f"CASE {column} {cases} END"


def copied(sql: str, params: Mapping[str, Any], header: Sequence[str]) -> tuple[IO[bytes], int]:
    """The file, and how many rows it has. Memory doesn't grow with them: they go to disk. The caller closes it."""
    found = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the response closes it
    found.write(codecs.BOM_UTF8)
    found.write((";".join(header) + "\r\n").encode())
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY ({sql}) TO STDOUT WITH (FORMAT csv, DELIMITER ';')", params) as copy:
            for part in copy:
                found.write(part)
        number = cursor.rowcount
    found.seek(0)
    return found, number
