"""A birth date of which the day or the month may be unknown, written as the BRP does: 00-00-1985."""

import calendar
from dataclasses import dataclass
from datetime import date

# Nobody in a dossier was born earlier; a smaller year is a slip of the keys.
FIRST_YEAR = 1850


@dataclass(frozen=True, slots=True)
class PartialDate:
    """``month`` and ``day`` None when unknown; year 0 when nothing is known. Raises ValueError for no possible date."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.year == 0 and self.month is None and self.day is None:
            return
        if not FIRST_YEAR <= self.year <= date.max.year:
            raise ValueError("jaar buiten bereik")
        if self.day is not None and self.month is None:
            raise ValueError("dag bekend, maand niet")
        date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        if self.year == 0:
            return "geboortedatum onbekend"
        return f"{self.day or 0:02d}-{self.month or 0:02d}-{self.year:04d}"

    def earliest(self) -> date:
        """The first day that it can be."""
        if self.year == 0:
            return date.min
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day that it can be."""
        if self.year == 0:
            return date.max
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])
