"""Facts from and to JSON, strictly: an unknown field, a wrong date or an impossible order names the field."""

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from wi2021.facts import Facts


class FactsError(ValueError):
    """What was given can't be facts; ``field`` is its path, "pips[0].dagtekening"."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.field = field
        self.message = message


def read_facts(data: object) -> Facts:
    """Facts from parsed JSON. Raises FactsError."""
    facts = read_as(Facts, data)
    check_order(facts)
    return facts


T = typing.TypeVar("T")


def read_as(kind: type[T], data: object, path: str = "") -> T:
    """A dataclass of facts from parsed JSON. Raises FactsError naming the first field that is wrong."""
    if not isinstance(data, Mapping):
        raise FactsError(path, "hier hoort een object met velden te staan")
    hints = get_type_hints(kind)
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    for name in data:
        if name not in known:
            raise FactsError(
                _join(path, str(name)), f"onbekend veld; bekend zijn: {', '.join(sorted(known))}"
            )
    values = {name: _value(hints[name], raw, _join(path, name)) for name, raw in data.items()}
    try:
        return kind(**values)
    except TypeError:
        required = [f.name for f in fields(kind) if f.name not in values and f.default is f.default_factory]  # type: ignore[arg-type]
        missing = required[0] if required else "?"
        raise FactsError(_join(path, missing), "dit veld is verplicht") from None


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _value(hint: Any, raw: object, path: str) -> Any:  # noqa: ANN401 a value of any hinted type
    origin = get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(a for a in get_args(hint) if a is not type(None))
        return None if raw is None else _value(inner, raw, path)
    if origin is tuple:
        if not isinstance(raw, list):
            raise FactsError(path, "hier hoort een lijst te staan")
        return tuple(_value(get_args(hint)[0], item, f"{path}[{i}]") for i, item in enumerate(raw))
    if is_dataclass(hint):
        return read_as(hint, raw, path)  # type: ignore[arg-type]
    return _plain(hint, raw, path)


# No case lies outside these years, and every term that is counted from one fits a calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2200
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def day_of(text: str) -> date:
    """A day written as jjjj-mm-dd and in no other way. Raises ValueError."""
    day = date.fromisoformat(text) if _ISO.fullmatch(text) else None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def _plain(hint: type, raw: object, path: str) -> object:
    if hint is date:
        try:
            return day_of(str(raw))
        except ValueError:
            raise FactsError(path, f"{raw!r} is geen datum; schrijf jjjj-mm-dd, zoals 2026-11-23") from None
    if issubclass(hint, Enum):
        try:
            return hint(raw)
        except ValueError:
            allowed = ", ".join(repr(m.value) for m in hint)
            raise FactsError(path, f"{raw!r} kan hier niet; kies uit {allowed}") from None
    if not isinstance(raw, hint) or (hint is int and isinstance(raw, bool)):
        name = {bool: "true of false", int: "een geheel getal", str: "tekst"}[hint]
        raise FactsError(path, f"hier hoort {name} te staan")
    return raw


def check_order(facts: Facts) -> None:
    """Refuse dates that can't follow each other. Raises FactsError at the field that is to be mended."""
    _after("plicht_eind", facts.plicht_eind, "plicht_begin", facts.plicht_begin)
    _after("bijstand_tot", facts.bijstand_tot, "bijstand_vanaf", facts.bijstand_vanaf)
    _after("kennisgeving", facts.kennisgeving, "geboortedatum", facts.geboortedatum)
    for i, pip in enumerate(facts.pips):
        _after(f"pips[{i}].dagtekening", pip.dagtekening, "plicht_begin", facts.plicht_begin)
        _after(f"pips[{i}].verzonden", pip.verzonden, f"pips[{i}].dagtekening", pip.dagtekening)
    for i, wacht in enumerate(facts.wacht_op_derde):
        _after(
            f"wacht_op_derde[{i}].ontvangen", wacht.ontvangen, f"wacht_op_derde[{i}].gevraagd", wacht.gevraagd
        )
    for i, oproep in enumerate(facts.oproepen):
        _after(f"oproepen[{i}].termijn_tot", oproep.termijn_tot, f"oproepen[{i}].verzonden", oproep.verzonden)
    for i, rust in enumerate(facts.schorsingen):
        _after(f"schorsingen[{i}].tot", rust.tot, f"schorsingen[{i}].vanaf", rust.vanaf)
    if facts.termijn:
        _after("termijn.eind_exclusief", facts.termijn.eind_exclusief, "termijn.start", facts.termijn.start)


def _after(name: str, later: date | None, other: str, earlier: date | None) -> None:
    if later and earlier and later < earlier:
        raise FactsError(name, f"{later} ligt voor {other} ({earlier}); verbeter een van de twee")


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
