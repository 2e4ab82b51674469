"""Whoever is killed leaves no transaction open, also in a session in which a browser was started."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections, transaction

from support.killing import run

OPEN = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%%'"
PATIENCE = 10.0


def act() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.execute("SELECT 2")


def open_transactions() -> int:
    with connection.cursor() as cursor:
        cursor.execute(OPEN)
        (count,) = cursor.fetchone() or (0,)
        return int(count)


def nothing_stays_open() -> None:
    before = open_transactions()
    assert not run(act, killed_at=2), "it died after its first statement, inside its transaction"
    until = time.monotonic() + PATIENCE
    while open_transactions() > before and time.monotonic() < until:
        time.sleep(0.05)
    assert open_transactions() <= before


def test_who_dies_leaves_nothing_open(transactional_db: None) -> None:
    connection.ensure_connection()
    nothing_stays_open()


def test_also_in_a_thread_with_a_loop_as_a_browser_leaves_one(transactional_db: None) -> None:
    async def as_with_a_browser() -> None:
        nothing_stays_open()
        connections.close_all()

    def first_without_then_with() -> None:
        connection.ensure_connection()
        asyncio.run(as_with_a_browser())
        connections.close_all()

    # A thread of its own: in this one a browser may have left its loop already.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(first_without_then_with).result()
