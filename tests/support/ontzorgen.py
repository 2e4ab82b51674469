"""Who keeps the money in tests: two administrators of client money, since no one moves money alone."""

from support.region import START, TODAY, Region
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.models import User
from wegwijs.access.roles import Role


def treasurer(region: Region) -> Actor:
    """An administrator of client money of the SDD, for every gemeente; the same again gives the same."""
    return _administrator(region, "vandenberg", "N. van den Berg", "0787708911")


def second(region: Region) -> Actor:
    """Another one, who may sign what the first prepared."""
    return _administrator(region, "vos", "D. Vos", "0787708912")


def _administrator(region: Region, username: str, name: str, phone: str) -> Actor:
    user = User.objects.filter(username=username).first()
    if user is None:
        user = employ(
            region.organisations["SDD"], username=username, name=name, function=Role.ADMINISTRATEUR.label,
            roles={Role.ADMINISTRATEUR: ()}, valid_from=START, phone=phone,
        ).user  # fmt: skip
    found = actor_of(user, on=TODAY)
    assert found
    return found
