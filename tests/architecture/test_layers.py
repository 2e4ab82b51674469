"""Foreign keys, also those written as text, obey the layers of the import contracts."""

import tomllib
from typing import Any

from django.apps import apps
from django.db import models

from architecture.source import ROOT

OURS = [model for model in apps.get_models() if model.__module__.startswith("wegwijs.")]


def ranks() -> dict[str, int]:
    """Height of each room, from the contracts: a room may point at itself and at what is lower."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    found: dict[str, int] = {}
    for contract in contracts:
        containers = contract.get("containers", [])
        if containers not in (["wegwijs"], ["wegwijs.stages"]):
            continue
        for height, layer in enumerate(reversed(contract["layers"]), 1):
            for room in layer.replace("(", "").replace(")", "").split("|"):
                found[f"{containers[0]}.{room.strip()}"] = height
    return found


RANKS = ranks()


def rooms(model: type[models.Model]) -> list[str]:
    """The rooms a model lives in, outermost first: wegwijs.stages, wegwijs.stages.pip."""
    parts = model.__module__.split(".")
    return [name for name in (".".join(parts[:2]), ".".join(parts[:3])) if name in RANKS]


def links() -> list[tuple[type[models.Model], Any]]:
    """Every relation that a model of ours declares itself."""
    return [
        (model, field.related_model)
        for model in OURS
        for field in [*model._meta.get_fields()]
        if field.is_relation and not field.auto_created and field.related_model
        and field.related_model.__module__.startswith("wegwijs.")
    ]  # fmt: skip


def test_a_foreign_key_points_down_or_stays_in_the_room() -> None:
    up = [
        f"{model.__name__} -> {target.__name__}"
        for model, target in links()
        if not _points_down(model, target)
    ]
    assert not up, up


def _points_down(model: type[models.Model], target: type[models.Model]) -> bool:
    """Judged where their rooms part; in one room anything may point at anything."""
    parted = [pair for pair in zip(rooms(model), rooms(target), strict=False) if pair[0] != pair[1]]
    return not parted or RANKS[parted[0][0]] > RANKS[parted[0][1]]


def test_the_contracts_know_every_room() -> None:
    assert all(rooms(model) for model in OURS)
