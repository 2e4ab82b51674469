"""For every rule an invoice that breaks it, and only it; ``ALSO``: what can't be broken alone, with what goes with it."""

from collections.abc import Callable
from dataclasses import replace

from support.invoices import EXEMPT, OUTSIDE, Item, Sample, extra

SELLER, BUYER = "cac:AccountingSupplierParty/cac:Party", "cac:AccountingCustomerParty/cac:Party"
LEGAL, TAX, ADDRESS = "cac:PartyLegalEntity", "cac:PartyTaxScheme", "cac:PostalAddress"
TOTAL, LINE, ROW = "cac:LegalMonetaryTotal", "cac:InvoiceLine", "cac:TaxTotal/cac:TaxSubtotal"
VAT, RATE = "cac:Item/cac:ClassifiedTaxCategory", "cac:TaxCategory/cbc:Percent"
ZERO = Item(category="Z", percent="0")
REVERSED = Item(category="AE", percent="0")
SCHEME = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
NUMBER = f"<cac:PartyTaxScheme><cbc:CompanyID>NL001234567B01</cbc:CompanyID>{SCHEME}</cac:PartyTaxScheme>"
ABROAD = "<cac:PostalAddress><cac:Country><cbc:IdentificationCode>BE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"


def representative(name: str = "Fiscus B.V.", address: str = ABROAD, tax: str = NUMBER) -> str:
    """A tax representative."""
    return f"<cac:TaxRepresentativeParty><cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName>{address}{tax}</cac:TaxRepresentativeParty>"


def with_extra(
    vat: str = "S", percent: str | None = "21", *, charge: bool, items: tuple[Item, ...] = (Item(),)
) -> Sample:
    """A good invoice of € 1.000 with € 10 on top or off."""
    sign = 1 if charge else -1
    rate = int(percent or 0)
    net, tax = 1000 + sign * 10, (1000 + sign * 10) * rate / 100
    kind = "Charge" if charge else "Allowance"
    made = Sample(items).add(".", extra(charge=charge, vat=vat, percent=percent))
    made.add(TOTAL, f'<cbc:{kind}TotalAmount currencyID="EUR">10.00</cbc:{kind}TotalAmount>')
    made.put(f"{ROW}/cbc:TaxableAmount", f"{net}.00").put(f"{ROW}/cbc:TaxAmount", f"{tax:.2f}").put(
        "cac:TaxTotal/cbc:TaxAmount", f"{tax:.2f}"
    )
    made.put(f"{TOTAL}/cbc:TaxExclusiveAmount", f"{net}.00").put(
        f"{TOTAL}/cbc:TaxInclusiveAmount", f"{net + tax:.2f}"
    )
    return made.put(f"{TOTAL}/cbc:PayableAmount", f"{net + tax:.2f}")


def of(category: str) -> Item:
    """A line of a category with its right percentage."""
    return {"S": Item(), "Z": ZERO, "E": EXEMPT, "O": OUTSIDE}[category]


def only_a_charge() -> Sample:
    """A good invoice without lines: all of it is one charge."""
    made = Sample().drop(LINE).add(".", extra(charge=True, amount="1000.00"))
    made.put(f"{TOTAL}/cbc:LineExtensionAmount", "0.00")
    return made.add(TOTAL, '<cbc:ChargeTotalAmount currencyID="EUR">1000.00</cbc:ChargeTotalAmount>')


def abroad() -> Sample:
    """A supplier elsewhere: the Dutch rules ask nothing."""
    return Sample().put(f"{SELLER}/{ADDRESS}/cac:Country/cbc:IdentificationCode", "BE")


Make = Callable[[], Sample]


def by(category: str, make: Callable[[str], Sample]) -> Make:
    """The same break for one category of VAT."""
    return lambda: make(category)


