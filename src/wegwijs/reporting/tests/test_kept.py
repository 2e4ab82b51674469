"""Figures stand on kept totals: they are what call-offs and the lines of the book come to, on every day, whatever was done."""

# The statements of before, put together of texts of this file alone.
# ruff: noqa: S608

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.contracts import buyer, contract, second
from support.region import Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.contracts.commands import (
    Fact,
    Planned,
    book_delivered,
    book_invoiced,
    book_paid,
    call_off,
    cancel_call_off,
    close_month,
    commit_more,
    end_call_off,
    move_start,
    result_seen,
    take_part,
    tell_cohort,
)
from wegwijs.contracts.jobs import gather_totals
from wegwijs.contracts.models import CallOff, Contract, Moment, Movement, Price
from wegwijs.contracts.queries.agreements import QUARTER, contract_or_404
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.reporting.queries import budget
from wegwijs.reporting.queries.costs import costs
from wegwijs.reporting.queries.trajectories import Breakdown, figures_of
from wegwijs.totals import proved

pytestmark = pytest.mark.django_db
BEGAN = date(2026, 9, 7)
BOOKED = (book_delivered, book_invoiced, book_paid, commit_more)
SUBJECTS = ("", "b1", "z")
DAYS = [BEGAN + timedelta(days=days) for days in (-1, 0, 11, 23, 24, 60, 120)]

# As figures were told before totals were kept: call-off by call-off, line by line.
_BALANCES = """balances AS (
        SELECT call_off_id, year, coalesce(sum(cents) FILTER (WHERE kind = 'verplicht'), 0) AS committed,
            coalesce(sum(cents) FILTER (WHERE kind = 'geleverd'), 0) AS delivered, coalesce(sum(cents) FILTER (WHERE kind = 'gefactureerd'), 0) AS invoiced,
            coalesce(sum(cents) FILTER (WHERE kind = 'betaald'), 0) AS paid
        FROM contracts_movement {until} GROUP BY call_off_id, year
    )"""
_OURS = """ours AS (
        SELECT c.id, g.naam AS gemeente, o.name AS provider, c.subject AS route, coalesce(c.cohort::text, '') AS cohort, c.starts_on,
            coalesce(c.ends_on, c.cancelled_on) AS over_on, c.until, c.finished, c.result_on
        FROM contracts_calloff c JOIN organisations_gemeente g ON g.code = c.gemeente_id JOIN contracts_contract t ON t.id = c.contract_id
        JOIN organisations_organisation o ON o.id = t.supplier_id WHERE c.gemeente_id = ANY(%(codes)s) AND {inside}
    )"""
_SPENT = (
    "WITH " + _BALANCES.format(until="WHERE booked_on <= %(on)s") + ", " + _OURS.format(inside="true") + """, later AS (
        SELECT DISTINCT call_off_id, year FROM contracts_movement WHERE booked_on > %(on)s
    ), per AS (
        SELECT b.* FROM balances b LEFT JOIN later a USING (call_off_id, year)
        WHERE b.year = %(year)s AND (a.year IS NULL OR (committed, delivered, invoiced, paid) <> (0, 0, 0, 0))
    ), open AS (
        SELECT o.id AS call_off_id, sum(b.committed - b.delivered) AS cents FROM ours o JOIN balances b ON b.call_off_id = o.id
        WHERE o.over_on IS NULL OR o.over_on > %(on)s GROUP BY o.id
    ), due AS (
        SELECT ours.*, coalesce(open.cents, 0) AS open, greatest(coalesce(until, %(on)s), greatest(starts_on, %(on)s)) AS last
        FROM ours LEFT JOIN open ON open.call_off_id = ours.id
    ), parts AS (
        SELECT due.*, CASE WHEN last <= %(on)s THEN (extract(year FROM %(on)s::date) = %(year)s)::int::numeric
            ELSE greatest(least(last, %(end)s::date) - greatest(%(on)s::date, %(start)s::date - 1), 0)::numeric / (last - %(on)s::date) END AS part
        FROM due
    )
    SELECT p.{column}, count(*) FILTER (WHERE per.call_off_id IS NOT NULL OR (p.open > 0 AND p.part > 0)), coalesce(sum(per.committed), 0)::bigint,
        coalesce(sum(per.delivered), 0)::bigint, coalesce(sum(per.invoiced), 0)::bigint, coalesce(sum(per.paid), 0)::bigint,
        round(coalesce(sum(p.open * p.part), 0))::bigint
    FROM parts p LEFT JOIN per ON per.call_off_id = p.id GROUP BY p.{column} ORDER BY p.{column}"""
)  # fmt: skip
_COSTS = (
    "WITH " + _BALANCES.format(until="") + ", "
    + _OURS.format(inside="c.cancelled_on IS NULL AND (%(began)s = 0 OR extract(year FROM c.starts_on) = %(began)s)") + """, money AS (
        SELECT call_off_id, sum(delivered) AS delivered FROM balances GROUP BY call_off_id
    ), told AS (
        SELECT m.call_off_id, coalesce(sum(m.cents) FILTER (WHERE p.moment = 'afgerond'), 0) > 0 AS finished,
            coalesce(sum(m.cents) FILTER (WHERE p.moment = 'resultaat'), 0) > 0 AS result
        FROM ours JOIN contracts_movement m ON m.call_off_id = ours.id AND m.kind = 'geleverd' JOIN contracts_price p ON p.id = m.price_id
        WHERE ours.route = '' GROUP BY m.call_off_id
    ), each AS (
        SELECT ours.*, coalesce(money.delivered, 0) AS delivered, over_on IS NOT NULL AS over, ours.finished OR coalesce(told.finished, false) AS is_finished,
            result_on IS NOT NULL OR coalesce(told.result, false) AS result
        FROM ours LEFT JOIN money ON money.call_off_id = ours.id LEFT JOIN told ON told.call_off_id = ours.id
    )
    SELECT {column}, count(*), count(*) FILTER (WHERE over), count(*) FILTER (WHERE over AND is_finished), count(*) FILTER (WHERE over AND result),
        coalesce(sum(delivered) FILTER (WHERE over), 0)::bigint, coalesce(sum(delivered), 0)::bigint
    FROM each GROUP BY {column} ORDER BY {column}"""
)  # fmt: skip


