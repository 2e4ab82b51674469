"""Words of a letter that somebody began to change."""

from collections.abc import Mapping

from support.region import Region
from support.world.access import second
from wegwijs.documents.commands import begin_text
from wegwijs.documents.wording.sections import Section
from wegwijs.dossiers.models import Dossier


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """By beheer, for the PIP."""
    begin_text(Section.PIP, by=second(region))
