"""Quarters of which a school reports: which they are, and when a report is due."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

# Who began so short before the end of a quarter needs no report over it.
SHORTEST = timedelta(weeks=4)
# So many quarters back a report can still be made and is still missed.
BACK = 4


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year, counted from 1."""

    year: int
    number: int

    @classmethod
    def of(cls, on: date) -> Self:
        """The quarter that holds a day."""
        return cls(on.year, (on.month + 2) // 3)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The one after."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The one before."""
        return Quarter(self.year - (self.number == 1), (self.number + 2) % 4 + 1)

    @property
    def key(self) -> str:
        """As an address says it: 2026-3."""
        return f"{self.year}-{self.number}"

    def due(self, days: int) -> date:
        """The last day for its report: so many days after its end (local policy)."""
        return self.last + timedelta(days=days)

    def asks(self, began: date | None, ended: date | None) -> bool:
        """Whether a report is due of who followed lessons between these days: on the last day of the quarter, and for a while before it."""
        return began is not None and began + SHORTEST <= self.last and (ended is None or ended > self.last)

    def __str__(self) -> str:
        return f"{('eerste', 'tweede', 'derde', 'vierde')[self.number - 1]} kwartaal {self.year}"


def ended(today: date) -> list[Quarter]:
    """The last quarters that are over, newest first."""
    found = [Quarter.of(today).before]
    while len(found) < BACK:
        found.append(found[-1].before)
    return found
