"""Each test has an empty stand-in for DUO, linked to Dordrecht."""

import pytest

from support import duo
from support.region import Region
from wegwijs.exchange.duo.fake.server import FakeDuo


@pytest.fixture
def fake(region: Region) -> FakeDuo:
    """DUO, linked to Dordrecht and knowing nobody."""
    duo.start_afresh()
    duo.link(region.dordrecht)
    return duo.fake
