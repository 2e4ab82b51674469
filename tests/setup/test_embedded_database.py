"""The embedded server as root and as an ordinary user; it opens no folder that is not its own."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from wegwijs.config import postgres
from wegwijs.config.postgres import PostgresError, account, place

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="what root does differently")


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="wegwijs-pg-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def _modes(folder: Path) -> dict[Path, int]:
    return {parent: stat.S_IMODE(parent.stat().st_mode) for parent in [folder, *folder.parents]}


def _write_and_read(server: postgres.Server) -> object:
    with psycopg.connect(server.url()) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('ja')")
        return connection.execute("SELECT count(*) FROM kept").fetchone()


def test_data_survive_a_stop_and_a_start(folder: Path) -> None:
    for expected in (1, 2):
        server = postgres.start(folder)
        try:
            assert _write_and_read(server) == (expected,)
        finally:
            server.stop()


def test_a_server_that_already_runs_is_found(folder: Path) -> None:
    server = postgres.start(folder)
    try:
        assert postgres.start(folder) == server
        assert postgres.url_of(folder) == server.url()
    finally:
        server.stop()


def test_without_a_running_server_the_message_says_how_to_start_one(folder: Path) -> None:
    with pytest.raises(PostgresError, match="wegwijs demo"):
        postgres.url_of(folder)


def test_what_an_interrupted_first_start_left_is_made_anew(folder: Path) -> None:
    (folder / "postgres").mkdir()
    (folder / "postgres" / "half").touch()
    server = postgres.start(folder)
    server.stop()
    assert not (folder / "postgres" / "half").exists()


def test_only_the_server_s_own_account_can_reach_the_socket(folder: Path) -> None:
    server = postgres.start(folder)
    try:
        assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
    finally:
        server.stop()


@as_root
def test_as_root_a_closed_folder_stays_closed_and_the_data_go_elsewhere(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    data = closed / "data"
    data.mkdir()
    before = _modes(data)
    server = postgres.start(data)
    try:
        assert server.cluster.is_relative_to(place.SHARED)
        assert _modes(data) == before
        assert postgres.url_of(data) == server.url()
    finally:
        server.stop()
        place.remove_outside(data)


@as_root
def test_as_root_a_place_prepared_by_somebody_else_is_refused(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    foreign = place.outside(closed)
    foreign.mkdir()
    os.chown(foreign, 65534, 65534)
    try:
        with pytest.raises(PostgresError, match="niet door dit account"):
            postgres.start(closed)
    finally:
        place.remove_outside(closed)


@as_root
def test_as_root_without_an_unprivileged_account_the_message_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "UNPRIVILEGED", ())
    with pytest.raises(PostgresError, match="gewone gebruiker"):
        postgres.start(folder)


@as_root
def test_programs_that_the_account_can_not_reach_are_copied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    library = place.library()
    shutil.copytree(library / place.INSTALL, closed / place.INSTALL)
    libraries = f"{place.PACKAGE}.libs"
    shutil.copytree(library / libraries, closed / libraries)
    monkeypatch.setattr(place, "library", lambda: closed)
    try:
        server = postgres.start(folder)
        server.stop()
        assert server.binaries.is_relative_to(place.SHARED)
    finally:
        place.remove_outside(folder)
