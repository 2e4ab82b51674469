"""An hour that somebody followed."""

from collections.abc import Mapping

from support.region import TODAY, Region
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.commands import Done, record_hours
from wegwijs.hours.models import Soort


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """Of the PVT."""
    record_hours(
        dossiers["talking"], Done(Soort.PVT, TODAY, 120, region.organisations["SDD"], "pvt"), by=region.regisseur
    )  # fmt: skip
