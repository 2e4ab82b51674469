"""COA for tests: somebody who hands people over to gemeenten, and a row of their desk."""

from support.region import START, TODAY, Region
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.models import User
from wegwijs.access.roles import Role
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.overdracht.models import Aanlevering


def coa_worker(region: Region, *gemeenten: str, username: str = "maas") -> Actor:
    """Somebody of COA; for all its gemeenten when none is named. The same one when asked again."""
    known = User.objects.filter(username=username).first()
    user = known or employ(
        region.organisations["COA"], username=username, name="L. Maas", function="casemanager",
        roles={Role.COA_BEGELEIDER: gemeenten}, valid_from=START, phone="0880000000",
    ).user  # fmt: skip
    found = actor_of(user, on=TODAY)
    assert found
    return found


def supply_of(dossier: Dossier) -> Aanlevering:
    """The row by which COA knows of a dossier that it linked."""
    return Aanlevering.objects.get(dossier=dossier)
