"""CSV that we give out: for a Dutch spreadsheet, and without a cell that it would calculate."""

import csv
import io
from collections.abc import Iterable

# A spreadsheet takes text that begins so for a formula; spaces and invisible signs in front don't stop it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_cell(value: object) -> str:
    """A value as text that no spreadsheet calculates: an apostrophe stands before what looks like a formula."""
    text = str(value)
    return (
        f"'{text}"
        if text.lstrip(" \u00a0\ufeff\u200b").startswith(_FORMULA) or text.startswith(_FORMULA)
        else text
    )


def csv_of(rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV: semicolons, CRLF, a byte order mark so that accents come through."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in rows:
        writer.writerow([csv_cell(value) for value in row])
    return "\ufeff" + out.getvalue()
