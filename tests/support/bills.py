"""Invoices of a supplier for what was delivered, from received to paid."""

from dataclasses import replace
from datetime import date
from itertools import count

from support.contracts import buyer, called_off, contract, second
from support.region import Region
from wegwijs.contracts.commands import (
    Decision,
    Fact,
    InvoiceFacts,
    LineFacts,
    book_delivered,
    confirm_invoice,
    decide_lines,
    export_invoices,
    receive_invoice,
)
from wegwijs.contracts.models import CallOff, Contract, Invoice, InvoiceLine, Price

STARTED = 2_800_00
ACCEPT, REFUSE, PARK = InvoiceLine.State.ACCEPTED, InvoiceLine.State.REFUSED, InvoiceLine.State.PARKED
_serial = count(1)


def price(of: Contract, cents: int = STARTED) -> Price:
    """One price of its first terms, by what it costs."""
    return Price.objects.get(terms__contract=of, cents=cents)


def delivered(region: Region, row: CallOff, *, cents: int = STARTED, on: date = date(2026, 10, 5)) -> None:
    """Against the price of that amount, where there is one."""
    known = Price.objects.filter(terms__contract=row.contract_id, cents=cents).first()
    fact = Fact(cents, on, f"les:{next(_serial)}", "geleverd", price=known)
    book_delivered(row, fact, by=region.regisseur)


def started(region: Region, of: Contract | None = None) -> CallOff:
    """A trajectory that began: the first part of its price may be invoiced."""
    row = called_off(region, of or contract(region))
    delivered(region, row)
    return row


def line(row: CallOff, **other: object) -> LineFacts:
    """Asks the first part of the price, for October."""
    known = LineFacts(
        "1", f"Traject {row}, gestart", 100, STARTED, STARTED, (row.number,), period_from=date(2026, 10, 1),
        period_to=date(2026, 10, 31),
    )  # fmt: skip
    return replace(known, **other)  # type: ignore[arg-type]


def bill(region: Region, *lines: LineFacts, **other: object) -> InvoiceFacts:
    """An invoice of Sagènn with these lines, that adds up."""
    known = InvoiceFacts(
        region.organisations["Sagènn"], f"F-{next(_serial)}", date(2026, 11, 2), lines, sum(one.amount for one in lines),
        due=date(2026, 12, 2), iban="NL91ABNA0417164300", kvk="12345678",
    )  # fmt: skip
    return replace(known, **other)  # type: ignore[arg-type]


def received(region: Region, *lines: LineFacts, **other: object) -> Invoice:
    """By the buyer."""
    return receive_invoice(bill(region, *lines, **other), by=buyer(region))


def decided(region: Region, row: Invoice, state: InvoiceLine.State = ACCEPT, note: str = "") -> Invoice:
    """The buyer says the same of every line."""
    return decide_lines(row, [Decision(one.pk, state, note) for one in row.lines.all()], by=buyer(region))


def confirmed(region: Region, row: Invoice) -> Invoice:
    """Accepted by the buyer, confirmed by the controller."""
    return confirm_invoice(decided(region, row), by=second(region))


def exported(region: Region, row: Invoice) -> Invoice:
    """In the books, not paid yet."""
    export_invoices([confirmed(region, row)], by=second(region))
    row.refresh_from_db()
    return row
