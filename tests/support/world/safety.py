"""A signal of violence."""

from collections.abc import Mapping

from support.region import TODAY, Region, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.dossiers.models import Dossier
from wegwijs.safety.commands import Signal, give_signal
from wegwijs.safety.models import Veiligheidssignaal


def watcher(region: Region) -> Actor:
    """Sees signals of violence."""
    return someone(region, "aandacht", Role.AANDACHT, "SDD")


ACTORS = {"watcher": watcher}


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """Told at the office."""
    give_signal(
        dossiers["talking"], Signal(next(iter(Veiligheidssignaal.Soort)), next(iter(Veiligheidssignaal.Bron)), TODAY, "Verteld op kantoor"),
        by=region.regisseur,
    )  # fmt: skip
