"""Reads a UBL 2.1 invoice or credit note (SI-UBL 2.0, that is NLCIUS; also Peppol BIS 3 and plain EN 16931)."""

from decimal import Decimal

from wegwijs.exchange.invoices.model import (
    Address,
    Allowance,
    Identifier,
    Invoice,
    Kind,
    Line,
    Party,
    Payment,
    Period,
    Totals,
    Vat,
    VatRow,
)
from wegwijs.exchange.invoices.node import ROOTS, Node
from wegwijs.exchange.invoices.parsing import InvoiceRefused, tree_of

_SELLER, _BUYER = "cac:AccountingSupplierParty/cac:Party", "cac:AccountingCustomerParty/cac:Party"


def read_invoice(data: bytes) -> Invoice:
    """What the file says. Raises InvoiceRefused for a file that isn't such an invoice, or holds a number or day that isn't one.

    What is missing or doesn't add up is read as it stands: ``rules.check`` judges that. An attachment isn't read.
    """
    element = tree_of(data)
    name = ROOTS.get(str(element.tag))
    if name is None:
        raise InvoiceRefused(
            "Dit is geen UBL-factuur of -creditnota. Vraag de leverancier om een e-factuur in SI-UBL 2.0 (NLCIUS) of Peppol."
        )
    root, credit = Node(element), name == "CreditNote"
    currency = root.text("cbc:DocumentCurrencyCode").upper()
    own = next(
        (
            t
            for t in root.every("cac:TaxTotal")
            if not currency or _currency(t, "cbc:TaxAmount") in ("", currency)
        ),
        None,
    )
    return Invoice(
        kind=Kind.CREDIT if credit else Kind.INVOICE,
        type_code=root.text(f"cbc:{name}TypeCode"),
        profile=root.text("cbc:CustomizationID"),
        number=root.text("cbc:ID"),
        issued=root.day("cbc:IssueDate"),
        due=root.day("cac:PaymentMeans/cbc:PaymentDueDate" if credit else "cbc:DueDate"),
        terms=root.text("cac:PaymentTerms/cbc:Note"),
        currency=currency,
        order=root.text("cac:OrderReference/cbc:ID"),
        contract=root.text("cac:ContractDocumentReference/cbc:ID"),
        buyer_reference=root.text("cbc:BuyerReference"),
        credited=tuple(
            reference.text("cac:InvoiceDocumentReference/cbc:ID") for reference in root.every("cac:BillingReference")
        ),
        seller=_party(root.first(_SELLER)),
        buyer=_party(root.first(_BUYER)),
        payee=_optional(root.first("cac:PayeeParty")),
        representative=_optional(root.first("cac:TaxRepresentativeParty")),
        payments=tuple(
            Payment(one.text("cbc:PaymentMeansCode"), one.text("cac:PayeeFinancialAccount/cbc:ID"))
            for one in root.every("cac:PaymentMeans")
        ),
        period=_period(root.first("cac:InvoicePeriod")),
        vat_day=bool(root.text("cbc:TaxPointDate")),
        vat_day_code=bool(root.text("cac:InvoicePeriod/cbc:DescriptionCode")),
        lines=tuple(_line(one, number, credit) for number, one in enumerate(root.every(f"cac:{name}Line"), start=1)),
        allowances=tuple(_allowance(one) for one in root.every("cac:AllowanceCharge")),
        vat_rows=tuple(_vat_row(row) for row in own.every("cac:TaxSubtotal")) if own else (),
        totals=_totals(root.first("cac:LegalMonetaryTotal"), own),
        currencies=_currencies(root, name),
    )  # fmt: skip


def _currency(node: Node, path: str) -> str:
    found = node.first(path)
    return found.attribute("currencyID").upper() if found else ""


def _currencies(root: Node, name: str) -> frozenset[str]:
    places = (
        *((line, "cbc:LineExtensionAmount") for line in root.every(f"cac:{name}Line")),
        *((line, "cac:Price/cbc:PriceAmount") for line in root.every(f"cac:{name}Line")),
        *((one, "cbc:Amount") for one in root.every("cac:AllowanceCharge")),
        *((root, f"cac:LegalMonetaryTotal/cbc:{total}Amount") for total in ("LineExtension", "TaxExclusive", "TaxInclusive", "Payable")),
    )  # fmt: skip
    return frozenset(found for node, path in places if (found := _currency(node, path)))


