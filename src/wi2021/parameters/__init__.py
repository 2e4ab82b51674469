"""The numbers of the law: value, unit, period of force, article and source, read from the TOML files in this folder."""

import itertools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_FIELDS = {"key", "value", "eenheid", "geldig_van", "geldig_tot", "artikel", "bron"}


class ParameterError(ValueError):
    """The table of numbers is wrong, or a number is asked for that it doesn't hold on that day."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the law. ``geldig_tot`` is inclusive; ``eenheid`` says what is counted (weken, uren, centen)."""

    key: str
    value: int
    eenheid: str
    geldig_van: date
    geldig_tot: date | None
    artikel: str
    bron: str


def read(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Parameter, ...]]:
    """Check rows and sort them by key and period. Raises ParameterError for unknown fields, overlaps and gaps."""
    found: dict[str, list[Parameter]] = {}
    for row in rows:
        wrong = set(row) ^ _FIELDS - {"geldig_tot"} if "geldig_tot" not in row else set(row) ^ _FIELDS
        if wrong:
            raise ParameterError(
                f"parameter {row.get('key', '?')}: veld(en) {', '.join(sorted(wrong))} onbekend of afwezig"
            )
        found.setdefault(row["key"], []).append(Parameter(**{"geldig_tot": None, **row}))
    return {key: _checked(key, values) for key, values in found.items()}


def _checked(key: str, values: list[Parameter]) -> tuple[Parameter, ...]:
    ordered = sorted(values, key=lambda p: p.geldig_van)
    for earlier, later in itertools.pairwise(ordered):
        if earlier.geldig_tot is None or earlier.geldig_tot >= later.geldig_van:
            raise ParameterError(f"parameter {key}: perioden overlappen op {later.geldig_van}")
        if earlier.geldig_tot + timedelta(days=1) != later.geldig_van:
            raise ParameterError(
                f"parameter {key}: geen waarde tussen {earlier.geldig_tot} en {later.geldig_van}"
            )
    return tuple(ordered)


@cache
def table() -> dict[str, tuple[Parameter, ...]]:
    """Every number of every file in this folder."""
    rows = [
        row for file in sorted(FOLDER.glob("*.toml")) for row in tomllib.loads(file.read_text())["waarde"]
    ]
    return read(rows)


def parameter(key: str, *, on: date) -> Parameter:
    """The number in force on a day. Raises ParameterError when there is none."""
    for candidate in table().get(key, ()):
        if candidate.geldig_van <= on and (candidate.geldig_tot is None or on <= candidate.geldig_tot):
            return candidate
    raise ParameterError(f"parameter {key} heeft geen waarde op {on}")
