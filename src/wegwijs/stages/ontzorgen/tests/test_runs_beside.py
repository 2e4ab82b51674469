"""Many who start or release a run at the same moment: one run, one file, the money moved once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from support.ontzorgen import second, treasurer
from support.payments import RENT, RENT_DAY, account, filled, funded, landlord, ontzorgd, rent
from support.region import TODAY, Region, build_region
from wegwijs import clock
from wegwijs.errors import DomainError
from wegwijs.ledger.queries import held
from wegwijs.rowsecurity.scope import EVERYTHING, entered
from wegwijs.stages.ontzorgen.commands.proposals import propose
from wegwijs.stages.ontzorgen.commands.runs import RunKind, make_run, release, sign_first
from wegwijs.stages.ontzorgen.models import PaymentFile, PaymentOrder, PaymentRun
from wegwijs.stages.ontzorgen.queries.money import balances_of


@pytest.fixture
def everybody(transactional_db: None) -> Region:
    with clock.frozen(TODAY):
        return build_region()


def beside(act: Callable[[int], object], turns: int) -> list[Any]:
    def one(turn: int) -> object:
        try:
            with clock.frozen(TODAY), entered(EVERYTHING):
                return act(turn)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        return [done.result() for done in [threads.submit(one, turn) for turn in range(turns)]]


def test_a_hundred_starts_at_once_make_one_run_and_pay_each_cost_once(everybody: Region) -> None:
    with clock.frozen(TODAY):
        of = ontzorgd(everybody)
        rent(of, landlord(everybody))
        account(everybody)
        funded(everybody, of)
        by = treasurer(everybody)
        gemeente = everybody.dordrecht

    def start(_: int) -> object:
        propose(gemeente, since=TODAY, until=RENT_DAY, by=by)
        return make_run(gemeente, RENT_DAY, RunKind.ALL, by=by).pk

    assert len(set(beside(start, 100))) == 1
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
