"""Facts from parsed JSON, strictly: an unknown field or a wrong value names the field."""

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from wi2021.lezen.fout import FactsError, join

# No case lies outside these years, and every term that is counted from one fits a calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2200
# No number of hours, days or talks in a case is negative or larger than this.
MOST = 100_000
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_GEMEENTE = re.compile(r"\d{4}", re.ASCII)
_SHOWN = 40


T = typing.TypeVar("T")


def read_as(kind: type[T], data: object, path: str = "") -> T:
    """A dataclass of facts from parsed JSON. Raises FactsError naming the first field that is wrong."""
    if not isinstance(data, Mapping):
        raise FactsError(path, f"hier hoort een object met velden te staan, niet {_shown(data)}")
    hints = get_type_hints(kind)
    columns = fields(kind)  # type: ignore[arg-type]
    known = {f.name for f in columns}
    for name in data:
        if name not in known:
            raise FactsError(
                join(path, str(name) or '""'), f"onbekend veld; bekend zijn: {', '.join(sorted(known))}"
            )
    values = {name: _value(hints[name], raw, join(path, name)) for name, raw in data.items()}
    try:
        return kind(**values)
    except TypeError:
        missing = next(f.name for f in columns if f.name not in values and f.default is f.default_factory)
        raise FactsError(join(path, missing), "dit veld is verplicht") from None


def _shown(raw: object) -> str:
    """A value in a message: short, and never a whole structure."""
    if isinstance(raw, str):
        return repr(raw if len(raw) <= _SHOWN else f"{raw[:_SHOWN]}…")
    if isinstance(raw, Mapping):
        return "een object"
    if isinstance(raw, list):
        return "een lijst"
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return "een getal"
    return {None: "niets", True: "true", False: "false"}[typing.cast("bool | None", raw)]


def _value(hint: Any, raw: object, path: str) -> Any:  # noqa: ANN401 a value of any hinted type
    origin = get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(a for a in get_args(hint) if a is not type(None))
        return None if raw is None else _value(inner, raw, path)
    if origin is tuple:
        if not isinstance(raw, list):
            raise FactsError(path, f"hier hoort een lijst te staan, niet {_shown(raw)}")
        return tuple(_value(get_args(hint)[0], item, f"{path}[{i}]") for i, item in enumerate(raw))
    if is_dataclass(hint):
        return read_as(hint, raw, path)  # type: ignore[arg-type]
    return _plain(hint, raw, path)


def day_of(text: str) -> date:
    """A day written as jjjj-mm-dd and in no other way. Raises ValueError."""
    day = date.fromisoformat(text) if _ISO.fullmatch(text) else None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def day_from(raw: object, path: str) -> date:
    """A day of parsed JSON or a command line. Raises FactsError."""
    try:
        return day_of(raw if isinstance(raw, str) else "")
    except ValueError:
        raise FactsError(
            path, f"{_shown(raw)} is geen datum; schrijf jjjj-mm-dd, zoals 2026-11-23, tussen {FIRST_YEAR} en {LAST_YEAR}"
        ) from None  # fmt: skip


def _plain(hint: type, raw: object, path: str) -> object:
    if hint is date:
        return day_from(raw, path)
    if issubclass(hint, Enum):
        return _choice(hint, raw, path)
    if not isinstance(raw, hint) or (hint is int and isinstance(raw, bool)):
        name = {bool: "true of false", int: "een geheel getal", str: "tekst"}[hint]
        raise FactsError(path, f"hier hoort {name} te staan, niet {_shown(raw)}")
    if isinstance(raw, int) and not 0 <= raw <= MOST:
        raise FactsError(path, f"dit getal kan niet; kies 0 tot en met {MOST}")
    if isinstance(raw, str):
        return _text(raw, path)
    return raw


def _choice(hint: type[Enum], raw: object, path: str) -> Enum:
    try:
        return hint(raw if isinstance(raw, str) else None)
    except ValueError:
        allowed = ", ".join(repr(m.value) for m in hint)
        raise FactsError(path, f"{_shown(raw)} kan hier niet; kies uit {allowed}") from None


def _text(raw: str, path: str) -> str:
    if any("\ud800" <= char <= "\udfff" or char == "\0" for char in raw):
        raise FactsError(path, "hier staan tekens die geen tekst zijn")
    if path.rpartition(".")[2] == "gemeente" and raw and not _GEMEENTE.fullmatch(raw):
        raise FactsError(path, f"{_shown(raw)} is geen gemeentecode; schrijf vier cijfers, zoals 0505")
    return raw
