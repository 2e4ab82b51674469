"""An e-invoice from its file to the books: read, checked, laid beside what was delivered, confirmed, in the columns of the gemeente."""

from collections.abc import Callable

import pytest
from django.test import Client

from support.bills import STARTED, decided, line, received, started
from support.contracts import buyer, second
from support.invoices import Item, Sample
from support.region import TODAY, Region
from wegwijs.contracts.commands import (
    ColumnFacts,
    confirm_invoice,
    export_invoices,
    mark_paid,
    set_columns,
)
from wegwijs.contracts.models import BookingField, CallOff, Invoice
from wegwijs.contracts.queries.invoices import counted, known_supplier, waiting_for
from wegwijs.contracts.queries.money import sums_of
from wegwijs.errors import DomainError
from wegwijs.exchange.invoices import InvoiceRefused
from wegwijs.exchange.invoices.intake import take_in

pytestmark = pytest.mark.django_db
ONE = Item(quantity="1", price="2800.00", category="E", percent="0")


def sample(row: CallOff, *, credit: bool = False) -> Sample:
    """What began, by contract and call-off, in October."""
    made = Sample([ONE], credit=credit).put("cac:ContractDocumentReference/cbc:ID", row.contract.number)
    line = f".//cac:{'CreditNote' if credit else 'Invoice'}Line"
    made.put(f"{line}/cac:OrderLineReference/cbc:LineID", row.number)
    made.put(f"{line}/cac:InvoicePeriod/cbc:StartDate", "2026-10-01")
    made.put(f"{line}/cac:InvoicePeriod/cbc:EndDate", "2026-10-31")
    made.put("cbc:IssueDate", "2026-11-02")
    return made if credit else made.put(".//cbc:DueDate", "2026-12-02")


@pytest.fixture
def row(region: Region) -> CallOff:
    return started(region)


def test_a_file_becomes_a_line_in_the_book_and_a_row_for_the_books(
    region: Region, row: CallOff, client: Client
) -> None:
    by, books = buyer(region), second(region)
    content = sample(row).data()
    made = take_in(content, "factuur.xml", by=by)
    assert (made.state, made.findings, bytes(made.file.content)) == (Invoice.State.RECEIVED, [], content)
    assert (waiting_for(by).count(), counted(by)) == (1, {"ontvangen": 1})
    decided(region, made)
    assert (waiting_for(by).count(), waiting_for(books).count()) == (0, 1)
    confirm_invoice(made, by=books)
    set_columns([ColumnFacts("Dagboek", BookingField.FIXED, "70"), ColumnFacts("Bedrag", BookingField.NET)], by=books)  # fmt: skip
    run = export_invoices([made], by=books)
    client.force_login(books.user)
    ours = client.get(f"/facturen/boeken/{run.pk}/?vorm=boeking").content.decode()
    assert ours == "\ufeffDagboek;Bedrag\r\n70;2800,00\r\n"
    whole = client.get(f"/facturen/boeken/{run.pk}/").content.decode().splitlines()[1]
    assert whole.startswith("2026-0417;02-11-2026;02-12-2026;")
    assert row.number in whole
    assert whole.split(";")[9] == "2026"
    mark_paid(made, by=books, on=TODAY)
    assert sums_of(row).paid == STARTED
    assert known_supplier(kvk="12345678", contract="", name="") == region.organisations["Sagènn"]


def test_a_credit_note_in_a_file_takes_it_off(region: Region, row: CallOff) -> None:
    first = take_in(sample(row).data(), "a.xml", by=buyer(region))
    confirm_invoice(decided(region, first), by=second(region))
    note = sample(row, credit=True).put("cac:BillingReference//cbc:ID", first.number).put("cbc:ID", "C-1")
    made = take_in(note.data(), "b.xml", by=buyer(region))
    assert (made.credits, made.net) == (first, -STARTED)
    confirm_invoice(decided(region, made), by=second(region))
    assert sums_of(row).invoiced == 0


def test_a_file_that_breaks_rules_is_kept_with_why_and_one_that_cannot_be_read_is_not(
    region: Region, row: CallOff
) -> None:
    by = buyer(region)
    made = take_in(sample(row).put(".//cbc:PayableAmount", "1.00").data(), "a.xml", by=by)
    assert made.state == Invoice.State.REFUSED
    assert any("BR-CO-16" in one for one in made.findings), made.findings
    with pytest.raises(InvoiceRefused, match="geen goede XML"):
        take_in(b"<Invoice", "b.xml", by=by)
    with pytest.raises(DomainError, match="Wij kennen ‘Taalschool Merwede"):
        take_in(Sample().data(), "c.xml", by=by)
    dollars = sample(row).put("cbc:ID", "D-1").put(".//cac:InvoiceLine//cbc:PriceAmount@currencyID", "USD")
    assert "De factuur is in USD" in " ".join(take_in(dollars.data(), "d.xml", by=by).findings)


def test_a_list_and_an_invoice_cost_a_fixed_number_of_statements(
    region: Region, row: CallOff, client: Client, statements: Callable[[Client, str], int]
) -> None:
    made = take_in(sample(row).data(), "a.xml", by=buyer(region))
    client.force_login(buyer(region).user)
    assert statements(client, "/facturen/") <= 8
    assert statements(client, f"/facturen/{made.pk}/") <= 12
    two = received(region, line(row), line(row, references=()), content=b"x", file_name="x.xml")
    assert statements(client, f"/facturen/{two.pk}/") <= 12


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("cbc:ID", "", "Het factuurnummer ontbreekt"),
        ("cbc:IssueDate", "", "De factuurdatum ontbreekt"),
        (".//cbc:InvoicedQuantity", "9" * 15, "te groot"),
        (".//cbc:PriceAmount", "9" * 15, "te groot"),
        (".//cbc:InvoicedQuantity", "0.3333333333", ""),
        (".//cac:Item//cbc:Percent", "-999999999", ""),
        (".//cac:Item//cbc:Percent", "9" * 12, ""),
        (".//cbc:TaxExclusiveAmount", "-1.00", ""),
        (".//cac:InvoiceLine/cac:InvoicePeriod/cbc:EndDate", "2020-01-01", ""),
        ("cbc:DocumentCurrencyCode", "EURODOLLARS", ""),
        (".//cac:InvoiceLine/cbc:ID", "r" * 500, ""),
        (".//cac:Item/cbc:Description", "o" * 5000, ""),
    ],
)
def test_whatever_stands_in_a_file_it_is_kept_or_refused_with_words(
    region: Region, row: CallOff, client: Client, path: str, text: str, words: str
) -> None:
    by, content = buyer(region), sample(row).put(path, text).data()
    if words:
        with pytest.raises(DomainError, match=words):
            take_in(content, "a.xml", by=by)
        return
    made = take_in(content, "a.xml", by=by)
    client.force_login(by.user)
    assert client.get(f"/facturen/{made.pk}/").status_code == 200
