"""Starting, finding and stopping the embedded server."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from psycopg import sql

from wegwijs.config.postgres.account import Account, PostgresError, server_account
from wegwijs.config.postgres.place import home, programs, reachable_home, remove_outside

__all__ = ["PostgresError", "Server", "start", "temporary", "url_of"]

SUPERUSER = "postgres"
ROLE = "wegwijs"
DATABASE = "wegwijs"
# The longest path of a Unix socket is 107 bytes; the server adds "/.s.PGSQL.5432.lock" and a process number.
LONGEST_SOCKET_FOLDER = 80
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(frozen=True)
class Server:
    """A running server and how to reach it."""

    cluster: Path
    socket: Path
    binaries: Path
    account: Account

    def url(self, database: str = DATABASE, role: str = ROLE) -> str:
        """The address of a database on this server."""
        return _url(self.socket, database, role)

    def stop(self) -> None:
        """Stop in order, ending open connections; no error when it has stopped already."""
        self.account.run(self.binaries / "pg_ctl", "stop", "-D", self.cluster, "-m", "fast", "-w", "-t", "30")
        if self.socket != self.cluster.parent / "socket":
            shutil.rmtree(self.socket, ignore_errors=True)


def start(folder: Path, *, durable: bool = True) -> Server:
    """The server of data folder ``folder``: found running, started, or made and started.

    ``durable=False`` trades safety on a power cut for speed (tests). Raises PostgresError with what to do.
    """
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    account = server_account(home(folder))
    cluster = reachable_home(folder, account)
    binaries = programs(folder, account)
    socket = _socket_of(cluster)
    if socket is None or account.run(binaries / "pg_ctl", "status", "-D", cluster).returncode != 0:
        if not (cluster / "PG_VERSION").exists():
            _make(cluster, binaries, account, durable=durable)
        socket = _socket_folder(cluster, account)
        _launch(cluster, socket, binaries, account)
    server = Server(cluster, socket, binaries, account)
    _prepare(server, may_create_databases=not durable)
    return server


@contextmanager
def temporary(*, like: Path | None = None) -> Iterator[Server]:
    """A server of its own, in a new folder, gone with its data at the end of the block.

    ``like``: it begins with a copy of that cluster, of a server that was stopped.
    """
    folder = Path(tempfile.mkdtemp(prefix="wegwijs-test-"))
    folder.chmod(0o711)
    if like:
        _copy(like, folder / "postgres", server_account(None))
    server = start(folder, durable=False)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
        remove_outside(folder)


def _copy(cluster: Path, target: Path, account: Account) -> None:
    shutil.copytree(cluster, target)
    for place, _, files in os.walk(target):
        account.own(Path(place))
        for name in files:
            account.take(Path(place) / name)


def url_of(folder: Path) -> str:
    """The URL of the server running for ``folder``; PostgresError when none runs."""
    socket = _socket_of(home(folder.absolute()))
    if socket is None:
        raise PostgresError(
            f"Voor {folder} draait geen database. Start 'wegwijs demo', of geef WEGWIJS_DEMO_DATABASE_URL op."
        )
    return _url(socket, DATABASE, ROLE)


def _url(socket: Path, database: str, role: str) -> str:
    return f"postgresql://{role}@/{database}?{urlencode({'host': str(socket)})}"


def _socket_of(cluster: Path) -> Path | None:
    """Where a running server said it listens: the fifth line of its pid file."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError as error:
        raise PostgresError(f"De gegevens in {cluster} zijn van een ander account.") from error
    return Path(lines[4]) if len(lines) > 4 and lines[4] else None


def _socket_folder(cluster: Path, account: Account) -> Path:
    near = cluster.parent / "socket"
    fits = len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER and not set(" '\"\\,") & set(str(near))
    if fits:
        near.mkdir(exist_ok=True)
    else:
        near = Path(tempfile.mkdtemp(prefix="wegwijs-", dir="/tmp"))
    account.own(near)
    return near


def _make(cluster: Path, binaries: Path, account: Account, *, durable: bool) -> None:
    shutil.rmtree(cluster, ignore_errors=True)  # what an interrupted first start left
    cluster.mkdir(parents=True)
    account.own(cluster)
    chosen = SETTINGS if durable else SETTINGS | THROWAWAY
    made = account.run(
        binaries / "initdb",
        *("--pgdata", cluster, "--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--no-sync"),
        *(
            "--locale",
            "C",
            "--locale-provider",
            "builtin",
            "--builtin-locale",
            "C.UTF-8",
            "--no-instructions",
        ),
        *(part for name, value in chosen.items() for part in ("-c", f"{name}={value}")),
    )
    if made.returncode != 0:
        shutil.rmtree(cluster, ignore_errors=True)
        raise PostgresError(f"De database kon niet worden aangemaakt in {cluster}: {_last_line(made.stderr)}")


def _launch(cluster: Path, socket: Path, binaries: Path, account: Account) -> None:
    log = cluster / "server.log"
    begun = account.run(
        *(
            binaries / "pg_ctl",
            "start",
            "-D",
            cluster,
            "-w",
            "-t",
            "60",
            "-l",
            log,
            "-s",
            "-o",
            f"-k {socket}",
        )
    )
    if begun.returncode != 0:
        said = log.read_text(errors="replace") if log.exists() else begun.stderr
        raise PostgresError(f"De database in {cluster} start niet: {_last_line(said)} Zie {log}.")


def _prepare(server: Server, *, may_create_databases: bool) -> None:
    """Make the role and the database of the application when they aren't there yet."""
    with psycopg.connect(server.url("postgres", SUPERUSER), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            rights = sql.SQL("CREATEDB" if may_create_databases else "NOCREATEDB")
            statement = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE {}")
            connection.execute(statement.format(sql.Identifier(ROLE), rights))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            names = sql.Identifier(DATABASE), sql.Identifier(ROLE)
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else "zonder melding."
