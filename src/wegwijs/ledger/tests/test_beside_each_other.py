"""Many at the same time: one key is one transfer, accounts in any order never wait for each other, and the sum stays."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from support.region import TODAY, Region, build_region
from wegwijs import clock
from wegwijs.ledger.commands import Move, move, move_all, open_account, open_fund
from wegwijs.ledger.models import Account, Fund, Transfer
from wegwijs.ledger.queries import proved
from wegwijs.rowsecurity.scope import EVERYTHING, entered

K = Account.Kind
BESIDE, TURNS = 8, 12


@pytest.fixture
def region(transactional_db: None) -> Region:
    with clock.frozen(TODAY):
        return build_region()


def beside(act: Callable[[int], object]) -> None:
    """Each in a thread with a connection of its own."""

    def one(turn: int) -> None:
        try:
            with clock.frozen(TODAY), entered(EVERYTHING):
                act(turn)
        finally:
            connection.close()

    with ThreadPoolExecutor(BESIDE) as threads:
        for done in [threads.submit(one, turn) for turn in range(BESIDE)]:
            done.result()


def accounts(region: Region) -> list[Account]:
    fund = open_fund(region.dordrecht, Fund.Kind.CLIENTS)
    kinds = (K.BANK, K.CLIENT, K.CLIENT)
    return [open_account(fund, kind, source=f"{n}", title=f"{n}", on=TODAY) for n, kind in enumerate(kinds)]


def test_one_key_told_by_many_at_once_is_one_transfer(region: Region) -> None:
    bank, first, _ = accounts(region)
    beside(lambda _: move(Move(bank.pk, first.pk, 100, TODAY, "maand 11", "bijstand"), by=region.teamlead))
    assert Transfer.objects.count() == 1
    first.refresh_from_db()
    assert (first.balance, first.version) == (100, 1)


def test_transfers_that_cross_never_wait_for_each_other(region: Region) -> None:
    bank, first, second = accounts(region)
    move_all([Move(bank.pk, one.pk, 10_000, TODAY, f"in {one.pk}", "x") for one in (first, second)], by=region.teamlead)  # fmt: skip

    def act(turn: int) -> None:
        giver, taker = (first, second) if turn % 2 else (second, first)
        for n in range(TURNS):
            move_all(
                [Move(giver.pk, taker.pk, 7, TODAY, f"{turn}-{n}", "x"), Move(taker.pk, giver.pk, 3, TODAY, f"{turn}-{n}-terug", "x")],
                by=region.teamlead,
            )  # fmt: skip

    beside(act)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.balance + second.balance == 20_000
    assert Transfer.objects.count() == 2 + BESIDE * TURNS * 2
    assert not proved().findings
