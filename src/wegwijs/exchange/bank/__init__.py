"""Files of a bank: a payment file made and proved, statements read. Keeps nothing, knows no person and logs no line.

What belongs to whom is for the room that pays; here are only orders, files, movements and account numbers.
"""

from wegwijs.exchange.bank.iban import Iban, read_iban
from wegwijs.exchange.bank.pain import PaymentFile, make, verify
from wegwijs.exchange.bank.pain_reading import read
from wegwijs.exchange.bank.payment import Debtor, Fault, Order, Run, betalingskenmerk, faults
from wegwijs.exchange.bank.reading import read_statement
from wegwijs.exchange.bank.reasons import Follow, ReturnReason, reason_of
from wegwijs.exchange.bank.refusal import BankRefused
from wegwijs.exchange.bank.statement import Balance, BankFile, Batch, Entry, Format, Statement

__all__ = [
    "Balance",
    "BankFile",
    "BankRefused",
    "Batch",
    "Debtor",
    "Entry",
    "Fault",
    "Follow",
    "Format",
    "Iban",
    "Order",
    "PaymentFile",
    "ReturnReason",
    "Run",
    "Statement",
    "betalingskenmerk",
    "faults",
    "make",
    "read",
    "read_iban",
    "read_statement",
    "reason_of",
    "verify",
]
