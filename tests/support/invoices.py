"""E-invoices for tests, made here: a good one by parameters, and changes to it by path."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from lxml import etree

from wegwijs.exchange.invoices.model import NLCIUS
from wegwijs.exchange.invoices.node import NAMESPACES

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Item:
    """A line of the sample: how many, at which price, with which VAT."""

    quantity: str = "10"
    price: str = "100.00"
    category: str = "S"
    percent: str | None = "21"

    @property
    def amount(self) -> Decimal:
        return (Decimal(self.quantity) * Decimal(self.price)).quantize(CENT)


EXEMPT = Item(category="E", percent="0")
OUTSIDE = Item(category="O", percent=None)


class Sample:
    """A tree of a good Dutch invoice; ``drop``, ``put`` and ``add`` break it at a path of UBL names."""

    def __init__(self, items: Iterable[Item] = (Item(),), *, credit: bool = False) -> None:
        self.items, self.name = tuple(items), "CreditNote" if credit else "Invoice"
        self.credit = credit
        body = "".join(
            (self._head(), self._parties(), self._pay(), self._vat(), self._totals(), *self._lines())
        )
        spaces = " ".join(f'xmlns:{key}="{value}"' for key, value in NAMESPACES.items())
        self.tree = etree.fromstring(f'<{self.name} xmlns="{UBL}{self.name}-2" {spaces}>{body}</{self.name}>')

    def _head(self) -> str:
        due = "" if self.credit else "<cbc:DueDate>2026-04-30</cbc:DueDate>"
        before = "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>2026-0300</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>"
        return (
            f"<cbc:CustomizationID>{NLCIUS}</cbc:CustomizationID><cbc:ID>2026-0417</cbc:ID><cbc:IssueDate>2026-03-31</cbc:IssueDate>{due}"
            f"<cbc:{self.name}TypeCode>{381 if self.credit else 380}</cbc:{self.name}TypeCode>"
            "<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:BuyerReference>Inburgering</cbc:BuyerReference>"
            "<cac:OrderReference><cbc:ID>BST-12</cbc:ID></cac:OrderReference>"
            f"{before if self.credit else ''}"
            "<cac:ContractDocumentReference><cbc:ID>B1-2025</cbc:ID></cac:ContractDocumentReference>"
        )  # fmt: skip

    def _parties(self) -> str:
        outside = any(one.category == "O" for one in self.items)
        tax = "" if outside else (
            "<cac:PartyTaxScheme><cbc:CompanyID>NL001234567B01</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
        )  # fmt: skip
        return "".join(
            f"<cac:{role}><cac:Party><cac:PostalAddress><cbc:StreetName>{street}</cbc:StreetName><cbc:CityName>{city}</cbc:CityName>"
            f"<cbc:PostalZone>{code}</cbc:PostalZone><cac:Country><cbc:IdentificationCode>NL</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
            f"{vat}<cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>"
            f'<cbc:CompanyID schemeID="{scheme}">{number}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:{role}>'
            for role, name, street, city, code, scheme, number, vat in (
                ("AccountingSupplierParty", "Taalschool Merwede B.V.", "Kade 1", "Dordrecht", "3311 AA", "0106", "12345678", tax),
                ("AccountingCustomerParty", "Gemeente Dordrecht", "Spuiboulevard 300", "Dordrecht", "3311 GR", "0190", "00000001001234567000", ""),
            )
        )  # fmt: skip

    def _pay(self) -> str:
        due = "<cbc:PaymentDueDate>2026-04-30</cbc:PaymentDueDate>" if self.credit else ""
        account = "<cac:PayeeFinancialAccount><cbc:ID>NL91ABNA0417164300</cbc:ID></cac:PayeeFinancialAccount>"
        return f"<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>{due}{account}</cac:PaymentMeans>"

    def _groups(self) -> dict[tuple[str, str | None], Decimal]:
        found: dict[tuple[str, str | None], Decimal] = {}
        for one in self.items:
            key = (one.category, one.percent)
            found[key] = found.get(key, Decimal(0)) + one.amount
        return found

    @property
    def net(self) -> Decimal:
        return sum((one.amount for one in self.items), Decimal("0.00"))

    @property
    def tax(self) -> Decimal:
        parts = (
            (amount * Decimal(percent or 0) / 100).quantize(CENT)
            for (_, percent), amount in self._groups().items()
        )
        return sum(parts, Decimal("0.00"))

    def _vat(self) -> str:
        rows = "".join(
            f'<cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">{amount}</cbc:TaxableAmount>'
            f'<cbc:TaxAmount currencyID="EUR">{(amount * Decimal(percent or 0) / 100).quantize(CENT)}</cbc:TaxAmount>'
            f"<cac:TaxCategory>{category_of(category, percent)}"
            f"{'<cbc:TaxExemptionReason>Onderwijs</cbc:TaxExemptionReason>' if category in 'EO' else ''}"
            "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>"
            for (category, percent), amount in self._groups().items()
        )
        return (
            f'<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{self.tax}</cbc:TaxAmount>{rows}</cac:TaxTotal>'
        )

    def _totals(self) -> str:
        amounts = (("LineExtension", self.net), ("TaxExclusive", self.net), ("TaxInclusive", self.net + self.tax), ("Payable", self.net + self.tax))  # fmt: skip
        rows = "".join(
            f'<cbc:{name}Amount currencyID="EUR">{value}</cbc:{name}Amount>' for name, value in amounts
        )
        return f"<cac:LegalMonetaryTotal>{rows}</cac:LegalMonetaryTotal>"

    def _lines(self) -> Iterable[str]:
        counted = "Credited" if self.credit else "Invoiced"
        for number, one in enumerate(self.items, start=1):
            yield (
                f'<cac:{self.name}Line><cbc:ID>{number}</cbc:ID><cbc:{counted}Quantity unitCode="HUR">{one.quantity}</cbc:{counted}Quantity>'
                f'<cbc:LineExtensionAmount currencyID="EUR">{one.amount}</cbc:LineExtensionAmount>'
                "<cac:InvoicePeriod><cbc:StartDate>2026-03-01</cbc:StartDate><cbc:EndDate>2026-03-31</cbc:EndDate></cac:InvoicePeriod>"
                "<cac:OrderLineReference><cbc:LineID>7</cbc:LineID></cac:OrderLineReference>"
                "<cac:Item><cbc:Description>Groep 12</cbc:Description><cbc:Name>Lesuren B1</cbc:Name>"
                "<cac:SellersItemIdentification><cbc:ID>PL-88</cbc:ID></cac:SellersItemIdentification>"
                f"<cac:ClassifiedTaxCategory>{category_of(one.category, one.percent)}<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
                f'</cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID="EUR">{one.price}</cbc:PriceAmount></cac:Price>'
                f"</cac:{self.name}Line>"
            )  # fmt: skip

    def drop(self, *paths: str) -> Self:
        """Without every element at these paths."""
        for path in paths:
            found = self.tree.findall(path, NAMESPACES)
            assert found, path
            for element in found:
                element.getparent().remove(element)
        return self

    def put(self, path: str, text: str) -> Self:
        """With another text in the first element at a path, or with ``@`` another attribute of it; an empty one goes."""
        path, _, attribute = path.partition("@")
        element = self.tree.find(path, NAMESPACES)
        assert element is not None, path
        if attribute:
            element.set(attribute, text)
            if not text:
                del element.attrib[attribute]
        else:
            element.text = text
        return self

    def add(self, path: str, fragment: str) -> Self:
        """With a piece of XML more in the first element at a path; "." is the invoice itself."""
        spaces = " ".join(f'xmlns:{key}="{value}"' for key, value in NAMESPACES.items())
        self.tree.find(path, NAMESPACES).extend(etree.fromstring(f"<x {spaces}>{fragment}</x>"))
        return self

    def data(self) -> bytes:
        """The file."""
        return bytes(etree.tostring(self.tree, xml_declaration=True, encoding="UTF-8"))


def category_of(category: str, percent: str | None) -> str:
    """The code of a VAT category and its percentage."""
    return f"<cbc:ID>{category}</cbc:ID>" + (
        f"<cbc:Percent>{percent}</cbc:Percent>" if percent is not None else ""
    )


def extra(
    *,
    charge: bool,
    amount: str | None = "10.00",
    reason: str = "Reiskosten",
    vat: str | None = "S",
    percent: str | None = "21",
) -> str:
    """What comes on top of the whole invoice, or goes off; None leaves a part out."""
    parts = [f"<cbc:ChargeIndicator>{'true' if charge else 'false'}</cbc:ChargeIndicator>"]
    if reason:
        parts.append(f"<cbc:AllowanceChargeReason>{reason}</cbc:AllowanceChargeReason>")
    if amount is not None:
        parts.append(f'<cbc:Amount currencyID="EUR">{amount}</cbc:Amount>')
    if vat:
        parts.append(
            f"<cac:TaxCategory>{category_of(vat, percent)}<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>"
        )
    return f"<cac:AllowanceCharge>{''.join(parts)}</cac:AllowanceCharge>"
