"""A sign of snooping."""

from collections.abc import Mapping

from support.region import TODAY, Region
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Dossier
from wegwijs.oversight.commands import find_signs


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """A colleague looked three times at what was closed."""
    for _ in range(3):
        record(
            by=region.colleague,
            action=Action.VIEW,
            kind="dossier",
            key=dossiers["closed"].pk,
            gemeente="0505",
        )
    find_signs(TODAY.replace(day=1))
