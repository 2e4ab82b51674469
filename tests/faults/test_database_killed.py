"""PostgreSQL itself is killed while many write: what was acknowledged is there when it comes back, and no cent more or less."""

import ctypes
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from support import migrated
from support.figures import counted, saw
from support.killing import run
from support.region import TODAY, build_region
from wegwijs import clock
from wegwijs.config import environment
from wegwijs.config.postgres import SUPERUSER, Server, start, temporary
from wegwijs.ledger.commands import open_account, open_fund
from wegwijs.ledger.models import Account, Fund
from wegwijs.ledger.queries import CHECKS
from wegwijs.rowsecurity.scope import EVERYTHING, entered

PR_SET_CHILD_SUBREAPER = 36
WRITERS, EACH = 4, 40
DEATHS = int(os.environ.get("WEGWIJS_FAULT_DEATHS", "2"))
# As in production: an acknowledged commit is on disk.
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
MOVE = """
    INSERT INTO ledger_transfer (giver_id, taker_id, cents, "on", booked_on, key, why, recorded_by_id, label, recorded_at)
    SELECT %s, %s, %s, current_date, current_date, %s, 'proef', min(id), 'proef', now() FROM access_user
"""


@pytest.fixture
def server(transactional_db: None, pytestconfig: pytest.Config) -> Iterator[Server]:
    """One of its own, that keeps what it acknowledged as production does."""
    # Whose processes become ours when they lose their parent, so that a dead one is cleared away whatever runs as process 1.
    _adopt(on=True)
    with temporary(like=migrated.kept(pytestconfig.cache.mkdir("migrated"))) as made:
        with psycopg.connect(made.url(role=SUPERUSER), autocommit=True) as superuser:
            for name in DURABLE:
                superuser.execute(f"ALTER SYSTEM SET {name} = on")
            superuser.execute("SELECT pg_reload_conf()")
        yield made
    _adopt(on=False)


def _adopt(*, on: bool) -> None:
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(on), 0, 0, 0)


def database(server: Server) -> str:
    return server.url(str(connection.settings_dict["NAME"]), SUPERUSER)


def fill(server: Server) -> list[UUID]:
    """A bank and two clients; made by the application, in a process that looks at the other server."""

    def act() -> None:
        connection.settings_dict.update(
            environment.database(server.url()) | {"NAME": connection.settings_dict["NAME"]}
        )
        with clock.frozen(TODAY), entered(EVERYTHING):
            fund = open_fund(build_region().dordrecht, Fund.Kind.CLIENTS)
            for name, kind in (
                ("1", Account.Kind.BANK),
                ("2", Account.Kind.CLIENT),
                ("3", Account.Kind.CLIENT),
            ):
                open_account(fund, kind, source=name, title=name, on=TODAY)

    assert run(act)
    with psycopg.connect(database(server)) as reader:
        return [key for (key,) in reader.execute("SELECT id FROM ledger_account ORDER BY source")]


class Load:
    """Writers that go on whatever happens to the server, and remember what it acknowledged."""

    def __init__(self, url: str, accounts: list[UUID]) -> None:
        self.url, (self.bank, *self.clients) = url, accounts
        self.acknowledged: set[str] = set()
        self.changed, self.stopped = threading.Condition(), False
        self.threads = [threading.Thread(target=self.write, args=(n,)) for n in range(WRITERS)]

    def write(self, who: int) -> None:
        turn = 0
        while not self.stopped:
            with suppress(psycopg.OperationalError), psycopg.connect(self.url, autocommit=True) as writer:
                while not self.stopped:
                    turn += 1
                    key, client = f"{who} {turn}", self.clients[turn % 2]
                    writer.execute(MOVE, [self.bank, client, 1 + turn % 7, key])
                    with self.changed:
                        self.acknowledged.add(key)
                        self.changed.notify_all()

    def wait_for(self, more: int) -> None:
        with self.changed:
            wanted = len(self.acknowledged) + more
            assert self.changed.wait_for(lambda: len(self.acknowledged) >= wanted, timeout=60)

    def stop(self) -> None:
        self.stopped = True
        for thread in self.threads:
            thread.join()


def kill(server: Server) -> None:
    """The server and every process of it, as when the machine's memory runs out."""
    first = int((server.cluster / "postmaster.pid").read_text().splitlines()[0])
    children = [
        int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _parent(path) == first
    ]
    for pid in (first, *children):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for pid in (first, *children):
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def test_what_was_acknowledged_is_there_and_nothing_else_moved(server: Server) -> None:
    load = Load(database(server), fill(server))
    for thread in load.threads:
        thread.start()
    try:
        for _ in range(DEATHS):
            load.wait_for(EACH)
            kill(server)
            start(server.cluster.parent, durable=False)
        load.wait_for(EACH)
    finally:
        load.stop()
    with psycopg.connect(database(server)) as reader:
        kept = {key for (key,) in reader.execute("SELECT key FROM ledger_transfer")}
        assert load.acknowledged <= kept
        # At most the one that each writer had not heard of, a death.
        assert len(kept - load.acknowledged) <= WRITERS * (DEATHS + 1)
        assert [row for statement, _ in CHECKS for row in reader.execute(statement)] == []
        moved, held = reader.execute(
            "SELECT (SELECT sum(cents) FROM ledger_transfer), (SELECT sum(balance) FROM ledger_account WHERE kind = 'client')"
        ).fetchone() or (0, 1)
        assert moved == held
    saw(
        "keer PostgreSQL gedood onder last",
        DEATHS,
        f"niets mis; {counted(len(load.acknowledged))} boekingen bevestigd, alle terug",
    )
