"""An e-invoice as it was read: the parts of EN 16931 that are used, with their BT numbers. Nothing here was judged yet.

Text that isn't there is empty; a number or a day that isn't there is None. Amounts are whole cents of the invoice's currency.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from stdnum import iban as iban_check

KVK, OIN = "0106", "0190"
_KVK_NUMBER = re.compile(r"[0-9]{8}")
NLCIUS = "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0"
PEPPOL = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"


class Kind(StrEnum):
    """Which of the two documents it is. Amounts of a credit note are positive too."""

    INVOICE = "factuur"
    CREDIT = "creditnota"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; ``country`` is a code of two letters."""

    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""

    @property
    def whole(self) -> bool:
        """Whether street, city and postcode are there."""
        return bool(self.street and self.city and self.postcode)


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number of an organisation, with the code of who gave it out (0106: KvK, 0190: OIN)."""

    value: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Seller, buyer, payee or tax representative. ``name``: the registered one (BT-27, BT-44); ``trade_name``: the other.

    ``legal``: number of the legal entity; ``others``: further identifiers; ``vat``: VAT numbers; ``tax``: every tax number.
    """

    name: str = ""
    trade_name: str = ""
    legal: Identifier | None = None
    others: tuple[Identifier, ...] = ()
    vat: tuple[str, ...] = ()
    tax: tuple[str, ...] = ()
    address: Address | None = None

    @property
    def kvk(self) -> str:
        """The KvK number, when there is one of eight digits."""
        for one in self._numbers():
            if one.scheme == KVK and _KVK_NUMBER.fullmatch(one.value):
                return one.value
        return ""

    @property
    def dutch(self) -> bool:
        """Whether the address is in the Netherlands."""
        return self.address is not None and self.address.country.upper() == "NL"

    def _numbers(self) -> Iterable[Identifier]:
        return (*((self.legal,) if self.legal else ()), *self.others)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day up to and including another; either may be missing."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Vat:
    """A VAT category (S, Z, E, O, ...) with its percentage; None: no percentage is given."""

    category: str
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An invoice line. ``item``: the seller's number of what was delivered; ``order_line``: its line in the order;
    ``base``: for how many units the price holds; ``extra``: cents that come on top of the line, or below zero go off."""

    id: str = ""
    name: str = ""
    description: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    base: Decimal = Decimal(1)
    amount: int | None = None
    extra: int = 0
    period: Period | None = None
    item: str = ""
    buyers_item: str = ""
    order_line: str = ""
    vat: Vat | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """What goes off the whole invoice, or with ``charge`` comes on top."""

    charge: bool
    amount: int | None = None
    reason: str = ""
    vat: Vat | None = None


@dataclass(frozen=True, slots=True)
class VatRow:
    """A row of the VAT breakdown. ``exemption``: the reason why there is none, as text or code."""

    taxable: int | None = None
    tax: int | None = None
    vat: Vat | None = None
    exemption: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals as they stand on the invoice: sum of lines (BT-106), allowances, charges, without VAT (BT-109), VAT (BT-110),
    with VAT (BT-112), already paid, rounding, and to pay (BT-115)."""

    lines: int | None = None
    allowances: int | None = None
    charges: int | None = None
    net: int | None = None
    vat: int | None = None
    gross: int | None = None
    prepaid: int | None = None
    rounding: int | None = None
    payable: int | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """How it can be paid: a code (30 and 58: transfer) and the account."""

    code: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Invoice:
    """A UBL invoice or credit note. ``credited``: the invoices it corrects; ``terms``: words about paying;
    ``currencies``: every currency that an amount is in, but the VAT in the seller's own accounting currency."""

    kind: Kind
    type_code: str = ""
    profile: str = ""
    number: str = ""
    issued: date | None = None
    due: date | None = None
    terms: str = ""
    currency: str = ""
    order: str = ""
    contract: str = ""
    buyer_reference: str = ""
    credited: tuple[str, ...] = ()
    seller: Party = Party()
    buyer: Party = Party()
    payee: Party | None = None
    representative: Party | None = None
    payments: tuple[Payment, ...] = ()
    period: Period | None = None
    vat_day: bool = False
    vat_day_code: bool = False
    lines: tuple[Line, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    vat_rows: tuple[VatRow, ...] = ()
    totals: Totals = Totals()
    currencies: frozenset[str] = frozenset()

    @property
    def iban(self) -> str:
        """The first account that is an IBAN with the right check digits, without spaces; empty: there is none."""
        for one in self.payments:
            if iban_check.is_valid(one.account):
                return str(iban_check.compact(one.account))
        return ""

    @property
    def in_euros(self) -> bool:
        """Whether every amount is in euros. Another currency is read, and is for the reader to refuse."""
        return self.currency == "EUR" and self.currencies <= {"EUR"}
