"""The numbers of the law: value, unit, period of force, article and source, read from the TOML files in this folder."""

import itertools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


class ParameterError(ValueError):
    """The table of numbers is wrong, or a number is asked for that it doesn't hold on that day."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the law. ``geldig_tot`` is inclusive; ``eenheid`` says what is counted (weken, uren, centen).

    ``zeker_van``: the first day on which the source surely holds the value, when that is later than ``geldig_van``.
    """

    key: str
    value: int
    eenheid: str
    geldig_van: date
    artikel: str
    bron: str
    geldig_tot: date | None = None
    zeker_van: date | None = None


_KINDS: Mapping[str, type] = {
    f.name: {"int": int, "str": str}.get(str(getattr(f.type, "__name__", f.type)), date)
    for f in fields(Parameter)
}
_NEEDED = {f.name for f in fields(Parameter) if f.default is MISSING}


def read(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Parameter, ...]]:
    """Check rows and sort them by key and period. Raises ParameterError for wrong fields, overlaps and gaps."""
    found: dict[str, list[Parameter]] = {}
    for given in rows:
        row = {field: value for field, value in given.items() if value is not None}
        name = row.get("key", "?")
        wrong = (set(row) - set(_KINDS)) | (_NEEDED - set(row))
        if wrong:
            raise ParameterError(f"parameter {name}: veld(en) {', '.join(sorted(wrong))} onbekend of afwezig")
        wrong = {field for field, value in row.items() if type(value) is not _KINDS[field]}
        if wrong:
            raise ParameterError(f"parameter {name}: verkeerde waarde in {', '.join(sorted(wrong))}")
        found.setdefault(name, []).append(Parameter(**row))
    return {key: _checked(key, values) for key, values in found.items()}


def _checked(key: str, values: list[Parameter]) -> tuple[Parameter, ...]:
    ordered = sorted(values, key=lambda p: p.geldig_van)
    for one in ordered:
        if one.geldig_tot and one.geldig_tot < one.geldig_van:
            raise ParameterError(f"parameter {key}: de periode eindigt op {one.geldig_tot}, voor haar begin")
    for earlier, later in itertools.pairwise(ordered):
        if earlier.geldig_tot is None or earlier.geldig_tot >= later.geldig_van:
            raise ParameterError(f"parameter {key}: perioden overlappen op {later.geldig_van}")
        if earlier.geldig_tot + timedelta(days=1) != later.geldig_van:
            raise ParameterError(
                f"parameter {key}: geen waarde tussen {earlier.geldig_tot} en {later.geldig_van}"
            )
    return tuple(ordered)


@cache
def rows_of(kind: str) -> tuple[dict[str, Any], ...]:
    """Every row of one kind ("waarde", "dag", "bron") in the files of this folder."""
    files = (tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml")))
    return tuple(row for file in files for row in file.get(kind, ()))


@cache
def table() -> dict[str, tuple[Parameter, ...]]:
    """Every number of every file in this folder."""
    return read(rows_of("waarde"))


def parameter(key: str, *, on: date) -> Parameter:
    """The number in force on a day. Raises ParameterError when there is none."""
    for candidate in table().get(key, ()):
        if candidate.geldig_van <= on and (candidate.geldig_tot is None or on <= candidate.geldig_tot):
            return candidate
    raise ParameterError(f"parameter {key} heeft geen waarde op {on}")


def known(key: str, *, on: date) -> bool:
    """Whether there is a number on a day."""
    return any(
        p.geldig_van <= on and (p.geldig_tot is None or on <= p.geldig_tot) for p in table().get(key, ())
    )
