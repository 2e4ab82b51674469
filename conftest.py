"""One embedded database a test session, started when the first test asks for it; no network in any test."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest
from django.conf import settings

from wegwijs.config import environment
from wegwijs.config.postgres import temporary

pytest_plugins = ["support.fixtures"]

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
    """Close the network for the whole session; the browser is another process, with flags of its own."""
    socket.socket.connect = _guarded_connect  # type: ignore[method-assign, assignment]


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Point Django at the session's own server: several sessions can run beside each other."""
    with temporary() as server:
        settings.DATABASES["default"].update(environment.database(server.url()))
        yield
