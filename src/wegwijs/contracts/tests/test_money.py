"""The book of a contract: called off, delivered, invoiced, paid; no cent made or lost, and a closed month stays closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.contracts import TERMS, WHOLE, buyer, called_off, contract, second, waiting
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.roles import Permission
from wegwijs.contracts.commands import (
    Fact,
    book_delivered,
    book_invoiced,
    book_paid,
    call_off,
    close_month,
    commit_more,
    decide_terms,
    end_call_off,
    end_keurmerk,
    end_share,
    take_part,
)
from wegwijs.contracts.models import CallOff, Keurmerk, Movement
from wegwijs.contracts.queries.agreements import contract_or_404, offered
from wegwijs.contracts.queries.money import booked_for, cells, closable, summed, sums_of, years_of
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Gemeente

pytestmark = pytest.mark.django_db
BEGAN = date(2026, 9, 7)


def fact(cents: int, key: str = "x", on: date = TODAY, year: int = 0) -> Fact:
    return Fact(cents, on, key, "test", year)


@pytest.fixture
def row(region: Region) -> CallOff:
    return called_off(region, contract(region))


def test_calling_off_commits_what_it_costs_once(region: Region) -> None:
    made = contract(region)
    first, again = (
        call_off(
            made, region.dordrecht, by=region.regisseur, source="plaatsing:1", starts_on=BEGAN, cents=WHOLE
        )
        for _ in range(2)
    )
    assert first == again
    assert sums_of(first).committed == WHOLE
    found = contract_or_404(buyer(region), made.pk, on=TODAY)
    assert (found.called, found.runs) == (1, 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"starts_on": date(2025, 12, 31)}, "geldt niet op 31-12-2025"),
        ({"starts_on": date(2028, 1, 1)}, "geldt niet op 01-01-2028"),
        ({"gemeente": "0642"}, "doet op 07-09-2026 niet mee"),
        ({"cents": 20_000_01}, "plafond"),
    ],
)
def test_calling_off_what_was_not_agreed_is_refused(
    region: Region, change: dict[str, object], words: str
) -> None:
    asked = {"gemeente": "0505", "starts_on": BEGAN, "cents": WHOLE, **change}
    gemeente = Gemeente.objects.get(pk=asked.pop("gemeente"))
    with pytest.raises(DomainError, match=words):
        call_off(contract(region), gemeente, by=region.teamlead, source="s", **asked)  # type: ignore[arg-type]


def test_terms_that_wait_let_nobody_begin(region: Region) -> None:
    with pytest.raises(DomainError, match="geldt niet"):
        called_off(region, waiting(region))


def test_without_a_keurmerk_nobody_begins_and_who_began_goes_on(region: Region) -> None:
    made = contract(region)
    running = called_off(region, made)
    end_keurmerk(Keurmerk.objects.get(), by=buyer(region), last_day=date(2026, 10, 1), why="audit")
    with pytest.raises(DomainError, match="geen keurmerk"):
        called_off(region, made, on=date(2026, 10, 2))
    book_delivered(running, fact(100), by=region.regisseur)


def test_a_gemeente_that_stopped_calls_nobody_off(region: Region) -> None:
    made = contract(region)
    end_share(made.shares.get(), by=buyer(region), last_day=date(2026, 8, 31))
    with pytest.raises(DomainError, match="niet mee"):
        called_off(region, made)


def test_a_full_contract_takes_nobody_until_somebody_ends(region: Region) -> None:
    made = contract(region)
    first = called_off(region, made)
    called_off(region, made)
    with pytest.raises(DomainError, match="Zet iemand op de wachtlijst"):
        called_off(region, made)
    end_call_off(first, by=region.regisseur, last_day=date(2026, 9, 30))
    called_off(region, made, on=date(2026, 10, 1))


def test_ending_releases_what_was_not_delivered(region: Region, row: CallOff) -> None:
    book_delivered(row, fact(2_800_00), by=region.regisseur)
    ended = end_call_off(row, by=region.regisseur, last_day=TODAY)
    assert (sums_of(ended).committed, sums_of(ended).delivered) == (2_800_00, 2_800_00)
    with pytest.raises(DomainError, match="eindigde al"):
        end_call_off(row, by=region.regisseur, last_day=TODAY)


def test_a_trajectory_does_not_end_before_it_began(region: Region, row: CallOff) -> None:
    with pytest.raises(DomainError, match="Kies die dag of later"):
        end_call_off(row, by=region.regisseur, last_day=BEGAN - timedelta(days=1))


def test_what_was_delivered_beyond_is_committed_with_it_and_said(region: Region, row: CallOff) -> None:
    book_delivered(row, fact(WHOLE + 400_00), by=region.regisseur)
    assert sums_of(row).committed == WHOLE + 400_00
    assert row.movements.get(source_key="x:meer").note == "meer geleverd dan verplicht was"


def test_more_is_committed_up_to_the_ceiling(region: Region, row: CallOff) -> None:
    commit_more(row, fact(1_000_00), by=region.regisseur)
    assert sums_of(row).committed == WHOLE + 1_000_00
    with pytest.raises(DomainError, match="plafond"):
        commit_more(row, fact(20_000_00, "y"), by=region.regisseur)
    with pytest.raises(DomainError, match="Dat kan niet"):
        commit_more(row, fact(-9_000_00, "z"), by=region.regisseur)


def test_nothing_is_invoiced_that_was_not_delivered_nor_paid_that_was_not_invoiced(
    region: Region, row: CallOff
) -> None:
    by = second(region)
    with pytest.raises(DomainError, match="gefactureerd en"):
        book_invoiced(row, fact(1), by=by)
    book_delivered(row, fact(100), by=region.regisseur)
    book_invoiced(row, fact(100), by=by)
    with pytest.raises(DomainError, match="betaald en"):
        book_paid(row, fact(101), by=by)
    book_paid(row, fact(100), by=by)
    with pytest.raises(DomainError, match="Dat kan niet"):
        book_delivered(row, fact(-1, "minder"), by=region.regisseur)


def test_the_same_fact_twice_is_one_line_and_with_another_amount_a_loud_error(
    region: Region, row: CallOff
) -> None:
    assert book_delivered(row, fact(100), by=region.regisseur)
    assert book_delivered(row, fact(100), by=region.regisseur) is None
    book_invoiced(row, fact(100), by=second(region))
    assert book_invoiced(row, fact(100), by=second(region)) is None
    with pytest.raises(DomainError, match="al geboekt voor € 1,00, nu voor € 0,50"):
        book_invoiced(row, fact(50), by=second(region))


def test_who_may_not_call_off_books_nothing(region: Region, row: CallOff) -> None:
    assert not region.counsellor.may(Permission.CONTRACT_CALL_OFF)
    with pytest.raises(NotAllowed):
        book_delivered(row, fact(100), by=region.counsellor)


def test_the_book_cannot_be_edited(row: CallOff) -> None:
    for act in (lambda: Movement.objects.update(cents=1), lambda: Movement.objects.all().delete()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            act()


def test_a_closed_month_stays_as_it_was_and_later_facts_say_where_they_went(
    region: Region, row: CallOff
) -> None:
    october, end = date(2026, 10, 1), date(2026, 10, 31)
    book_delivered(row, fact(300_00, "sep", date(2026, 9, 30)), by=region.regisseur)
    close_month(october, by=second(region))
    before = summed(cells({"0505"}, on=end))
    late = book_delivered(row, fact(50_00, "laat", date(2026, 10, 20)), by=region.regisseur)
    assert late
    assert (late.on, late.booked_on) == (date(2026, 10, 20), date(2026, 11, 1))
    assert summed(cells({"0505"}, on=end)) == before
    with pytest.raises(ProgrammingError), transaction.atomic():
        Movement.objects.create(
            call_off=row, kind="verplicht", cents=1, on=end, booked_on=end, year=2026, source_key="stil", note="",
            recorded_by=region.regisseur.user, label="", recorded_at=clock.now(),
        )  # fmt: skip


def test_months_are_closed_one_after_the_other_when_they_are_over(region: Region) -> None:
    by = second(region)
    with pytest.raises(DomainError, match="nog niet voorbij"):
        close_month(date(2026, 11, 1), by=by)
    assert closable(TODAY)[-1] == date(2026, 10, 1)
    close_month(date(2026, 9, 1), by=by)
    assert closable(TODAY) == [date(2026, 10, 1)]
    with pytest.raises(DomainError, match="laatste gesloten maand is 09-2026"):
        close_month(date(2026, 8, 1), by=by)
    close_month(date(2026, 10, 1), by=by)
    assert closable(TODAY) == []
    assert booked_for(date(2026, 1, 5)) == date(2026, 11, 1)
    with pytest.raises(NotAllowed):
        close_month(date(2026, 11, 1), by=buyer(region))


def test_december_is_followed_by_january(region: Region) -> None:
    close_month(date(2025, 12, 1), by=second(region))
    assert booked_for(date(2025, 3, 3)) == date(2026, 1, 1)


def test_the_year_that_bears_a_line_is_said_with_it(region: Region, row: CallOff) -> None:
    commit_more(row, fact(100_00, "volgend", year=2027), by=region.regisseur)
    found = {one.year: one.sums.committed for one in cells({"0505"}, on=TODAY)}
    assert found == {2026: WHOLE, 2027: 100_00}


def test_what_is_delivered_in_another_year_takes_the_commitment_along(region: Region, row: CallOff) -> None:
    book_delivered(row, fact(2_000_00, "nu"), by=region.regisseur)
    book_delivered(row, fact(3_000_00, "later", year=2027), by=region.regisseur)
    found = {year: (sums.committed, sums.delivered) for year, sums in years_of(row).items()}
    assert found == {2026: (2_600_00, 2_000_00), 2027: (3_000_00, 3_000_00)}
    with pytest.raises(DomainError, match="In 2027 is voor afroep"):
        commit_more(row, fact(-100_00, "minder", year=2027), by=region.regisseur)
    end_call_off(row, by=region.regisseur, last_day=TODAY)
    assert {year: sums.committed for year, sums in years_of(row).items()} == {2026: 2_000_00, 2027: 3_000_00}


def test_december_is_borne_by_its_own_year_though_it_is_invoiced_and_paid_in_january(
    region: Region, row: CallOff
) -> None:
    book_delivered(row, fact(500_00, "dec"), by=region.regisseur)
    with clock.frozen(date(2027, 1, 20)):
        for book in (book_invoiced, book_paid):
            book(row, fact(500_00, "dec", clock.today()), by=second(region))
        book_paid(row, fact(-200_00, "terug", clock.today()), by=second(region))
        book_invoiced(row, fact(-200_00, "credit", clock.today()), by=second(region))
    assert {year: sums.invoiced for year, sums in years_of(row).items()} == {2026: 300_00}


def test_a_day_in_the_past_shows_what_was_booked_then(region: Region, row: CallOff) -> None:
    assert cells({"0505"}, on=TODAY - timedelta(days=1)) == []
    assert summed(cells({"0505"}, on=TODAY)).remaining == WHOLE
    assert cells({"0590"}, on=TODAY) == []


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["meer", "lever", "factuur", "betaal", "einde"]),
        st.integers(-3_000_00, 3_000_00),
        st.sampled_from([2026, 2027]),
    ),
    max_size=14,
)
DO = {"meer": commit_more, "lever": book_delivered, "factuur": book_invoiced, "betaal": book_paid}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_is_asked_in_whatever_order_each_sum_is_at_least_the_next(
    region: Region, row: CallOff, acts: list[tuple[str, int, int]]
) -> None:
    save, by = transaction.savepoint(), (region.regisseur, second(region))
    try:
        for number, (act, cents, year) in enumerate(acts):
            try:
                if act == "einde":
                    end_call_off(row, by=region.regisseur, last_day=TODAY)
                elif cents:
                    paid = act in ("factuur", "betaal")
                    DO[act](row, fact(cents, f"{act}{number}", year=0 if paid else year), by=by[paid])
            except DomainError:
                pass
            sums = sums_of(row)
            assert sums.committed >= sums.delivered >= sums.invoiced >= sums.paid >= 0
            assert all(one.committed >= one.delivered for one in years_of(row).values())
    finally:
        transaction.savepoint_rollback(save)


def test_a_contract_by_the_hour_commits_nothing_until_it_is_said(region: Region) -> None:
    made = called_off(region, contract(region), cents=0)
    assert sums_of(made).committed == 0


def test_places_without_a_maximum_take_everybody(region: Region) -> None:
    made = waiting(region, replace(TERMS, places=None, ceiling=None, needs_keurmerk=False))
    version = offered(made)
    assert version
    decide_terms(version, by=second(region), accept=True)
    take_part(made, region.dordrecht, by=buyer(region), valid_from=TERMS.valid_from, source="besluit")
    for _ in range(4):
        called_off(region, made, cents=90_000_00)
