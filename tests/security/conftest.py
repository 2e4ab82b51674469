"""One region in which every address opens for somebody, for the tests that walk all of them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from support.region import TODAY, build_region
from support.world import Place, build_world, places
from wegwijs import clock


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Place]]:
    """One region for all of these tests: building it and finding who comes in where takes longest."""
    with django_db_blocker.unblock(), clock.frozen(TODAY), transaction.atomic():
        yield places(build_world(build_region()), most=1)
        transaction.set_rollback(True)
