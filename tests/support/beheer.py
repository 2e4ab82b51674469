"""Functional management: its people, and what a page of it says."""

from datetime import timedelta
from typing import Any

from django.test import Client

from support.region import START, TODAY, Region
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.models import Proposal
from wegwijs.access.roles import Role

TOMORROW = TODAY + timedelta(days=1)


def manager_of(region: Region, short: str, username: str) -> Actor:
    """A functional manager of an organisation, by its short name."""
    employee = employ(
        region.organisations[short], username=username, name=f"{short} Beheerder", function="functioneel beheer",
        roles={Role.BEHEER: ()}, valid_from=START,
    )  # fmt: skip
    actor = actor_of(employee.user, on=TODAY)
    assert actor
    return actor


def agree(second: Client) -> str:
    """The second manager confirms what was proposed last."""
    return text(second, f"/beheer/bevestigen/{Proposal.objects.filter(decided_at=None)[0].pk}/", {})


def text(browser: Client, address: str, data: dict[str, Any] | None = None) -> str:
    """The page at an address; with ``data``: the one that follows when that is sent."""
    answer = browser.post(address, data, follow=True) if data is not None else browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def number(actor: Actor) -> int:
    """Its key as an employee."""
    assert actor.employee
    return actor.employee.pk
