"""Files with rows: one that was only received, one that was worked on."""

from collections.abc import Mapping

from support.region import TODAY, Region
from wegwijs.dossiers.models import Dossier
from wegwijs.imports.commands import map_columns, store_file, work_on
from wegwijs.stages.overdracht.coa_file import COA_FILE


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """Both from COA."""
    rows = b"v-nummer;achternaam;geboortedatum\n2811111111;Habte;1990-01-01\n"
    for _ in range(2):
        made = store_file(
            COA_FILE,
            region.dordrecht,
            file_name="coa.csv",
            content=rows,
            origin="COA",
            as_of=TODAY,
            by=region.regisseur,
        )
    map_columns(made, made.mapping, by=region.regisseur)
    work_on(made.pk)