BREAKS: dict[str, Make] = {
    "BR-01": lambda: Sample().drop("cbc:CustomizationID"),
    "BR-02": lambda: Sample().drop("cbc:ID"),
    "BR-03": lambda: Sample().drop("cbc:IssueDate"),
    "BR-04": lambda: Sample().drop("cbc:InvoiceTypeCode"),
    "BR-05": lambda: Sample().drop("cbc:DocumentCurrencyCode"),
    "BR-06": lambda: Sample().drop(f"{SELLER}/{LEGAL}/cbc:RegistrationName"),
    "BR-07": lambda: Sample().drop(f"{BUYER}/{LEGAL}/cbc:RegistrationName"),
    "BR-08": lambda: Sample().drop(f"{SELLER}/{ADDRESS}"),
    "BR-09": lambda: Sample().drop(f"{SELLER}/{ADDRESS}/cac:Country"),
    "BR-10": lambda: Sample().drop(f"{BUYER}/{ADDRESS}"),
    "BR-11": lambda: Sample().drop(f"{BUYER}/{ADDRESS}/cac:Country"),
    "BR-12": lambda: Sample().drop(f"{TOTAL}/cbc:LineExtensionAmount"),
    "BR-13": lambda: Sample().drop(f"{TOTAL}/cbc:TaxExclusiveAmount"),
    "BR-14": lambda: Sample().drop(f"{TOTAL}/cbc:TaxInclusiveAmount"),
    "BR-15": lambda: Sample().drop(f"{TOTAL}/cbc:PayableAmount"),
    "BR-16": only_a_charge,
    "BR-17": lambda: Sample().add(".", "<cac:PayeeParty><cac:PartyIdentification><cbc:ID>9</cbc:ID></cac:PartyIdentification></cac:PayeeParty>"),
    "BR-18": lambda: Sample().add(".", representative(name="")),
    "BR-19": lambda: Sample().add(".", representative(address="")),
    "BR-20": lambda: Sample().add(".", representative(address="<cac:PostalAddress><cbc:CityName>Gent</cbc:CityName></cac:PostalAddress>")),
    "BR-21": lambda: Sample().drop(f"{LINE}/cbc:ID"),
    "BR-22": lambda: Sample().drop(f"{LINE}/cbc:InvoicedQuantity"),
    "BR-23": lambda: Sample().put(f"{LINE}/cbc:InvoicedQuantity@unitCode", ""),
    "BR-24": lambda: Sample((Item(), Item(price="0.00"))).drop(f"{LINE}[2]/cbc:LineExtensionAmount"),
    "BR-25": lambda: Sample().drop(f"{LINE}/cac:Item/cbc:Name"),
    "BR-26": lambda: Sample().drop(f"{LINE}/cac:Price"),
    "BR-27": lambda: Sample().put(f"{LINE}/cac:Price/cbc:PriceAmount", "-1.00").put(f"{LINE}/cbc:InvoicedQuantity", "-1000"),
    "BR-29": lambda: Sample().add(".", "<cac:InvoicePeriod><cbc:StartDate>2026-03-02</cbc:StartDate><cbc:EndDate>2026-03-01</cbc:EndDate></cac:InvoicePeriod>"),
    "BR-30": lambda: Sample().put(f"{LINE}/cac:InvoicePeriod/cbc:EndDate", "2026-02-28"),
    "BR-31": lambda: free_extra(charge=False, percent="21").drop("cac:AllowanceCharge/cbc:Amount"),
    "BR-32": lambda: free_extra(charge=False).drop("cac:AllowanceCharge/cac:TaxCategory"),
    "BR-33": lambda: with_extra(charge=False).drop("cac:AllowanceCharge/cbc:AllowanceChargeReason"),
    "BR-36": lambda: free_extra(charge=True, percent="21").drop("cac:AllowanceCharge/cbc:Amount"),
    "BR-37": lambda: free_extra(charge=True).drop("cac:AllowanceCharge/cac:TaxCategory"),
    "BR-38": lambda: with_extra(charge=True).drop("cac:AllowanceCharge/cbc:AllowanceChargeReason"),
    "BR-45": lambda: Sample().drop(f"{ROW}/cbc:TaxableAmount"),
    "BR-46": lambda: Sample([EXEMPT]).drop(f"{ROW}/cbc:TaxAmount"),
    "BR-47": lambda: Sample().add("cac:TaxTotal", '<cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">0.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount></cac:TaxSubtotal>'),
    "BR-48": lambda: Sample([EXEMPT]).drop(f"{ROW}/{RATE}"),
    "BR-49": lambda: Sample().drop("cac:PaymentMeans/cbc:PaymentMeansCode"),
    "BR-55": lambda: Sample().add(".", "<cac:BillingReference/>"),
    "BR-56": lambda: Sample().add(".", representative(tax="")),
    "BR-61": lambda: Sample().drop("cac:PaymentMeans/cac:PayeeFinancialAccount"),
    "BR-CO-03": lambda: Sample().add(".", "<cbc:TaxPointDate>2026-03-31</cbc:TaxPointDate><cac:InvoicePeriod><cbc:DescriptionCode>35</cbc:DescriptionCode></cac:InvoicePeriod>"),
    "BR-CO-04": lambda: Sample((Item(), Item(price="0.00"))).drop(f"{LINE}[2]/{VAT}"),
    "BR-CO-09": lambda: Sample().put(f"{SELLER}/{TAX}/cbc:CompanyID", "001234567B01"),
    "BR-CO-10": lambda: Sample().put(f"{TOTAL}/cbc:LineExtensionAmount", "990.00").add(TOTAL, '<cbc:ChargeTotalAmount currencyID="EUR">0.00</cbc:ChargeTotalAmount>').put(f"{TOTAL}/cbc:TaxExclusiveAmount", "990.00").put(f"{TOTAL}/cbc:TaxInclusiveAmount", "1200.00").put(f"{TOTAL}/cbc:PayableAmount", "1200.00"),
    "BR-CO-11": lambda: with_extra(charge=False).put("cac:AllowanceCharge/cbc:Amount", "10.01"),
    "BR-CO-12": lambda: with_extra(charge=True).put("cac:AllowanceCharge/cbc:Amount", "10.01"),
    "BR-CO-13": lambda: Sample().put(f"{TOTAL}/cbc:TaxExclusiveAmount", "1000.01").put(f"{TOTAL}/cbc:TaxInclusiveAmount", "1210.01").put(f"{TOTAL}/cbc:PayableAmount", "1210.01"),
    "BR-CO-14": lambda: Sample().put("cac:TaxTotal/cbc:TaxAmount", "210.01").put(f"{TOTAL}/cbc:TaxInclusiveAmount", "1210.01").put(f"{TOTAL}/cbc:PayableAmount", "1210.01"),
    "BR-CO-15": lambda: Sample().put(f"{TOTAL}/cbc:TaxInclusiveAmount", "1210.01").put(f"{TOTAL}/cbc:PayableAmount", "1210.01"),
    "BR-CO-16": lambda: Sample().put(f"{TOTAL}/cbc:PayableAmount", "1209.99"),
    "BR-CO-17": lambda: Sample((REVERSED,)).put(f"{ROW}/cbc:TaxAmount", "1.00").put("cac:TaxTotal/cbc:TaxAmount", "1.00").put(f"{TOTAL}/cbc:TaxInclusiveAmount", "1001.00").put(f"{TOTAL}/cbc:PayableAmount", "1001.00"),
    "BR-CO-18": lambda: Sample((REVERSED,)).drop(ROW),
    "BR-CO-19": lambda: Sample().add(".", "<cac:InvoicePeriod/>"),
    "BR-CO-20": lambda: Sample().drop(f"{LINE}/cac:InvoicePeriod/cbc:StartDate", f"{LINE}/cac:InvoicePeriod/cbc:EndDate"),
    "BR-CO-25": lambda: Sample().drop("cbc:DueDate"),
    "BR-CO-26": lambda: abroad().drop(f"{SELLER}/{LEGAL}/cbc:CompanyID", f"{SELLER}/{TAX}").add(".", representative()),
    "PEPPOL-EN16931-R120": lambda: Sample().put(f"{LINE}/cbc:InvoicedQuantity", "9.99"),
    "PEPPOL-EN16931-R051": lambda: Sample().put(f"{LINE}/cbc:LineExtensionAmount@currencyID", "USD"),
    # --- VAT by category
    **{f"BR-{c}-01": by(c, lambda c: Sample((REVERSED, replace(of(c), price="0.00"))).drop(f"{ROW}[2]")) for c in "SZEO"},
    **{f"BR-{c}-02": by(c, lambda c: Sample([of(c)]).drop(f"{SELLER}/{TAX}")) for c in "SZE"},
    **{f"BR-{c}-03": by(c, lambda c: extra_without_number(c, charge=False)) for c in "SZE"},
    **{f"BR-{c}-04": by(c, lambda c: extra_without_number(c, charge=True)) for c in "SZE"},
    **{f"BR-{c}-05": by(c, lambda c: Sample([of(c)]).put(f"{LINE}/{VAT}/cbc:Percent", "5")) for c in "ZE"},
    "BR-O-02": lambda: Sample([OUTSIDE]).add(SELLER, NUMBER),
    "BR-O-03": lambda: with_extra("O", None, charge=False, items=(OUTSIDE,)).add(BUYER, NUMBER),
    "BR-O-04": lambda: with_extra("O", None, charge=True, items=(OUTSIDE,)).add(BUYER, NUMBER),
    "BR-O-05": lambda: Sample([OUTSIDE]).add(f"{LINE}/{VAT}", "<cbc:Percent>0</cbc:Percent>"),
    "BR-S-05": lambda: Sample((Item(), Item(price="0.00"))).put(f"{LINE}[2]/{VAT}/cbc:Percent", "0"),
    **{f"BR-{c}-06": by(c, lambda c: with_extra(c, "0", charge=False, items=(of(c),)).put("cac:AllowanceCharge/cac:TaxCategory/cbc:Percent", "5")) for c in "ZE"},
    **{f"BR-{c}-07": by(c, lambda c: with_extra(c, "0", charge=True, items=(of(c),)).put("cac:AllowanceCharge/cac:TaxCategory/cbc:Percent", "5")) for c in "ZE"},
    "BR-O-06": lambda: with_extra("O", None, charge=False, items=(OUTSIDE,)).add("cac:AllowanceCharge/cac:TaxCategory", "<cbc:Percent>0</cbc:Percent>"),
    "BR-O-07": lambda: with_extra("O", None, charge=True, items=(OUTSIDE,)).add("cac:AllowanceCharge/cac:TaxCategory", "<cbc:Percent>0</cbc:Percent>"),
    "BR-S-06": lambda: free_extra(charge=False),
    "BR-S-07": lambda: free_extra(charge=True),
    "BR-S-08": lambda: Sample().put(f"{ROW}/cbc:TaxableAmount", "1001.00"),
    **{f"BR-{c}-08": by(c, lambda c: Sample([of(c)]).put(f"{ROW}/cbc:TaxableAmount", "1000.01")) for c in "ZEO"},
    "BR-S-09": lambda: taxed(Sample(), "211.00"),
    **{f"BR-{c}-09": by(c, lambda c: taxed(Sample([of(c)]), "0.40")) for c in "ZEO"},
    "BR-S-10": lambda: Sample().add(f"{ROW}/cac:TaxCategory", "<cbc:TaxExemptionReason>x</cbc:TaxExemptionReason>"),
    "BR-Z-10": lambda: Sample([ZERO]).add(f"{ROW}/cac:TaxCategory", "<cbc:TaxExemptionReasonCode>x</cbc:TaxExemptionReasonCode>"),
    **{f"BR-{c}-10": by(c, lambda c: Sample([of(c)]).drop(f"{ROW}/cac:TaxCategory/cbc:TaxExemptionReason")) for c in "EO"},
    "BR-O-11": lambda: Sample((OUTSIDE, REVERSED)).drop(f"{LINE}[2]").put(f"{TOTAL}/cbc:LineExtensionAmount", "1000.00").put(f"{TOTAL}/cbc:TaxExclusiveAmount", "1000.00").put(f"{TOTAL}/cbc:TaxInclusiveAmount", "1000.00").put(f"{TOTAL}/cbc:PayableAmount", "1000.00"),
    "BR-O-12": lambda: Sample((OUTSIDE, Item(category="O", percent=None, price="0.00"))).put(f"{LINE}[2]/{VAT}/cbc:ID", "AE"),
    # --- the Netherlands
    "NL-R-001": lambda: Sample(credit=True).drop("cac:BillingReference"),
    "NL-R-002": lambda: Sample().drop(f"{SELLER}/{ADDRESS}/cbc:StreetName"),
    "NL-R-003": lambda: Sample().put(f"{SELLER}/{LEGAL}/cbc:CompanyID@schemeID", "0088"),
    "NL-R-004": lambda: Sample().drop(f"{BUYER}/{ADDRESS}/cbc:PostalZone"),
    "NL-R-005": lambda: Sample().put(f"{BUYER}/{LEGAL}/cbc:CompanyID@schemeID", "0088"),
    "NL-R-006": lambda: Sample().add(".", representative(address=ABROAD.replace("BE", "NL"))),
    "NL-R-007": lambda: Sample().drop("cac:PaymentMeans"),
    "NL-R-008": lambda: Sample().put("cac:PaymentMeans/cbc:PaymentMeansCode", "10"),
    "NL-R-009": lambda: Sample().drop("cac:OrderReference"),
    "BR-NL-2": lambda: Sample().drop("cbc:BuyerReference", "cac:OrderReference", f"{LINE}/cac:OrderLineReference"),
    "BR-NL-7": lambda: Sample().put("cbc:InvoiceTypeCode", "326"),
    "BR-NL-8": lambda: Sample().put("cbc:InvoiceTypeCode", "381"),
    "BR-NL-9": lambda: Sample().put("cbc:InvoiceTypeCode", "384"),
}  # fmt: skip


