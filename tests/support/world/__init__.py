"""A region in which every address opens for somebody.

Each room has a file here by its own name, which says what it adds: ``DOSSIERS`` that stand at a step of it, ``rows`` beside them and
``ACTORS`` with a job of it. They are found by themselves, in the order of the rooms.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from django.conf import settings

from support.region import Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier

# For a dossier at a step of these most addresses open.
FIRST = ("intake", "pip")


@dataclass(frozen=True)
class World:
    """``actors`` by job and ``dossiers`` by step, in the order in which an address is tried."""

    region: Region
    actors: Mapping[str, Actor]
    dossiers: Mapping[str, Dossier]


def build_world(region: Region) -> World:
    """Call inside a test's database."""
    rooms = tuple(_rooms())
    first = sorted(rooms, key=lambda room: room.__name__.rpartition(".")[2] not in FIRST)
    dossiers = {step: make(region) for room in first for step, make in getattr(room, "DOSSIERS", {}).items()}
    for room in rooms:
        if hasattr(room, "rows"):
            room.rows(region, dossiers)
    actors = {
        "regisseur": region.regisseur, "teamlead": region.teamlead, "decider": region.decider,
        "administrator": region.administrator, "counsellor": region.counsellor,
        **{job: make(region) for room in rooms for job, make in getattr(room, "ACTORS", {}).items()},
    }  # fmt: skip
    return World(region, actors, dossiers)


def _rooms() -> Iterator[ModuleType]:
    names = [room.rpartition(".")[2] for room in settings.ROOMS]
    here = {found.name for found in iter_modules(__path__)}
    assert here <= set(names), "a file is named after its room"
    for name in names:
        if name in here:
            yield import_module(f"{__name__}.{name}")
