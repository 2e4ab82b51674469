"""Sums are kept beside the book: they are what the lines come to, on any day, whoever wrote them and however."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.bills import line, received, started
from support.contracts import buyer, called_off, contract
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.contracts.commands import (
    Fact,
    book_delivered,
    book_invoiced,
    book_paid,
    call_off,
    cancel_call_off,
    end_call_off,
    take_part,
)
from wegwijs.contracts.models import Balance, CallOff, Movement
from wegwijs.contracts.queries.money import KEPT, cells, committed, committed_by
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente

pytestmark = pytest.mark.django_db
BEGAN = date(2026, 9, 7)
ACTS = (book_delivered, book_invoiced, book_paid)
K = Movement.Kind


def from_lines(on: date) -> dict[tuple[object, str, int], tuple[int, ...]]:
    """By contract, gemeente and year, line by line; what comes to nothing isn't named."""
    sums: dict[tuple[object, str, int], dict[str, int]] = defaultdict(lambda: dict.fromkeys(K.values, 0))
    for row in Movement.objects.filter(booked_on__lte=on).select_related("call_off"):
        sums[(row.call_off.contract_id, row.call_off.gemeente_id, row.year)][row.kind] += row.cents
    return {key: tuple(found.values()) for key, found in sums.items() if any(found.values())}


def told(on: date) -> dict[tuple[object, str, int], tuple[int, ...]]:
    rows = cells(["0505", "0642"], on=on)
    return {
        (one.contract, one.gemeente, one.year): (one.sums.committed, one.sums.delivered, one.sums.invoiced, one.sums.paid)
        for one in rows
    }  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 4), st.integers(-900_00, 2_000_00), st.integers(0, 80), st.integers(2025, 2027)),
        max_size=12,
    )
)  # fmt: skip
def test_on_every_day_the_sums_are_those_of_the_lines(
    region: Region, acts: list[tuple[int, int, int, int, int]]
) -> None:
    with transaction.atomic():
        away = Gemeente.objects.get(pk="0642")
        made = [contract(region, places=None, ceiling=None) for _ in range(2)]
        take_part(made[0], away, by=buyer(region), valid_from=BEGAN, source="besluit")
        with clock.frozen(BEGAN):
            rows = [called_off(region, made[n % 2]) for n in range(2)]
            rows.append(call_off(made[0], away, by=region.teamlead, source=f"z{id(acts)}", starts_on=BEGAN, cents=900_00))  # fmt: skip
        for turn, (which, act, cents, days, year) in enumerate(acts):
            on = BEGAN + timedelta(days=days)
            try:
                with transaction.atomic(), clock.frozen(on):
                    if act < len(ACTS) and cents:
                        ACTS[act](rows[which], Fact(cents, on, f"{turn}", "test", year), by=region.teamlead)
                    elif act == len(ACTS):
                        end_call_off(rows[which], by=region.teamlead, last_day=on)
                    else:
                        cancel_call_off(rows[which], by=region.teamlead, on=on)
            except DomainError:
                continue
        for days in range(-1, 82, 9):
            day = BEGAN + timedelta(days=days)
            assert told(day) == from_lines(day)
        for one in made:
            lines = Movement.objects.filter(call_off__contract=one, kind=K.COMMITTED)
            assert committed(one) == committed_by()[one.pk] == sum(found.cents for found in lines)
        transaction.set_rollback(True)


def test_many_lines_of_one_statement_are_kept_as_well(region: Region) -> None:
    row = called_off(region, contract(region))
    first = Movement.objects.get()
    many = [
        Movement(
            call_off=row, kind=K.DELIVERED, cents=n, on=TODAY, booked_on=TODAY, year=2026 + n % 2, source_key=f"{n}", note="x",
            recorded_by=first.recorded_by, label=first.label, recorded_at=first.recorded_at,
        )
        for n in range(1, 11)
    ]  # fmt: skip
    Movement.objects.bulk_create(many)
    assert dict(Balance.objects.values_list("year", "delivered")) == {2026: 30, 2027: 25}


def test_nobody_but_a_line_changes_a_balance(region: Region) -> None:
    called_off(region, contract(region))
    one = Balance.objects.get()
    for act in (one.delete, lambda: Balance.objects.update(paid=1), lambda: Balance.objects.create(call_off=one.call_off, contract=one.contract, gemeente=one.gemeente, year=1, **dict.fromkeys(KEPT, 0))):  # fmt: skip
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            act()


def test_a_call_off_remembers_what_it_was_called_off_for(region: Region) -> None:
    row = called_off(region, contract(region), cents=1_234_00)
    end_call_off(row, by=region.regisseur, last_day=BEGAN, finished=True)
    kept = CallOff.objects.get()
    assert (kept.cents, kept.finished) == (1_234_00, True)


def test_an_invoice_keeps_who_pays_what_it_names(region: Region) -> None:
    assert received(region, line(started(region))).gemeenten == ["0505"]
