"""What this room asks of whoever knows the forms of banks: such a room stands above and registers itself when it starts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Payment:
    """One order as it goes into a file."""

    end_to_end: str
    name: str
    iban: str
    cents: int
    remittance: str


@dataclass(frozen=True, slots=True)
class ToPay:
    """Everything that a file holds; the same gives the same bytes. ``payer`` and ``iban``: the account that is paid from."""

    msg_id: str
    made: datetime
    due_on: date
    payer: str
    iban: str
    payments: Sequence[Payment]


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was made, with its fingerprint and sums."""

    content: bytes
    sha256: str
    count: int
    cents: int


@dataclass(frozen=True, slots=True)
class Number:
    """An account number that can be paid to: without spaces, in groups of four, and its bank ("" when that isn't known)."""

    iban: str
    readable: str
    bank: str


@dataclass(frozen=True, slots=True)
class Returned:
    """Why a bank sent a payment back, what follows, and whether it may be paid anew."""

    why: str
    follow: str
    again: bool


class Bank(Protocol):
    """Each raises DomainError with a reason in plain Dutch for what a bank wouldn't take."""

    def make(self, what: ToPay) -> WrittenFile:
        """A payment file."""

    def number(self, text: str, *, field: str | None = None) -> Number:
        """An account number as somebody typed it."""

    def came_back(self, code: str) -> Returned:
        """What the code of a return says."""


_known: list[Bank] = []


def register(one: Bank) -> None:
    """Said once, by the room that knows banks, when Wegwijs starts."""
    _known[:] = [one]


def bank() -> Bank:
    """Whoever knows banks. Raises LookupError when no room registered itself."""
    if not _known:
        raise LookupError("no room that knows the forms of banks registered itself")
    return _known[0]
