"""A dossier that is closed, incoming post, and a regisseur who will be away."""

from collections.abc import Mapping
from datetime import date

from support.region import TODAY, Region, make_dossier
from wegwijs.dossiers.commands import Wanted, close_dossier, redistribute, register_post
from wegwijs.dossiers.models import Dossier, Herverdeling, IngekomenStuk


def closed(region: Region) -> Dossier:
    """Somebody moved away."""
    dossier = make_dossier(region)
    close_dossier(dossier, by=region.regisseur, on=TODAY, reason="verhuisd")
    return dossier


DOSSIERS = {"closed": closed}


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """Post for somebody in the intake, and a colleague who stands in."""
    _post(region, dossiers["talking"])
    _stand_in(region)


def _post(region: Region, dossier: Dossier) -> None:
    for subject in ("diploma", "verklaring van school"):
        register_post(
            dossier.gemeente, by=region.regisseur, received_on=TODAY, channel=IngekomenStuk.Channel.MAIL,
            sender="ROC Da Vinci", subject=subject, file_name="diploma.pdf", file_type="application/pdf", content=b"%PDF-1.7",
        )  # fmt: skip


def _stand_in(region: Region) -> None:
    """The regisseur will be away, and a colleague stands in."""
    assert region.regisseur.employee
    assert region.colleague.employee
    away = Wanted(
        Herverdeling.Soort.WAARNEMING,
        date(2026, 12, 1),
        date(2026, 12, 5),
        {"0505": region.colleague.employee},
    )
    redistribute(region.regisseur.employee, away, by=region.teamlead)
