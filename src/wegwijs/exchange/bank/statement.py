"""A bank statement as it was read, from whichever form: balances, and every movement that was booked. Whole cents of euros.

Text that isn't there is empty. Nothing of a line is ever logged, and an entry shows no more of itself than its place.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wegwijs.exchange.bank import iban
from wegwijs.exchange.bank.refusal import BankRefused, shown

EURO = "EUR"
# What banks write where there is nothing to write.
_NOTHING = {"NOTPROVIDED", "NONREF", "NOREF", "NOT PROVIDED", "UNKNOWN"}


class Format(StrEnum):
    """The forms that are read."""

    CAMT_02 = "camt.053.001.02"
    CAMT_08 = "camt.053.001.08"
    MT940 = "MT940"


@dataclass(frozen=True, slots=True)
class Balance:
    """What was on the account at the begin or the end of a day."""

    cents: int
    day: date


@dataclass(frozen=True, slots=True)
class Batch:
    """The one booking that an entry is a part of: its sum, and what we called it (PmtInfId). ``count``: how many parts."""

    cents: int
    count: int
    payment_id: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A movement. ``cents`` is below zero when money left the account; ``position`` is its place in the statement.

    ``reversal``: an earlier booking put back. ``counter_iban`` is as the bank wrote it and may be another kind of number.
    ``reference`` is the structured one of the payer; ``return_code`` why our own payment came back (``reasons``).
    """

    position: str
    booked: date
    cents: int
    value: date | None = None
    reversal: bool = False
    bank_reference: str = field(default="", repr=False)
    end_to_end_id: str = field(default="", repr=False)
    counter_iban: str = field(default="", repr=False)
    counter_name: str = field(default="", repr=False)
    remittance: str = field(default="", repr=False)
    reference: str = field(default="", repr=False)
    return_code: str = ""
    return_text: str = field(default="", repr=False)
    transaction_code: str = ""
    batch: Batch | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of one account. ``skipped`` counts movements that weren't booked yet: they come again."""

    iban: str = field(repr=False)
    number: str
    opening: Balance
    closing: Balance
    entries: tuple[Entry, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class BankFile:
    """A file of a bank. ``sha256`` tells whether it was read before."""

    name: str
    sha256: str
    format: Format
    statements: tuple[Statement, ...]


def filled(text: str) -> str:
    """The text with single spaces, empty when the bank only says that there is none."""
    plain = " ".join(text.split())
    return "" if plain.upper() in _NOTHING else plain


def account(text: str, place: str) -> str:
    """The account's own IBAN. Raises BankRefused for another kind of number."""
    number = iban.compact(text)
    if not number:
        raise BankRefused(f"{place}: er staat niet bij van welke rekening dit afschrift is. Vraag de bank om een bestand met IBAN.")  # fmt: skip
    fault = iban.fault(number).partition(". ")[0].rstrip(".")
    if fault:
        raise BankRefused(f"{place}, de rekening: {fault}. Vraag de bank om een bestand met IBAN (camt.053 of MT940S).")  # fmt: skip
    return number


def euros(cents: int) -> str:
    """As people write it: € 1.234,50."""
    sign, whole = ("-" if cents < 0 else ""), f"{abs(cents) // 100:,}".replace(",", ".")
    return f"€ {sign}{whole},{abs(cents) % 100:02d}"


def in_euros(currency: str, place: str) -> None:
    """Raises BankRefused for another currency."""
    if currency != EURO:
        raise BankRefused(
            f"{place}: de valuta is {shown(currency)}. Wegwijs leest alleen rekeningen in euro. Kies een rekening in euro."
        )


def proved(statements: list[Statement]) -> tuple[Statement, ...]:
    """The statements, when each adds up and none comes twice. Raises BankRefused otherwise."""
    seen: set[tuple[str, str, date]] = set()
    for statement in statements:
        place = f"Afschrift {statement.number}" if statement.number else "Het afschrift"
        key = (statement.iban, statement.number, statement.closing.day)
        if key in seen:
            raise BankRefused(f"{place} staat twee keer in het bestand. Vraag de bank om een bestand waarin elk afschrift één keer staat.")  # fmt: skip
        seen.add(key)
        _adds_up(statement, place)
    return tuple(statements)


def _adds_up(statement: Statement, place: str) -> None:
    moved = sum(entry.cents for entry in statement.entries)
    expected = statement.opening.cents + moved
    if expected != statement.closing.cents:
        raise BankRefused(
            f"{place} telt niet op: beginsaldo {euros(statement.opening.cents)} en boekingen {euros(moved)} geven"
            f" {euros(expected)}, maar het eindsaldo is {euros(statement.closing.cents)}. Er ontbreekt een boeking of het bestand is veranderd. Haal het opnieuw bij de bank."
        )
