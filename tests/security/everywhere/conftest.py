"""One region in which every address opens for somebody, for the tests that walk all of them.

It stays open for as long as the tests of this folder last, so they go to one worker (``conftest.py`` of this repository).
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from support.pages import PageForm
from support.region import TODAY, build_region
from support.walk import Place, forms_in, places
from support.world import build_world
from wegwijs import clock


@pytest.fixture(scope="package")
def opened(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Place]]:
    """One region for all of these tests: building it and finding who comes in where takes longest."""
    with django_db_blocker.unblock(), clock.frozen(TODAY), transaction.atomic():
        yield places(build_world(build_region()), most=1)
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def forms(opened: list[Place]) -> list[tuple[Place, PageForm]]:
    """Every form as it stands on its page, which is asked for once."""
    return list(forms_in(opened))