def _party(node: Node | None) -> Party:
    if node is None:
        return Party()
    legal = node.first("cac:PartyLegalEntity/cbc:CompanyID")
    taxes = [
        (one.text("cac:TaxScheme/cbc:ID").upper(), one.text("cbc:CompanyID"))
        for one in node.every("cac:PartyTaxScheme")
    ]
    address = node.first("cac:PostalAddress")
    return Party(
        name=node.text("cac:PartyLegalEntity/cbc:RegistrationName"),
        trade_name=node.text("cac:PartyName/cbc:Name"),
        legal=_identifier(legal) if legal else None,
        others=tuple(_identifier(one) for one in node.every("cac:PartyIdentification/cbc:ID")),
        vat=tuple(number for scheme, number in taxes if scheme == "VAT" and number),
        tax=tuple(number for _, number in taxes if number),
        address=_address(address) if address else None,
    )  # fmt: skip


def _optional(node: Node | None) -> Party | None:
    return _party(node) if node else None


def _identifier(node: Node) -> Identifier:
    return Identifier(node.value, node.attribute("schemeID"))


def _address(node: Node) -> Address:
    return Address(
        street=node.text("cbc:StreetName"),
        city=node.text("cbc:CityName"),
        postcode=node.text("cbc:PostalZone"),
        country=node.text("cac:Country/cbc:IdentificationCode"),
    )


def _period(node: Node | None) -> Period | None:
    return Period(node.day("cbc:StartDate"), node.day("cbc:EndDate")) if node else None


def _vat(nodes: list[Node]) -> Vat | None:
    """The category of VAT itself; another tax has none here."""
    for node in nodes:
        if node.text("cac:TaxScheme/cbc:ID").upper() == "VAT" and node.text("cbc:ID"):
            return Vat(node.text("cbc:ID"), node.number("cbc:Percent"))
    return None


def _line(element: Node, number: int, credit: bool) -> Line:
    node = element.at(f"Regel {element.text('cbc:ID') or number}")
    count = f"cbc:{'Credited' if credit else 'Invoiced'}Quantity"
    quantity = node.first(count)
    return Line(
        id=node.text("cbc:ID"),
        name=node.text("cac:Item/cbc:Name"),
        description=node.text("cac:Item/cbc:Description"),
        quantity=node.number(count),
        unit=quantity.attribute("unitCode") if quantity else "",
        price=node.number("cac:Price/cbc:PriceAmount"),
        base=node.number("cac:Price/cbc:BaseQuantity") or Decimal(1),
        amount=node.cents("cbc:LineExtensionAmount"),
        extra=sum(
            (one.amount or 0) * (1 if one.charge else -1)
            for one in map(_allowance, node.every("cac:AllowanceCharge"))
        ),
        period=_period(node.first("cac:InvoicePeriod")),
        item=node.text("cac:Item/cac:SellersItemIdentification/cbc:ID"),
        buyers_item=node.text("cac:Item/cac:BuyersItemIdentification/cbc:ID"),
        order_line=node.text("cac:OrderLineReference/cbc:LineID"),
        vat=_vat(node.every("cac:Item/cac:ClassifiedTaxCategory")),
    )


def _allowance(node: Node) -> Allowance:
    return Allowance(
        charge=node.text("cbc:ChargeIndicator") in ("true", "1"),
        amount=node.cents("cbc:Amount"),
        reason=node.text("cbc:AllowanceChargeReason") or node.text("cbc:AllowanceChargeReasonCode"),
        vat=_vat(node.every("cac:TaxCategory")),
    )


def _vat_row(node: Node) -> VatRow:
    category = "cac:TaxCategory/cbc:TaxExemptionReason"
    return VatRow(
        taxable=node.cents("cbc:TaxableAmount"),
        tax=node.cents("cbc:TaxAmount"),
        vat=_vat(node.every("cac:TaxCategory")),
        exemption=node.text(category) or node.text(f"{category}Code"),
    )


def _totals(node: Node | None, vat: Node | None) -> Totals:
    tax = vat.cents("cbc:TaxAmount") if vat else None
    if node is None:
        return Totals(vat=tax)
    return Totals(
        lines=node.cents("cbc:LineExtensionAmount"),
        allowances=node.cents("cbc:AllowanceTotalAmount"),
        charges=node.cents("cbc:ChargeTotalAmount"),
        net=node.cents("cbc:TaxExclusiveAmount"),
        vat=tax,
        gross=node.cents("cbc:TaxInclusiveAmount"),
        prepaid=node.cents("cbc:PrepaidAmount"),
        rounding=node.cents("cbc:PayableRoundingAmount"),
        payable=node.cents("cbc:PayableAmount"),
    )
