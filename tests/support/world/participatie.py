"""Taking part: the PVT, the MAP, a place at an employer, and the official form."""

from collections.abc import Mapping
from datetime import date

from support.modules import finished
from support.region import TODAY, Region, make_dossier
from support.world.access import second
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.participatie.commands import Offer, add_place, offer_form, place_somebody
from wegwijs.stages.participatie.models import Taaleis
from wegwijs.stages.participatie.queries import Module


def taking_part(region: Region) -> Dossier:
    """The PVT is finished, the MAP is ready to be; placed at an employer."""
    dossier = make_dossier(region)
    finished(region, dossier, Module.PVT)
    offer = Offer("Bakkerij De Halm", "Dordrecht", "P. Vos", "", "Brood inpakken", 2, TODAY, None, Taaleis.A1)
    place = add_place(offer, by=region.regisseur)
    place_somebody(
        dossier, place, by=region.regisseur, valid_from=TODAY, valid_to=date(2026, 12, 18), hours=40
    )
    return dossier


DOSSIERS = {"taking_part": taking_part}


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """A version of the form."""
    offer_form(
        by=second(region), valid_from=TODAY, source="Staatsblad", file_name="f.pdf", content=b"%PDF-1.7"
    )
