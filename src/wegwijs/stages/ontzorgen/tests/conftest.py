"""What several tests of payments begin with."""

import pytest

from support.payments import with_rent
from support.region import Region
from wegwijs.stages.ontzorgen.models import Ontzorging


@pytest.fixture
def of(region: Region) -> Ontzorging:
    """Somebody with rent to pay and the money for it."""
    return with_rent(region)
