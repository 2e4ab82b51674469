"""Ten thousand postings in the ledger, one by one and a hundred at a time, beside rows that PostgreSQL just writes down."""

import time
from collections.abc import Callable
from dataclasses import dataclass

MANY, TOGETHER = 10_000, 100


@dataclass(frozen=True)
class Posted:
    """Seconds for ten thousand of each: plain rows, each committed; postings, each committed; postings, a hundred a commit."""

    floor: float
    singly: float
    together: float
    proved: float


def postings() -> Posted:
    """Between fifty clients of one gemeente and the bank. The proof is of all of them."""
    from django.db import connection, transaction

    from wegwijs import clock
    from wegwijs.access.actor import actor_of
    from wegwijs.access.models import User
    from wegwijs.ledger.commands import Move, move_all, open_account, open_fund, prove
    from wegwijs.ledger.models import Account, Fund
    from wegwijs.organisations.models import Gemeente
    from wegwijs.rowsecurity.scope import EVERYTHING, entered

    today = clock.today()
    with entered(EVERYTHING):
        by = actor_of(User.objects.get(username="hendriks"), on=today)
        assert by
        fund = open_fund(Gemeente.objects.get(pk="0505"), Fund.Kind.CLIENTS)
        bank = open_account(fund, Account.Kind.BANK, source="bench", title="bench", on=today)
        clients = [
            open_account(fund, Account.Kind.CLIENT, source=f"bench {n}", title="bench", on=today).pk
            for n in range(50)
        ]

        def some(mark: str, first: int, count: int) -> list[Move]:
            return [
                Move(bank.pk, clients[n % 50], 1 + n % 7, today, f"{mark} {n}", "bench")
                for n in range(first, first + count)
            ]

        def plain(n: int) -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO bench_floor_money (cents, key, why) VALUES (%s, %s, 'bench')", [n, f"{n}"]
                )

        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE bench_floor_money (id bigserial PRIMARY KEY, cents bigint, key text UNIQUE, why text)"
            )
        floor = _timed(lambda: _each(plain))
        singly = _timed(lambda: [move_all(some("een", n, 1), by=by) for n in range(MANY)])
        together = _timed(
            lambda: [move_all(some("veel", n, TOGETHER), by=by) for n in range(0, MANY, TOGETHER)]
        )
        proved = _timed(lambda: [prove()])
    return Posted(floor, singly, together, proved)


def _each(act: Callable[[int], None]) -> None:
    for n in range(MANY):
        act(n)


def _timed(act: Callable[[], object]) -> float:
    started = time.monotonic()
    act()
    return time.monotonic() - started
