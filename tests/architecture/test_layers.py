"""Foreign keys, also those written as text, obey the layers of the import contracts."""

import tomllib
from typing import Any

import pytest
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


def links() -> list[Any]:
    """Every relation that a model of ours declares itself."""
    return [
        pytest.param(model, field.related_model, id=f"{model.__name__}.{field.name}")
        for model in OURS
        for field in [*model._meta.get_fields()]
        if field.is_relation and not field.auto_created and field.related_model
        and field.related_model.__module__.startswith("wegwijs.")
    ]  # fmt: skip


@pytest.mark.parametrize(("model", "target"), links())
def test_a_foreign_key_points_down_or_stays_in_the_room(
    model: type[models.Model], target: type[models.Model]
) -> None:
    for here, there in zip(rooms(model), rooms(target), strict=False):
        if here != there:
            assert RANKS[here] > RANKS[there], f"{here} lies below {there}"
            return


def test_the_contracts_know_every_room() -> None:
    assert all(rooms(model) for model in OURS)
