"""A school rounds a month, the book rounds each week: a cent of rounding is accepted and delivered with it, and never more than that."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.bills import ACCEPT, REFUSE, confirmed, decided, line, received
from support.contracts import called_off, contract
from support.region import Region
from wegwijs.contracts.commands import Fact, LineFacts, PriceFacts, book_delivered
from wegwijs.contracts.evidence import Claim, Supply, rounding_of
from wegwijs.contracts.models import CallOff, Invoice, Moment, PriceForm, Reason
from wegwijs.contracts.queries.invoices import lines_of
from wegwijs.contracts.queries.money import sums_of
from wegwijs.contracts.queries.verdicts import Verdict, verdicts
from wegwijs.errors import DomainError

HOURLY = (PriceFacts(PriceForm.HOUR, Moment.HOUR, 61_25),)
FIRST = date(2026, 9, 7)


@pytest.fixture
def row(region: Region) -> CallOff:
    """Eight weeks of a quarter of an hour: € 15,3125 each, so € 15,31."""
    made = called_off(region, contract(region, prices=HOURLY, ceiling=None, places=None), cents=0)
    price = made.contract.terms.get().prices.get()
    for number in range(8):
        on = FIRST + timedelta(days=7 * number)
        book_delivered(made, Fact(15_31, on, f"les:{number}", "les", price=price), by=region.regisseur)
    return made


def month(row: CallOff, at: int = 0, **more: object) -> LineFacts:
    """Four weeks: an hour."""
    first = FIRST + timedelta(days=28 * at)
    known = {
        "quantity": 100,
        "unit_price": 61_25,
        "amount": 61_25,
        "period_from": first,
        "period_to": first + timedelta(days=27),
    }
    return line(row, **(known | more))


def seen(invoice: Invoice) -> Verdict:
    lines = lines_of(invoice)
    return verdicts(invoice, lines)[lines[0].pk]


@pytest.mark.django_db
class TestMonth:
    def test_a_cent_of_rounding_is_accepted_and_delivered_with_it(self, region: Region, row: CallOff) -> None:
        invoice = received(region, month(row))
        said = seen(invoice)
        assert (said.reason, said.room, said.rounding, said.may_accept) == (None, 61_24, 1, True)
        assert "€ 0,01 meer dan geleverd" in said.words
        confirmed(region, invoice)
        confirmed(region, received(region, month(row, 1)))
        sums = sums_of(row)
        assert sums.delivered == sums.invoiced == 122_50
        assert seen(received(region, month(row, quantity=100, unit_price=1, amount=1))).may_accept is False

    def test_two_months_on_one_invoice(self, region: Region, row: CallOff) -> None:
        confirmed(region, received(region, month(row), month(row, 1, number="2")))
        assert sums_of(row).invoiced == 122_50

    def test_more_than_rounding_is_more_than_was_delivered(self, region: Region, row: CallOff) -> None:
        said = seen(received(region, month(row, quantity=101, amount=61_86)))
        assert (said.reason, said.may_accept, said.rounding) == (Reason.MORE, False, 0)

    def test_one_week_rounds_as_we_do(self, region: Region, row: CallOff) -> None:
        asked = month(row, quantity=25, amount=15_32, period_to=FIRST + timedelta(days=6))
        assert seen(received(region, asked)).reason == Reason.SUM
        odd = month(row, quantity=100, unit_price=15_32, amount=15_32, period_to=FIRST + timedelta(days=6))
        assert seen(received(region, odd)).may_accept is False

    def test_what_is_refused_after_all_is_taken_back(self, region: Region, row: CallOff) -> None:
        invoice = decided(region, received(region, month(row)))
        assert sums_of(row).delivered == 8 * 15_31 + 1
        decided(region, invoice, ACCEPT, "gezien")
        assert sums_of(row).delivered == 8 * 15_31 + 1
        decided(region, invoice, REFUSE, "toch niet")
        assert sums_of(row).delivered == 8 * 15_31
        decided(region, invoice)
        assert sums_of(row).delivered == 8 * 15_31 + 1

    def test_what_fits_is_not_refused_without_words(self, region: Region, row: CallOff) -> None:
        with pytest.raises(DomainError, match="waarom niet"):
            decided(region, received(region, month(row)), REFUSE)


PRICES = st.integers(1, 200_00)
MINUTES = st.lists(st.integers(0, 3_000), min_size=1, max_size=9)


@given(cents=PRICES, minutes=MINUTES)
def test_a_sum_that_is_rounded_once_is_never_further_than_that(cents: int, minutes: list[int]) -> None:
    supply = [
        Supply(FIRST + timedelta(days=7 * at), worth, "uur", f"les:{at}")
        for at, each in enumerate(minutes) if (worth := (cents * each + 30) // 60)
    ]  # fmt: skip
    asked = (cents * sum(minutes) + 30) // 60
    most = rounding_of(supply, Claim(asked, price="uur"))
    assert most == len(supply) // 2
    lost = sum(not (cents * each + 30) // 60 for each in minutes)
    assert asked - sum(one.cents for one in supply) <= most + lost


def test_what_was_rounded_before_counts() -> None:
    week = [Supply(FIRST + timedelta(days=7 * at), 10, "uur", f"les:{at}") for at in range(4)]
    given_ = Supply(FIRST, 1, "uur", "afronding:x", rounded=True)
    later = Claim(1, FIRST + timedelta(days=7), FIRST + timedelta(days=21), "uur")
    assert rounding_of([*week, given_], later) == 1
    assert rounding_of([*week, given_, given_], later) == 0
    back = Supply(FIRST + timedelta(days=7), -10, "uur", "les:1")
    assert rounding_of([*week, back], Claim(1, price="uur")) == 1
