"""Any outcome or fact as plain JSON values."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any


def dump(value: object) -> Any:  # noqa: ANN401 JSON
    """Any outcome or fact as plain JSON values; fields that are empty stay in."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: dump(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [dump(v) for v in value]
    return value
