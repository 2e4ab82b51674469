"""An e-invoice that was read, as the room of contracts takes invoices in: who sends it, and what its lines ask."""

from decimal import ROUND_HALF_UP, Decimal

from wegwijs.access.actor import Actor
from wegwijs.contracts.commands import InvoiceFacts, LineFacts, receive_invoice
from wegwijs.contracts.models import Invoice as Kept
from wegwijs.contracts.queries.invoices import known_supplier
from wegwijs.errors import DomainError
from wegwijs.exchange.invoices.model import Invoice, Kind, Line
from wegwijs.exchange.invoices.parsing import InvoiceRefused
from wegwijs.exchange.invoices.rules import check
from wegwijs.exchange.invoices.ubl import read_invoice
from wegwijs.organisations.models import Organisation


def take_in(content: bytes, file_name: str, *, by: Actor, supplier: Organisation | None = None) -> Kept:
    """Read, check and keep one file; what breaks a rule is kept as refused, with why. ``supplier``: who sends it where nobody is known.

    Raises InvoiceRefused when it can't be read, or has no number or day; NotAllowed; DomainError when it came before, or nobody knows who sends it.
    """
    invoice = read_invoice(content)
    if not invoice.number or not invoice.issued:
        what = "De factuurdatum" if invoice.number else "Het factuurnummer"
        raise InvoiceRefused(f"{what} ontbreekt. Vraag de leverancier om een volledige factuur.")
    known = known_supplier(kvk=invoice.seller.kvk, contract=invoice.contract, name=invoice.seller.name)
    sender = known or supplier
    if sender is None:
        raise DomainError(
            f"Wij kennen ‘{invoice.seller.name or 'de afzender'}’ niet. Kies de aanbieder en verstuur de factuur opnieuw.",
            field="supplier",
        )
    return receive_invoice(facts_of(invoice, sender, file_name=file_name, content=content), by=by)


def facts_of(invoice: Invoice, supplier: Organisation, *, file_name: str, content: bytes) -> InvoiceFacts:
    """What the room of contracts needs of it. Amounts and days that aren't there are findings of the rules."""
    assert invoice.issued  # noqa: S101 - take_in refuses an invoice without a day
    others = sorted(invoice.currencies - {"EUR"})
    return InvoiceFacts(
        supplier=supplier, number=invoice.number[:60], dated=invoice.issued, due=invoice.due,
        currency=(others[0] if others else invoice.currency or "EUR")[:3], net=invoice.totals.net or 0,
        vat=invoice.totals.vat or 0, credit=invoice.kind == Kind.CREDIT, credited=invoice.credited, iban=invoice.iban,
        kvk=invoice.seller.kvk, lines=tuple(_line(one, invoice, at) for at, one in enumerate(invoice.lines, start=1)),
        findings=tuple(f"{one.sentence} ({one.rule.id})" for one in check(invoice)), file_name=file_name, content=content,
    )  # fmt: skip


def _line(line: Line, invoice: Invoice, at: int) -> LineFacts:
    period = line.period or invoice.period
    return LineFacts(
        number=line.id or str(at),
        description=", ".join(filter(None, (line.name, line.description))) or "geen omschrijving",
        quantity=_hundredths(line.quantity),
        unit_price=_hundredths((line.price or Decimal(0)) / (line.base or Decimal(1))),
        amount=line.amount or 0,
        references=(line.order_line, line.buyers_item, line.item, line.description, line.name, invoice.order),
        vat_basis_points=min(10_000, max(0, _hundredths(line.vat.percent if line.vat else None))),
        period_from=period.start if period else None,
        period_to=period.end if period else None,
    )


def _hundredths(value: Decimal | None) -> int:
    return int(((value or Decimal(0)) * 100).to_integral_value(ROUND_HALF_UP))
