"""Reading values out of elements: text, amounts in cents, numbers and days, or a refusal that names the element."""

import re
from datetime import date
from decimal import Decimal

from lxml import etree

from wegwijs.exchange.invoices.parsing import InvoiceRefused

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMESPACES = {
    "cac": f"{_UBL}CommonAggregateComponents-2",
    "cbc": f"{_UBL}CommonBasicComponents-2",
}
ROOTS = {f"{{{_UBL}Invoice-2}}Invoice": "Invoice", f"{{{_UBL}CreditNote-2}}CreditNote": "CreditNote"}
_NUMBER = re.compile(r"[+-]?([0-9]{1,15}(\.[0-9]{0,10})?|\.[0-9]{1,10})")
# A time zone behind the day is allowed and says nothing here.
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_LONGEST_SHOWN, _LONGEST_TEXT = 40, 2000
# What the last name of a path is called by who reads a refusal; the path itself stands behind it, for who made the file.
_WORDS = {
    "IssueDate": "de factuurdatum",
    "DueDate": "de uiterste betaaldatum",
    "PaymentDueDate": "de uiterste betaaldatum",
    "StartDate": "het begin van de periode",
    "EndDate": "het einde van de periode",
    "InvoicedQuantity": "het aantal",
    "CreditedQuantity": "het aantal",
    "PriceAmount": "de prijs",
    "BaseQuantity": "het aantal waarvoor de prijs geldt",
    "LineExtensionAmount": "het bedrag",
    "TaxExclusiveAmount": "het totaal zonder btw",
    "TaxInclusiveAmount": "het totaal met btw",
    "AllowanceTotalAmount": "het totaal van de kortingen",
    "ChargeTotalAmount": "het totaal van de toeslagen",
    "PrepaidAmount": "wat al betaald is",
    "PayableRoundingAmount": "de afronding",
    "PayableAmount": "het te betalen bedrag",
    "TaxableAmount": "het bedrag waarover btw is gerekend",
    "TaxAmount": "het btw-bedrag",
    "Percent": "het btw-percentage",
    "Amount": "het bedrag van een korting of toeslag",
}


class Node:
    """An element. Paths are UBL's own names: "cac:Party/cbc:ID". ``place`` stands before each refusal: "Regel 2"."""

    def __init__(self, element: etree._Element, place: str = "") -> None:
        self._element = element
        self._place = place

    def at(self, place: str) -> "Node":
        """The same element, whose refusals name this place."""
        return Node(self._element, place)

    def every(self, path: str) -> list["Node"]:
        """All elements at a path, in the order of the file."""
        return [Node(found, self._place) for found in self._element.findall(path, NAMESPACES)]

    def first(self, path: str) -> "Node | None":
        """The first element at a path."""
        found = self._element.find(path, NAMESPACES)
        return None if found is None else Node(found, self._place)

    def attribute(self, name: str) -> str:
        """An attribute, without spaces around it."""
        return str(self._element.get(name) or "").strip()

    @property
    def value(self) -> str:
        """The text of this element itself, with single spaces."""
        return " ".join((self._element.text or "").split())[:_LONGEST_TEXT]

    def _named(self, path: str) -> str:
        names = path.replace("cac:", "").replace("cbc:", "")
        words = _WORDS.get(names.rpartition("/")[2])
        what = f"{words} ({names})" if words else names
        return f"{self._place}, {what}" if self._place else what[0].upper() + what[1:]

    def text(self, path: str) -> str:
        """The text at a path; empty when there is none."""
        found = self.first(path)
        return found.value if found else ""

    def number(self, path: str) -> Decimal | None:
        """A number. Raises InvoiceRefused when something else stands there."""
        text = self.text(path)
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise InvoiceRefused(
                f"{self._named(path)}: ‘{_short(text)}’ is geen getal. In een e-factuur staat een punt voor de centen en geen teken voor duizend: 1250.50."
            )
        return Decimal(text)

    def cents(self, path: str) -> int | None:
        """An amount in whole cents. Raises InvoiceRefused when it isn't one."""
        found = self.number(path)
        if found is None:
            return None
        cents = found * 100
        if cents != cents.to_integral_value():
            raise InvoiceRefused(
                f"{self._named(path)}: {_short(str(found))} heeft meer dan twee cijfers achter de punt. Vraag de leverancier om een factuur met hele centen."
            )
        return int(cents)

    def day(self, path: str) -> date | None:
        """A day. Raises InvoiceRefused when it isn't one."""
        text = self.text(path)
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            return date.fromisoformat(found[1] if found else "")
        except ValueError:
            raise InvoiceRefused(
                f"{self._named(path)}: ‘{_short(text)}’ is geen datum. In een e-factuur is een datum jjjj-mm-dd: 2026-11-23."
            ) from None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
