"""Whoever dies in the middle of moving money leaves none of it behind, and a rerun finishes."""

from collections.abc import Callable
from datetime import date

import pytest

from support.killing import every_place, run
from support.region import TODAY, Region, build_region
from wegwijs import clock
from wegwijs.ledger.commands import Move, move_all, open_account, open_fund, reverse
from wegwijs.ledger.models import Account, Transfer
from wegwijs.ledger.models import Fund as Potje
from wegwijs.ledger.queries import proved
from wegwijs.rowsecurity.scope import EVERYTHING, entered

K = Account.Kind


@pytest.fixture
def region(transactional_db: None) -> Region:
    with clock.frozen(TODAY):
        return build_region()


def told(act: Callable[[], object]) -> Callable[[], object]:
    """As a worker of that day runs it."""

    def worker() -> object:
        with clock.frozen(TODAY), entered(EVERYTHING):
            return act()

    return worker


def accounts(region: Region) -> list[Account]:
    fund = open_fund(region.dordrecht, Potje.Kind.CLIENTS)
    kinds = (K.BANK, K.CLIENT, K.CLIENT)
    return [open_account(fund, kind, source=f"{n}", title=f"{n}", on=TODAY) for n, kind in enumerate(kinds)]


def whole() -> None:
    found = proved()
    assert not found.findings, found.findings


def test_moving_is_all_or_nothing_wherever_it_dies(region: Region) -> None:
    bank, first, second = accounts(region)
    moves = [
        Move(bank.pk, taker.pk, cents, on, f"{taker.source} {cents}", "bijstand")
        for taker, cents, on in ((first, 700, TODAY), (second, 1_100, date(2026, 11, 1)))
    ]
    deaths = 0
    for _ in every_place(told(lambda: move_all(moves, by=region.teamlead))):
        deaths += 1
        with entered(EVERYTHING):
            whole()
            assert Transfer.objects.count() in (0, len(moves))
    with entered(EVERYTHING):
        assert deaths > len(moves), "it died at every statement and around its commit"
        assert run(told(lambda: move_all(moves, by=region.teamlead))), "once more moves nothing"
        assert Transfer.objects.count() == len(moves)
        whole()


def test_taking_back_dies_anywhere_and_is_done_once(region: Region) -> None:
    bank, first, _ = accounts(region)
    (made,) = move_all([Move(bank.pk, first.pk, 700, TODAY, "in", "bijstand")], by=region.teamlead)
    for _ in every_place(told(lambda: reverse(made, key="uit", why="fout", by=region.teamlead, on=TODAY))):
        with entered(EVERYTHING):
            whole()
    with entered(EVERYTHING):
        assert Transfer.objects.count() == 2
        first.refresh_from_db()
        assert first.balance == 0
        whole()
