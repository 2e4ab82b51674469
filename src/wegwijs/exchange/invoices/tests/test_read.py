"""Reading an e-invoice: what comes out, what is refused with field and remedy, and that no file harms (misuse case 21)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.broken_invoices import LINE, SELLER, TOTAL
from support.invoices import EXEMPT, Item, Sample, extra
from wegwijs.exchange.invoices import MAX_BYTES, InvoiceRefused, Kind, check, parsing, read_invoice
from wegwijs.exchange.invoices.model import NLCIUS, Identifier, Period, Vat


def test_everything_that_is_matched_later_is_read() -> None:
    found = read_invoice(Sample([Item(quantity="12.5", price="80.00", category="E", percent="0")]).data())
    assert (found.kind, found.type_code, found.profile, found.number) == (
        Kind.INVOICE,
        "380",
        NLCIUS,
        "2026-0417",
    )
    assert (found.issued, found.due, found.currency) == (date(2026, 3, 31), date(2026, 4, 30), "EUR")
    assert (found.order, found.contract, found.buyer_reference) == ("BST-12", "B1-2025", "Inburgering")
    assert (found.seller.name, found.seller.kvk, found.iban) == (
        "Taalschool Merwede B.V.",
        "12345678",
        "NL91ABNA0417164300",
    )
    assert found.in_euros
    (line,) = found.lines
    assert (line.id, line.name, line.description) == ("1", "Lesuren B1", "Groep 12")
    assert (line.quantity, line.unit, line.price, line.amount) == (
        Decimal("12.5"),
        "HUR",
        Decimal("80.00"),
        100_000,
    )
    assert line.period == Period(date(2026, 3, 1), date(2026, 3, 31))
    assert (line.item, line.order_line, line.vat) == ("PL-88", "7", Vat("E", Decimal(0)))
    assert (found.totals.net, found.totals.vat, found.totals.payable) == (100_000, 0, 100_000)
    assert [(row.taxable, row.tax, row.exemption) for row in found.vat_rows] == [(100_000, 0, "Onderwijs")]


def test_a_credit_note_names_what_it_credits_and_has_positive_amounts() -> None:
    found = read_invoice(Sample(credit=True).data())
    assert (found.kind, found.type_code, found.credited) == (Kind.CREDIT, "381", ("2026-0300",))
    assert (found.due, found.lines[0].amount, found.lines[0].quantity) == (
        date(2026, 4, 30),
        100_000,
        Decimal(10),
    )


def test_another_currency_is_read_and_told() -> None:
    made = Sample()
    for element in made.tree.iter():
        if element.get("currencyID"):
            element.set("currencyID", "USD")
    made.put("cbc:DocumentCurrencyCode", "usd")
    found = read_invoice(made.data())
    assert (found.currency, found.in_euros, found.totals.vat) == ("USD", False, 21_000)
    assert check(found) == ()
    mixed = read_invoice(Sample().put(f"{LINE}/cbc:LineExtensionAmount@currencyID", "USD").data())
    assert not mixed.in_euros


def test_a_number_of_the_chamber_of_commerce_may_stand_among_the_other_numbers() -> None:
    made = Sample().drop(f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID")
    made.add(
        SELLER, '<cac:PartyIdentification><cbc:ID schemeID="0106">87654321</cbc:ID></cac:PartyIdentification>'
    )
    seller = read_invoice(made.data()).seller
    assert (seller.kvk, seller.legal, seller.others) == ("87654321", None, (Identifier("87654321", "0106"),))
    assert (
        read_invoice(Sample().put(f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID", "1234").data()).seller.kvk
        == ""
    )


@pytest.mark.parametrize(
    ("account", "iban"),
    [("NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"), ("NL92ABNA0417164300", ""), ("", "")],
)
def test_only_an_account_with_the_right_check_digits_is_an_iban(account: str, iban: str) -> None:
    made = Sample().put("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", account)
    assert read_invoice(made.data()).iban == iban


def test_amounts_are_whole_cents_and_never_floats() -> None:
    made = Sample().put(f"{TOTAL}/cbc:PayableAmount", "+1210.1").put(f"{TOTAL}/cbc:TaxInclusiveAmount", ".10")
    found = read_invoice(made.data()).totals
    assert (found.payable, found.gross) == (121_010, 10)
    assert read_invoice(Sample().put(f"{TOTAL}/cbc:PayableAmount", "-0.010").data()).totals.payable == -1


def test_what_is_missing_is_read_as_missing() -> None:
    made = Sample().drop(TOTAL, "cac:TaxTotal", LINE, SELLER, "cac:PaymentMeans", "cbc:IssueDate")
    found = read_invoice(made.data())
    assert (found.lines, found.vat_rows, found.totals.vat, found.issued) == ((), (), None, None)
    assert (found.seller.name, found.iban) == ("", "")
    assert check(found)


def test_charges_and_allowances_of_the_whole_invoice() -> None:
    made = (
        Sample([EXEMPT])
        .add(".", extra(charge=True, vat="E", percent="0"))
        .add(".", extra(charge=False, amount=None, reason="", vat=None))
    )
    charge, allowance = read_invoice(made.data()).allowances
    assert (charge.charge, charge.amount, charge.reason, charge.vat) == (
        True,
        1000,
        "Reiskosten",
        Vat("E", Decimal(0)),
    )
    assert (allowance.charge, allowance.amount, allowance.reason, allowance.vat) == (False, None, "", None)


def test_only_vat_is_read_as_vat() -> None:
    other = "<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cac:TaxScheme><cbc:ID>GST</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>"
    made = Sample().drop(f"{LINE}/cac:Item/cac:ClassifiedTaxCategory").add(f"{LINE}/cac:Item", other)
    assert read_invoice(made.data()).lines[0].vat is None


def test_a_time_zone_behind_a_day_is_left_out() -> None:
    assert read_invoice(Sample().put("cbc:IssueDate", "2026-03-31+02:00").data()).issued == date(2026, 3, 31)
    assert read_invoice(Sample().put("cbc:IssueDate", "2026-03-31Z").data()).issued == date(2026, 3, 31)


VALUES = [
    ("cbc:IssueDate", "31-03-2026", "De factuurdatum (IssueDate): ‘31-03-2026’ is geen datum"),
    ("cbc:IssueDate", "20260331", "(IssueDate): ‘20260331’ is geen datum"),
    ("cbc:IssueDate", "2026-02-30", "is geen datum"),
    (
        f"{TOTAL}/cbc:PayableAmount",
        "1.250,50",
        "Het te betalen bedrag (PayableAmount): ‘1.250,50’ is geen getal",
    ),
    (f"{TOTAL}/cbc:PayableAmount", "1e3", "is geen getal"),
    (f"{TOTAL}/cbc:PayableAmount", "NaN", "is geen getal"),
    (f"{TOTAL}/cbc:PayableAmount", "9" * 300, "…’ is geen getal"),
    (f"{TOTAL}/cbc:PayableAmount", "١٢", "is geen getal"),
    (f"{TOTAL}/cbc:PayableAmount", "0.005", "0.005 heeft meer dan twee cijfers achter de punt"),
    (f"{LINE}/cac:InvoicePeriod/cbc:EndDate", "x", "Regel 1, het einde van de periode (EndDate): ‘x’"),
    (f"{LINE}/cbc:InvoicedQuantity", "tien", "Regel 1, het aantal (InvoicedQuantity): ‘tien’ is geen getal"),
]


@pytest.mark.parametrize(("path", "text", "words"), VALUES)
def test_what_is_no_number_or_day_is_refused_with_its_field(path: str, text: str, words: str) -> None:
    with pytest.raises(InvoiceRefused) as refused:
        read_invoice(Sample().put(path, text).data())
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


GOOD = Sample().data()
ENTITY = b'<!DOCTYPE Invoice [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE Invoice [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
FILES = [
    ("empty", b"", "is leeg"),
    ("only spaces", b" \n ", "is leeg"),
    ("too large", b"<a>" + b" " * MAX_BYTES + b"</a>", "groter dan 10 MB"),
    ("a PDF", b"%PDF-1.7 ...", "Dit is een pdf"),
    ("no XML", b"factuurnummer;bedrag\n1;2\n", "geen goede XML"),
    ("cut off", GOOD[:-40], "geen goede XML"),
    ("a control character", GOOD.replace(b"Groep 12", b"Groep \x0012"), "geen goede XML"),
    ("another encoding than it says", GOOD.replace(b"Groep 12", b"Groep \xff12"), "geen goede XML"),
    ("an encoding that does not exist", b'<?xml version="1.0" encoding="wartaal"?><a/>', "geen goede XML"),
    ("other XML", b"<Invoice><ID>1</ID></Invoice>", "geen UBL-factuur"),
    ("an order", GOOD.replace(b"schema:xsd:Invoice-2", b"schema:xsd:Order-2"), "geen UBL-factuur"),
    ("an entity that grows", ENTITY + b"<Invoice>&b;</Invoice>", "DOCTYPE"),
    ("an entity from a file", OUTSIDE + b"<Invoice>&x;</Invoice>", "DOCTYPE"),
    ("a DTD elsewhere", b'<!DOCTYPE Invoice SYSTEM "http://127.0.0.1:9/x.dtd"><Invoice/>', "DOCTYPE"),
    ("an entity without a DTD", b"<Invoice>&x;</Invoice>", "geen goede XML"),
    ("too deep", b"<a>" * 41 + b"</a>" * 41, "dieper genest dan 40"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "data", "words"), FILES, ids=[row[0] for row in FILES])
def test_a_file_that_is_no_invoice_is_refused_with_the_remedy(case: str, data: bytes, words: str) -> None:
    with pytest.raises(InvoiceRefused) as refused:
        read_invoice(data)
    assert words in str(refused.value)
    assert "root:" not in str(refused.value)


def test_a_file_with_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MAX_ELEMENTS", 20)
    with pytest.raises(InvoiceRefused, match="meer dan 20 onderdelen"):
        read_invoice(GOOD)


def test_comments_and_instructions_between_are_no_text() -> None:
    odd = GOOD.replace(b"Groep 12", b"Groep <!-- x -->12<?y z?>")
    assert read_invoice(odd).lines[0].description == "Groep 12"
    assert read_invoice(b"\xef\xbb\xbf" + GOOD).number == "2026-0417"
    wide = GOOD.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert read_invoice(wide).number == "2026-0417"


@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_be_refused(data: bytes) -> None:
    with pytest.raises(InvoiceRefused):
        read_invoice(data)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_an_invoice_with_something_else_in_it_is_read_and_checked_or_refused(place: int, data: bytes) -> None:
    try:
        found = read_invoice(GOOD[:place] + data + GOOD[place + len(data) :])
    except InvoiceRefused:
        return
    assert all(finding.sentence for finding in check(found))
