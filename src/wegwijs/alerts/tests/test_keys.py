"""Who can make a key is told before one ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from support.beheer import manager_of, text
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.commands import make_key
from wegwijs.access.queries.keys import running_out
from wegwijs.alerts.commands import gather
from wegwijs.alerts.models import Alert

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]


@pytest.fixture
def manager(region: Region) -> Actor:
    return manager_of(region, "SDD", "beheerder")


def made(region: Region, by: Actor, name: str = "Leerlingsysteem", days: int = 300) -> None:
    make_key(region.organisations["Sagènn"], name, by=by, valid_to=TODAY + timedelta(days=days))


def test_management_is_told_before_a_key_ends_and_no_more_once_there_is_another(
    region: Region, manager: Actor
) -> None:
    own, other = manager_of(region, "Sagènn", "eigen"), manager_of(region, "NLtraining", "ander")
    made(region, manager, days=30)
    assert {who for _, _, who in running_out(TODAY)} == {manager.employee.pk, own.employee.pk}  # type: ignore[union-attr]
    gather(on=TODAY)
    assert set(Alert.objects.values_list("employee", flat=True)) == {manager.employee.pk, own.employee.pk}  # type: ignore[union-attr]
    assert other.employee
    made(region, manager, "Opvolger", days=200)
    gather(on=TODAY)
    assert not Alert.objects.filter(gone_at=None).exists()


def test_who_manages_reads_the_alert_and_is_led_to_the_keys(
    region: Region, manager: Actor, signed_in: SignedIn
) -> None:
    made(region, manager, days=10)
    gather(on=TODAY)
    with clock.frozen(TODAY):
        page = text(signed_in(manager), "/meldingen/")
    assert "Sagènn" in page
    assert "/beheer/sleutels/" in page
