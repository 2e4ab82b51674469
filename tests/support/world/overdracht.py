"""Before somebody lives in the gemeente: on the way, homes, a template of the regeldagen."""

from collections.abc import Mapping
from datetime import date

from support.coa import coa_worker
from support.region import TODAY, Region, make_person
from wegwijs.dossiers.commands import assign_regisseur, open_dossier_for
from wegwijs.dossiers.models import Dossier, State
from wegwijs.stages.overdracht.commands import Figure, begin_template, record_koppeling, set_taakstelling
from wegwijs.stages.overdracht.halfyears import HalfYear

ACTORS = {"coa": coa_worker}


def on_the_way(region: Region) -> Dossier:
    """Still in an azc, in the gemeente soon."""
    person = make_person(region.regisseur, voornamen="", geslachtsnaam="Suryani")
    dossier, _ = open_dossier_for(
        person,
        region.dordrecht,
        by=region.regisseur,
        on=date(2026, 11, 2),
        state=State.VOORLOPER,
        reason="test",
    )
    record_koppeling(dossier, by=region.regisseur, on=date(2026, 11, 2), location="azc Dronten")
    assert region.regisseur.employee
    assign_regisseur(dossier, region.regisseur.employee, by=region.teamlead, on=TODAY)
    return dossier


DOSSIERS = {"on_the_way": on_the_way}


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """A taakstelling, and a template of the regeldagen."""
    figure = Figure(110, 4, "brief van de provincie", TODAY)
    set_taakstelling(region.dordrecht, HalfYear.of(TODAY), figure, by=region.teamlead)
    begin_template(region.dordrecht, by=region.teamlead)
