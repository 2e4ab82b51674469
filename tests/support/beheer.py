"""Functional management: its people, and what a page of it says."""

from datetime import timedelta
from typing import Any

from django.test import Client

from support.region import TODAY, Region, someone
from wegwijs.access.actor import Actor
from wegwijs.access.models import Proposal, User
from wegwijs.access.roles import Role

TOMORROW = TODAY + timedelta(days=1)
SECRET = "vier losse woorden samen"


def with_password(user: User) -> User:
    """Who signs in with ``SECRET``."""
    user.set_password(SECRET)
    user.save()
    return user


def manager_of(region: Region, short: str, username: str) -> Actor:
    """A functional manager of an organisation, by its short name."""
    return someone(
        region, username, Role.BEHEER, short, name=f"{short} Beheerder", function="functioneel beheer"
    )


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