def extra_without_number(category: str, *, charge: bool) -> Sample:
    """Only the charge or allowance is of this category: the line isn't, so only its own rule asks a tax number."""
    percent = of(category).percent
    made = with_extra(category, percent, charge=charge, items=(of(category),))
    made.put(f"{LINE}/{VAT}/cbc:ID", "AE")
    sign = "" if charge else "-"
    tax = 10 * int(percent or 0) / 100
    made.put(f"{ROW}/cbc:TaxableAmount", f"{sign}10.00").put(
        f"{ROW}/cbc:TaxAmount", f"{sign}{tax:.2f}" if tax else "0.00"
    )
    made.put("cac:TaxTotal/cbc:TaxAmount", f"{sign}{tax:.2f}" if tax else "0.00")
    net = 1010 if charge else 990
    total = net + (tax if charge else -tax)
    made.put(f"{TOTAL}/cbc:TaxInclusiveAmount", f"{total:.2f}").put(
        f"{TOTAL}/cbc:PayableAmount", f"{total:.2f}"
    )
    return made.drop(f"{SELLER}/{TAX}")


def free_extra(*, charge: bool, percent: str = "0") -> Sample:
    """An extra of nothing, with a rate of nothing."""
    kind = "Charge" if charge else "Allowance"
    made = Sample().add(".", extra(charge=charge, amount="0.00", percent=percent))
    return made.add(TOTAL, f'<cbc:{kind}TotalAmount currencyID="EUR">0.00</cbc:{kind}TotalAmount>')


def taxed(made: Sample, tax: str) -> Sample:
    """With another amount of VAT, in the totals too."""
    total = f"{1000 + float(tax):.2f}"
    made.put(f"{ROW}/cbc:TaxAmount", tax).put("cac:TaxTotal/cbc:TaxAmount", tax)
    return made.put(f"{TOTAL}/cbc:TaxInclusiveAmount", total).put(f"{TOTAL}/cbc:PayableAmount", total)


# What can't be broken alone: the line is outside VAT as well, or the percentage of the row is the one that doesn't count.
ALSO: dict[str, set[str]] = {"BR-O-03": {"BR-O-02"}, "BR-O-04": {"BR-O-02"}, "BR-S-09": {"BR-CO-17"}}