def asked(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def figures_are_counted(by: Actor) -> None:
    for gemeente in ("", "0505"):
        with figures_of(by, gemeente) as figures:
            for per in Breakdown:
                for year in (2025, 2026, 2027, 2028):
                    for on in DAYS:
                        kept = [
                            (one.key, one.trajectories, one.sums.committed, one.sums.delivered, one.sums.invoiced, one.sums.paid, one.to_come)
                            for one in budget.spent(figures, year, on=on, by=per)
                        ]  # fmt: skip
                        rows = asked(
                            _SPENT.format(column=per.column), codes=figures.codes, on=on, year=year, start=date(year, 1, 1), end=date(year, 12, 31)
                        )  # fmt: skip
                        assert kept == [row for row in rows if row[1]], (gemeente, per, year, on)
                for began in (0, 2026):
                    told = [
                        (one.key, one.begun, one.over, one.finished, one.results, one.spent, one.all)
                        for one in costs(figures, began=began, by=per)
                    ]
                    assert told == asked(
                        _COSTS.format(column=per.column), codes=figures.codes, began=began
                    ), (gemeente, per, began)


def places_are_counted(by: Actor, made: list[Contract]) -> None:
    for one in made:
        for on in DAYS:
            found = contract_or_404(by, one.pk, on=on)
            rows = [
                row for row in CallOff.objects.filter(contract=one, cancelled_on=None) if row.starts_on <= on
            ]
            runs = [row for row in rows if row.ends_on is None or row.ends_on >= on]
            lines = Movement.objects.filter(
                call_off__contract=one, kind=Movement.Kind.DELIVERED, on__gt=on - QUARTER, on__lte=on
            )
            assert (found.called, found.runs, found.lately) == (len(rows), len(runs), sum(row.cents for row in lines)), on  # fmt: skip


Act = tuple[int, int, int, int, int]


class Story:
    """Call-offs on two contracts for two gemeenten, to which anything may happen, on any day."""

    def __init__(self, region: Region) -> None:
        self.region, self.by, self.turn = region, region.teamlead, 0
        away = Gemeente.objects.get(pk="0642")
        self.contracts = [
            contract(region, short, places=None, ceiling=None) for short in ("Sagènn", "NLtraining")
        ]
        self.gemeenten = [region.dordrecht, away]
        for one in self.contracts:
            take_part(one, away, by=buyer(region), valid_from=BEGAN, source="besluit")
        self.prices = list(
            Price.objects.filter(
                terms__contract=self.contracts[0], moment__in=(Moment.COMPLETED, Moment.RESULT)
            )
        )
        self.rows: list[CallOff] = []
        for n in range(3):
            self.called(n, 900_00 + n, 90 * n)

    def called(self, which: int, cents: int, days: int) -> None:
        planned = Planned(
            BEGAN + timedelta(days=3 * days) if days else None,
            SUBJECTS[which % 3],
            2025 + which % 2 if which else None,
        )
        with clock.frozen(BEGAN):
            self.rows.append(
                call_off(
                    self.contracts[which % 2], self.gemeenten[which // 2 % 2], by=self.by, source=f"kept:{len(self.rows)}",
                    starts_on=BEGAN + timedelta(days=days % 30), cents=cents, planned=planned,
                )
            )  # fmt: skip

    def act(self, act: Act) -> None:
        """One of everything that can be done."""
        which, what, cents, days, year = act
        self.turn += 1
        on, row = BEGAN + timedelta(days=days), self.rows[which % len(self.rows)]
        with clock.frozen(on):
            if what < 2 * len(BOOKED):
                price = self.prices[days % 2] if year == 2026 else None
                BOOKED[what % len(BOOKED)](
                    row, Fact(cents or 1, on, f"{self.turn}", "test", year, price=price), by=self.by
                )
            elif what == 8:
                end_call_off(row, by=self.by, last_day=on, finished=cents > 0)
            elif what == 9:
                cancel_call_off(row, by=self.by, on=on)
            elif what == 10:
                tell_cohort([one.pk for one in self.rows[: which + 1]], year if cents > 0 else None)
            elif what == 11:
                result_seen(row, on)
            elif what == 12:
                close_month(BEGAN, by=second(self.region))
            elif what == 13:
                gather_totals()
            elif what == 14:
                move_start(row, by=self.by, on=on)
            else:
                self.called(which, abs(cents), days)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 15), st.integers(-900_00, 2_000_00), st.integers(0, 90), st.integers(2025, 2028)),
        max_size=16,
    )
)  # fmt: skip
def test_on_every_day_figures_are_those_of_the_lines(region: Region, acts: list[Act]) -> None:
    with transaction.atomic():
        story = Story(region)
        for act in acts:
            try:
                with transaction.atomic():
                    story.act(act)
            except DomainError:
                continue
        figures_are_counted(second(region))
        places_are_counted(second(region), story.contracts)
        assert proved("contracts") == []
        gather_totals()
        figures_are_counted(second(region))
        assert proved("contracts") == []
        transaction.set_rollback(True)
