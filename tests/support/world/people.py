"""Somebody who was entered twice."""

from collections.abc import Mapping

from support.region import TODAY, Region, make_dossier
from wegwijs.dossiers.commands import close_dossier, merge_double
from wegwijs.dossiers.models import Dossier


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """The person of the draft was entered twice."""
    double = make_dossier(region)
    close_dossier(double, by=region.regisseur, on=TODAY, reason="dubbel")
    merge_double(dossiers["drafted"].person, double.person, by=region.regisseur)
