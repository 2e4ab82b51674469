"""PVT and MAP on the way, ready to be finished, and finished."""

from datetime import timedelta

from support.region import TODAY, Region
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.fake.server import term
from wegwijs.hours.commands import Done, record_hours
from wegwijs.hours.models import Soort
from wegwijs.stages.participatie.commands import finish, record_final_talk, record_signing
from wegwijs.stages.participatie.queries import Module, Signing
from wi2021.leerroutes import Gespreksvoerder

PLANNED = TODAY - timedelta(days=30)


def planned(region: Region, dossier: Dossier) -> None:
    """A PIP of a month ago, and DUO's term."""
    pip = {
        "versie": 0,
        "dagtekening": PLANNED.isoformat(),
        "leerroute": "B",
        "niveau": "B1",
        "gemeente": "0505",
    }
    record_event(dossier, Kind.PIP_VASTGESTELD, by=region.regisseur, on=PLANNED, payload=pip)
    found = term(PLANNED)
    duo = {"start": found["startdatum"], "eind_exclusief": found["einddatum"]}
    record_event(dossier, Kind.DUO_TERMIJN, by=region.duo, on=PLANNED, origin=Origin.DUO, payload=duo)


def ready(region: Region, dossier: Dossier) -> None:
    """Nothing lacks in either module any more; on the day of the signing and the talk, today."""
    planned(region, dossier)
    for place in range(1, 6):
        for soort, minutes in ((Soort.PVT, 180), (Soort.MAP, 510)):
            done = Done(
                soort, TODAY - timedelta(days=place), minutes, region.organisations["SDD"], f"{soort}{place}",
                practical=True,
            )  # fmt: skip
            record_hours(dossier, done, by=region.regisseur)
    record_signing(dossier, by=region.regisseur, on=TODAY, how=Signing.BIJEENKOMST)
    record_final_talk(dossier, by=region.regisseur, on=TODAY, held_by=Gespreksvoerder.COLLEGE)


def finished(region: Region, dossier: Dossier, *modules: Module) -> None:
    """Ready, and these finished (none named: both)."""
    ready(region, dossier)
    for module in modules or tuple(Module):
        finish(dossier, module, by=region.regisseur)
