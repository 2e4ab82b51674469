"""What a hostile supplier or a sloppy clerk would find: cents that round, what is over and put right, another first day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from support.bills import confirmed, delivered, exported, line, received, started
from support.contracts import buyer, called_off, contract, second
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.contracts.commands import (
    Fact,
    Planned,
    PriceFacts,
    book_delivered,
    call_off,
    end_call_off,
    end_keurmerk,
    mark_paid,
    move_start,
)
from wegwijs.contracts.models import BookingField, CallOff, Invoice, Moment, PriceForm, Reason
from wegwijs.contracts.presenters.invoices import cells
from wegwijs.contracts.queries.invoices import Booked, booked_lines, lines_of
from wegwijs.contracts.queries.money import sums_of, years_of
from wegwijs.contracts.queries.verdicts import Verdict, verdicts
from wegwijs.errors import DomainError

pytestmark = pytest.mark.django_db
HOURLY = (PriceFacts(PriceForm.HOUR, Moment.HOUR, 61_25),)


def seen(invoice: Invoice) -> Verdict:
    lines = lines_of(invoice)
    return verdicts(invoice, lines)[lines[0].pk]


class TestCents:
    @pytest.fixture
    def hourly(self, region: Region) -> CallOff:
        row = called_off(region, contract(region, prices=HOURLY, ceiling=None, places=None))
        delivered(region, row, cents=61_25)
        return row

    def test_half_a_cent_goes_up_as_on_the_invoice(self, region: Region, hourly: CallOff) -> None:
        """Half an hour of € 61,25 is € 30,625: € 30,63, and no mistake of the school."""
        said = seen(received(region, line(hourly, quantity=50, unit_price=61_25, amount=30_63)))
        assert (said.reason, said.words) == (None, "")

    def test_one_cent_more_on_paper_is_a_mistake(self, region: Region, hourly: CallOff) -> None:
        said = seen(received(region, line(hourly, quantity=50, unit_price=61_25, amount=30_64)))
        assert said.reason == Reason.SUM

    def test_an_e_invoice_may_price_in_thirds(self, region: Region, hourly: CallOff) -> None:
        """The rules counted 0,3333 hour with all its decimals; here both are kept in hundredths."""
        row = line(hourly, quantity=33, unit_price=61_25, amount=20_41)
        assert seen(received(region, row, content=b"<x/>", file_name="a.xml")).reason is None
        far = line(hourly, quantity=33, unit_price=61_25, amount=30_00)
        assert seen(received(region, far, content=b"<y/>", file_name="b.xml")).reason == Reason.SUM


class TestOver:
    def test_what_is_taken_back_after_the_end_is_no_longer_committed(self, region: Region) -> None:
        row = called_off(region, contract(region))
        book_delivered(row, Fact(1_000_00, date(2026, 10, 5), "les:1", "les"), by=region.regisseur)
        end_call_off(row, by=region.regisseur, last_day=date(2026, 10, 31))
        book_delivered(row, Fact(-400_00, date(2026, 10, 5), "les:1:terug", "hersteld"), by=region.regisseur)
        book_delivered(row, Fact(100_00, date(2026, 10, 5), "les:2", "les"), by=region.regisseur)
        sums = sums_of(row)
        assert (sums.committed, sums.delivered) == (700_00, 700_00)


class TestCredit:
    def test_one_from_before_the_invoice_it_corrects_says_so(self, region: Region) -> None:
        row = started(region)
        invoice = confirmed(region, received(region, line(row)))
        said = seen(
            received(region, line(row), credit=True, credited=(invoice.number,), dated=date(2026, 11, 1))
        )
        assert (said.reason, said.may_accept) == (Reason.CREDIT_EARLIER, True)
        assert (
            f"is van 01-11-2026. Factuur {invoice.number}, die zij verbetert, is van 02-11-2026" in said.words
        )
        same = seen(
            received(region, line(row), credit=True, credited=(invoice.number,), dated=date(2026, 11, 2))
        )
        assert same.reason is None


class TestAnotherDay:
    def test_prices_are_those_of_the_day_it_began(self, region: Region) -> None:
        row = started(region)
        move_start(row, by=region.regisseur, on=date(2026, 10, 1))
        row.refresh_from_db()
        assert row.starts_on == date(2026, 10, 1)
        early = seen(received(region, line(row, period_from=date(2026, 9, 7))))
        assert early.reason == Reason.BEFORE_START

    def test_not_without_a_keurmerk_or_after_the_contract(self, region: Region) -> None:
        row = called_off(region, contract(region))
        with pytest.raises(DomainError, match="geldt niet op 01-01-2028"):
            move_start(row, by=region.regisseur, on=date(2028, 1, 1))
        end_keurmerk(
            row.contract.supplier.keurmerken.get(), by=buyer(region), last_day=TODAY, why="ingetrokken"
        )
        with pytest.raises(DomainError, match=r"geen keurmerk.*Wi 16"):
            move_start(row, by=region.regisseur, on=TODAY + timedelta(days=1))


class TestPlaces:
    def test_who_begins_earlier_takes_no_place_of_who_was_first(self, region: Region) -> None:
        of = contract(region, places=1)
        called_off(region, of, on=date(2027, 1, 11))
        early = Planned(until=date(2027, 6, 25))
        with pytest.raises(DomainError, match="plaatsen afgesproken"):
            call_off(
                of,
                region.dordrecht,
                by=region.regisseur,
                source="vroeg",
                starts_on=TODAY,
                cents=1,
                planned=early,
            )
        before = Planned(until=date(2026, 12, 20))
        assert call_off(
            of, region.dordrecht, by=region.regisseur, source="kort", starts_on=TODAY, cents=1, planned=before
        )


class TestTwoYears:
    def test_each_year_bears_what_was_delivered_in_it(self, region: Region) -> None:
        """A line over the turn of the year: lessons of December belong to the year of December, in the book and in the file for the books."""
        row = called_off(region, contract(region, prices=HOURLY, ceiling=None, places=None))
        with clock.frozen(date(2027, 1, 20)):
            for day, cents in ((date(2026, 12, 28), 245_00), (date(2027, 1, 5), 122_50)):
                book_delivered(row, Fact(cents, day, f"les:{day}", "les"), by=region.regisseur)
            asked = line(
                row,
                quantity=600,
                unit_price=61_25,
                amount=367_50,
                period_from=date(2026, 12, 21),
                period_to=date(2027, 1, 10),
            )
            invoice = exported(region, received(region, asked, dated=date(2027, 1, 15)))
            mark_paid(invoice, by=second(region), on=date(2027, 1, 20))
        whole = {2026: 245_00, 2027: 122_50}
        years = years_of(row)
        assert {year: one.invoiced for year, one in years.items()} == whole
        assert {year: one.paid for year, one in years.items()} == whole
        invoice.refresh_from_db()
        assert invoice.run
        assert {one.year: one.cents for one in booked_lines(invoice.run)} == whole
        with clock.frozen(date(2027, 2, 1)):
            back = replace(asked, period_to=date(2027, 1, 9))
            confirmed(
                region,
                received(region, back, credit=True, credited=(invoice.number,), dated=date(2027, 1, 31)),
            )
        assert (
            {one.invoiced for one in years_of(row).values()}
            == {one.paid for one in years_of(row).values()}
            == {0}
        )


class TestVat:
    @pytest.fixture
    def desk(self, region: Region, signed_in: Callable[[Actor], Client]) -> Client:
        return signed_in(buyer(region))

    def test_what_is_typed_with_vat_reaches_the_books_with_it(self, region: Region) -> None:
        row = started(region)
        (kept,) = lines_of(received(region, line(row, vat_basis_points=21_00), vat=588_00))
        assert cells(Booked(kept, 2026, kept.amount))[BookingField.VAT] == "588,00"

    @pytest.mark.parametrize(("basis_points", "vat"), [(0, 588_00), (21_00, 0), (21_00, 5_880_00)])
    def test_vat_that_does_not_belong_to_the_lines_is_refused(
        self, region: Region, basis_points: int, vat: int
    ) -> None:
        kept = received(region, line(started(region), vat_basis_points=basis_points), vat=vat)
        assert kept.state == Invoice.State.REFUSED
        assert kept.findings[0].startswith("De btw op de factuur is")

    def test_the_form_says_so_before_anything_is_kept(self, region: Region, desk: Client) -> None:
        row = started(region)
        filled = {
            "supplier": str(row.contract.supplier_id), "number": "F-VAT", "dated": "02-11-2026", "net": "2800", "vat": "999",
            "call_off-1": row.number, "quantity-1": "1", "price-1": "2800",
        }  # fmt: skip
        page = desk.post("/facturen/nieuw/", filled).content.decode()
        assert "Bij de regels hoort € 0,00 btw." in page
        assert not Invoice.objects.exists()
        assert desk.post("/facturen/nieuw/", filled | {"vat": "588", "rate-1": "2100"}).status_code == 302
        assert Invoice.objects.get().lines.get().vat_basis_points == 21_00


class TestLines:
    """An invoice on paper with more lines than a page shows at first, without JavaScript."""

    @pytest.fixture
    def desk(self, region: Region, signed_in: Callable[[Actor], Client]) -> Client:
        return signed_in(buyer(region))

    def test_five_lines_more_keep_what_was_typed_and_judge_nothing(
        self, region: Region, desk: Client
    ) -> None:
        row = started(region)
        page = desk.get("/facturen/nieuw/").content.decode()
        assert 'name="call_off-5"' in page
        assert 'name="call_off-6"' not in page
        filled = {"supplier": "", "number": "F-LANG", "call_off-1": row.number, "quantity-1": "veel"}
        page = desk.post("/facturen/nieuw/", filled | {"stap": "erbij"}).content.decode()
        assert 'name="call_off-10"' in page
        assert 'name="call_off-11"' not in page
        assert 'value="F-LANG"' in page
        assert 'value="veel"' in page
        assert "data-errors" not in page
        assert 'aria-invalid="true"' not in page
        whole = {
            "supplier": str(row.contract.supplier_id), "number": "F-LANG", "dated": "02-11-2026", "net": "2800",
            "call_off-10": row.number, "quantity-10": "1", "price-10": "2800",
        }  # fmt: skip
        assert desk.post("/facturen/nieuw/", whole).status_code == 302
        assert Invoice.objects.get().lines.get().number == "10"

    def test_there_is_an_end_to_it(self, region: Region, desk: Client) -> None:
        page = desk.post("/facturen/nieuw/", {"call_off-60": "", "stap": "erbij"}).content.decode()
        assert "Meer dan 60 regels kan niet" in page
        assert 'value="erbij"' not in page
        assert 'name="call_off-61"' not in page
