"""Facts of DUO's published interface, dated: what our requests and the stand-in are checked against."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def interface() -> dict[str, Any]:
    """``source`` (repository, commit, date, headers) and ``api``: operations, schemas and values per interface."""
    return tomllib.loads((_HERE / "m2m.toml").read_text(encoding="utf-8"))


@cache
def events() -> dict[str, Any]:
    """Each notification of DUO: its group, the interfaces to ask after it, and whether it is only planned."""
    return tomllib.loads((_HERE / "events.toml").read_text(encoding="utf-8"))
