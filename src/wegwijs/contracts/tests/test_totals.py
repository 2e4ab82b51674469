"""Totals of the book and of call-offs: kept by PostgreSQL, nobody waits for another's, and what a superuser changes is found."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from support.contracts import called_off, contract
from support.region import TODAY, Region, build_region
from wegwijs import clock
from wegwijs.contracts.commands import Fact, book_delivered, end_call_off
from wegwijs.contracts.jobs import gather_totals, prove_totals
from wegwijs.contracts.models import BegunTotal, BookTotal, CallOff, OpenTotal, YearTotal
from wegwijs.contracts.queries.money import cells, committed
from wegwijs.organisations.models import Gemeente
from wegwijs.rowsecurity.scope import EVERYTHING, entered
from wegwijs.totals import Total, proved, verified

TOTALS: tuple[type[Total], ...] = (BookTotal, YearTotal, OpenTotal, BegunTotal)
ANYBODY = pytest.mark.django_db


def as_superuser(sql: str) -> None:
    """Past every trigger, as who has the database in hand may."""
    names = [one.get_pgid(model) for model in (*TOTALS, CallOff) for one in model._meta.triggers]  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(tgname, ',') FROM pg_trigger WHERE tgname LIKE 'pgtrigger%%'", [])
        (known,) = cursor.fetchone()
        assert set(names) <= set(known.split(","))
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + known + "}"])
        cursor.execute(sql)
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


@ANYBODY
@pytest.mark.parametrize("model", TOTALS)
def test_nobody_but_a_line_or_a_call_off_changes_a_total(region: Region, model: type[Total]) -> None:
    called_off(region, contract(region))
    one = model._default_manager.all()[0]
    for act in (one.delete, lambda: model._default_manager.update(id=1), one.save):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            act()


@ANYBODY
def test_a_call_off_stays_with_its_contract_and_gemeente(region: Region) -> None:
    row = called_off(region, contract(region))
    for changed in ({"contract": contract(region)}, {"gemeente": Gemeente.objects.get(pk="0642")}):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            CallOff.objects.filter(pk=row.pk).update(**changed)


@ANYBODY
def test_many_call_offs_of_one_statement_are_kept_as_well(region: Region) -> None:
    made = contract(region, places=None, ceiling=None)
    rows = [called_off(region, made, cents=100 * n) for n in range(4)]
    CallOff.objects.update(cohort=2024, ends_on=date(2026, 12, 1))
    assert proved("contracts") == []
    assert set(BegunTotal.objects.values_list("cohort", flat=True)) == {None, 2024}
    gather_totals()
    assert list(BegunTotal.objects.values_list("cohort", "trajectories", "over")) == [(2024, 4, 4)]
    # Nothing was booked for the first of them, so it may go.
    CallOff.objects.filter(pk=rows[0].pk).delete()
    assert proved("contracts") == []


@ANYBODY
def test_the_night_makes_one_row_of_many_and_changes_nothing(region: Region) -> None:
    made = contract(region, places=None, ceiling=None)
    for n in range(3):
        row = called_off(region, made)
        book_delivered(row, Fact(100, TODAY, f"{n}", "les"), by=region.regisseur)
    before = cells(["0505"], on=TODAY), committed(made), BookTotal.objects.count()
    gather_totals()
    assert (cells(["0505"], on=TODAY), committed(made)) == before[:2]
    assert BookTotal.objects.count() < before[2]
    # Committed and delivered on one day: one row for the month, one for the day, one for the day of what was delivered.
    assert BookTotal.objects.count() == len(BookTotal.Per)


@ANYBODY
@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("UPDATE contracts_booktotal SET paid = paid + 1 WHERE per = 'maand'", {"contracts_booktotal"}),
        ("DELETE FROM contracts_opentotal", {"contracts_opentotal"}),
        ("UPDATE contracts_yeartotal SET cohort = 2020", {"contracts_yeartotal"}),
        ("UPDATE contracts_beguntotal SET trajectories = 5", {"contracts_beguntotal"}),
        ("UPDATE contracts_balance SET committed = committed + 1", {"contracts_balance", "contracts_yeartotal", "contracts_opentotal"}),
        ("UPDATE contracts_movement SET cents = cents + 1", {"contracts_balance", "contracts_booktotal"}),
        ("UPDATE contracts_calloff SET until = '2030-01-01'", {"contracts_opentotal"}),
    ],
)  # fmt: skip
def test_what_a_superuser_changes_is_found(
    region: Region, caplog: pytest.LogCaptureFixture, sql: str, tables: set[str]
) -> None:
    called_off(region, contract(region))
    assert verified() == (["Alle bijgehouden totalen zijn wat er vastgelegd is."], True)
    as_superuser(sql)
    assert {one.split(":")[0] for one in proved("contracts")} == tables
    prove_totals()
    assert all(table in caplog.text for table in tables)
    sentences, whole = verified()
    assert not whole
    assert len(sentences) == len(tables) + 1


@pytest.fixture
def everybody(transactional_db: None) -> Region:
    with clock.frozen(TODAY):
        return build_region()


def elsewhere(act: Callable[[], object]) -> None:
    """In a transaction of its own, that waits for nobody for long."""
    try:
        with clock.frozen(TODAY), transaction.atomic(), entered(EVERYTHING), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            act()
    finally:
        connection.close()


def test_who_books_on_the_same_contract_is_not_waited_for(everybody: Region) -> None:
    with clock.frozen(TODAY):
        made = contract(everybody, places=None, ceiling=None)
        rows = [called_off(everybody, made, cents=1_000), called_off(everybody, made, cents=1_000)]

    def book(which: int) -> None:
        book_delivered(rows[which], Fact(300 + which, TODAY, "x", "les"), by=everybody.regisseur)

    with clock.frozen(TODAY), transaction.atomic(), entered(EVERYTHING):
        book(0)
        with ThreadPoolExecutor(1) as threads:
            # Its transaction ends while the other's still goes on, and so does the night's.
            threads.submit(elsewhere, lambda: book(1)).result()
            threads.submit(elsewhere, gather_totals).result()
        end_call_off(rows[0], by=everybody.regisseur, last_day=TODAY)
    with entered(EVERYTHING):
        [one] = cells(["0505"], on=TODAY)
        assert (one.sums.committed, one.sums.delivered) == (1_300, 601)
        assert proved("contracts") == []
