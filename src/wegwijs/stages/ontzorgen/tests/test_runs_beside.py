"""Many who start or release a run, or confirm costs of the bank, at the same moment: one run, one file, the money moved once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from support.ontzorgen import RENT, ontzorgd, second, treasurer
from support.payments import RENT_DAY, account, filled, funded, income, landlord, rent, statement, taken_in
from support.region import TODAY, Region, build_region
from wegwijs import clock
from wegwijs.errors import DomainError
from wegwijs.ledger.queries import held
from wegwijs.rowsecurity.scope import EVERYTHING, entered
from wegwijs.stages.ontzorgen.commands.proposals import propose
from wegwijs.stages.ontzorgen.commands.runs import RunKind, make_run, release, sign_first
from wegwijs.stages.ontzorgen.commands.settle import ask_client, ask_costs, confirm_line, refuse_line
from wegwijs.stages.ontzorgen.models import PaymentFile, PaymentOrder, PaymentRun, StatementLine
from wegwijs.stages.ontzorgen.queries.money import balances_of


@pytest.fixture
def everybody(transactional_db: None) -> Region:
    with clock.frozen(TODAY):
        return build_region()


CONNECTIONS = 8


def beside(act: Callable[[int], object], turns: int) -> list[Any]:
    """So many turns over a few real connections, all of them at work at the same moment."""
    ready = Barrier(CONNECTIONS)

    def some(first: int) -> list[object]:
        try:
            ready.wait()
            with clock.frozen(TODAY), entered(EVERYTHING):
                return [act(turn) for turn in range(first, turns, CONNECTIONS)]
        finally:
            connection.close()

    with ThreadPoolExecutor(CONNECTIONS) as threads:
        return [one for done in threads.map(some, range(CONNECTIONS)) for one in done]


def test_a_thousand_starts_at_once_make_one_run_and_pay_each_cost_once(everybody: Region) -> None:
    with clock.frozen(TODAY):
        of = ontzorgd(everybody)
        rent(of, landlord(everybody))
        account(everybody)
        funded(everybody, of)
        by = treasurer(everybody)
        gemeente = everybody.dordrecht

    def start(turn: int) -> object:
        if turn % 100 < CONNECTIONS:
            propose(gemeente, since=TODAY, until=RENT_DAY, by=by)
        return make_run(gemeente, RENT_DAY, RunKind.ALL, by=by).pk

    assert len(set(beside(start, 1_000))) == 1
    assert PaymentRun.objects.count() == PaymentOrder.objects.count() == 1


def test_two_who_release_at_once_move_the_money_once(everybody: Region) -> None:
    with clock.frozen(TODAY):
        of = ontzorgd(everybody)
        rent(of, landlord(everybody))
        funded(everybody, of)
        run = sign_first(filled(everybody), by=treasurer(everybody))
        by = second(everybody)

    def act(_: int) -> str:
        try:
            release(run, run.sha256, by=by)
        except DomainError:
            return "refused"
        return "released"

    assert sorted(beside(act, 6)) == ["refused"] * 5 + ["released"]
    assert balances_of([of])[of.pk] == 1_400_00 - RENT
    assert PaymentFile.objects.count() == 1
    assert held(account(everybody).fund, on=TODAY).adds_up


def test_of_all_who_answer_about_costs_at_once_one_is_heard(everybody: Region) -> None:
    with clock.frozen(TODAY):
        of = ontzorgd(everybody)
        taken_in(everybody, statement(everybody, income(30_00, counter_name="Wie")))
        line = ask_costs(StatementLine.objects.get(), "rente", by=treasurer(everybody))
        by = second(everybody)

    acts: list[Callable[[], object]] = [
        lambda: confirm_line(line, 1, by=by),
        lambda: refuse_line(line, "niet zeker", 1, by=by),
        lambda: ask_client(line, of, "van een oom", by=by),
    ]

    def act(turn: int) -> str:
        try:
            acts[turn % len(acts)]()
        except DomainError:
            return "refused"
        return ("confirmed", "not so", "given")[turn % len(acts)]

    heard = set(beside(act, 12))
    line.refresh_from_db()
    books = account(everybody).fund.accounts
    if "confirmed" in heard:
        assert heard == {"confirmed", "refused"}
        assert (line.outcome, books.get(source="kosten").balance) == ("kosten", 30_00)
    else:
        assert {"not so", "given"} >= heard - {"refused"}
        assert books.get(source="kosten").balance == 0
    assert held(account(everybody).fund, on=TODAY).adds_up


def test_two_who_ask_at_once_are_one_question(everybody: Region) -> None:
    with clock.frozen(TODAY):
        taken_in(everybody, statement(everybody, income(30_00, counter_name="Wie")))
        line, staff = StatementLine.objects.get(), (treasurer(everybody), second(everybody))

    def act(turn: int) -> str:
        try:
            ask_costs(line, "rente", by=staff[turn % 2])
        except DomainError:
            return "refused"
        return "asked"

    assert sorted(beside(act, 8)) == ["asked"] + ["refused"] * 7
    line.refresh_from_db()
    assert (line.asked_times, line.waits) == (1, True)
