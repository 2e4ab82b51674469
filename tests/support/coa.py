"""COA for tests: somebody who hands people over to gemeenten, and a row of their desk."""

from support.region import Region, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.overdracht.models import Aanlevering


def coa_worker(region: Region, *gemeenten: str, username: str = "maas") -> Actor:
    """Somebody of COA; for all its gemeenten when none is named. The same one when asked again."""
    return someone(
        region, username, Role.COA_BEGELEIDER, "COA", *gemeenten, name="L. Maas", function="casemanager", phone="0880000000"
    )  # fmt: skip


def supply_of(dossier: Dossier) -> Aanlevering:
    """The row by which COA knows of a dossier that it linked."""
    return Aanlevering.objects.get(dossier=dossier)
