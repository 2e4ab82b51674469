"""Days that royal decrees made equal to a holiday for the Algemene termijnenwet (art. 3(3)); the table is ``dagen.toml``."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from wi2021.parameters import ParameterError, rows_of


def read_days(rows: Iterable[Mapping[str, Any]]) -> frozenset[date]:
    """The days of the table. Raises ParameterError for a wrong field, a day that stands twice, or one in a weekend."""
    found: set[date] = set()
    for row in rows:
        day = row.get("datum")
        if set(row) != {"datum", "bron"} or type(day) is not date:
            raise ParameterError(f"dagen.toml: een dag heeft een datum en een bron, niet {dict(row)}")
        if day in found:
            raise ParameterError(f"dagen.toml: {day} staat er twee keer")
        if day.weekday() >= calendar.SATURDAY:
            raise ParameterError(f"dagen.toml: {day} valt in een weekend")
        found.add(day)
    return frozenset(found)


GELIJKGESTELD = read_days(rows_of("dag"))
# The years for which the decrees are known; for a day outside them the table may lack one.
EERSTE_JAAR, LAATSTE_JAAR = min(GELIJKGESTELD).year, max(GELIJKGESTELD).year
