"""Half-years: what a taakstelling is for."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from wegwijs.stages.overdracht.models import Half


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """January to June, or July to December, of a year."""

    year: int
    half: Half

    @classmethod
    def of(cls, on: date) -> Self:
        """The one that a day lies in."""
        return cls(on.year, Half.FIRST if on.month < 7 else Half.SECOND)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """As an address writes it ("2026-2"); None when that is none of this century."""
        year, _, half = text.partition("-")
        if len(year) == 4 and year.isdecimal() and year.startswith("20") and half in ("1", "2"):
            return cls(int(year), Half(int(half)))
        return None

    @property
    def code(self) -> str:
        """As an address writes it."""
        return f"{self.year}-{self.half.value}"

    @property
    def label(self) -> str:
        """As a page names it."""
        return f"{self.half.label} van {self.year}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.half is Half.FIRST else 7, 1)

    @property
    def last(self) -> date:
        """Its last day, inclusive."""
        return date(self.year, 6, 30) if self.half is Half.FIRST else date(self.year, 12, 31)

    def moved(self, halves: int) -> Self:
        """So many half-years later; earlier below zero."""
        number = self.year * 2 + self.half.value - 1 + halves
        return type(self)(number // 2, Half(number % 2 + 1))
