"""Other prices from a day that is past: what was delivered since is booked at them, what was invoiced stays, and the difference can be asked or must be
given back."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from support.bills import confirmed, line, received
from support.contracts import PRICES, TERMS, buyer, contract, second
from support.lessons import FIRST, course, followed, learner, learning, school, week
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.contracts.commands import (
    Fact,
    PriceFacts,
    book_invoiced,
    close_month,
    decide_terms,
    propose_terms,
)
from wegwijs.contracts.jobs import rebook_what_waits
from wegwijs.contracts.models import Contract, Moment, Movement, PriceForm, Reason, Rebooking, Result
from wegwijs.contracts.queries.invoices import lines_of
from wegwijs.contracts.queries.money import sums_of
from wegwijs.contracts.queries.verdicts import verdicts
from wegwijs.jobs import run_due
from wegwijs.stages.leerroutes.commands import end_lessons, record_result
from wegwijs.stages.leerroutes.models import Eindreden, Inburgeringsaanbod
from wegwijs.totals import proved

pytestmark = pytest.mark.django_db
SECOND, THIRD = date(2026, 11, 9), date(2026, 11, 16)


def hours(cents: int) -> tuple[PriceFacts, ...]:
    return (PriceFacts(PriceForm.HOUR, Moment.HOUR, cents),)


@pytest.fixture
def of(region: Region) -> Contract:
    return contract(region, prices=hours(10_00), places=None, ceiling=None, result=Result.NONE)


@pytest.fixture
def row(region: Region, of: Contract) -> Inburgeringsaanbod:
    """Three weeks of twelve hours, from 2 November."""
    made = learning(region, learner(region), course(region, of))
    followed(region, made, week(), week(SECOND), week(THIRD))
    return made


def indexed(region: Region, of: Contract, since: date = SECOND, **more: object) -> None:
    """By two people; the worker does what follows."""
    known = {
        "valid_from": since,
        "prices": hours(11_00),
        "result": Result.NONE,
        "for_running": True,
        "ceiling": None,
        "places": None,
    }
    facts = replace(TERMS, **(known | more))  # type: ignore[arg-type]
    decide_terms(propose_terms(of, facts, by=buyer(region)), by=second(region), accept=True)
    run_due()


def delivered(row: Inburgeringsaanbod) -> list[tuple[date, int]]:
    lines = row.call_off.movements.filter(kind=Movement.Kind.DELIVERED).order_by("id")
    return list(lines.values_list("on", "cents"))


class TestHours:
    def test_weeks_since_that_day_get_the_difference_on_their_own_day(
        self, region: Region, of: Contract, row: Inburgeringsaanbod
    ) -> None:
        before = sums_of(row.call_off)
        indexed(region, of)
        assert delivered(row)[3:] == [(date(2026, 11, 15), 12_00), (date(2026, 11, 22), 12_00)]
        left = row.planned_minutes // 60 - 12
        after = sums_of(row.call_off)
        assert after.delivered == before.delivered + 24_00 == 3 * 120_00 + 24_00
        assert after.committed == before.committed + left * 1_00
        assert Rebooking.objects.get().done_at
        assert proved("contracts") == []

    def test_a_second_time_changes_nothing(
        self, region: Region, of: Contract, row: Inburgeringsaanbod
    ) -> None:
        indexed(region, of)
        before = Movement.objects.count()
        rebook_what_waits()
        assert Movement.objects.count() == before

    def test_who_began_keeps_the_old_price_unless_it_is_for_all(
        self, region: Region, of: Contract, row: Inburgeringsaanbod
    ) -> None:
        indexed(region, of, for_running=False)
        assert len(delivered(row)) == 3
        assert not Rebooking.objects.exists()

    def test_who_began_after_that_day_gets_the_new_price_whatever_the_version_says(
        self, region: Region, of: Contract, row: Inburgeringsaanbod
    ) -> None:
        indexed(region, of, since=date(2026, 10, 1), for_running=False)
        assert sums_of(row.call_off).delivered == 36 * 11_00

    def test_a_week_that_is_put_right_takes_all_of_it_back(
        self, region: Region, of: Contract, row: Inburgeringsaanbod
    ) -> None:
        indexed(region, of)
        followed(region, row, week(SECOND, followed=600, excused=120))
        assert sums_of(row.call_off).delivered == 120_00 + 110_00 + 132_00

    def test_in_a_closed_month_it_is_booked_forward(self, region: Region, of: Contract) -> None:
        made = learning(region, learner(region), course(region, of))
        followed(region, made)
        with clock.frozen(date(2026, 12, 10)):
            close_month(date(2026, 11, 1), by=second(region))
            indexed(region, of, since=FIRST)
        late = made.call_off.movements.filter(kind=Movement.Kind.DELIVERED).latest("id")
        assert (late.on, late.booked_on, late.cents) == (date(2026, 11, 8), date(2026, 12, 1), 12_00)

    def test_lessons_that_ended_get_it_too_and_nothing_stays_committed(
        self, region: Region, of: Contract, row: Inburgeringsaanbod
    ) -> None:
        end_lessons(row, Eindreden.GESTOPT, by=school(region), last_day=date(2026, 11, 22))
        indexed(region, of)
        sums = sums_of(row.call_off)
        assert sums.committed == sums.delivered == 384_00


class TestInvoices:
    def test_the_difference_can_be_invoiced(
        self, region: Region, of: Contract, row: Inburgeringsaanbod
    ) -> None:
        november = {"period_from": FIRST, "period_to": date(2026, 11, 22)}
        asked = line(row.call_off, quantity=3600, unit_price=10_00, amount=360_00, **november)
        confirmed(region, received(region, asked, dated=TODAY))
        indexed(region, of)
        assert sums_of(row.call_off).invoiced == 360_00
        more = replace(asked, quantity=2400, unit_price=1_00, amount=24_00, period_from=SECOND)
        invoice = received(region, more, dated=TODAY)
        said = verdicts(invoice, lines := lines_of(invoice))[lines[0].pk]
        assert (said.reason, said.room) == (None, 24_00)
        confirmed(region, invoice)
        assert sums_of(row.call_off).invoiced == sums_of(row.call_off).delivered
        beyond = received(region, replace(more, quantity=100, amount=1_00), dated=TODAY)
        said = verdicts(beyond, lines := lines_of(beyond))[lines[0].pk]
        assert (said.reason, said.may_accept) == (Reason.TWICE, False)

    def test_a_lower_price_waits_for_the_credit_note(
        self, region: Region, of: Contract, row: Inburgeringsaanbod
    ) -> None:
        book = sums_of(row.call_off)
        asked = line(
            row.call_off,
            quantity=3600,
            unit_price=10_00,
            amount=360_00,
            period_from=FIRST,
            period_to=date(2026, 11, 22),
        )
        first = confirmed(region, received(region, asked, dated=TODAY))
        indexed(region, of, prices=hours(9_00))
        assert Rebooking.objects.get().owed == 24_00
        assert sums_of(row.call_off) == replace(book, invoiced=360_00)
        back = replace(asked, quantity=2400, unit_price=1_00, amount=24_00, period_from=SECOND)
        confirmed(region, received(region, back, credit=True, credited=(first.number,), dated=TODAY))
        run_due()
        sums = sums_of(row.call_off)
        assert (sums.delivered, sums.invoiced) == (336_00, 336_00)
        assert sums.committed == book.committed - (row.planned_minutes // 60 - 12) * 1_00
        assert not Rebooking.objects.get().owed


class TestMilestones:
    def test_the_price_of_what_was_reached_since_that_day_follows(self, region: Region) -> None:
        of = contract(region, places=None, ceiling=None)
        made = learning(region, learner(region), course(region, of))
        followed(region, made)
        dearer = (
            PriceFacts(PriceForm.TRAJECTORY, Moment.STARTED, 2_900_00),
            PriceFacts(PriceForm.TRAJECTORY, Moment.COMPLETED, 1_850_00),
            PriceFacts(PriceForm.RESULT, Moment.RESULT, 1_000_00),
        )
        indexed(region, of, since=FIRST, prices=dearer, result=Result.DIPLOMA)
        sums = sums_of(made.call_off)
        assert (sums.delivered, sums.committed) == (2_900_00, 5_750_00)
        indexed(region, of, since=THIRD, prices=hours(9_00))
        followed(region, made, week(THIRD))
        sums = sums_of(made.call_off)
        assert sums.delivered == 2_900_00 + 108_00
        assert proved("contracts") == []

    def test_a_result_that_comes_long_after_the_end_has_the_price_of_its_day(self, region: Region) -> None:
        of = contract(region, places=None, ceiling=None)
        made = learning(region, learner(region), course(region, of))
        followed(region, made)
        end_lessons(made, Eindreden.GESTOPT, by=school(region), last_day=date(2026, 11, 8))
        record_result(made, by=region.regisseur, on=date(2026, 11, 20))
        dearer = (PRICES[0], PRICES[1], PriceFacts(PriceForm.RESULT, Moment.RESULT, 1_100_00))
        indexed(region, of, since=THIRD, prices=dearer, result=Result.DIPLOMA)
        sums = sums_of(made.call_off)
        assert sums.delivered == sums.committed == 2_800_00 + 1_100_00

    def test_what_is_no_longer_agreed_is_taken_back(self, region: Region) -> None:
        of = contract(region, places=None, ceiling=None)
        made = learning(region, learner(region), course(region, of))
        followed(region, made)
        indexed(region, of, since=FIRST, prices=hours(9_00))
        sums = sums_of(made.call_off)
        assert sums.delivered == 108_00
        assert sums.committed == made.planned_minutes // 60 * 9_00


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    prices=st.lists(st.tuples(st.integers(8_00, 12_00), st.integers(0, 18)), min_size=1, max_size=3),
    minutes=st.lists(st.integers(0, 720), min_size=3, max_size=3),
    invoiced=st.integers(0, 300_00),
)
@example(prices=[(8_00, 0), (8_10, 1)], minutes=[0, 0, 1], invoiced=14)
def test_whatever_prices_follow_the_book_is_what_the_weeks_are_worth(
    region: Region, of: Contract, prices: list[tuple[int, int]], minutes: list[int], invoiced: int
) -> None:
    save = transaction.savepoint()
    try:
        made = learning(region, learner(region), course(region, of))
        followed(
            region,
            made,
            *(week(on, n, 720 - n) for on, n in zip((FIRST, SECOND, THIRD), minutes, strict=True)),
        )
        if part := min(invoiced, sums_of(made.call_off).delivered):
            book_invoiced(made.call_off, Fact(part, TODAY, "f", "factuur"), by=second(region))
        since = sorted({FIRST.replace(day=FIRST.day + after): cents for cents, after in prices}.items())
        for first, cents in since:
            indexed(region, of, since=first, prices=hours(cents))
        worth = 0
        for on, n in zip((FIRST, SECOND, THIRD), minutes, strict=True):
            held = next(
                (cents for first, cents in reversed(since) if first <= on.replace(day=on.day + 6)), 10_00
            )
            worth += (held * n + 30) // 60
        sums = sums_of(made.call_off)
        assert sums.committed >= sums.delivered >= sums.invoiced
        owed = max(Rebooking.objects.values_list("owed", flat=True))
        assert owed or sums.delivered == worth
        assert not owed or worth < sums.invoiced
        assert proved("contracts") == []
    finally:
        transaction.savepoint_rollback(save)
