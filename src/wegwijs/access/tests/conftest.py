"""Who manages: the browsers of two functional managers of the executor."""

from collections.abc import Callable

import pytest
from django.test import Client

from support.beheer import manager_of
from support.region import Region
from wegwijs.access.actor import Actor

SignedIn = Callable[[Actor], Client]


@pytest.fixture
def manager(region: Region) -> Actor:
    return manager_of(region, "SDD", "beheer")


@pytest.fixture
def desk(manager: Actor, signed_in: SignedIn) -> Client:
    """The browser of the executor's functional manager."""
    return signed_in(manager)


@pytest.fixture
def second(region: Region, signed_in: SignedIn) -> Client:
    """The browser of another functional manager of the executor."""
    return signed_in(manager_of(region, "SDD", "beheer2"))
