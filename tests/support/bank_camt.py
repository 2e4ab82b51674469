"""Statements of an invented bank, that must be read back out of the file that is made of them."""

from datetime import date

from wegwijs.demo.camt import camt
from wegwijs.exchange.bank import Balance, Entry, Statement

__all__ = ["COMMON", "COURSE", "LANDLORD", "MONDAY", "OWN", "RENT", "SCHOOL", "TUESDAY", "camt", "statement"]
OWN, LANDLORD, SCHOOL = "NL91ABNA0417164300", "NL20INGB0001234567", "DE89370400440532013000"
MONDAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)

RENT = Entry(
    "1", MONDAY, -65_000, TUESDAY, end_to_end_id="OZ-2026-11-0001", counter_iban=LANDLORD, counter_name="WONINGSTICHTING DE SLUIS",
    remittance="huur december", bank_reference="B1", transaction_code="PMNT/ICDT/ESCT",
)  # fmt: skip
COURSE = Entry(
    "2", MONDAY, 12_345, counter_iban=SCHOOL, counter_name="Schule & Co", reference="5000056789012345"
)
COMMON = (RENT, COURSE)


def statement(*entries: Entry, opening: int = 100_000, number: str = "231", skipped: int = 0) -> Statement:
    """A statement of one day that adds up."""
    closing = opening + sum(entry.cents for entry in entries)
    return Statement(OWN, number, Balance(opening, MONDAY), Balance(closing, MONDAY), entries, skipped)
