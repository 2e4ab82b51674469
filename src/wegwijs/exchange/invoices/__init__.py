"""E-invoices of suppliers: a UBL file becomes an ``Invoice``, and the rules say what is wrong with it. Keeps nothing.

Whether a line fits contract, placement and hours is for who takes the invoice in; here it is only read and checked as such.
"""

from wegwijs.exchange.invoices.model import Invoice, Kind, Line
from wegwijs.exchange.invoices.parsing import MAX_BYTES, InvoiceRefused
from wegwijs.exchange.invoices.rules import RULES, Finding, Rule, check
from wegwijs.exchange.invoices.ubl import read_invoice

__all__ = [
    "MAX_BYTES",
    "RULES",
    "Finding",
    "Invoice",
    "InvoiceRefused",
    "Kind",
    "Line",
    "Rule",
    "check",
    "read_invoice",
]
