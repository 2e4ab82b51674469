"""Fixtures that every room's tests share."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from support import duo
from support.region import TODAY, Region, build_region, make_dossier
from support.snapshot import Snapshot
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.fake.server import FakeDuo


@pytest.fixture
def today() -> Iterator[None]:
    """The clock stands at noon of 23 November 2026."""
    with clock.frozen(TODAY):
        yield


_region = Snapshot(build_region)


@pytest.fixture
def region(db: None, today: None) -> Region:
    """Three gemeenten with DVO and mandate, and someone of each job."""
    return _region.restore()


@pytest.fixture
def dossier(region: Region) -> Dossier:
    """An open asylum dossier in Dordrecht, opened on 20 August 2026."""
    return make_dossier(region)


@pytest.fixture
def fake(region: Region) -> FakeDuo:
    """An empty stand-in for DUO: linked to Dordrecht and knowing nobody."""
    duo.start_afresh()
    duo.link(region.dordrecht)
    return duo.fake


@pytest.fixture
def signed_in(region: Region) -> Callable[[Actor], Client]:
    """A browser of someone: ``signed_in(region.regisseur).get(...)``."""

    def client(actor: Actor) -> Client:
        browser = Client()
        browser.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return client


@pytest.fixture
def statements() -> Callable[[Client, str], int]:
    """How many statements a page costs.

    Not counted: the transaction around the request, and the two with which the test takes its own scope away and back.
    """

    def counted(browser: Client, address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        return sum(1 for query in seen.captured_queries[1:-1] if "SAVEPOINT" not in query["sql"])

    return counted
