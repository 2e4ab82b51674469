"""One embedded database a test session, started when the first test asks for it; no network in any test."""

import socket
import threading
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest
import xdist.scheduler
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import Client

from support import migrated
from wegwijs.config.postgres import temporary
from wegwijs.rowsecurity.scope import NOTHING, entered

pytest_plugins = ["support.fixtures", "support.driving"]

LOOPBACK_NAMES = {"localhost", ""}
_connect = socket.socket.connect


class NetworkClosedError(RuntimeError):
    """A test tried to reach another machine."""


def _guarded_connect(self: socket.socket, address: Any) -> None:
    if self.family != socket.AF_UNIX and not _is_loopback(str(address[0])):
        raise NetworkClosedError(f"tests reach no other machine: {address}")
    _connect(self, address)


def _is_loopback(host: str) -> bool:
    return host in LOOPBACK_NAMES or ((host[:1].isdigit() or ":" in host) and ip_address(host).is_loopback)


def pytest_configure() -> None:
    """Close the network for the whole session; the browser is another process, with flags of its own.

    A test itself sees every row; a page that it asks for begins with none, as a page of the product does.
    """
    socket.socket.connect = _guarded_connect  # type: ignore[method-assign, assignment]
    DatabaseWrapper.init_connection_state = _init_connection_state  # type: ignore[method-assign, assignment]
    Client.request = _request  # type: ignore[method-assign]


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--unit``: the part to run after each change of a few lines."""
    parser.addoption("--unit", action="store_true", help="only tests without database, browser or process")


# A folder whose files share what takes long to make.
TOGETHER = "tests/security/everywhere/"


class _ByFile(xdist.scheduler.LoadFileScheduling):  # type: ignore[misc]
    """The tests of a file go to one worker, since they share what was made for them; a test in parts goes to several."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(TOGETHER):
            return TOGETHER
        return nodeid if "[part " in nodeid else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> xdist.scheduler.Scheduling | None:
    """Which worker gets which test; None: as xdist itself does."""
    return _ByFile(config, log) if config.getoption("dist") == "loadfile" else None


OUTSIDE = {"django_db_setup", "live_server", "page"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, with ``--unit``, whatever needs the database or starts something of its own."""
    if not config.getoption("--unit"):
        return
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        needs = OUTSIDE & set(getattr(item, "fixturenames", ()))
        started = "setup" in item.path.parts
        stored = item.get_closest_marker("django_db")
        (left if needs or started or stored else kept).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


_plain_init, _plain_request = DatabaseWrapper.init_connection_state, Client.request


def _init_connection_state(self: DatabaseWrapper) -> None:
    _plain_init(self)
    if threading.current_thread() is threading.main_thread():
        with self.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('wegwijs.everything', 'on', false), set_config('pgtrigger.ignore', '{}', false)"
            )


def _request(self: Client, **request: Any) -> Any:
    with entered(NOTHING):
        return _plain_request(self, **request)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(pytestconfig: pytest.Config, django_db_blocker: Any) -> Iterator[None]:
    """Point Django at the session's own server: several sessions can run beside each other."""
    with django_db_blocker.unblock():
        ready = migrated.kept(pytestconfig.cache.mkdir("migrated"))
    with temporary(like=ready) as server:
        migrated.point_at(server)
        yield


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The test database stands in the copied server already."""
    return True
